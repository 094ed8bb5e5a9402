from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QWidget

from assay.ui.welcome.recent_delegate import RecentDelegate, cross_rect
from assay.ui.welcome.recent_model import RecentModel

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecentList(QListView):
    """Projects that were open before: Enter or a click opens one, Delete or its cross takes it off the list."""

    open_wanted = Signal(object)
    """The Path of a project that is there."""
    removed = Signal(object)
    """The Path that was taken off the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = RecentModel(self)
        self.setModel(self._recent)
        delegate = RecentDelegate(self)
        delegate.removed.connect(self.remove)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setStyleSheet("background: transparent;")
        self.setAccessibleName("Recent projects")
        self.setAccessibleDescription("Enter opens a project, Delete takes it off the list")
        self._paths: list[Path] = []

    @property
    def paths(self) -> Sequence[Path]:
        """What is shown now."""
        return tuple(self._paths)

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Show these."""
        self._paths = list(paths)
        self._recent.show_paths(self._paths)
        if self._paths:  # Enter opens the last project, but nothing looks chosen before anybody chose
            nothing = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._recent.index(0), nothing)

    def open_at(self, index: QModelIndex) -> None:
        """Open a project if its file is still there."""
        if index.isValid() and (project := self._recent.project_at(index)).is_there:
            self.open_wanted.emit(project.path)

    def remove(self, index: QModelIndex) -> None:
        """Take a project off the list; its file stays."""
        if not index.isValid():
            return
        row, path = index.row(), self._paths[index.row()]
        self.show_paths([one for one in self._paths if one != path])
        self.setCurrentIndex(self._recent.index(min(row, len(self._paths) - 1)))
        self.removed.emit(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or take off the list."""
        if event.key() in ENTER_KEYS:
            self.open_at(self.currentIndex())
        elif event.key() == Qt.Key.Key_Down and not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.remove(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the project that was clicked, unless it was its cross."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        is_opened = index.isValid() and not cross_rect(self.visualRect(index)).contains(place)
        super().mouseReleaseEvent(event)
        if is_opened and event.button() == Qt.MouseButton.LeftButton:
            self.open_at(index)
