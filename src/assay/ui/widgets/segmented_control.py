from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice: its name in code, its text on screen, and what its tool tip adds."""

    name: str
    text: str
    tip: str = ""


class SegmentedControl(QFrame):
    """A few choices side by side of which one holds; arrow keys move between them."""

    chosen = Signal(str)
    """The name of the segment that the user picked."""
    held = Signal(str, bool)
    """A segment is being pressed (True) or was let go (False)."""

    def __init__(self, segments: Sequence[Segment], *, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "segments")
        self.setAccessibleName(accessible_name)
        self._group = QButtonGroup(self)
        self._buttons = {segment.name: self._button(segment) for segment in segments}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3, 3, 3, 3)
        layout.setSpacing(2)
        for button in self._buttons.values():
            layout.addWidget(button)
        self.choose(segments[0].name)

    def _button(self, segment: Segment) -> QPushButton:
        button = QPushButton(segment.text)
        button.setCheckable(True)
        button.setProperty("kind", "segment")
        # A click must not take the keyboard from what the reviewer is working on.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoDefault(False)  # Return is the dialog's own
        button.setToolTip(segment.tip)
        button.setAccessibleName(segment.text)
        button.setAccessibleDescription(segment.tip)
        button.clicked.connect(lambda: self.chosen.emit(segment.name))
        button.pressed.connect(lambda: self.held.emit(segment.name, True))  # noqa: FBT003 – a signal's arguments have no names
        button.released.connect(lambda: self.held.emit(segment.name, False))  # noqa: FBT003
        self._group.addButton(button)
        return button

    def choice(self) -> str:
        """The name of the segment that holds."""
        return next(name for name, button in self._buttons.items() if button.isChecked())

    def choose(self, name: str) -> None:
        """Make a segment hold without saying so to anyone."""
        self._buttons[name].setChecked(True)

    def set_text(self, name: str, text: str) -> None:
        """Say something else on one segment, for instance with a count."""
        self._buttons[name].setText(text)
        self._buttons[name].setAccessibleName(text)

    def set_segment_enabled(self, name: str, *, enabled: bool, why: str = "") -> None:
        """Let a segment be picked or not; `why` becomes its tool tip."""
        self._buttons[name].setEnabled(enabled)
        if why:
            self._buttons[name].setToolTip(why)

    def button(self, name: str) -> QPushButton:
        """One segment's button."""
        return self._buttons[name]
