from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from assay.store.queue import QueueOrder
from assay.ui.theme.current import current_tokens
from assay.ui.theme.icons import icon
from assay.ui.theme.tokens import ICON_SIZE
from assay.ui.window.action_set import ActionSet

SIDE = 20
"""No higher than the title beside it, which stands on one line with those of the other panels."""


class OrderButton(QToolButton):
    """In which order the queue stands; the menu below the button has the same actions as the window's."""

    changed = Signal()

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order = QueueOrder.NAME
        self.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        self.setStyleSheet("padding: 0;")
        self.setFixedSize(SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAccessibleName("Order of the queue")
        self.setMenu(self._made_menu(actions))
        self._show_order()

    def _made_menu(self, actions: ActionSet) -> QMenu:
        menu, group = QMenu(self), QActionGroup(self)
        for order in QueueOrder:
            action = actions[f"order_{order}"]
            group.addAction(action)
            menu.addAction(action)
            action.triggered.connect(lambda _=False, order=order: self._choose(order))
        actions[f"order_{self.order}"].setChecked(True)
        return menu

    def _choose(self, order: QueueOrder) -> None:
        if order is not self.order:
            self.order = order
            self._show_order()
            self.changed.emit()

    def _show_order(self) -> None:
        """A queue in an order of its own is marked, so that nobody takes it for the usual one."""
        tokens = current_tokens()
        usual = self.order is QueueOrder.NAME
        self.setIcon(icon("sort", tokens, colour=None if usual else tokens.accent))
        self.setToolTip(TIPS[self.order])

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in another theme."""
        if event.type() == QEvent.Type.StyleChange and self.menu() is not None:
            self._show_order()
        super().changeEvent(event)


TIPS = {
    QueueOrder.NAME: "Order: by file name",
    QueueOrder.WORST: "Order: worst first",
    QueueOrder.WAITING: "Order: most to judge first",
}
