"""What COCO's annotations look like as JSON, decoded in blocks: typed and fast first, one by one only where that is refused."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from assay.formats.json_text import UNREADABLE, plain, shown
from assay.formats.number_lists import NumberLists, number_lists

Id = int | str
Box = tuple[float, float, float, float]


class Rle(Struct, gc=False):
    """A mask: COCO's run lengths, as a compressed text or as numbers, and its height and width."""

    size: tuple[int, int]
    counts: str | list[int]


class Annotation(Struct, forbid_unknown_fields=True, gc=False):
    """The fields that nearly every annotation has. Others are learned as they turn up, so that none is lost and none is slow."""

    id: Id | None = None
    image_id: Id | None = None
    category_id: Id | None = None
    bbox: Box | None = None
    segmentation: list[list[float]] | Rle | None = None
    area: Any = None
    iscrowd: int | bool | None = None


class Document(Struct, gc=False):
    """A whole file, its parts not looked into. annotations: a list, and by far the longest."""

    images: list[Raw] | UnsetType = UNSET
    annotations: Raw | UnsetType = UNSET
    categories: list[Raw] | UnsetType = UNSET
    info: Raw | UnsetType = UNSET

    def entries(self) -> list[Raw]:
        """The annotations, not looked into: for a file that has few, or where all are needed at once."""
        return msgspec.json.decode(self.annotations, type=list[Raw]) if self.annotations is not UNSET else []


class Decoded(NamedTuple):
    """A block of annotations. `items` are those that have a shape of the right types, `rows` where in the block they stand.

    learned: for each field that is not in `Annotation`, (item, value) of those that have it. refused: (row, id, why). outlines: the polygons of all items, where
    every item has some and they were parsed together; the items' own are text then.
    """

    items: list[Any]
    rows: Sequence[int]
    learned: dict[str, list[tuple[int, Any]]]
    refused: list[tuple[int, Id | None, str]]
    outlines: NumberLists | None = None

    @property
    def entries(self) -> int:
        """How many annotations the block has, those that are refused among them."""
        return len(self.items) + len(self.refused)


MOST_LEARNED = 64
"""A file whose every annotation has fields of its own must not grow the struct without end."""


class AnnotationDecoder:
    """Decodes blocks of annotations, and remembers which more fields this file has."""

    def __init__(self) -> None:
        self.learned: list[str] = []
        self.may_be_outlines = True
        self.build()

    def build(self) -> None:
        """Make the decoders for the fields known so far."""
        names = [f"learned_{position}" for position in range(len(self.learned))]
        self.names = dict(zip(self.learned, names, strict=True))
        whole = self.annotation_type("LearnedAnnotation")
        self.many = msgspec.json.Decoder(list[whole])
        self.one = msgspec.json.Decoder(whole)
        self.raws = msgspec.json.Decoder(list[Raw])
        outlined = self.annotation_type("OutlinedAnnotation", ("segmentation", Raw))
        self.outlined = msgspec.json.Decoder(list[outlined])

    def annotation_type(self, name: str, *fields: tuple[str, Any]) -> Any:
        """An annotation with the learned fields, and some of its own typed otherwise."""
        return msgspec.defstruct(
            name,
            [*fields, *((field, Any, UNSET) for field in self.names.values())],
            bases=(Annotation,),
            rename={attribute: field for field, attribute in self.names.items()},
            forbid_unknown_fields=True,
            kw_only=True,
            gc=False,
        )

    def decode(self, block: bytes) -> Decoded:
        """The annotations of a block, which is the text of a list. One of UNREADABLE when that is no valid JSON."""
        if found := self.decode_known(block):
            return found
        raws = self.raws.decode(block)
        if not self.learn(raws):
            return self.one_by_one(raws)
        try:
            return self.all_good(self.many.decode(block))
        except UNREADABLE:
            return self.one_by_one(raws)

    def decode_known(self, block: bytes) -> Decoded | None:
        """The same where all annotations are as they should be and no field is new, as in nearly every block; None otherwise."""
        if self.may_be_outlines and (found := self.all_outlined(block)):
            return found
        try:
            return self.all_good(self.many.decode(block))
        except UNREADABLE:
            return None

    def know(self, fields: Sequence[str]) -> None:
        """Take it from others which more fields this file has."""
        if list(fields) != self.learned:
            self.learned = list(fields)
            self.build()

    def all_good(self, items: list[Any], outlines: NumberLists | None = None) -> Decoded:
        """A block without any that is refused."""
        return Decoded(items, range(len(items)), self.learned_values(items), [], outlines)

    def all_outlined(self, block: bytes) -> Decoded | None:
        """The annotations of a block that all have polygons of plain numbers. After one that has others this is not tried again, since few files mix them."""
        try:
            items: list[Any] = self.outlined.decode(block)
        except UNREADABLE:
            # maybe for a field that is not known yet; the next block tells
            return None
        outlines = number_lists([item.segmentation for item in items])
        self.may_be_outlines = outlines is not None
        return self.all_good(items, outlines) if outlines else None

    def learn(self, raws: Sequence[Raw]) -> bool:
        """Whether the block has fields not known before; they are known from now on."""
        found = dict.fromkeys(name for raw in raws for name in fields_of(raw))
        fresh = [name for name in found if name not in self.names and name not in Annotation.__struct_fields__]
        fresh = fresh[: MOST_LEARNED - len(self.learned)]
        if fresh:
            self.learned += fresh
            self.build()
        return bool(fresh)

    def one_by_one(self, raws: Sequence[Raw]) -> Decoded:
        """The annotations of a block in which some are not as they should be."""
        items, rows, refused, unlisted = [], [], [], {}
        for row, raw in enumerate(raws):
            try:
                items.append(self.one.decode(raw))
            except UNREADABLE:
                fields = fields_of(raw)
                try:
                    items.append(mended(fields, raw))
                except ValueError as error:
                    refused.append((row, known_id(fields), str(error)))
                    continue
                unlisted[len(items) - 1] = {
                    name: value for name, value in fields.items() if name not in Annotation.__struct_fields__
                }
            rows.append(row)
        learned = self.learned_values(items)
        for item, fields in unlisted.items():
            for name, value in fields.items():
                learned.setdefault(name, []).append((item, any_value(value)))
        return Decoded(items, rows, learned, refused)

    def learned_values(self, items: Sequence[Any]) -> dict[str, list[tuple[int, Any]]]:
        """For each learned field the items that have it, with its value."""
        found = {}
        for name, attribute in self.names.items():
            values = [getattr(item, attribute, UNSET) for item in items]
            found[name] = [(item, plain(value)) for item, value in enumerate(values) if value is not UNSET]
        return found


def fields_of(raw: Raw) -> dict[str, Raw]:
    """The fields of a JSON object, not looked into; empty when it is no object."""
    try:
        return msgspec.json.decode(raw, type=dict[str, Raw])
    except UNREADABLE:
        return {}


def any_value(raw: Raw) -> Any:
    """Whatever a field holds, its text when that cannot be decoded."""
    try:
        return plain(msgspec.json.decode(raw))
    except UNREADABLE:
        return shown(raw)


def known_id(fields: dict[str, Raw]) -> Id | None:
    """The id of an annotation that is refused, for the sentence about it."""
    try:
        return as_id("id", fields)
    except ValueError:
        return None


def mended(fields: dict[str, Raw], raw: Raw) -> Annotation:
    """An annotation whose values mean what they should though their types do not say so.

    Raises ValueError, with the field and its value as its text, when one cannot be understood.
    """
    if not fields:
        raise ValueError(f"is not an object with fields but {shown(raw)}")
    return Annotation(
        id=as_id("id", fields),
        image_id=as_id("image_id", fields),
        category_id=as_id("category_id", fields),
        bbox=as_box(fields),
        segmentation=as_segmentation(fields),
        iscrowd=as_truth("iscrowd", fields),
    )


def as_id(name: str, fields: dict[str, Raw]) -> Id | None:
    """An id: a whole number or text; 1.0 is 1."""
    raw = fields.get(name)
    if raw is None:
        return None
    value = any_value(raw)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or (isinstance(value, (int, str)) and not isinstance(value, bool)):
        return value
    raise ValueError(f"{name} is neither a whole number nor a text but {shown(raw)}")


def as_truth(name: str, fields: dict[str, Raw]) -> bool | None:
    """A yes or no: 0, 1, true, false, or the text of one of them."""
    raw = fields.get(name, Raw(b"null"))
    value = {"0": 0, "1": 1, "false": 0, "true": 1, "null": 0}.get(shown(raw).strip('"').lower().removesuffix(".0"))
    if value is None:
        raise ValueError(f"{name} is neither 0 nor 1 but {shown(raw)}")
    return bool(value)


def as_box(fields: dict[str, Raw]) -> Box | None:
    """A box of four numbers; an empty list is none."""
    raw = fields.get("bbox", Raw(b"null"))
    if shown(raw) == "[]":
        return None
    try:
        return msgspec.json.decode(raw, type=Box | None)
    except UNREADABLE:
        raise ValueError(f"bbox is not four finite numbers but {shown(raw)}") from None


def as_segmentation(fields: dict[str, Raw]) -> list[list[float]] | Rle | None:
    """An outline: a list of polygons, or run lengths; one polygon not inside a list is taken as one."""
    raw = fields.get("segmentation", Raw(b"null"))
    for wanted in (list[list[float]] | Rle | None, list[float]):
        try:
            value = msgspec.json.decode(raw, type=wanted)
        except UNREADABLE:
            continue
        return [value] if value and isinstance(value, list) and isinstance(value[0], float) else value
    raise ValueError(f"segmentation is neither polygons of finite numbers nor run lengths but {shown(raw)}")
