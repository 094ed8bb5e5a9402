from collections.abc import Sequence
from pathlib import Path

from assay.formats.catalogue import format_named
from assay.formats.reading import Note
from assay.model.batches import Batch, SetRole
from assay.model.errors import AssayError
from assay.model.progress import Progress, Work
from assay.reports.label_files import contents_of_set
from assay.store.batches import newest_set
from assay.store.project import Project


def export_labels(
    project: Project, batch: Batch, path: Path, *, format_name: str, role: SetRole, with_corrections: bool = False
) -> Work[Sequence[Note]]:
    """Write a batch's newest label set of a role as a label file; gives what the format cannot hold.

    with_corrections: with what reviewers suggest put in. path: a file, or a folder for a format that is several files. Raises AssayError when there is no such label set, when the format cannot be
    written, and when the place refuses.
    """
    chosen = format_named(format_name)
    if chosen.write is None:
        raise AssayError(f"{chosen.title} can be read but not written; “assay formats” lists what can be written")
    label_set = newest_set(project.connection, batch.id, role)
    if label_set is None:
        raise AssayError(f"Batch “{batch.name}” has no {role} yet; there is nothing to write")
    if chosen.writes_folder and path.is_file():
        raise AssayError(
            f"{path}: {chosen.title} is a folder of files, but there is a file of this name; name a folder"
        )
    if not chosen.writes_folder and path.is_dir():
        raise AssayError(f"{path}: {chosen.title} is one file, but there is a folder of this name; name a file")
    yield Progress(0, label_set.annotations, "Reading annotations")
    return (yield from chosen.write(path, contents_of_set(project, label_set, with_corrections=with_corrections)))
