from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from assay.review.measure_raters import Units
from assay.ui.scorecard.agreement.unit_model import UNIT, UnitModel
from assay.ui.scorecard.list_card import ListCard
from assay.ui.scorecard.object_delegate import ObjectDelegate
from assay.ui.widgets.segmented_control import Segment, SegmentedControl

DISPUTED, ALL = "disputed", "all"
SEGMENTS = (
    Segment(DISPUTED, "Disagree", "Objects that the raters call differently, or that some did not draw"),
    Segment(ALL, "All", "Every object that the number counts"),
)


class UnitList(ListCard):
    """The objects behind a number of agreement, those in dispute first; opening one goes to its image in Review."""

    opened = Signal(object)
    """The Unit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.model, self.segments = UnitModel(), SegmentedControl(SEGMENTS, accessible_name="Which objects")
        delegate = ObjectDelegate(has_severities=False, elide=Qt.TextElideMode.ElideRight)
        super().__init__(
            self.model, delegate, self.segments, accessible_name="Objects behind the agreement", parent=parent
        )
        self.setProperty("surface", "card")
        self.row_opened.connect(self._open)
        self.segments.chosen.connect(self._choose)
        self._units: Units | None = None
        self._names: dict[str, Mapping[int, str]] = {}
        self._raters: Sequence[str] = ()
        self.clear()

    def clear(self) -> None:
        """Show nothing but what can be done here."""
        self._units = None
        self.entitle("Objects")
        self.segments.hide()
        self.show_words(
            "findings", "Nothing chosen", "Click a row, the chart or a cell of the matrix to see what it counts."
        )

    def show_units(
        self, title: str, units: Units, *, raters: Sequence[str], classes: Mapping[int, str], images: Mapping[int, str]
    ) -> None:
        """Show what a number counts."""
        self._units, self._raters, self._names = units, raters, {"classes": classes, "images": images}
        self.entitle(title)
        self.segments.show()
        self.segments.set_text(DISPUTED, f"Disagree {units.disputed:,}")
        self.segments.set_text(ALL, f"All {len(units):,}")
        self.segments.choose(DISPUTED if units.disputed else ALL)
        self._fill()

    def _choose(self, name: str) -> None:
        self.segments.choose(name)
        self._fill()

    def _fill(self) -> None:
        if self._units is None:
            return
        count = len(self._units) if self.segments.choice() == ALL else self._units.disputed
        self.model.show_units(self._units, count, raters=self._raters, **self._names)
        if count:
            self.show_rows()
        else:
            self.show_words("success", "None", "There is no such object.")

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(UNIT))
