from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from assay.model.schema import Schema
from assay.ui.scorecard.entries import Listing
from assay.ui.scorecard.list_card import ListCard
from assay.ui.scorecard.lookups import Lookup
from assay.ui.scorecard.object_delegate import ObjectDelegate
from assay.ui.scorecard.object_model import ENTRY, FINDING, ObjectModel
from assay.ui.widgets.role_label import role_label


class ObjectList(ListCard):
    """What a figure counts, one object per row; opening a row goes to it in Review."""

    opened = Signal(object, object)
    """The image's id, and the finding that speaks of the object or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.model, self._count = ObjectModel(), role_label("", "secondary")
        # of a long file name the middle gives way, so that the IoU and the number behind it stay
        delegate = ObjectDelegate(has_severities=True, elide=Qt.TextElideMode.ElideMiddle)
        super().__init__(self.model, delegate, self._count, accessible_name="Objects behind the figure", parent=parent)
        self.row_opened.connect(self._open)
        self.clear()

    def clear(self) -> None:
        """Show nothing but what can be done here."""
        self.entitle("Objects")
        self._count.setText("")
        self.show_words("findings", "Nothing chosen", "Click a figure, a bar, a cell or a row to see what it counts.")

    def show_listing(self, listing: Listing, lookup: Lookup, *, schema: Schema, file_names: Mapping[int, str]) -> None:
        """Show what a figure counts."""
        self.entitle(listing.title)
        self._count.setText(f"{len(listing.entries):,}")
        self.model.show_entries(listing.entries, lookup, schema=schema, file_names=file_names)
        if listing.entries:
            self.show_rows()
        else:
            self.show_words("success", "None", "There is no such object in this comparison.")

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ENTRY).image_id, index.data(FINDING))
