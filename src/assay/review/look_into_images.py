"""Reading the images of a batch to their last byte: which of them end too early, and what each looks like."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from assay.model.batches import Batch
from assay.model.errors import AssayError
from assay.model.ids import ImageId
from assay.model.people import Reviewer
from assay.model.progress import Progress, Work
from assay.store.bulk_digests import forget_images_digest, keep_images_digest
from assay.store.image_contents import ImageContent, keep_contents, not_looked_into
from assay.store.image_folders import image_path
from assay.store.project import Project

if TYPE_CHECKING:
    from assay.pictures.decoder import Decoder

AT_A_TIME = 2000
"""Images after which what was seen is kept: a cancelled look goes on from there."""


def look_into_images(project: Project, batch: Batch, *, by: Reviewer) -> Work[int]:
    """Look into every image of a batch into which nobody looked yet; gives how many that were.

    Closing the work early keeps what was seen in whole thousands.
    """
    from assay.pictures.decoder import Decoder

    waiting = not_looked_into(project.connection, batch.id)
    with closing(Decoder()) as decoder:
        seen: list[ImageContent] = []
        is_begun = False
        for number, image in enumerate(waiting, start=1):
            path = image_path(project, batch, image)
            if path is not None and path.is_file():
                seen.append(content_of(decoder, path, image.id))
            if number % AT_A_TIME == 0 or number == len(waiting):
                if seen or (is_begun and number == len(waiting)):
                    _keep(project, batch, seen, is_last=number == len(waiting), by=by)
                    is_begun = True
                seen = []
            yield Progress(number, len(waiting), "Looking into the images")
    return len(waiting)


def content_of(decoder: "Decoder", path: Path, image_id: ImageId) -> ImageContent:
    """What is inside one image file, or why it cannot be read."""
    try:
        (answer,) = decoder.ask(path, "look")
    except AssayError as error:
        return ImageContent(image_id, None, None, str(error))
    return ImageContent(image_id, answer.extras["phash"], answer.extras["dhash"])


def _keep(project: Project, batch: Batch, seen: list[ImageContent], *, is_last: bool, by: Reviewer) -> None:
    """Keep what was seen; and at the end, what is known of all images, since counting that each time would take long."""
    summary = f"Look into {len(seen):,} images of {batch.name}"
    with project.action("look_into_images", summary, by=by, undoable=False) as action:
        keep_contents(project.connection, seen)
        settle = keep_images_digest if is_last else forget_images_digest
        settle(project.connection, action, batch.id)
        action.bulk("image")
