from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project that was open before, and whether its file is still there."""

    path: Path
    is_there: bool

    @property
    def folder(self) -> str:
        """The folder, with the home folder as ~."""
        try:
            return str(Path("~") / self.path.parent.relative_to(Path.home()))
        except ValueError:
            return str(self.path.parent)


class RecentModel(QAbstractListModel):
    """Projects that were open before, the latest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._projects: Sequence[RecentProject] = ()

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Show these, and look which are still there."""
        self.beginResetModel()
        self._projects = [RecentProject(path, path.is_file()) for path in paths]
        self.endResetModel()

    def project_at(self, index: Index) -> RecentProject:
        """The project in a row."""
        return self._projects[index.row()]

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._projects)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """What a row says."""
        project = self.project_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return project.path.stem
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{project.path.stem}, {project.folder}" + ("" if project.is_there else ", not found")
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(project.path)
        return None
