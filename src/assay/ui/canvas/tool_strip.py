from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QWidget

from assay.ui.canvas.canvas_controls import MARGIN
from assay.ui.canvas.floating import FloatingPanel
from assay.ui.widgets.key_button import KeyButton, keys_of

TOP = 54
"""Below the mode switch."""


class ToolStrip(FloatingPanel):
    """The drawing tools at the left edge of the canvas, each with its key; one button that leads to them while nobody draws."""

    def __init__(
        self, opener: tuple[QAction, str], groups: Sequence[Sequence[tuple[QAction, str]]], parent: QWidget
    ) -> None:
        super().__init__(accessible_name="Drawing tools", upright=True, parent=parent)
        self._opener = tool_button(*opener)
        self.add(self._opener)
        self._tools: list[QWidget] = []
        for number, group in enumerate(groups):
            if number:
                self._take(thin_rule())
            for action, icon_name in group:
                self._take(tool_button(action, icon_name))
        self._layout.setSpacing(1)
        self.show_tools(shown=False)
        parent.installEventFilter(self)

    def show_tools(self, *, shown: bool) -> None:
        """Show the tools, or only the button that leads to them."""
        for tool in self._tools:
            tool.setVisible(shown)
        self._place()

    def button(self, name: str) -> KeyButton:
        """The button of an action."""
        return next(one for one in self.findChildren(KeyButton) if one.objectName() == name)

    def _take(self, widget: QWidget) -> None:
        self._tools.append(widget)
        self.add(widget)

    def _place(self) -> None:
        self._layout.activate()
        self.adjustSize()
        self.move(MARGIN, TOP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner, and in sight only with a picture."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)


def tool_button(action: QAction, icon_name: str) -> KeyButton:
    """A small button that shows an action's icon and key and is pressed while it is on."""
    button = KeyButton("", keys=keys_of(action), icon_name=icon_name)
    button.setObjectName(action.objectName())
    button.setProperty("kind", "segment")
    button.setAccessibleName(action.text().rstrip("…"))
    button.setToolTip(f"{action.text().rstrip('…')} ({keys_of(action)})")
    button.setCheckable(action.isCheckable())
    button.setChecked(action.isChecked())
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.toggled.connect(button.setChecked)
    action.enabledChanged.connect(button.setEnabled)
    # a click must not take the keyboard from the canvas
    button.setFocusPolicy(button.focusPolicy().TabFocus)
    return button


def thin_rule() -> QFrame:
    """A line between groups of tools."""
    rule = QFrame()
    rule.setProperty("rule", "horizontal")
    return rule
