from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from assay.model.schema import Schema
from assay.ui.scorecard.entries import Listing
from assay.ui.scorecard.lookups import Lookup
from assay.ui.scorecard.object_delegate import ObjectDelegate
from assay.ui.scorecard.object_model import ENTRY, FINDING, ObjectModel
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.widgets.key_cap import KeyCap
from assay.ui.widgets.role_label import role_label


class ObjectList(QFrame):
    """What a figure counts, one object per row; opening a row goes to it in Review."""

    opened = Signal(object, object)
    """The image's id, and the finding that speaks of the object or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ObjectModel()
        self.view = EnterView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(ObjectDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName("Objects behind the figure")
        self.view.opened.connect(self._open)
        self.view.doubleClicked.connect(self._open)
        self._title, self._count = ElidedLabel(), role_label("", "secondary")
        self._title.setProperty("role", "title")
        self._stack = QStackedWidget()
        self._empty = EmptyState("findings", "", "")
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setContentsMargins(12, 8, 12, 8)
        header.setSpacing(8)
        header.addWidget(self._title, 1)
        header.addWidget(self._count)
        hint = QHBoxLayout()
        hint.setContentsMargins(12, 8, 12, 8)
        hint.setSpacing(8)
        hint.addWidget(KeyCap("↵"))
        hint.addWidget(role_label("or double-click: open in Review", "faint"), 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addWidget(self._stack, 1)
        layout.addLayout(hint)

    def clear(self) -> None:
        """Show nothing but what can be done here."""
        self._title.setText("Objects")
        self._count.setText("")
        self._empty.say("findings", "Nothing chosen", "Click a figure, a bar, a cell or a row to see what it counts.")
        self._stack.setCurrentWidget(self._empty)

    def show_listing(self, listing: Listing, lookup: Lookup, *, schema: Schema, file_names: Mapping[int, str]) -> None:
        """Show what a figure counts."""
        self._title.setText(listing.title)
        self._count.setText(f"{len(listing.entries):,}")
        self.model.show_entries(listing.entries, lookup, schema=schema, file_names=file_names)
        if listing.entries:
            self._stack.setCurrentWidget(self.view)
            self.view.setCurrentIndex(self.model.index(0, 0))
            self.view.scrollToTop()
        else:
            self._empty.say("success", "None", "There is no such object in this comparison.")
            self._stack.setCurrentWidget(self._empty)

    def _open(self, index: QModelIndex) -> None:
        finding = index.data(FINDING)
        self.opened.emit(index.data(ENTRY).image_id, finding)


class EnterView(QListView):
    """A list of which Enter opens the current row."""

    opened = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
