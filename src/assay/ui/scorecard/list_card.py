from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from assay.ui.scorecard.object_delegate import ObjectDelegate
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.widgets.key_cap import KeyCap
from assay.ui.widgets.role_label import role_label


class ListCard(QFrame):
    """A titled list of what a figure counts, whose rows open; where there is none, words instead.

    beside: what stands at the end of the title's line.
    """

    row_opened = Signal(QModelIndex)

    def __init__(
        self,
        model: QAbstractItemModel,
        delegate: ObjectDelegate,
        beside: QWidget,
        *,
        accessible_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.view = EnterView()
        self.view.setModel(model)
        self.view.setItemDelegate(delegate)
        delegate.setParent(self.view)  # a view does not keep its delegate
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName(accessible_name)
        self.view.opened.connect(self.row_opened)
        self.view.doubleClicked.connect(self.row_opened)
        self._title = ElidedLabel()
        self._title.setProperty("role", "title")
        self._stack, self._empty = QStackedWidget(), EmptyState("findings", "", "")
        self._lay_out(beside)

    @property
    def title(self) -> str:
        """What the list is about."""
        return self._title.text()

    def entitle(self, title: str) -> None:
        """Say what the list is about."""
        self._title.setText(title)

    def show_rows(self) -> None:
        """Show the list from its first row."""
        self._stack.setCurrentWidget(self.view)
        self.view.setCurrentIndex(self.view.model().index(0, 0))
        self.view.scrollToTop()

    def show_words(self, icon: str, title: str, words: str) -> None:
        """Show words in place of the list."""
        self._empty.say(icon, title, words)
        self._stack.setCurrentWidget(self._empty)

    def _lay_out(self, beside: QWidget) -> None:
        header = QHBoxLayout()
        header.setContentsMargins(12, 8, 12, 8)
        header.setSpacing(8)
        header.addWidget(self._title, 1)
        header.addWidget(beside)
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


class EnterView(QListView):
    """A list of which Enter opens the current row."""

    opened = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
