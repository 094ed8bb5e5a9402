"""Boxes read from the rows of a table by a mapping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from assay.formats.csv_mapping import Corners, CsvMapping, Units
from assay.formats.csv_text import Table, read_table
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_text import brief
from assay.formats.numbers import number
from assay.formats.pending import NOTHING_SAID, Said
from assay.formats.sample import Sample, SampleKind

SAMPLED = 200
"""Lines that are looked at to tell what a table is."""


@dataclass(slots=True)
class TableReader:
    """Fills a gatherer from the tables of a delivery. images: their numbers by the names in the tables, so that each is looked for once."""

    gatherer: Gatherer
    mapping: CsvMapping
    images: dict[tuple[str, str], int] = field(default_factory=dict)

    def read_file(self, gatherer: Gatherer, name: str) -> None:
        """Read one table. Fault when it is no text, or has not the columns of the mapping."""
        table = read_table(gatherer.delivered.read(name), header=self.mapping.header, delimiter=self.mapping.delimiter)
        missing = [column for column in self.mapping.columns if column not in table.header]
        if missing:
            raise Fault(f"has no column {brief(missing[0])}; its columns are {', '.join(table.header)[:200]}")
        self.read_rows(name, table)

    def read_rows(self, name: str, table: Table) -> None:
        """Read the rows of a table."""
        place = self.gatherer.delivered.place
        for ragged in table.ragged:
            self.gatherer.reject(f"{place(name)}, {ragged.where}", ragged.why)
        for line, fields in table.fields():
            with self.gatherer.rejecting(place(name, line=line)):
                self.read_row(name, line, fields)

    def read_row(self, name: str, line: int, fields: Mapping[str, str]) -> None:
        """One box, or an image without any when its four numbers and its class are empty. Fault when it cannot be placed."""
        image = self.image_of(name, line, fields)
        texts = [fields[column].strip() for column in self.mapping.box]
        label = fields[self.mapping.label].strip()
        if not any(texts) and not label:
            return
        values = [number(text, column) for column, text in zip(self.mapping.box, texts, strict=True)]
        corners = self.corners(values, image)
        self.gatherer.box(image, self.mapping.class_names.get(label, label), *corners, self.said(fields))

    def image_of(self, name: str, line: int, fields: Mapping[str, str]) -> int:
        """The number of the image that a row speaks of: the one that is named, or the one that is called as the file is."""
        if not self.mapping.image:
            return self.gatherer.image_beside(name)
        written = fields[self.mapping.image].strip()
        if not written:
            raise Fault("names no image")
        if (name, written) in self.images:
            return self.images[name, written]
        place = self.gatherer.delivered.place(name, line=line)
        sides = [fields.get(column, "").strip() for column in (self.mapping.width, self.mapping.height)]
        if all(sides):
            width, height = (number(side, what) for side, what in zip(sides, ("width", "height"), strict=True))
            found = self.gatherer.delivered.images.named(written, name)
            image = self.gatherer.image(found.name if found else written, width, height, place=place)
        else:
            image = self.gatherer.image_named(written, near=name, place=place)
        self.images[name, written] = image
        return image

    def corners(self, values: Sequence[float], image: int) -> tuple[float, float, float, float]:
        """The corners in pixels. Fault when they are shares of an image whose size is not known."""
        x, y, third, fourth = self.in_pixels(values, image)
        if self.mapping.corners is Corners.SIZE:
            return x, y, x + third, y + fourth
        if self.mapping.corners is Corners.CENTRE:
            return x - third / 2, y - fourth / 2, x + third / 2, y + fourth / 2
        if self.mapping.corners is Corners.PIXELS_FROM_0:
            return x, y, third + 1, fourth + 1
        if self.mapping.corners is Corners.PIXELS_FROM_1:
            return x - 1, y - 1, third, fourth
        return x, y, third, fourth

    def in_pixels(self, values: Sequence[float], image: int) -> list[float]:
        """The four numbers of a box in pixels."""
        if self.mapping.units is Units.PIXELS:
            return list(values)
        width, height = self.gatherer.size_of(image)
        whole = 100 if self.mapping.units is Units.PERCENT else 1
        return (np.array(values) * (width, height, width, height) / whole).tolist()

    def said(self, fields: Mapping[str, str]) -> Said:
        """What a row says besides: every column that means nothing is kept as it is."""
        mapping = self.mapping
        known = set(mapping.columns)
        other = {name: value for name, value in fields.items() if name not in known and value.strip()}
        attributes = {name: fields[name] for name in mapping.attributes if fields[name].strip()}
        score, key = (fields.get(name, "").strip() for name in (mapping.score, mapping.id))
        annotator = fields.get(mapping.annotator, "")
        if not (other or attributes or score or key or annotator):
            return NOTHING_SAID
        return Said(
            source_id=whole_or_text(key),
            annotator=annotator,
            score=number(score, mapping.score) if score else None,
            attributes=attributes,
            other=other,
        )


def whole_or_text(key: str) -> int | str | None:
    """An id as the number that it is, or as it is written: 007 is no 7."""
    if not key:
        return None
    return int(key) if key.isascii() and key.isdigit() and len(key) < 19 and str(int(key)) == key else key


def sample_table(sample: Sample, header: Sequence[str] = ()) -> Table | None:
    """The first rows of a file as a table, None when it is none."""
    if sample.kind is not SampleKind.TEXT or sample.problem:
        return None
    try:
        table = read_table("\n".join(sample.lines[:SAMPLED]).encode("utf-8", "replace"), header=header)
    except Fault:
        return None
    return table if table.rows and len(table.header) > 1 else None
