"""Labelbox: the NDJSON it exports, the JSON it exported before, and the NDJSON that is imported into it.

Source: docs.labelbox.com, "Export image annotations" and "Import image annotations". Rows about texts, PDFs, conversations, videos and sounds are listed as what
they are, and left out.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Raw

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_labels import as_object
from assay.formats.json_text import UNREADABLE, as_utf8, decode
from assay.formats.labelbox_export import is_export, read_data_row
from assay.formats.labelbox_import import Relations, is_import, names_by_id, read_row, relations_of
from assay.formats.labelbox_old_export import is_old_export, read_entry
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Recognised
from assay.formats.sample import Sample
from assay.model.errors import AssayError
from assay.model.progress import Work

EXTENSIONS = (".json", ".ndjson", ".jsonl")
KINDS = (
    (is_export, 'the files have a "data_row" with its "projects" a line, as Labelbox exports them'),
    (is_old_export, 'the files have a "Label" for each "DataRow ID", as Labelbox exported them before'),
    (is_import, 'the files have annotations with a "dataRow" each, as they are imported into Labelbox'),
)


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are Labelbox's: all but those that were looked at and are not."""
    looked_at = {name: why_labelbox(delivered.sample(name)) for name in delivered.candidates(*EXTENSIONS)}
    why = next(filter(None, looked_at.values()), "")
    if not why:
        return None
    return Recognised(why, [name for name in delivered.with_extension(*EXTENSIONS) if looked_at.get(name, "unknown")])


def why_labelbox(sample: Sample) -> str:
    """Why a file is Labelbox's, "" when it is not."""
    entries = sample.json if isinstance(sample.json, list) else [sample.json]
    return next((why for is_kind, why in KINDS if any(is_kind(entry) for entry in entries)), "")


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Everything that Labelbox's files say of images."""
    return read_files(delivered, recognised, Gatherer(delivered, "labelbox"), read_file)


def read_file(gatherer: Gatherer, name: str) -> None:
    """All rows of a file. Fault, where it is the only file, when none is about an image."""
    before, listed = len(gatherer.images.names), len(gatherer.rejected)
    rows = list(rows_of(gatherer, name))
    relations = relations_of([row for _, row in rows])
    for place, row in rows:
        with gatherer.rejecting(place):
            read_any(gatherer, row, relations, name, place)
    if count := names_by_id([row for _, row in rows]):
        what = f"has {count:,} rows that name their image by the id of a data row only, which no file is called after"
        gatherer.note(gatherer.delivered.place(name), what)
    if gatherer.delivered.is_file and len(gatherer.images.names) == before and len(gatherer.rejected) > listed:
        why = gatherer.rejected[listed].why.removesuffix("; left out")
        raise Fault(f"none of its {len(rows):,} rows is about an image (the first {why})")


def read_any(gatherer: Gatherer, row: Any, relations: Relations, name: str, place: str) -> None:
    """Take in a row of whichever kind. Fault when it is of none."""
    row = as_object(row, "the row")
    if is_export(row):
        read_data_row(gatherer, row, name, place)
    elif is_old_export(row):
        read_entry(gatherer, row, name, place)
    elif is_import(row):
        read_row(gatherer, row, relations, name)
    else:
        raise Fault("is no row of Labelbox's")


def rows_of(gatherer: Gatherer, name: str) -> Iterator[tuple[str, Any]]:
    """The rows of a list, or of lines, each with its place; a broken line is listed. AssayError when the file is no JSON."""
    delivered = gatherer.delivered
    called = delivered.called(name)
    text = as_utf8(delivered.read(name), called)
    if not text.strip():
        raise AssayError(f"{called} is empty; ask for the file again.")
    if text.lstrip().startswith(b"["):
        for at, raw in enumerate(decode(text, msgspec.json.Decoder(list[Raw]).decode, called)[0]):
            place = f"{delivered.place(name)}, [{at}]"
            with gatherer.rejecting(place):
                yield place, decoded(raw)
        return
    lines = text.split(b"\n")
    if not one_a_line(lines):
        yield delivered.place(name), decode(text, msgspec.json.decode, called)[0]
        return
    for line, row in enumerate(lines, 1):
        place = delivered.place(name, line=line)
        if row.strip():
            with gatherer.rejecting(place):
                yield place, decode(row, msgspec.json.decode, place)[0]


def one_a_line(lines: Sequence[bytes]) -> bool:
    """Whether lines are JSON objects each, told by the first, and not one object that spans them."""
    filled = [line.strip() for line in lines if line.strip()]
    return len(filled) > 1 and filled[0].startswith(b"{") and filled[0].endswith(b"}")


def decoded(raw: Raw) -> Any:
    """A row. Fault when it is broken."""
    try:
        return msgspec.json.decode(raw)
    except UNREADABLE as error:
        raise Fault(f"cannot be read ({str(error)[:120]})") from error
