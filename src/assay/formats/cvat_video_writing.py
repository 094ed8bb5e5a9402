"""Writing CVAT XML 1.1 for video: a <track> for each object, with its shape on every frame that it is on.

Source: docs.cvat.ai/docs/manual/advanced/xml_format. Images are the frames, in the order of the numbers in names like frame_000012.png, or else one after
another. A track that ends before the next frame, or pauses, is closed with a shape that is "outside": CVAT would draw it on otherwise.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from assay.formats.cvat_writing import attribute_types, declaration, only_annotator
from assay.formats.cvat_writing_shapes import ShapeWriter
from assay.formats.lost_facts import lost_facts
from assay.formats.reading import Contents, Note, ReadImages
from assay.formats.safe_writing import replacing
from assay.formats.xml_writing import attributes_of, element, unwritable_names
from assay.model.progress import Progress, Work
from assay.model.shapes import ShapeKind

HELD = frozenset({"z_order", "group_id", "source", "track_id", "keyframe", "outside", "frame"})
"""Fields that a track has room for; whether a shape is a keyframe is written anew."""

FRAME = re.compile(r"frame_(\d{6})\.\w+")
LAST_FRAME = 500_000
EVERY = 256
OF_THE_TRACK = ("label", "source", "group_id")


def write(path: Path, contents: Contents) -> Work[Sequence[Note]]:
    """Write one file, and tell what CVAT's tracks cannot hold."""
    frames, notes = frames_of(contents.images)
    types = attribute_types(contents)
    writer = ShapeWriter(contents, types)
    annotator = only_annotator(contents)
    tracks = tracks_of(contents)
    with replacing(path) as file:
        for line in head_lines(contents, types, frames, annotator):
            file.write(f"{line}\n".encode())
        numbers = count()
        for done, rows in enumerate(tracks.values()):
            if done % EVERY == 0:
                yield Progress(done, len(tracks), f"Writing {path.name}")
            file.write("".join(f"{line}\n" for line in track_lines(writer, numbers, rows, frames)).encode())
        file.write(b"</annotations>\n")
    tags = int((contents.annotations.records["kind"] == ShapeKind.TAG).sum())
    if tags:
        notes.append(Note("annotations", f"{tags:,} with the shape image tag, which no track can be; left out"))
    facts = lost_facts(contents, annotators=not annotator, other=HELD)
    return (*unwritable_names(contents), *notes, *writer.notes(), *facts)


def frames_of(images: ReadImages) -> tuple[list[int], list[Note]]:
    """The frame of each image, and what is lost of names and sizes."""
    named = [FRAME.fullmatch(name) for name in images.file_names]
    numbers = [int(one[1]) for one in named if one]
    fit = len(set(numbers)) == len(images) and max(numbers, default=0) < LAST_FRAME
    frames = numbers if fit else list(range(len(images)))
    notes = []
    if not fit and len(images):
        notes.append(Note("images", f"{len(images):,} images become frames 0, 1, 2 …; their names are not written"))
    sizes = {(image.width, image.height) for image in images}
    if len(sizes) > 1:
        notes.append(
            Note("images", f"{len(sizes):,} sizes of images, where a video has one; only the first is written")
        )
    return frames, notes


def tracks_of(contents: Contents) -> dict[object, list[int]]:
    """The rows of each track: those of one track id and class, and every other annotation alone. A track has one shape on a frame; a second one is a track of its own."""
    found: dict[object, list[int]] = {}
    taken: set[object] = set()
    records = contents.annotations.records
    for row, (image, class_id, kind) in enumerate(
        zip(*(records[name].tolist() for name in ("image", "class_id", "kind")), strict=True)
    ):
        if kind == ShapeKind.TAG:
            continue
        track = contents.annotations.extra.get(row, {}).get("other", {}).get("track_id")
        key = ("alone", row) if track is None else ("track", str(track), class_id)
        if (key, image) in taken:
            key = ("alone", row)
        taken.add((key, image))
        found.setdefault(key, []).append(row)
    return found


def track_lines(
    writer: ShapeWriter, numbers: Iterator[int], rows: Sequence[int], frames: Sequence[int]
) -> Iterator[str]:
    """The shapes of a track by frame. One of several parts, which CVAT does not know as one shape, is a track for each part."""
    records = writer.annotations.records
    drawn = {row: list(writer.shapes(row, ShapeKind(records["kind"][row]))) for row in rows}
    for part in range(max(map(len, drawn.values()))):
        shapes = sorted((frames[int(records["image"][row])], row) for row in rows if part < len(drawn[row]))
        said = writer.said(shapes[0][1]) | drawn[shapes[0][1]][part][1]
        yield f"  <track{attributes_of(id=next(numbers), **{name: said[name] for name in OF_THE_TRACK})}>"
        for (frame, row), (following, _) in zip(shapes, [*shapes[1:], (max(frames) + 1, 0)], strict=True):
            yield from shape_lines(writer, row, drawn[row][part], frame, outside=False)
            if following > frame + 1:
                yield from shape_lines(writer, row, drawn[row][part], frame + 1, outside=True)
        yield "  </track>"


def shape_lines(
    writer: ShapeWriter, row: int, drawn: tuple[str, Mapping[str, Any]], frame: int, *, outside: bool
) -> Iterator[str]:
    """A shape of a track on a frame. drawn: its tag and geometry. outside: it is there no more."""
    said = writer.said(row)
    tag, geometry = drawn[0], {name: value for name, value in drawn[1].items() if name != "group_id"}
    there = {"frame": frame, "keyframe": 1, "outside": int(outside)}
    marks: Mapping[str, Any] = {"occluded": said["occluded"], "z_order": said["z_order"]}
    yield f"    <{tag}{attributes_of(**there, **marks, **geometry)}>"
    for line in [*writer.point_lines(row), *writer.attribute_lines(row)]:
        yield line.replace('outside="0"', 'outside="1"') if outside else line
    yield f"    </{tag}>"


def head_lines(
    contents: Contents, types: Mapping[tuple[int, str], str], frames: Sequence[int], annotator: str
) -> Iterator[str]:
    """Everything before the tracks: the frames, the classes with their attributes, and who drew them."""
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield "<annotations>"
    yield "  <version>1.1</version>"
    yield "  <meta>"
    yield "    <task>"
    yield f"      <size>{len(frames)}</size>"
    yield "      <mode>interpolation</mode>"
    if frames:
        yield f"      <start_frame>{min(frames)}</start_frame><stop_frame>{max(frames)}</stop_frame>"
        width, height = contents.images[0].width, contents.images[0].height
        if width and height:
            yield f"      <original_size><width>{width:g}</width><height>{height:g}</height></original_size>"
    yield "      <labels>"
    for class_id, one in enumerate(contents.classes):
        declared = "".join(declaration(name, kind) for (owner, name), kind in types.items() if owner == class_id)
        yield f"        <label>{element('name', one.name)}<attributes>{declared}</attributes></label>"
    yield "      </labels>"
    if annotator:
        yield f"      <assignee>{element('username', annotator)}</assignee>"
    yield "    </task>"
    yield "  </meta>"
