from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from assay.review.measure_raters import Unit, Units
from assay.ui.scorecard.agreement.words import short_names

UNIT = Qt.ItemDataRole.UserRole
DETAIL = Qt.ItemDataRole.UserRole + 2
SPOKEN = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
Index = QModelIndex | QPersistentModelIndex


class UnitModel(QAbstractListModel):
    """Objects as raters see them, two lines each: who says what, and where."""

    def __init__(self) -> None:
        super().__init__()
        self._units: Units | None = None
        self._count = 0
        self._raters: Sequence[str] = ()
        self._short: Sequence[str] = ()
        self._classes: Mapping[int, str] = {}
        self._images: Mapping[int, str] = {}

    def show_units(
        self, units: Units, count: int, *, raters: Sequence[str], classes: Mapping[int, str], images: Mapping[int, str]
    ) -> None:
        """Show the first so many of these."""
        self.beginResetModel()
        self._units, self._count = units, count
        self._raters, self._short, self._images = raters, short_names(raters), images
        self._classes = units.words or classes
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many objects there are."""
        return 0 if parent is not None and parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """An object's two lines, and the object itself."""
        assert self._units is not None
        unit = self._units.unit(index.row())
        if role == UNIT:
            return unit
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(unit)
        if role == DETAIL:
            return self._detail(unit, self._short)
        return f"{self._title(unit)}\n{self._detail(unit, self._raters)}" if role in SPOKEN else None

    def _title(self, unit: Unit) -> str:
        """What was said, the most common first: "car, van, nothing"."""
        return ", ".join(self._name(one) for one in _by_number(unit))

    def _detail(self, unit: Unit, raters: Sequence[str]) -> str:
        """Who said which, where they differ, and where: a file's name gives way first when there is no room."""
        who = [
            f"{self._name(one)}: {', '.join(raters[rater] for rater, said in unit.said.items() if said == one)}"
            for one in _by_number(unit)
        ]
        return " · ".join([*(who if len(who) > 1 else []), self._images.get(unit.image_id, "–")])

    def _name(self, class_id: int | None) -> str:
        return "nothing" if class_id is None else self._classes.get(class_id, "–")


def _by_number(unit: Unit) -> list[int | None]:
    """The different things that were said, the most common first, nothing last among equals."""
    said = list(unit.said.values())
    return sorted(set(said), key=lambda one: (-said.count(one), one is None, one or 0))
