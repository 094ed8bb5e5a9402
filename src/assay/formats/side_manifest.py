"""A side manifest: who labelled what, when and for how long, for deliveries in formats that cannot say it.

A CSV or JSON file, a list of entries, each with the image and any of: object key (the id that an annotation has in the delivery), annotator, cohort, seconds,
stage, submitted_at. An entry without an object key speaks of every annotation of its image that no entry names by its key.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

import msgspec
import numpy as np

from assay.formats.csv_mapping import column_named, plain_name
from assay.formats.csv_text import read_table
from assay.formats.fault import Fault
from assay.formats.id_index import as_number
from assay.formats.image_names import relative_name
from assay.formats.json_text import as_utf8, brief, decode, plain, without_gc
from assay.formats.numbers import number
from assay.formats.reading import Reading, Rejected
from assay.model.annotations import UNKNOWN
from assay.model.errors import AssayError

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
LONGEST = 10**18
"""Ids from which on `as_number` takes a text for none."""


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


@dataclass(frozen=True, slots=True)
class Joined:
    """A reading with the provenance of its annotations, and what did not join.

    unjoined: entries that lead nowhere, and why. absent: those of them whose image the delivery does not have. unlisted: images of the delivery that no entry
    names. contradicting: entries that name another annotator than the delivery does, which counts. without: how many
    annotations no entry speaks of.
    """

    reading: Reading
    unjoined: Sequence[Rejected] = ()
    contradicting: Sequence[Rejected] = ()
    without: int = 0
    absent: Sequence[Rejected] = ()
    unlisted: Sequence[str] = ()


@without_gc()
def read_manifest(data: bytes, called: str) -> SideManifest:
    """The entries of a manifest, CSV or JSON. called: its name, for sentences. AssayError when it is neither, or names no images."""
    start = data.lstrip(b"\xef\xbb\xbf").lstrip()[:1]
    rows = list(json_rows(data, called) if start in (b"[", b"{") else csv_rows(data, called))
    names = dict.fromkeys(name for _, row in rows if isinstance(row, dict) for name in row)
    columns = columns_of(list(names))
    if "image" not in columns:
        raise AssayError(f'{called} has no column "image"; it has {", ".join(names)[:200] or "none"}.')
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
        yield f"{called}, line {line}", dict(fields)
    for ragged in table.ragged:
        yield f"{called}, {ragged.where}", ragged.why.removesuffix("; left out")


def json_rows(data: bytes, called: str) -> Iterator[tuple[str, Any]]:
    """The entries of a JSON list, or of the only list of a JSON object, with their places."""
    whole, _ = decode(as_utf8(data, called), msgspec.json.Decoder(dict[str, Any] | list[Any]).decode, called)
    if isinstance(whole, dict):
        lists = [value for value in whole.values() if isinstance(value, list)]
        whole = lists[0] if len(lists) == 1 else [whole]
    return ((f"{called}, entry {at}", plain(row)) for at, row in enumerate(whole, 1))


def entry_of(place: str, row: Any, columns: Mapping[str, str]) -> Provenance:
    """One entry. Fault when it names no image, or its time is none."""
    if not isinstance(row, dict):
        raise Fault(row if isinstance(row, str) and row.startswith("has ") else f"is no entry but {brief(row)}")
    said = {meaning: text_of(row.get(name)) for meaning, name in columns.items()}
    if not said["image"]:
        raise Fault("names no image")
    seconds = said.pop("seconds", "")
    submitted = said.get("submitted_at", "")
    if submitted and not is_time(submitted):
        raise Fault(f"submitted_at is no time like 2024-05-31T12:00:00 but {brief(submitted)}")
    return Provenance(**said, seconds=seconds_of(seconds) if seconds else None, place=place)


def text_of(value: Any) -> str:
    """A value as text, "" for none."""
    if value is None or isinstance(value, (dict, list)):
        return ""
    return str(value).strip()


def seconds_of(text: str) -> float:
    """A length of time. Fault when it is none."""
    found = number(text, "seconds")
    if not 0 <= found <= MOST_SECONDS:
        raise Fault(f"seconds is no length of time but {brief(text)}")
    return found


def is_time(text: str) -> bool:
    """Whether a text is a date, or a date and a time, as ISO 8601 writes them."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


class Rows:
    """Where the annotations of a reading stand: by image, and by image and key. Annotations are grouped by image."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.images = images_by_name(reading.images.file_names)
        self.named: dict[str, int | None] = {}
        image = reading.annotations.records["image"]
        self.image = image.tolist()
        self.starts = np.searchsorted(image, np.arange(len(reading.images) + 1)).tolist()
        self.numbers = rows_of_numbers(reading)

    def image_of(self, entry: Provenance) -> int | None:
        """The image that an entry names, None when the delivery has none of this name, or several."""
        if entry.image not in self.named:
            name, _ = relative_name(entry.image)
            self.named[entry.image] = self.images.get(name, self.images.get(name.rsplit("/", 1)[-1]))
        return self.named[entry.image]

    def of_image(self, image: int) -> Sequence[int]:
        """The annotations of an image."""
        return range(self.starts[image], self.starts[image + 1])

    def of_key(self, image: int, key: str) -> Sequence[int]:
        """The annotations of an image that have this key, or the number that it spells."""
        whole = as_number(key)
        if self.numbers is not None:
            row = self.numbers.get(whole)
            return (row,) if row is not None and self.image[row] == image else ()
        return self.by_key.get((image, key)) or self.by_key.get((image, str(whole)), ())

    @cached_property
    def by_key(self) -> Mapping[tuple[int, str], Sequence[int]]:
        """The annotations by image and key, for readings in which some keys are texts, missing or repeated."""
        found: dict[tuple[int, str], list[int]] = {}
        for row, image in enumerate(self.image):
            key = self.reading.annotations.source_id(row)
            if key is not None:
                found.setdefault((image, str(key)), []).append(row)
        return found


def rows_of_numbers(reading: Reading) -> Mapping[int | None, int] | None:
    """The annotation of each id, None unless every id is a number of its own: such a table takes a tenth of the time that one of images and texts does."""
    ids = reading.annotations.records["source_id"]
    if len(ids) and (ids.min() <= -LONGEST or ids.max() >= LONGEST):
        return None
    found: dict[int | None, int] = dict(zip(ids.tolist(), range(len(ids)), strict=True))
    return found if len(found) == len(ids) else None


@without_gc()
def joined_with(reading: Reading, manifest: SideManifest) -> Joined:
    """A reading with what a manifest says of its annotations; what the delivery itself says of an annotator stays."""
    rows = Rows(reading)
    chosen: dict[int, Provenance] = {}
    unjoined: list[Rejected] = []
    for entry in sorted(manifest.entries, key=lambda one: one.object_key != NO_KEY):
        found, why = rows_for(entry, rows, chosen)
        if why:
            unjoined.append(Rejected(entry.place, why))
        chosen.update(dict.fromkeys(found, entry))
    joined, contradicting = with_provenance(reading, chosen)
    nowhere = {entry.place for entry in manifest.entries if rows.image_of(entry) is None}
    absent = [one for one in unjoined if one.where in nowhere]
    named = set(rows.named.values())
    unlisted = [name for at, name in enumerate(reading.images.file_names) if at not in named]
    return Joined(
        joined,
        tuple(unjoined),
        tuple(contradicting),
        len(reading.annotations) - len(chosen),
        tuple(absent),
        tuple(unlisted),
    )


def images_by_name(names: Sequence[str]) -> dict[str, int]:
    """Images by their names, and by the last parts of them, with and without ending, where only one image has it."""
    found: dict[str, int] = {}
    short: dict[str, set[int]] = {}
    for at, name in enumerate(names):
        last = name.rsplit("/", 1)[-1]
        for part in {last, last.rsplit(".", 1)[0]}:
            short.setdefault(part, set()).add(at)
        found[name] = at
    for part, places in short.items():
        if len(places) == 1:
            found.setdefault(part, next(iter(places)))
    return found


def rows_for(entry: Provenance, rows: Rows, chosen: Mapping[int, Provenance]) -> tuple[Sequence[int], str]:
    """The annotations that an entry speaks of, and why there are none."""
    image = rows.image_of(entry)
    if image is None:
        return [], f"the image {brief(entry.image)} is not in the delivery, or several are called so"
    key = entry.object_key
    found = rows.of_image(image) if key == NO_KEY else rows.of_key(image, key)
    if not found:
        what = "has no annotation" if key == NO_KEY else f"has no annotation with the id {brief(key)}"
        return [], f"the image {brief(entry.image)} {what}"
    if len(found) > 1 and key != NO_KEY:
        return [], f"the image {brief(entry.image)} has {len(found)} annotations with the id {brief(key)}"
    earlier = next((chosen[row] for row in found if row in chosen and chosen[row].object_key == key), None)
    if earlier:
        return [], f"{earlier.place} speaks of the same already"
    return found, ""


def with_provenance(reading: Reading, chosen: Mapping[int, Provenance]) -> tuple[Reading, list[Rejected]]:
    """The reading with annotators, and with the rest of each entry under "other"; and the entries that name another annotator than the delivery does."""
    annotators = {name: at for at, name in enumerate(reading.annotators)}
    records, extra = reading.annotations.records.copy(), dict(reading.annotations.extra)
    contradicting: dict[str, Rejected] = {}
    kept: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    known_annotators = records["annotator_id"].tolist()
    for row, entry in chosen.items():
        known = known_annotators[row]
        if entry.annotator and known == UNKNOWN:
            known_annotators[row] = annotators.setdefault(entry.annotator, len(annotators))
        elif entry.annotator and reading.annotators[known] != entry.annotator:
            why = f"names the annotator {brief(entry.annotator)}, but the delivery {brief(reading.annotators[known])}, which counts"
            contradicting.setdefault(entry.place, Rejected(entry.place, why))
        said = (entry.cohort, entry.seconds, entry.stage, entry.submitted_at)
        more = kept[said] if said in kept else kept.setdefault(said, said_beside(entry))
        if more and row not in extra:
            extra[row] = more  # one for all of whom the same is said: a million of them would take a gigabyte
        elif more:
            extra[row] = {**extra[row], "other": {**extra[row].get("other", {}), **more["other"]}}
    records["annotator_id"] = known_annotators
    annotations = replace(reading.annotations, records=np.asarray(records), extra=extra)
    return replace(reading, annotators=tuple(annotators), annotations=annotations), list(contradicting.values())


def said_beside(entry: Provenance) -> Mapping[str, Any]:
    """What an entry says besides the annotator, as annotations keep it; empty when it says nothing."""
    more = {name: value for name in KEPT if (value := getattr(entry, name)) not in ("", None)}
    return {"other": more} if more else {}
