"""Open Images' CSV files: boxes in shares of the image, masks as PNG files, labels of whole images, lists of images, and what class ids are called.

Source: storage.googleapis.com/openimages/web/download_v7.html, "Data Formats". Masks may be of another size than their image.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assay.formats.csv_boxes import TableReader, sample_table
from assay.formats.csv_mapping import CsvMapping, Units
from assay.formats.csv_text import read_table
from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_text import brief
from assay.formats.mask_files import as_numbers, pixels_of
from assay.formats.numbers import number
from assay.formats.pending import Said
from assay.formats.reading import Reading
from assay.formats.recognised import Recognised
from assay.model.progress import Progress, Work
from assay.model.shapes import Flag

EVERY = 4096
DESCRIPTIONS = ("LabelName", "DisplayName")
SIDES = ("XMin", "YMin", "XMax", "YMax")
BOXES = ("ImageID", "LabelName", *SIDES)
MASKS = ("MaskPath", "ImageID", "LabelName")
LABELS = ("ImageID", "Source", "LabelName", "Confidence")
IMAGES = ("ImageID", "Subset", "OriginalURL")
MACHINE_IDS = ("/m/", "/g/", "/t/")
ATTRIBUTES = ("IsOccluded", "IsTruncated", "IsGroupOf", "IsDepiction", "IsInside")
"""1 for yes, 0 for no, -1 when nobody said."""

KNOWN = {"ImageID", "LabelName", "Confidence", "MaskPath", "BoxID", *SIDES, *ATTRIBUTES}
SHARES = CsvMapping(image="ImageID", label="LabelName", box=SIDES, units=Units.SHARE)
Row = tuple[str, int, Mapping[str, str]]
"""A file, a line and what stands there by the names of the header."""


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are of Open Images: their headers say so."""
    kinds = {name: kind for name in delivered.candidates(".csv", ".txt") if (kind := kind_of(delivered, name))}
    files = [name for name, kind in kinds.items() if kind is not DESCRIPTIONS]
    if not files:
        return None
    return Recognised(f"its columns are called {', '.join(kinds[files[0]])}", list(kinds))


def kind_of(delivered: Delivered, name: str) -> tuple[str, ...] | None:
    """Which of the tables a file is, None when it is none of them."""
    sample = delivered.sample(name)
    table = sample_table(sample)
    header = set(table.header) if table else {part.strip() for part in (sample.lines[:1] or [""])[0].split(",")}
    kind = next((one for one in (MASKS, BOXES, LABELS, IMAGES, DESCRIPTIONS) if set(one) <= header), None)
    if kind is None and len(header) == 2 and sample.text.startswith(MACHINE_IDS):
        return DESCRIPTIONS
    return kind


@dataclass(slots=True)
class OpenImages:
    """What is gathered across the tables. names: of classes by their ids. absent: labels of images that people found wrong. scaled: masks of another size."""

    gatherer: Gatherer
    tables: TableReader
    names: dict[str, str] = field(default_factory=dict)
    images: dict[str, int] = field(default_factory=dict)
    boxes: dict[tuple[str, ...], Row] = field(default_factory=dict)
    absent: int = 0
    scaled: int = 0

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a table; those of another length are listed."""
        place = self.gatherer.delivered.place(name)
        with self.gatherer.rejecting(place):
            table = read_table(self.gatherer.delivered.read(name))
            for ragged in table.ragged:
                self.gatherer.reject(f"{place}, {ragged.where}", ragged.why)
            yield from ((name, line, fields) for line, fields in table.fields())

    def image(self, row: Row) -> int:
        """The number of the image of a row, which is called without its ending."""
        name, line, fields = row
        key = fields.get("ImageID", "").strip()
        if not key:
            raise Fault("names no image")
        if key not in self.images:
            place = self.gatherer.delivered.place(name, line=line)
            self.images[key] = self.gatherer.image_named(key, near=name, place=place)
        return self.images[key]

    def label(self, fields: Mapping[str, str]) -> str:
        """The name of the class of a row, its id where no table gives a name."""
        key = fields.get("LabelName", "").strip()
        return self.names.get(key, key)

    def add_descriptions(self, name: str) -> None:
        """What class ids are called; the first line is a header in some versions."""
        table = read_table(self.gatherer.delivered.read(name), header=DESCRIPTIONS)
        for row in table.rows:
            key, called = (value.strip() for value in row.values)
            if (key, called) == DESCRIPTIONS or not key:
                continue
            # two ids may be called the same; the second keeps its id
            name_of_class = called if called and called not in self.names.values() else key
            self.names.setdefault(key, name_of_class)
            self.gatherer.add_class(self.names[key], key)

    def add_image(self, row: Row) -> None:
        """An image of a list."""
        self.image(row)
        turn = row[2].get("Rotation", "").strip()
        if turn not in ("", "0", "0.0"):
            name, line, fields = row
            place = self.gatherer.delivered.place(name, line=line)
            self.gatherer.note(
                place, f"the image {brief(fields['ImageID'])} is said to be turned by {brief(turn)} degrees"
            )

    def add_box(self, row: Row) -> None:
        """A box; its corners are shares."""
        image, fields = self.image(row), row[2]
        corners = self.tables.in_pixels([number(fields[side], side) for side in SIDES], image)
        x_min, y_min, x_max, y_max = corners
        self.gatherer.box(image, self.label(fields), x_min, y_min, x_max, y_max, said_of(fields))

    def add_mask(self, row: Row) -> None:
        """A mask, which takes the place of the box of the same object."""
        image, (name, _, fields) = self.image(row), row
        found = self.gatherer.delivered.images.named(fields["MaskPath"].strip(), name)
        if found is None:
            raise Fault(f"the mask {brief(fields['MaskPath'])} is missing")
        raster = as_numbers(pixels_of(found)) > 0
        width, height = self.gatherer.size_of(image)
        if raster.shape != (height, width):
            self.scaled += 1
            raster = scaled(raster, height=int(height), width=int(width))
        boxed = self.boxes.pop(object_of(fields, "Box"), None)
        said = said_of({**(boxed[2] if boxed else {}), **fields})
        self.gatherer.mask_at(image, self.label(fields), raster, said)

    def add_label(self, row: Row) -> None:
        """A label of a whole image; one with confidence 0 says that people found it wrong."""
        fields = row[2]
        image = self.image(row)
        if number(fields["Confidence"], "Confidence") == 0:
            self.absent += 1
            return
        self.gatherer.tag(image, self.label(fields), said_of(fields))

    def hold_box(self, row: Row) -> None:
        """Keep a box until it is known whether a mask is of the same object; a second like it is read at once."""
        key = object_of(row[2])
        if key in self.boxes:
            self.add_box(row)
        else:
            self.boxes[key] = row

    def notes(self) -> None:
        """What speaks of many rows."""
        if self.absent:
            what = (
                f"{self.absent:,} have confidence 0: the class was looked for and is not there; they are no annotations"
            )
            self.gatherer.note("labels of images", what)
        if self.scaled:
            what = f"{self.scaled:,} are of another size than their images and were scaled to it"
            self.gatherer.note("masks", what)


def object_of(fields: Mapping[str, str], before: str = "") -> tuple[str, ...]:
    """What is the same in the row of a box and in the row of its mask. before: what stands before the names of the sides."""
    sides = [f"{number(fields.get(before + side, ''), before + side):.6f}" for side in SIDES]
    return fields.get("ImageID", "").strip(), fields.get("LabelName", "").strip(), *sides


def said_of(fields: Mapping[str, str]) -> Said:
    """What a row says besides shape and class."""
    attributes = {
        name: fields[name].strip() == "1" for name in ATTRIBUTES if fields.get(name, "").strip() in ("0", "1")
    }
    score = fields.get("Confidence", "").strip()
    other = {name: value for name, value in fields.items() if name not in KNOWN and value.strip()}
    return Said(
        source_id=fields.get("BoxID", "").strip() or None,
        score=number(score, "Confidence") if score else None,
        flags=Flag.CROWD if attributes.get("IsGroupOf") else 0,
        attributes=attributes,
        other=other,
    )


def scaled(raster: NDArray[np.bool_], *, height: int, width: int) -> NDArray[np.bool_]:
    """A mask of another size: each pixel is that of the place where its centre lies. Fault when an image so large cannot be."""
    if height * width > 2**31:
        raise Fault(f"the image is too large for masks ({width} × {height})")
    rows = ((np.arange(height) + 0.5) * raster.shape[0] / height).astype(np.int64)
    columns = ((np.arange(width) + 0.5) * raster.shape[1] / width).astype(np.int64)
    return raster[rows][:, columns]


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Everything that the tables say."""
    gatherer = Gatherer(delivered, "open-images")
    found = OpenImages(gatherer, TableReader(gatherer, SHARES))
    kinds = {name: kind_of(delivered, name) for name in recognised.files}
    delivered.samples.clear()
    for name in (name for name, kind in kinds.items() if kind is DESCRIPTIONS):
        with gatherer.rejecting(delivered.place(name)):
            found.add_descriptions(name)
    has_masks = MASKS in kinds.values()
    for kind, add in (
        (IMAGES, found.add_image),
        (BOXES, found.hold_box if has_masks else found.add_box),
        (MASKS, found.add_mask),
        (LABELS, found.add_label),
    ):
        for name in (name for name, its in kinds.items() if its is kind):
            yield from read_rows(gatherer, found.rows(name), add, name)
    yield from read_rows(gatherer, iter(found.boxes.values()), found.add_box, "boxes")
    found.notes()
    return gatherer.reading()


def read_rows(gatherer: Gatherer, rows: Iterator[Row], add: Callable[[Row], None], name: str) -> Iterator[Progress]:
    """Give every row to what reads it; one that cannot be read is listed."""
    yield Progress(0, 0, f"Reading {name}")
    for done, row in enumerate(rows, 1):
        with gatherer.rejecting(gatherer.delivered.place(row[0], line=row[1])):
            add(row)
        if done % EVERY == 0:
            yield Progress(done, 0, f"Reading {name}")
