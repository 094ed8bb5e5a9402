"""The CSV of keras-retinanet: path,x1,y1,x2,y2,class without a header; a path with nothing after it is an image without objects. Beside it class,id.

Source: fizyr/keras-retinanet README, "CSV datasets": "indexing for pixel values starts at 0"; the generator takes the corners for edges.
"""

from collections.abc import Sequence

from assay.formats.csv_boxes import TableReader, sample_table
from assay.formats.csv_mapping import CsvMapping, known_number
from assay.formats.csv_text import read_table
from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.image_header import EXTENSIONS
from assay.formats.numbers import whole
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Certainty, Recognised
from assay.model.progress import Work

HEADER = ("path", "x1", "y1", "x2", "y2", "class")
CLASSES = ("class", "id")
MOSTLY = 0.9
"""The share of rows that must be as they should; the others are listed when they are read."""

MAPPING = CsvMapping(image="path", label="class", box=("x1", "y1", "x2", "y2"), header=HEADER)


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are such tables: every row is an image, four numbers and a class, or an image alone."""
    files = [name for name in delivered.candidates(".csv", ".txt") if is_annotations(delivered, name)]
    why = "its rows are an image, four numbers and a class, without a header"
    return Recognised(why, files, Certainty.LIKELY) if files else None


def is_annotations(delivered: Delivered, name: str) -> bool:
    """Whether a file is a table of boxes."""
    table = sample_table(delivered.sample(name), HEADER)
    if table is None:
        return False
    good = sum(is_row(row.values) for row in table.rows)
    return good >= MOSTLY * (len(table.rows) + len(table.ragged))


def is_row(values: Sequence[str]) -> bool:
    """Whether a row is an image with a box or without any."""
    path, *rest = (value.strip() for value in values)
    is_empty = not any(rest)
    is_box = (
        bool(rest[-1]) and known_number(rest[-1]) is None and all(known_number(one) is not None for one in rest[:4])
    )
    return path.lower().endswith(EXTENSIONS) and (is_empty or is_box)


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Every row as a box."""
    gatherer = Gatherer(delivered, "keras-retinanet")
    declare_classes(gatherer, recognised.files)
    return read_files(delivered, recognised, gatherer, TableReader(gatherer, MAPPING).read_file)


def declare_classes(gatherer: Gatherer, files: Sequence[str]) -> None:
    """Declare the classes that tables of names and ids list."""
    delivered = gatherer.delivered
    for name in delivered.with_extension(".csv"):
        if name in files:
            continue
        table = sample_table(delivered.sample(name), CLASSES)
        if table is None or table.ragged or not all(is_class(row.values) for row in table.rows):
            continue
        for row in read_table(delivered.read(name), header=CLASSES).rows:
            with gatherer.rejecting(delivered.place(name, line=row.line)):
                gatherer.add_class(row.values[0], whole(row.values[1], "the id"))


def is_class(values: Sequence[str]) -> bool:
    """Whether a row is the name of a class and its id."""
    try:
        whole(values[1], "the id")
    except Fault:
        return False
    return bool(values[0].strip())
