"""What the schema and the settings say of single classes, ready to be looked up for many annotations at once."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assay.compare.settings import ComparisonSettings
from assay.compare.side import Rows, Side
from assay.model.errors import AssayError
from assay.model.schema import LabelClass, Schema

OF_KEYPOINTS = "oks_sigma"
"""The setting whose names are those of keypoints."""

Floats = NDArray[np.float64]
ClassIds = NDArray[np.int32]


class ClassTable:
    """Facts by class id; an id that the schema does not know has those of no class."""

    def __init__(self, schema: Schema, settings: ComparisonSettings) -> None:
        self.schema = schema
        self.settings = settings
        self.rows = max((int(one.id) for one in schema.classes), default=0) + 2
        self._place = {one.name: int(one.id) + 1 for one in schema.classes}

    def threshold(self, key: str, side: Side, places: Rows) -> float | Floats:
        """A threshold for the annotations at these places: one number where no class has its own, else (n,)."""
        general = getattr(self.settings, key)
        if not self.settings.named.get(key):
            return general
        table = np.full(self.rows, general, np.float64)
        for name, value in self.settings.named[key].items():
            table[self._place[name]] = value
        return table[self.places(side.class_id[places])]

    def lowest(self, key: str) -> float:
        """The lowest value that a threshold has for any class."""
        return min([getattr(self.settings, key), *self.settings.named.get(key, {}).values()])

    def places(self, class_ids: ClassIds) -> Rows:
        """(n,) where each class stands in a table; 0 for an id that the schema does not know."""
        known = (class_ids >= 0) & (class_ids < self.rows - 1)
        return np.where(known, class_ids + 1, 0)

    def of(self, class_id: int) -> LabelClass | None:
        """The class of an id, None when the schema does not know it."""
        return self._by_id.get(class_id)

    @cached_property
    def _by_id(self) -> dict[int, LabelClass]:
        return {int(one.id): one for one in self.schema.classes}

    def too_small(self, side: Side, places: Rows) -> NDArray[np.bool_]:
        """(n,) whether the longer side of the box of each annotation at these places is shorter than its class asks for."""
        if not any(one.min_size for one in self.schema.classes):
            return np.zeros(len(places), bool)
        table = np.zeros(self.rows)
        for one in self.schema.classes:
            table[int(one.id) + 1] = one.min_size
        x_min, y_min, x_max, y_max = side.sides[:, places]
        return np.maximum(x_max - x_min, y_max - y_min) < table[self.places(side.class_id[places])]


def refuse_unknown_classes(settings: ComparisonSettings, schema: Schema) -> None:
    """Raises AssayError when a threshold is set for a class that the schema does not have."""
    known = {one.name for one in schema.classes}
    for key, by_class in settings.named.items():
        for name in by_class if key != OF_KEYPOINTS else ():
            if name not in known:
                raise AssayError(
                    f"The setting {key}.{name} is for no class of the schema; its classes are {', '.join(sorted(known)) or 'none yet'}."
                )
