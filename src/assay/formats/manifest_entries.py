"""The entries of a side manifest: who labelled what, when and for how long, for deliveries in formats that cannot say it.

A CSV or JSON file, a list of entries, each with the image and any of: object key (the id that an annotation has in the delivery), annotator, cohort, seconds,
stage, submitted_at. An entry without an object key speaks of every annotation of its image that no entry names by its key.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain, repeat
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec

from assay.formats.csv_mapping import column_named, plain_name
from assay.formats.csv_text import read_table
from assay.formats.fault import Fault
from assay.formats.json_text import as_utf8, brief, decode, plain
from assay.formats.numbers import number
from assay.formats.reading import Rejected
from assay.model.errors import AssayError
from assay.model.without_gc import without_gc

COLUMNS: Mapping[str, str] = {
    "image": "image|filename|imagename|imagepath|file|imageid|path",
    "object_key": "objectkey|object|objectid|annotationid|key|id",
    "annotator": "annotator|annotatorid|annotatorname|worker|workerid|user|labeler|labeller|createdby",
    "cohort": "cohort|team|group",
    "seconds": "seconds|durations|duration|timespent|leadtime|secondsspent",
    "stage": "stage|step|status",
    "submitted_at": "submittedat|submitted|timestamp|date|time|createdat|updatedat",
}
"""How tools name the columns; spaces, underscores and capitals do not count."""

KEPT = ("cohort", "seconds", "stage", "submitted_at")
"""What is kept beside an annotation; the annotator has a column of its own."""

NO_KEY = ""
MOST_SECONDS = 1e9
KNOWN_TEXTS = 1 << 14
"""Times and lengths of time that are checked once: a manifest of a million rows says the same over and over."""


class Provenance(NamedTuple):
    """One entry. object_key: "" when it speaks of the whole image. place: where it stands in the manifest. seconds: None when it does not say."""

    image: str
    object_key: str = NO_KEY
    annotator: str = ""
    cohort: str = ""
    seconds: float | None = None
    stage: str = ""
    submitted_at: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class SideManifest:
    """The entries of a manifest, and what had to be left out."""

    entries: Sequence[Provenance] = ()
    rejected: Sequence[Rejected] = ()


@without_gc()
def read_manifest(data: bytes, called: str) -> SideManifest:
    """The entries of a manifest, CSV or JSON. called: its name, for sentences. AssayError when it is neither, or names no images."""
    start = data.lstrip(b"\xef\xbb\xbf").lstrip()[:1]
    rows = list(json_rows(data, called) if start in (b"[", b"{") else csv_rows(data, called))
    # rows of a table all have the same names, and so have most of JSON
    names = dict.fromkeys(chain.from_iterable(dict.fromkeys(tuple(row) for _, row in rows if isinstance(row, dict))))
    columns = columns_of(list(names))
    if "image" not in columns:
        raise AssayError(f'{called} has no column "image"; it has {", ".join(names)[:200] or "none"}.')
    if (at_once := entries_at_once(rows, columns)) is not None:
        return SideManifest(at_once)
    entries, rejected = [], []
    for place, row in rows:
        try:
            entries.append(entry_of(place, row, columns))
        except Fault as fault:
            rejected.append(Rejected(place, f"{fault}; left out"))
    return SideManifest(tuple(entries), tuple(rejected))


def columns_of(names: Sequence[str]) -> dict[str, str]:
    """The columns that mean something, by what they mean."""
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(plain_name(name), name)
    found = {meaning: column_named(known, wanted) for meaning, wanted in COLUMNS.items()}
    return {meaning: name for meaning, name in found.items() if name}


def csv_rows(data: bytes, called: str) -> Iterator[tuple[str, Any]]:
    """The rows of a table with their places; one of another length is no entry."""
    try:
        table = read_table(data)
    except Fault as fault:
        raise AssayError(f"{called}: {fault}.") from fault
    for line, fields in table.fields():
        yield f"{called}, line {line}", fields
    for ragged in table.ragged:
        yield f"{called}, {ragged.where}", ragged.why.removesuffix("; left out")


def json_rows(data: bytes, called: str) -> Iterator[tuple[str, Any]]:
    """The entries of a JSON list, or of the only list of a JSON object, with their places."""
    whole, _ = decode(as_utf8(data, called), msgspec.json.Decoder(dict[str, Any] | list[Any]).decode, called)
    if isinstance(whole, dict):
        lists = [value for value in whole.values() if isinstance(value, list)]
        whole = lists[0] if len(lists) == 1 else [whole]
    return ((f"{called}, entry {at}", plain(row)) for at, row in enumerate(whole, 1))


def entries_at_once(rows: Sequence[tuple[str, Any]], columns: Mapping[str, str]) -> tuple[Provenance, ...] | None:
    """All entries column by column, which takes a third of the time; None unless every row is texts under the same names and without a fault."""
    found = [row for _, row in rows]
    try:
        said: dict[str, Iterable[Any]] = {
            meaning: [*map(str.strip, map(itemgetter(name), found))] for meaning, name in columns.items()
        }
        lengths = {text: seconds_of(text) if text else None for text in {*said.get("seconds", ())}}
    except (KeyError, TypeError, Fault):
        return None
    if not all(said["image"]) or not all(map(is_time, {*said.get("submitted_at", ())} - {""})):
        return None
    said["seconds"] = map(lengths.get, said["seconds"]) if lengths else repeat(None)
    said["place"] = [place for place, _ in rows]
    return tuple(map(Provenance._make, zip(*(said.get(name, repeat("")) for name in Provenance._fields), strict=False)))


def entry_of(place: str, row: Any, columns: Mapping[str, str]) -> Provenance:
    """One entry. Fault when it names no image, or its time is none."""
    if not isinstance(row, dict):
        raise Fault(row if isinstance(row, str) and row.startswith("has ") else f"is no entry but {brief(row)}")
    said = [text.strip() if isinstance(text := row.get(name), str) else text_of(text) for name in columns.values()]
    found = dict(zip(columns, said, strict=True))
    if not found["image"]:
        raise Fault("names no image")
    seconds = found.pop("seconds", "")
    submitted = found.get("submitted_at", "")
    if submitted and not is_time(submitted):
        raise Fault(f"submitted_at is no time like 2024-05-31T12:00:00 but {brief(submitted)}")
    return Provenance(**found, seconds=seconds_of(seconds) if seconds else None, place=place)


def text_of(value: Any) -> str:
    """A value as text, "" for none."""
    if value is None or isinstance(value, (dict, list)):
        return ""
    return str(value).strip()


@lru_cache(KNOWN_TEXTS)
def seconds_of(text: str) -> float:
    """A length of time. Fault when it is none."""
    found = number(text, "seconds")
    if not 0 <= found <= MOST_SECONDS:
        raise Fault(f"seconds is no length of time but {brief(text)}")
    return found


@lru_cache(KNOWN_TEXTS)
def is_time(text: str) -> bool:
    """Whether a text is a date, or a date and a time, as ISO 8601 writes them."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
