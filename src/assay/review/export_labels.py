"""Writing a batch's labels as a label file, with what its format cannot hold said first."""

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.errors import AssayError
from assay.model.people import Reviewer
from assay.model.progress import Progress, Work
from assay.reports.label_files import contents_of_set
from assay.reports.left_behind import left_behind
from assay.reports.losses import Loss, losses_of
from assay.store.batches import newest_set
from assay.store.project import Project

if TYPE_CHECKING:
    from assay.formats.catalogue import Format


class Labels(StrEnum):
    """Whose labels are written."""

    DELIVERY = "delivery"
    GOLD = "gold"
    CORRECTED = "corrected"
    """The delivery with the corrections that reviewers suggest."""


class Written(NamedTuple):
    """What an export came to. losses: what the format could not hold, and what of the delivered file the project does not have."""

    annotations: int
    images: int
    losses: Sequence[Loss]


def rehearse_export(project: Project, batch: Batch, *, format_name: str, labels: Labels) -> Work[Written]:
    """What an export would come to, without leaving anything behind: it is written to a place that is gone at the end."""
    chosen = written_format(format_name)
    with TemporaryDirectory(prefix="assay-") as folder:
        target = Path(folder) / ("labels" if chosen.writes_folder else f"labels{chosen.extensions[0]}")
        return (yield from _write(project, batch, target, chosen, labels))


def export_labels(
    project: Project, batch: Batch, path: Path, *, format_name: str, labels: Labels, by: Reviewer
) -> Work[Written]:
    """Write a batch's newest labels as a label file, and note it in the journal; what the project holds stays as it is.

    path: a file, or a folder for a format that is several files. Raises AssayError when there are no such labels, when the format cannot be
    written, and when the place refuses. A project that can only be looked at is exported all the same, without a line in its journal.
    """
    chosen = written_format(format_name)
    check_place(path, chosen)
    written = yield from _write(project, batch, path, chosen, labels)
    if not project.read_only:
        title = chosen.title.split(" (")[0]
        summary = f"Export {labels} labels of {batch.name} as {title} to {path.name}"
        with project.action("export_labels", summary, by=by, reason=_digest(path), undoable=False):
            pass
    return written


def written_format(name: str) -> "Format":
    """The format of this name. AssayError when it cannot be written."""
    from assay.formats.catalogue import format_named  # every format takes 0.2 s to import

    chosen = format_named(name)
    if chosen.write is None:
        raise AssayError(f"{chosen.title} can be read but not written; “assay formats” lists what can be written")
    return chosen


def check_place(path: Path, chosen: "Format") -> None:
    """AssayError when a file lies where a folder is to be, or the other way round."""
    if chosen.writes_folder and path.is_file():
        raise AssayError(
            f"{path}: {chosen.title} is a folder of files, but there is a file of this name; name a folder"
        )
    if not chosen.writes_folder and path.is_dir():
        raise AssayError(f"{path}: {chosen.title} is one file, but there is a folder of this name; name a file")


def _write(project: Project, batch: Batch, target: Path, chosen: "Format", labels: Labels) -> Work[Written]:
    yield Progress(0, 0, "Reading annotations")
    role = SetRole.DELIVERY if labels is Labels.CORRECTED else SetRole(labels)
    label_set = _set_of(project, batch, role)
    contents = contents_of_set(project, label_set, with_corrections=labels is Labels.CORRECTED)
    assert chosen.write
    notes = yield from chosen.write(target, contents)
    losses = [*losses_of(notes), *left_behind(project, label_set, writes_skips=chosen.writes_skips)]
    return Written(len(contents.annotations), len(contents.images), losses)


def _set_of(project: Project, batch: Batch, role: SetRole) -> LabelSet:
    found = newest_set(project.connection, batch.id, role)
    if found is None:
        raise AssayError(f"Batch “{batch.name}” has no {role} yet; there is nothing to write")
    return found


def _digest(path: Path) -> str:
    """SHA-256 of a file that was written, "" for a folder."""
    if path.is_dir():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
