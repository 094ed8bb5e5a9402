"""COCO's lists of images and categories, each entry read on its own so that a bad one costs nothing but itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import numpy as np
from msgspec import Raw, Struct
from numpy.typing import NDArray

from assay.formats.coco_extras import AnnotatorNames
from assay.formats.coco_json import Id, any_value, as_id, fields_of
from assay.formats.id_index import whole_numbers
from assay.formats.image_names import CLEAN, HARMFUL, relative_name
from assay.formats.json_text import UNREADABLE, brief, plain, shown
from assay.formats.reading import Note, ReadClass, ReadImage, ReadImages, Rejected
from assay.model.without_gc import without_gc

MOST_PIXELS = 1e7


class Image(Struct, gc=False):
    """An entry of "images", when everything in it is as it should be."""

    id: Id
    file_name: str
    width: float | None = None
    height: float | None = None
    annotator: Any = None


@dataclass(slots=True)
class ImageList:
    """The images of a file: each file name once, every id that leads to it, and who is said to have labelled the image under that id."""

    names: AnnotatorNames
    images: list[ReadImage] = field(default_factory=list)
    index: dict[Id, int] = field(default_factory=dict)
    annotators: dict[Id, int] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    by_name: dict[str, int] = field(default_factory=dict)
    absolute: list[tuple[str, str, str]] = field(default_factory=list)
    at_once: ReadImages | None = None

    def all_notes(self) -> list[Note]:
        """The notes, with the one that speaks of all absolute names."""
        if not self.absolute:
            return self.notes
        place, written, name = self.absolute[0]
        what = f"{len(self.absolute):,} have absolute file names (the first is {place}, {brief(written)}), which are read as relative: {brief(name)}"
        return [*self.notes, Note("images", what)]

    def columns(self) -> ReadImages:
        """The images as columns."""
        return self.at_once or ReadImages.of(self.images)

    def add(self, place: str, image: Image) -> None:
        """Take an image in, or say why it is left out."""
        if image.id in self.index:
            first = self.images[self.index[image.id]]
            self.rejected.append(
                Rejected(
                    place,
                    f"id {brief(image.id)} is already that of {first.place} ({brief(first.file_name)}); this entry is left out",
                )
            )
            return
        name = self.name_of(place, image)
        known = self.by_name.setdefault(name, len(self.images))
        width, height = image.width, image.height
        if width is None or height is None or not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
            width, height = self.size_of(place, image)
        if known == len(self.images):
            self.images.append(ReadImage(plain(image.id), name, width, height, place))
        else:
            self.note_same_image(place, (width, height), self.images[known])
        self.index[image.id] = known
        if (number := self.names.number(image.annotator)) is not None:
            self.annotators[image.id] = number

    def take_all(self, images: Sequence[Image]) -> None:
        """Take in images of which nothing needs to be said."""
        widths, heights = sides_of(images)
        self.at_once = ReadImages(
            tuple(image.id for image in images),
            tuple(image.file_name for image in images),
            widths,
            heights,
            tuple(f"images[{position}]" for position in range(len(images))),
        )
        self.index = {key: position for position, key in enumerate(self.at_once.keys)}

    def name_of(self, place: str, image: Image) -> str:
        """The file name made relative; the id stands in for one that is missing."""
        name, done = relative_name(image.file_name)
        if not name:
            # an id is text from the file like any other: "../../x" must not climb out in the place of a name
            name = relative_name(str(plain(image.id)))[0] or place
            self.notes.append(Note(place, f"has no file_name; it is called {brief(name)} after its id", "FMT-FILE"))
        elif done in HARMFUL:
            self.rejected.append(
                Rejected(place, f"file_name {brief(image.file_name, 200)} {done}; it is read as {brief(name)}")
            )
        elif done:
            self.absolute.append((place, image.file_name, name))
        return name

    def size_of(self, place: str, image: Image) -> tuple[float | None, float | None]:
        """Width and height, each None when the file does not say or says nonsense."""
        sides: list[float | None] = []
        for what, side in (("width", image.width), ("height", image.height)):
            good = side is not None and 0 < side <= MOST_PIXELS
            if side is not None and not good:
                self.notes.append(Note(place, f"{what} {side:g} is no image's; it counts as unknown", "FMT-COORD"))
            sides.append(side if good else None)
        return sides[0], sides[1]

    def note_same_image(self, place: str, size: tuple[float | None, float | None], first: ReadImage) -> None:
        """Two entries name one file: usual where two people labelled it, odd when the sizes differ."""
        odd = None not in size and size != (first.width, first.height)
        sizes = (
            f" with another size ({size[0]:g} × {size[1]:g}; {first.width or 0:g} × {first.height or 0:g} counts)"
            if odd
            else ""
        )
        self.notes.append(
            Note(
                place,
                f"names the file of {first.place}, {brief(first.file_name)}, again{sizes}; both are one image",
                "FMT-COORD" * odd,
            )
        )


@without_gc()
def read_images(raws: Sequence[Raw], names: AnnotatorNames) -> ImageList:
    """The entries of "images"."""
    found = ImageList(names)
    try:
        images = msgspec.json.decode(b"[" + b",".join(raws) + b"]", type=list[Image])
    except UNREADABLE:
        images = [None] * len(raws)
    else:
        if nothing_amiss(images):
            found.take_all(images)
            return found
    for position, (raw, image) in enumerate(zip(raws, images, strict=True)):
        place = f"images[{position}]"
        try:
            found.add(place, image or mended_image(raw))
        except ValueError as error:
            found.rejected.append(Rejected(place, f"{error}; the image is left out"))
    return found


def nothing_amiss(images: Sequence[Image]) -> bool:
    """Whether no entry needs a word said of it, as in nearly every file: looking at each on its own takes four times as long."""
    names = [image.file_name for image in images]
    keys = [image.id for image in images]
    sides = sides_of(images)
    return (
        whole_numbers(keys) is not None
        and len(set(keys)) == len(set(names)) == len(images)
        and all(map(CLEAN.fullmatch, names))
        and bool(((sides > 0) & (sides <= MOST_PIXELS)).all())
        and not any(image.annotator for image in images)
    )


def sides_of(images: Sequence[Image]) -> NDArray[np.float64]:
    """(2, n) Widths and heights, NaN where there is none."""
    return np.array([[image.width for image in images], [image.height for image in images]], np.float64)


def mended_image(raw: Raw) -> Image:
    """An image of an entry whose fields are not all of the right type. Raises ValueError when it has no id."""
    fields = fields_of(raw)
    key = as_id("id", fields)
    if key is None:
        raise ValueError(f"has no id ({shown(raw)})")
    name = any_value(fields["file_name"]) if "file_name" in fields else ""
    return Image(
        key,
        str(name) if isinstance(name, (str, int)) and not isinstance(name, bool) else "",
        side_of(fields.get("width")),
        side_of(fields.get("height")),
        any_value(fields["annotator"]) if "annotator" in fields else None,
    )


def side_of(raw: Raw | None) -> float | None:
    """A width or height; zero when it is there and no number, which is then complained about like any other impossible one."""
    if raw is None:
        return None
    try:
        return msgspec.json.decode(raw, type=float | None, strict=False)
    except UNREADABLE:
        return 0.0


@dataclass(slots=True)
class ClassList:
    """The classes of a file: each name once, and every id that leads to it."""

    classes: list[ReadClass] = field(default_factory=list)
    index: dict[Id, int] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    by_name: dict[str, int] = field(default_factory=dict)

    def add(self, place: str, key: Id, name: str, supercategory: str) -> None:
        """Take a class in, or say why it is left out."""
        if key in self.index:
            first = self.classes[self.index[key]].name
            self.rejected.append(
                Rejected(place, f"id {brief(key)} is already that of {brief(first)}; {brief(name)} is left out")
            )
            return
        if not name:
            name = str(plain(key))
            self.notes.append(
                Note(place, f"(id {brief(key)}) has no name; the class is called {brief(name)}", "FMT-SCHEMA")
            )
        known = self.by_name.setdefault(name, len(self.classes))
        if known == len(self.classes):
            self.classes.append(ReadClass(plain(key), name, supercategory))
        else:
            self.notes.append(
                Note(
                    place,
                    f"(id {brief(key)}) is called {brief(name)} like id {brief(self.classes[known].key)}; both are one class",
                )
            )
        self.index[key] = known


def read_classes(raws: Sequence[Raw]) -> ClassList:
    """The entries of "categories"."""
    found = ClassList()
    for position, raw in enumerate(raws):
        place = f"categories[{position}]"
        fields = fields_of(raw)
        try:
            key = as_id("id", fields)
        except ValueError as error:
            found.rejected.append(Rejected(place, f"{error}; the class is left out"))
            continue
        if key is None:
            found.rejected.append(Rejected(place, f"has no id ({shown(raw)}); the class is left out"))
            continue
        found.add(place, key, text_of(fields.get("name")), text_of(fields.get("supercategory")))
    return found


def text_of(raw: Raw | None) -> str:
    """A name: a text, or a number written as one; "" when it is neither."""
    value = any_value(raw) if raw is not None else ""
    return str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
