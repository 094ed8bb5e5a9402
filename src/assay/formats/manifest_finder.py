"""Finding the side manifest of a delivery: the table that lies among its files or beside its only one, and says who labelled what."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from assay.formats.delivered import Delivered
from assay.formats.manifest_entries import SideManifest, read_manifest
from assay.formats.named_file import whole_file
from assay.formats.reading import Note, Reading
from assay.formats.side_manifest import Joined, joined_with
from assay.model.errors import AssayError

CALLED_SO = ("manifest", "provenance", "annotators")
"""Words in the names of files that are looked at."""

ENDINGS = (".csv", ".json")
MOST_SHOWN = 200
"""Lines of a manifest that are listed one by one; a manifest of another delivery has as many as it has lines."""

IMAGE_FAULT = "FMT-FILE"
"""The defect type of an image that is in the manifest alone, or in the delivery alone."""


def manifest_at(path: Path) -> SideManifest:
    """The manifest that somebody names. AssayError when it is none."""
    return read_manifest(whole_file(path, "a manifest in CSV or JSON"), path.name)


def manifest_in(delivered: Delivered, labels: Sequence[str]) -> tuple[str, SideManifest] | None:
    """The manifest that lies in a delivery, with its name; None when there is none, or it says nothing but images. labels: its label files."""
    for name, data in candidates(delivered, labels):
        try:
            manifest = read_manifest(data, name)
        except AssayError:
            continue  # called like one, but it is something else
        if any(one.annotator or one.cohort or one.submitted_at or one.seconds for one in manifest.entries):
            return name, manifest
    return None


def candidates(delivered: Delivered, labels: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Files that are called like a manifest: among the files of a delivery, or beside the only one."""
    if not delivered.is_file:
        for name in delivered.with_extension(*ENDINGS):
            if name not in labels and is_called_so(name.rsplit("/", 1)[-1]):
                yield name, delivered.whole(name)
        return
    for path in beside(delivered.source):
        if is_called_so(path.name):
            # nobody named it, so one that cannot be read is no reason to stop
            with suppress(AssayError):
                yield path.name, whole_file(path, "a manifest")


def beside(source: Path) -> list[Path]:
    """What lies in the folder of a file, as far as one may look into it."""
    try:
        return sorted(path for path in source.parent.iterdir() if path != source)
    except OSError:
        return []


def is_called_so(name: str) -> bool:
    """Whether a file is called like a manifest."""
    stem, dot, ending = name.lower().rpartition(".")
    return dot + ending in ENDINGS and any(word in stem for word in CALLED_SO)


def with_manifest(reading: Reading, manifest: SideManifest, called: str) -> Reading:
    """A reading with the provenance that a manifest gives its annotations; what does not join is noted, with its line."""
    joined = joined_with(reading, manifest)
    absent = set(joined.absent)
    odd = [*manifest.rejected, *joined.unjoined, *joined.contradicting]
    notes = [Note(one.where, one.why, IMAGE_FAULT if one in absent else "") for one in odd[:MOST_SHOWN]]
    if len(odd) > MOST_SHOWN:
        notes.append(Note(called, f"has {len(odd) - MOST_SHOWN:,} more lines that join nothing"))
    notes += unlisted_notes(joined, called)
    if joined.without:
        notes.append(Note(called, f"says nothing of {joined.without:,} of {len(reading.annotations):,} annotations"))
    return replace(joined.reading, notes=(*reading.notes, *notes))


def unlisted_notes(joined: Joined, called: str) -> list[Note]:
    """The images of a delivery that its manifest does not name; none where it names so few that it is no list of them."""
    images, unlisted = len(joined.reading.images), joined.unlisted
    if 2 * len(unlisted) > images:
        return []
    notes = [
        Note(name, f"is in the delivery, but {called} does not list it", IMAGE_FAULT) for name in unlisted[:MOST_SHOWN]
    ]
    if len(unlisted) > MOST_SHOWN:
        notes.append(
            Note(called, f"does not list {len(unlisted) - MOST_SHOWN:,} more images of the delivery", IMAGE_FAULT)
        )
    return notes
