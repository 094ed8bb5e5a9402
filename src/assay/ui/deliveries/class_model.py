from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from assay.review.extend_schema import REFUSED
from assay.review.import_plan import ClassMapping
from assay.ui.theme.current import current_tokens

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
COLUMNS = ("In the file", "Annotations", "Becomes")
NAME, COUNT, BECOMES = range(3)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a class of the file may become: the name in the schema, and what the list calls it."""

    becomes: str
    text: str


class ClassModel(QAbstractTableModel):
    """The classes of a file, and what each becomes in the schema; the last column can be edited."""

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
        """What a person decided otherwise than proposed: name in the file to name in the schema."""
        return dict(self._chosen)

    @property
    def new_classes(self) -> Sequence[str]:
        """The names that the import would add to the schema."""
        wanted = [self.becomes(one) for one in self._classes]
        return [name for name in dict.fromkeys(wanted) if name != REFUSED and name not in self._known]

    def becomes(self, mapping: ClassMapping) -> str:
        """What a class of the file becomes as things stand."""
        return self._chosen.get(mapping.name, mapping.becomes)

    def choices(self, index: Index) -> Sequence[Choice]:
        """What the class in a row may become."""
        name = self._classes[index.row()].name
        nearest = self._classes[index.row()].nearest
        new = [] if name in self._known else [Choice(name, f"New class “{name}”")]
        known = [nearest, *(one for one in self._known if one != nearest)] if nearest else self._known
        return [*new, *(Choice(one, one) for one in known), Choice(REFUSED, "Leave without class")]

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many classes the file has."""
        return 0 if parent.isValid() else len(self._classes)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Name, count, and what becomes of it."""
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
        """What a cell says; the last column's edit role is the name in the schema."""
        mapping = self._classes[index.row()]
        if role == Qt.ItemDataRole.EditRole and index.column() == BECOMES:
            return self.becomes(mapping)
        if role == Qt.ItemDataRole.DisplayRole:
            return (mapping.name, f"{mapping.count:,}", self._text_of(index, mapping))[index.column()]
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
        if value != mapping.becomes:
            self._chosen[mapping.name] = str(value)
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only what a class becomes can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == BECOMES else flags

    def _text_of(self, index: Index, mapping: ClassMapping) -> str:
        wanted = self.becomes(mapping)
        text = next((one.text for one in self.choices(index) if one.becomes == wanted), f"New class “{wanted}”")
        return f"{text}, or “{mapping.nearest}”?" if mapping.nearest and wanted == mapping.name else text

    def _ink(self, mapping: ClassMapping, column: int) -> QColor:
        tokens, wanted = current_tokens(), self.becomes(mapping)
        if column == BECOMES and wanted == REFUSED:
            return QColor(tokens.major)
        if column == BECOMES and wanted not in self._known:
            return QColor(tokens.good)
        return QColor(tokens.secondary if column == COUNT else tokens.text)
