"""Bringing an archive into the project with its images taken out of it: all of that, or nothing."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from assay.model.people import Reviewer
from assay.model.progress import Work
from assay.review.class_memory import remembered_classes
from assay.review.import_labels import ImportReport, import_labels
from assay.review.import_plan import ImportPlan, preview_import
from assay.review.table_mapping import saved_mappings
from assay.review.unpack_images import unpack_images
from assay.store.project import Project
from assay.store.schemas import current_schema

if TYPE_CHECKING:
    from assay.formats.csv_mapping import CsvMapping


def import_unpacked(
    project: Project,
    source: Path,
    folder: Path,
    plan: ImportPlan,
    *,
    by: Reviewer,
    manifest: Path | None = None,
    mapping: "CsvMapping | None" = None,
) -> Work[ImportReport]:
    """Write the images of an archive into a new folder, and its labels into the project. Closing the work early leaves neither.

    manifest, mapping: as `preview_import` takes them. Raises AssayError like `unpack_images` and `import_labels`.
    """
    yield from unpack_images(source, folder)
    is_done = False
    try:
        preview = yield from preview_import(
            source,
            image_root=folder,
            schema=current_schema(project.connection),
            remembered=remembered_classes(project, plan.vendor),
            manifest=manifest,
            mapping=mapping,
            saved=saved_mappings(project),
        )
        report = yield from import_labels(project, preview, plan, by=by)
        is_done = True
    finally:
        if not is_done:
            shutil.rmtree(folder, ignore_errors=True)
    return report


def folder_beside(project: Path, source: Path) -> Path:
    """A new folder for the images of an archive, beside the project and called after the archive."""
    name = f"{source.stem.removesuffix('.tar')} images"
    found, number = project.parent / name, 1
    while found.exists():
        number += 1
        found = project.parent / f"{name} {number}"
    return found
