from pathlib import Path

from assay.model.batches import Batch
from assay.model.changes import Changes
from assay.model.errors import AssayError
from assay.model.people import Reviewer
from assay.store.batches import image_rows
from assay.store.bulk_digests import keep_images_digest
from assay.store.image_folders import stored_root
from assay.store.label_sets import mark_found
from assay.store.project import Project


def set_image_folder(project: Project, batch: Batch, folder: Path, *, by: Reviewer) -> Changes:
    """Say where a batch's images lie now, for instance after they were moved.

    Raises AssayError when none of the batch's images is in that folder.
    """
    rows = image_rows(project.connection, batch.id)
    found = [image_id for name, image_id in rows if (folder / name).is_file()]
    if rows and not found:
        raise AssayError(
            f"{folder}: none of the {len(rows):,} images of “{batch.name}” is in this folder; choose the one that holds {rows[0][0]}"
        )
    summary = f"Images of {batch.name} lie in {folder}: {len(found):,} of {len(rows):,} found"
    with project.action("set_image_folder", summary, by=by, undoable=False) as action:
        action.update("batch", batch.id, {"image_root": stored_root(project.path, folder)})
        mark_found(project.connection, batch.id, found)
        keep_images_digest(project.connection, action, batch.id)
        action.bulk("image")
    return action.changes(summary)
