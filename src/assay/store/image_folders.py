import os
from pathlib import Path

from assay.model.batches import Batch, BatchImage
from assay.store.project import Project


def image_folder(project: Project, batch: Batch) -> Path | None:
    """Where a batch's images lie, None when nobody said."""
    return Path(os.path.normpath(project.path.parent / batch.image_root)) if batch.image_root else None


def image_path(project: Project, batch: Batch, image: BatchImage) -> Path | None:
    """Where an image file lies, None when its folder is not known. It may have gone since."""
    folder = image_folder(project, batch)
    return folder / image.file_name if folder else None


def stored_root(project_path: Path, folder: Path | None) -> str:
    """How a project stores an image folder: relative to the project file where it can be, with `/`."""
    if folder is None:
        return ""
    try:
        return Path(os.path.relpath(folder, project_path.parent)).as_posix()
    except ValueError:  # another drive
        return folder.as_posix()
