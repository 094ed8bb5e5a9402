"""The process that decodes images: questions on its standard input, answers on its standard output. A file that kills it kills nothing else."""

import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from assay.model.errors import AssayError
from assay.pictures.eight_bit import shown
from assay.pictures.facts import facts_of
from assay.pictures.handover import put
from assay.pictures.large import Source, halved, is_large, part_of, preview
from assay.pictures.memory import limit_memory
from assay.pictures.messages import answer_line, problem_line
from assay.pictures.opening import opened
from assay.pictures.planes import levels_of, packed
from assay.pictures.thumbnail import thumbnail
from assay.pictures.whole import whole_picture


def main() -> None:
    """Answer until nobody asks any more."""
    folders = [Path(argument) for argument in sys.argv[-1].split("\n")]
    limit_memory()
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints must not be taken for an answer
    answer_all(sys.stdin.buffer, answers, folders)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def answer_all(questions: BinaryIO, answers: BinaryIO, folders: list[Path]) -> None:
    """Answer each question with one line or several, the last of which says so."""
    for question in questions:
        asked = json.loads(question)
        try:
            for answer in DEEDS[asked["do"]](asked, folders):
                answers.write(answer)
                answers.flush()
        except AssayError as error:
            answers.write(problem_line(str(error)))
            answers.flush()


def show(asked: Mapping[str, Any], folders: list[Path]) -> Iterator[bytes]:
    """The whole image with its halves; of a large one coarse states of it, the last one complete."""
    path = Path(asked["path"])
    if asked.get("is_awaited"):
        yield from glimpse(path, folders)
    with opened(path) as image:
        if not is_large(facts_of(image)):
            facts, planes, blocks = whole_picture(image)
            yield answer_line(facts, planes=planes, file=put(folders, blocks))
            return
        facts, quick = facts_of(image), preview(image)
        if quick is not None:
            planes, blocks = packed(levels_of(quick))
            yield answer_line(facts, planes=planes, file=put(folders, blocks))
            return
    source = Source(path)
    for state, is_last in source.coarse():
        planes, blocks = packed(levels_of(state))
        yield answer_line(source.facts, planes=planes, file=put(folders, blocks), is_last=is_last)


def glimpse(path: Path, folders: list[Path]) -> Iterator[bytes]:
    """A JPEG of ordinary size at a half of it, for whoever waits: a third of the time, and enough for most screens. Nothing for other files."""
    with opened(path) as image:
        facts, half = facts_of(image), halved(image)
        if half is not None:
            planes, blocks = packed(levels_of(shown(half)))
            yield answer_line(facts, planes=planes, file=put(folders, blocks), is_last=False, passes=True)


def part(asked: Mapping[str, Any], folders: list[Path]) -> Iterator[bytes]:
    """A part of a large image, each side a factor shorter."""
    x_min, y_min, x_max, y_max = asked["box"]
    source, image = part_of(Path(asked["path"]), (x_min, y_min, x_max, y_max), asked["factor"])
    planes, blocks = packed([image])
    yield answer_line(source.facts, planes=planes, file=put(folders, blocks))


def small(asked: Mapping[str, Any], folders: list[Path]) -> Iterator[bytes]:
    """The middle of the image at a size that is asked for."""
    with opened(Path(asked["path"])) as image:
        facts = facts_of(image)
        planes, blocks = packed([thumbnail(image, width=asked["width"], height=asked["height"])])
    yield answer_line(facts, planes=planes, file=put(folders, blocks))


def look(asked: Mapping[str, Any], folders: list[Path]) -> Iterator[bytes]:
    """What the image looks like in two numbers, after every byte of it was read; no pixels."""
    del folders
    from assay.pictures.fingerprint import fingerprint  # with numpy, which showing an image does without

    with opened(Path(asked["path"])) as image:
        facts = facts_of(image)
        perceptual, difference = fingerprint(image)
    yield answer_line(facts, phash=perceptual, dhash=difference)


def values(asked: Mapping[str, Any], folders: list[Path]) -> Iterator[bytes]:
    """The values of one stored pixel, as words."""
    del folders
    from assay.pictures.pixel_reader import values_of  # most images' values are at hand in the window

    facts, found = values_of(Path(asked["path"]), asked["x"], asked["y"])
    yield answer_line(facts, words=found.words())


DEEDS: Mapping[str, Callable[[Mapping[str, Any], list[Path]], Iterator[bytes]]] = {
    "show": show,
    "part": part,
    "small": small,
    "look": look,
    "values": values,
}


if __name__ == "__main__":
    main()
