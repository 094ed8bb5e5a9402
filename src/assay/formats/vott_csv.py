"""VoTT's CSV export: a row per box, "image","xmin","ymin","xmax","ymax","label"."""

from assay.formats.csv_text import delimiter_of, read_table, rows_of
from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_text import brief
from assay.formats.numbers import number
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Recognised
from assay.formats.sample import Sample, SampleKind
from assay.model.progress import Work

HEADER = ("image", "xmin", "ymin", "xmax", "ymax", "label")


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are VoTT's CSV: they start with its six columns."""
    files = [name for name in delivered.with_extension(".csv") if is_vott_csv(delivered.sample(name))]
    return Recognised(f"the files have VoTT's columns {', '.join(HEADER)}", files) if files else None


def is_vott_csv(sample: Sample) -> bool:
    """Whether a file starts with VoTT's header."""
    if sample.kind is not SampleKind.TEXT or "xmin" not in sample.text[:100]:
        return False
    first = sample.text[:200].lstrip().split("\n", 1)[0]
    try:
        rows = rows_of(first, delimiter_of(first))
    except Fault:
        return False
    return bool(rows) and tuple(name.strip() for name in rows[0].values) == HEADER


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Everything that VoTT's tables say of their images."""
    return read_files(delivered, recognised, Gatherer(delivered, "vott-csv"), read_file)


def read_file(gatherer: Gatherer, name: str) -> None:
    """All rows of one table."""
    delivered = gatherer.delivered
    table = read_table(delivered.read(name))
    missing = [column for column in HEADER if column not in table.header]
    if missing:
        raise Fault(f"has no column {brief(missing[0])} (its columns are {', '.join(table.header)[:200]})")
    for one in table.ragged:
        gatherer.reject(f"{delivered.place(name)}, {one.where}", one.why)
    # an image is looked up once: that takes as long as ten of its boxes
    images: dict[str, int] = {}
    for line, row in table.fields():
        place = delivered.place(name, line=line)
        with gatherer.rejecting(place):
            image = images.get(row["image"])
            if image is None:
                image = images[row["image"]] = gatherer.image_named(row["image"], near=name, place=place)
            x_min, y_min, x_max, y_max = (number(row[side], side) for side in HEADER[1:5])
            gatherer.box(image, row["label"], x_min, y_min, x_max, y_max)
