from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assay.model.ids import ClassId
from assay.model.shapes import ShapeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """What may be said of an annotation besides its class. `values` is empty when anything may be said."""

    name: str
    values: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelClass:
    """A class of the schema. `shapes` is empty when any kind of shape is allowed."""

    id: ClassId
    name: str
    colour: str
    shapes: tuple[ShapeKind, ...] = ()
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class Schema:
    """What annotations may say: one version of a project's classes with their attributes."""

    version: int
    classes: Sequence[LabelClass]

    def by_id(self) -> Mapping[ClassId, LabelClass]:
        """The classes by their id."""
        return {label_class.id: label_class for label_class in self.classes}

    def name_of(self, class_id: int) -> str:
        """The class's name, or a dash when the id is not of this schema."""
        return next((c.name for c in self.classes if c.id == class_id), "–")


CLASS_COLOURS = (
    "#5AA9FF", "#FFC53D", "#46B37B", "#EC5D5E", "#B18CFF", "#3CC8C8", "#F28AC0", "#A3B84A",
    "#E58A4E", "#7C8CF0", "#8BD17C", "#C9A27E",
)  # fmt: skip
"""Given to classes in turn when a file brings none; neighbours stay apart for the common kinds of colour blindness."""
