from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from assay.review.measure_raters import Units
from assay.ui.scorecard.agreement.unit_model import UNIT, UnitModel
from assay.ui.scorecard.object_delegate import ObjectDelegate
from assay.ui.scorecard.object_list import EnterView
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.widgets.key_cap import KeyCap
from assay.ui.widgets.role_label import role_label
from assay.ui.widgets.segmented_control import Segment, SegmentedControl

DISPUTED, ALL = "disputed", "all"
SEGMENTS = (
    Segment(DISPUTED, "Disagree", "Objects that the raters call differently, or that some did not draw"),
    Segment(ALL, "All", "Every object that the number counts"),
)


class UnitList(QFrame):
    """The objects behind a number of agreement, those in dispute first; opening one goes to its image in Review."""

    opened = Signal(object)
    """The Unit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.model, self.view = UnitModel(), EnterView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(ObjectDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName("Objects behind the agreement")
        self.view.opened.connect(self._open)
        self.view.doubleClicked.connect(self._open)
        self.segments = SegmentedControl(SEGMENTS, accessible_name="Which objects")
        self.segments.chosen.connect(self._choose)
        self._title = ElidedLabel()
        self._title.setProperty("role", "title")
        self._stack, self._empty = QStackedWidget(), EmptyState("findings", "", "")
        self._units: Units | None = None
        self._names: dict[str, Mapping[int, str]] = {}
        self._raters: Sequence[str] = ()
        self._lay_out()
        self.clear()

    @property
    def title(self) -> str:
        """What the list is about."""
        return self._title.text()

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setContentsMargins(12, 8, 12, 8)
        header.addWidget(self._title, 1)
        header.addWidget(self.segments)
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
        self._units = None
        self._title.setText("Objects")
        self.segments.hide()
        self._empty.say(
            "findings", "Nothing chosen", "Click a row, the chart or a cell of the matrix to see what it counts."
        )
        self._stack.setCurrentWidget(self._empty)

    def show_units(
        self, title: str, units: Units, *, raters: Sequence[str], classes: Mapping[int, str], images: Mapping[int, str]
    ) -> None:
        """Show what a number counts."""
        self._units, self._raters, self._names = units, raters, {"classes": classes, "images": images}
        self._title.setText(title)
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
            self._stack.setCurrentWidget(self.view)
            self.view.setCurrentIndex(self.model.index(0, 0))
            self.view.scrollToTop()
        else:
            self._empty.say("success", "None", "There is no such object.")
            self._stack.setCurrentWidget(self._empty)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(UNIT))
