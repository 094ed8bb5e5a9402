from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from assay.review.import_plan import ClassMapping
from assay.review.rejected_classes import REJECTED
from assay.ui.theme.current import current_tokens

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
COLUMNS = ("In the file", "Annotations", "Becomes", "")
NAME, COUNT, BECOMES, FATE = range(4)


class Fate(Enum):
    """What comes of a class, as the last column says it."""

    KNOWN = "in the schema"
    SUGGESTED = "suggested"
    NEW = "added"
    REJECTED = "left out"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a class of the file may become: the name in the schema, and what the list calls it."""

    becomes: str
    text: str


class ClassModel(QAbstractTableModel):
    """The classes of a file, and what each becomes in the schema; that can be edited.

    A class that is spelt almost like one of the schema becomes that one unless somebody decides otherwise, and is marked as suggested.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._classes: Sequence[ClassMapping] = ()
        self._known: Sequence[str] = ()
        self._chosen: dict[str, str] = {}

    def show_classes(self, classes: Sequence[ClassMapping], known: Sequence[str]) -> None:
        """Show the classes of another file. known: the names in the schema."""
        self.beginResetModel()
        self._classes, self._known, self._chosen = classes, known, {}
        self.endResetModel()

    @property
    def chosen(self) -> Mapping[str, str]:
        """What becomes of classes other than what their names say: name in the file to name in the schema, REJECTED for none."""
        suggested = {one.name: one.nearest for one in self._classes if one.nearest}
        return suggested | self._chosen

    @property
    def new_classes(self) -> Sequence[str]:
        """The names that the import would add to the schema."""
        wanted = [self.becomes(one) for one in self._classes]
        return [name for name in dict.fromkeys(wanted) if name != REJECTED and name not in self._known]

    @property
    def left_out(self) -> int:
        """How many annotations belong to classes that are rejected."""
        return sum(one.count for one in self._classes if self.becomes(one) == REJECTED)

    def becomes(self, mapping: ClassMapping) -> str:
        """What a class of the file becomes as things stand."""
        return self._chosen.get(mapping.name, _proposed(mapping))

    def fate(self, mapping: ClassMapping) -> Fate:
        """What comes of a class as things stand."""
        wanted = self.becomes(mapping)
        if wanted == REJECTED:
            return Fate.REJECTED
        if wanted not in self._known:
            return Fate.NEW
        is_suggested = bool(mapping.nearest) and mapping.name not in self._chosen
        return Fate.SUGGESTED if is_suggested else Fate.KNOWN

    def choices(self, index: Index) -> Sequence[Choice]:
        """What the class in a row may become."""
        name = self._classes[index.row()].name
        nearest = self._classes[index.row()].nearest
        new = [] if name in self._known else [Choice(name, f"New class “{name}”")]
        known = [nearest, *(one for one in self._known if one != nearest)] if nearest else self._known
        return [*new, *(Choice(one, one) for one in known), Choice(REJECTED, "Reject its annotations")]

    def add_to_schema(self, row: int) -> None:
        """Let a class become a new one of the schema."""
        self.setData(self.index(row, BECOMES), self._classes[row].name)

    def reject(self, row: int) -> None:
        """Leave the annotations of a class out."""
        self.setData(self.index(row, BECOMES), REJECTED)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many classes the file has."""
        return 0 if parent.isValid() else len(self._classes)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Name, count, what it becomes, and what that means."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        """The names of the columns; counts stand to the right."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == COUNT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | int | QColor | None:
        """What a cell says; the edit role of what it becomes is the name in the schema."""
        mapping = self._classes[index.row()]
        if role == Qt.ItemDataRole.EditRole and index.column() == BECOMES:
            return self.becomes(mapping)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(index, mapping)[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == COUNT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(mapping, index.column())
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Decide what a class becomes."""
        if role != Qt.ItemDataRole.EditRole or index.column() != BECOMES:
            return False
        mapping = self._classes[index.row()]
        self._chosen.pop(mapping.name, None)
        if value != mapping.becomes or mapping.nearest:
            self._chosen[mapping.name] = str(value)
        self.dataChanged.emit(index, self.index(index.row(), FATE))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only what a class becomes can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == BECOMES else flags

    def _texts(self, index: Index, mapping: ClassMapping) -> tuple[str, str, str, str]:
        wanted = self.becomes(mapping)
        text = next((one.text for one in self.choices(index) if one.becomes == wanted), f"New class “{wanted}”")
        return mapping.name, f"{mapping.count:,}", text, self.fate(mapping).value

    def _ink(self, mapping: ClassMapping, column: int) -> QColor:
        tokens = current_tokens()
        if column in (NAME, COUNT):
            return QColor(tokens.text if column == NAME else tokens.secondary)
        inks = {Fate.REJECTED: tokens.major, Fate.NEW: tokens.good, Fate.SUGGESTED: tokens.accent}
        return QColor(inks.get(self.fate(mapping), tokens.text if column == BECOMES else tokens.faint))


def _proposed(mapping: ClassMapping) -> str:
    return mapping.nearest or mapping.becomes
