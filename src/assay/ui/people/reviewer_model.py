from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assay.model.people import Reviewer

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class ReviewerModel(QAbstractListModel):
    """Everybody who judges here, and who does at this moment."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people: Sequence[Reviewer] = ()
        self._here: Reviewer | None = None

    def show_people(self, people: Sequence[Reviewer], here: Reviewer) -> None:
        """Show these."""
        self.beginResetModel()
        self._people, self._here = people, here
        self.endResetModel()

    def person_at(self, index: Index) -> Reviewer:
        """The person in a row."""
        return self._people[index.row()]

    def is_here(self, person: Reviewer) -> bool:
        """Whether this person works here now."""
        return person == self._here

    def index_named(self, name: str) -> QModelIndex:
        """Where the person of this name stands; an invalid index when nobody has it."""
        rows = [row for row, person in enumerate(self._people) if person.name == name]
        return self.index(rows[0]) if rows else QModelIndex()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many people there are."""
        return 0 if parent.isValid() else len(self._people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """What a row says."""
        person = self.person_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return person.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{person.name}, {person.role}" + (", works here now" if self.is_here(person) else "")
        return None
