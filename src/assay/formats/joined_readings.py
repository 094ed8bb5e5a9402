"""Several label files of one data set, such as its training and validation parts, as one reading."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assay.formats.delivered import Delivered
from assay.formats.gathered_images import Key, with_free_keys
from assay.formats.json_text import brief
from assay.formats.ordering import in_order
from assay.formats.reading import ReadClass, ReadImage, ReadImages, Reading
from assay.model.annotations import UNKNOWN, Annotations, copied
from assay.model.errors import AssayError


def joined_readings(delivered: Delivered, files: Sequence[str], readings: Sequence[Reading]) -> Reading:
    """One reading of several. files: where each was read from. Images are called as they lie among the files, so that both parts may have an "a.jpg".

    Raises AssayError when two files speak of one image: they are then two opinions, and not two parts.
    """
    images = [
        image._replace(file_name=lying(delivered, image.file_name, file), place=f"{file}: {image.place}")
        for file, reading in zip(files, readings, strict=True)
        for image in reading.images
    ]
    refuse_shared_images(delivered, files, images)
    keys = with_free_keys([image.key for image in images])
    classes = joined_classes(readings)
    annotators = list(dict.fromkeys(name for reading in readings for name in reading.annotators))
    blocks, first = [], 0
    skipped: dict[int, str] = {}
    for reading in readings:
        blocks.append(moved(reading, first, [one.name for one in classes], annotators))
        skipped.update({first + image: said for image, said in reading.skipped.items()})
        first += len(reading.images)
    annotations, _ = in_order(blocks)
    return Reading(
        images=ReadImages.of(image._replace(key=key) for image, key in zip(images, keys, strict=True)),
        classes=tuple(classes),
        annotators=tuple(annotators),
        annotations=annotations,
        format=readings[0].format,
        source=delivered.source,
        sha256=delivered.digest(),
        rejected=(*delivered.left_out, *placed(files, [reading.rejected for reading in readings])),
        notes=tuple(placed(files, [reading.notes for reading in readings])),
        skipped=skipped,
    )


def lying(delivered: Delivered, name: str, file: str) -> str:
    """The name of an image as it lies among the files, the name given when it is not there."""
    found = delivered.images.named(name, file)
    return found.name if found else name


def refuse_shared_images(delivered: Delivered, files: Sequence[str], images: Sequence[ReadImage]) -> None:
    """Raise AssayError when one image is named twice."""
    first: dict[str, ReadImage] = {}
    for image in images:
        other = first.setdefault(image.file_name, image)
        if other is not image:
            raise AssayError(
                f"{delivered.source} holds {len(files)} label files ({', '.join(files[:8])}) that speak of the same images "
                f"(the first is {brief(image.file_name)}); name the one that was delivered."
            )


def joined_classes(readings: Sequence[Reading]) -> list[ReadClass]:
    """The classes of all by name, each with an id of its own."""
    found: dict[str, ReadClass] = {}
    for reading in readings:
        for one in reading.classes:
            found.setdefault(one.name, one)
    keys: list[Key] = with_free_keys([one.key for one in found.values()])
    return [one._replace(key=key) for one, key in zip(found.values(), keys, strict=True)]


def moved(reading: Reading, first_image: int, classes: Sequence[str], annotators: Sequence[str]) -> Annotations:
    """The annotations of one reading as those of the whole."""
    records = copied(reading.annotations.records)
    records["image"] += first_image
    for column, theirs, ours in (
        ("class_id", [one.name for one in reading.classes], classes),
        ("annotator_id", reading.annotators, annotators),
    ):
        place = {name: at for at, name in enumerate(ours)}
        table = np.array([*(place[name] for name in theirs), UNKNOWN], np.int32)
        records[column] = table[np.where(records[column] < 0, len(theirs), records[column])]
    return replace(reading.annotations, records=records)


def placed(files: Sequence[str], said: Sequence[Sequence[tuple[str, ...]]]) -> list:
    """What was said of each file, with the file before its place."""
    return [
        one._replace(where=f"{file}: {one.where}")  # pyright: ignore[reportAttributeAccessIssue] - notes and rejections are named tuples
        for file, entries in zip(files, said, strict=True)
        for one in entries
    ]
