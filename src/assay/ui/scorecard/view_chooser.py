from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from assay.ui.scorecard.views import GROUP_OF, GROUPS
from assay.ui.widgets.segmented_control import SegmentedControl

FIXED = QSizePolicy.Policy.Fixed


class ViewChooser(QWidget):
    """A group of views, and under it the views of the group where there are several; a group comes back to the view it was left at."""

    chosen = Signal(str)
    """The name of the view that the user picked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = SegmentedControl([one.segment for one in GROUPS], accessible_name="Breakdown of the comparison")
        self._inner = {
            one.name: SegmentedControl([view.segment for view in one.views], accessible_name=one.text)
            for one in GROUPS
            if len(one.views) > 1
        }
        self._stack = QStackedWidget()
        self._groups.chosen.connect(lambda name: self.chosen.emit(self._view_in(name)))
        self._lay_out()
        self.choose(GROUPS[0].name)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(_at_left(self._groups))
        for control in self._inner.values():
            control.chosen.connect(self.chosen)
            holder = QWidget()
            holder.setLayout(_at_left(control))
            self._stack.addWidget(holder)
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, FIXED)
        layout.addWidget(self._stack)

    def choice(self) -> str:
        """The name of the view that is chosen."""
        return self._view_in(self._groups.choice())

    def choose(self, name: str) -> None:
        """Show another view as the chosen one, without saying so to anyone."""
        group = GROUP_OF[name]
        self._groups.choose(group.name)
        control = self._inner.get(group.name)
        self._stack.setVisible(control is not None)
        if control is not None:
            control.choose(name)
            holder = control.parentWidget()
            assert holder is not None
            self._stack.setCurrentWidget(holder)

    def buttons_to(self, name: str) -> list[QPushButton]:
        """What is clicked to get to a view: its group, and the view where the group has several."""
        group = GROUP_OF[name]
        control = self._inner.get(group.name)
        return [self._groups.button(group.name)] + ([control.button(name)] if control else [])

    def _view_in(self, group: str) -> str:
        control = self._inner.get(group)
        return control.choice() if control else group


def _at_left(control: SegmentedControl) -> QHBoxLayout:
    control.setSizePolicy(FIXED, FIXED)
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(control)
    row.addStretch(1)
    return row
