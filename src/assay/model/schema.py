from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assay.model.ids import ClassId
from assay.model.shapes import ShapeKind

VISIBILITY_WORDS = ("occlu", "trunc", "visib", "hidden")
"""An attribute with one of these in its name says how much of an object is seen, unless the schema says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """What may be said of an annotation besides its class. `values` is empty when anything may be said.

    visibility: whether it says how much of the object is seen (occlusion, truncation); None when its name decides.
    """

    name: str
    values: tuple[str, ...] = ()
    required: bool = False
    visibility: bool | None = None

    @property
    def tells_visibility(self) -> bool:
        """Whether it says how much of the object is seen."""
        return names_visibility(self.name) if self.visibility is None else self.visibility


def names_visibility(attribute: str) -> bool:
    """Whether an attribute's name alone says that it tells how much of an object is seen."""
    return any(word in attribute.casefold() for word in VISIBILITY_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelClass:
    """A class of the schema. `shapes` is empty when any kind of shape is allowed.

    parent: the name of the class above it (COCO's supercategory), empty when none; classes of one parent are siblings. critical_with: names of classes
    that it must never be taken for, nor they for it. safety_critical: whether findings about it weigh one step more. min_size: an object whose longer
    side is shorter than so many pixels is not to be labelled. declared: False for a class that came with a delivery and that nobody has
    put into the schema.
    """

    id: ClassId
    name: str
    colour: str
    shapes: tuple[ShapeKind, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    parent: str = ""
    critical_with: tuple[str, ...] = ()
    safety_critical: bool = False
    min_size: float = 0.0
    declared: bool = True


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

    def min_size_of(self, class_id: int) -> float:
        """The least longer side of the objects of a class, 0 when there is none."""
        return next((c.min_size for c in self.classes if c.id == class_id), 0.0)


CLASS_COLOURS = (
    "#5AA9FF", "#FFC53D", "#46B37B", "#EC5D5E", "#B18CFF", "#3CC8C8", "#F28AC0", "#A3B84A",
    "#E58A4E", "#7C8CF0", "#8BD17C", "#C9A27E",
)  # fmt: skip
"""Given to classes in turn when a file brings none; neighbours stay apart for the common kinds of colour blindness."""
