"""What an import itself turns up: entries that a reader could not keep, images that are not as declared, classes that the schema lacks."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from assay.formats.reading import ReadImage
from assay.intake.delivery_case import MOST_LISTED, and_more
from assay.model.ids import ImageId
from assay.model.intake import LEFT_OUT, Breach, rule_of_note
from assay.review.image_facts import ImageFacts
from assay.review.import_plan import Preview

UPRIGHT = 1
ON_ITS_SIDE = 5
"""The first of the EXIF orientations that change places of width and height (CIPA DC-008, tag 0x0112)."""

SHOWN_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedImages:
    """The images of an import in the order of its file.

    ids: the project's. digests: the SHA-256 that each was known by before, None for one that was not known. unsent: the ids of those that were never sent out.
    """

    ids: Sequence[ImageId]
    digests: Mapping[ImageId, str | None]
    unsent: Set[ImageId] = frozenset()


def note_breaches(preview: Preview, images: ImportedImages, new_classes: Sequence[str]) -> list[Breach]:
    """Everything that only the import itself can tell; a later check of the delivery keeps it."""
    return [
        *_of_the_reader(preview),
        *_of_missing_files(preview, images),
        *_of_the_images(preview, images),
        *_of_the_classes(preview, new_classes),
    ]


def _of_the_reader(preview: Preview) -> Iterator[Breach]:
    for where, why in preview.reading.rejected:
        yield Breach(rule=LEFT_OUT, place=where, blanks={"why": why})
    for note in preview.reading.notes:
        yield Breach(rule=rule_of_note(note.code), place=note.where, blanks={"why": note.what})


def _of_missing_files(preview: Preview, images: ImportedImages) -> Iterator[Breach]:
    missing = [(name, image_id) for name, image_id in zip(preview.reading.images.file_names, images.ids, strict=True)]
    missing = [pair for pair, fact in zip(missing, preview.facts, strict=True) if not fact.found]
    for name, image_id in missing[:MOST_LISTED]:
        yield Breach(rule="image-not-here", place=name, image=image_id)
    yield from and_more("image-not-here", len(missing) - MOST_LISTED, "images")


def _of_the_images(preview: Preview, images: ImportedImages) -> Iterator[Breach]:
    for at, (fact, image_id) in enumerate(zip(preview.facts, images.ids, strict=True)):
        if not fact.found and image_id not in images.unsent:
            continue
        read = preview.reading.images[at]
        name = read.file_name
        if fact.problem:
            yield Breach(rule="image-unreadable", place=name, image=image_id, blanks={"why": fact.problem})
        if image_id in images.unsent:
            blanks = {"file": name, "among": "among the images of the batch"}
            yield Breach(rule="image-unexpected", place=read.place or name, image=image_id, blanks=blanks)
        if fact.sha256 and (known := images.digests.get(image_id)) and known != fact.sha256:
            blanks = {"file": name, "wanted": known[:SHOWN_DIGITS], "got": fact.sha256[:SHOWN_DIGITS]}
            yield Breach(rule="image-changed", place=name, image=image_id, blanks=blanks)
        if rule := _size_rule(read, fact):
            blanks = {"file": name, "orientation": fact.orientation, **_sizes(read, fact)}
            yield Breach(rule=rule, place=name, image=image_id, blanks=blanks)


def _size_rule(read: ReadImage, fact: ImageFacts) -> str:
    """Which rule the size of an image breaks, empty when none: a file may follow the pixels as stored, or as EXIF turns them."""
    declared, real = (read.width, read.height), (fact.width, fact.height)
    if None in real:
        return ""
    if None in declared or declared == real:
        return "image-has-orientation" if fact.orientation != UPRIGHT else ""
    return "image-turned" if is_turned(fact, declared) else "image-size-other"


def is_turned(fact: ImageFacts, declared: tuple[float | None, float | None]) -> bool:
    """Whether a file declares the size that an image has when EXIF's orientation is obeyed, and not the one of its pixels as stored."""
    real = (fact.width, fact.height)
    return fact.orientation >= ON_ITS_SIDE and real != real[::-1] and declared == real[::-1]


def _sizes(read: ReadImage, fact: ImageFacts) -> dict[str, str]:
    declared = f"{read.width:g} × {read.height:g}" if read.width and read.height else "nothing"
    return {"declared": declared, "real": f"{fact.width} × {fact.height}"}


def _of_the_classes(preview: Preview, new_classes: Sequence[str]) -> Iterator[Breach]:
    mappings = {one.name: one for one in preview.classes}
    for name in new_classes:
        found = mappings.get(name)
        nearest, count = (found.nearest, found.count) if found else ("", 0)
        hint = f"; did they mean “{nearest}”? Then import again with that class chosen" if nearest else ""
        use = f"; use {nearest}" if nearest else ""
        blanks = {"name": name, "nearest": nearest, "count": count, "hint": hint, "use": use}
        yield Breach(rule="class-unknown", place=name, blanks={**blanks, "became": " and was added to it"})
