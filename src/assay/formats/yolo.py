"""YOLO: a text file per image, a line for each object, with lists of class names and images beside it.

Sources: docs.ultralytics.com/datasets; AlexeyAB/darknet README, "How to train". See `yolo_lines` for the lines, `yolo_classes` for the names.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.image_finder import stem_of
from assay.formats.json_text import brief
from assay.formats.numbers import NUMBER
from assay.formats.plain_text import lines_of
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Certainty, Recognised
from assay.formats.sample import Sample, SampleKind
from assay.formats.text_labels import ENDING, ImagesOfLabels, mostly, note_others, note_unlabelled, text_labels
from assay.formats.yolo_classes import SETTINGS, ClassList, ClassNames, class_lists
from assay.formats.yolo_images import image_lists, listed_images
from assay.formats.yolo_lines import BOX, Layout, Task, add_line, line_of
from assay.formats.yolo_quads import turn_quads
from assay.model.progress import Work

CLASS = re.compile(r"[0-9]{1,5}(?:\.0*)?")
SETTING = re.compile(r"^(?:names|nc|kpt_shape)[ \t]*:", re.MULTILINE)
FEWEST_WORDS = 1 + BOX
WORDS_LOOKED_AT = 400
FIRST_SHARE, LAST_SHARE = -1.0, 2.0
"""How far out of the image the first coordinates of most lines may lie; those of formats in pixels lie farther."""

FOLDERS = {"labels": "images"}
MANY_KEYPOINTS = 5


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are YOLO's: their lines are the number of a class and four or more shares of an image's sides."""
    lists = class_lists(delivered)
    aside = {one.file for one in lists} | {one.file for one in image_lists(delivered)}
    files = text_labels(delivered, is_yolo, aside)
    if files:
        settings = [one.file for one in lists if one.file.lower().endswith(SETTINGS)]
        why = "the lines of its text files are the number of a class and shares of an image's width and height"
        if settings:
            return Recognised(f"{why}, and {settings[0]} names the classes", files)
        return Recognised(why, files, Certainty.LIKELY)
    empty = [name for name in delivered.with_extension(ENDING) if name not in aside]
    if lists and empty and not any(delivered.size(name) for name in empty):
        why = f"its text files are empty, as for images without objects, and {lists[0].file} names classes"
        return Recognised(why, empty, Certainty.POSSIBLE)
    return None


def never(_: Delivered) -> None:
    """Nothing is recognised: the format is read only when somebody says that it is this one."""


def relative(sample: Sample) -> str:
    """What a file is instead of labels."""
    if sample.kind is SampleKind.TEXT and sample.name.lower().endswith(SETTINGS) and SETTING.search(sample.text):
        return "the settings of a YOLO data set without its labels; hand over the folder with both"
    return ""


def is_yolo(sample: Sample) -> bool | None:
    """Whether a file holds labels, None when it is empty."""
    return mostly(sample, is_line)


def is_line(line: str) -> bool:
    """Whether a line looks like one of YOLO's."""
    words = line.split()
    return (
        len(words) >= FEWEST_WORDS
        and bool(CLASS.fullmatch(words[0]))
        and all(NUMBER.fullmatch(word) for word in words[1:WORDS_LOOKED_AT])
        and all(FIRST_SHARE <= float(word) <= LAST_SHARE for word in words[1:FEWEST_WORDS])
    )


def reading_as(task: Task | None) -> Callable[[Delivered, Recognised], Work[Reading]]:
    """How files are read whose task somebody says."""
    return lambda delivered, recognised: read(delivered, recognised, task)


def read(delivered: Delivered, recognised: Recognised, task: Task | None = None) -> Work[Reading]:
    """All shapes of all files. task: how their lines are read, when somebody says it."""
    gatherer = YoloGatherer(delivered, "yolo")
    lists, images = class_lists(delivered, gatherer), image_lists(delivered)
    aside = {one.file for one in (*lists, *images)}
    endings = "" if delivered.is_file else ENDING
    files = [name for name in recognised.files if name not in aside and name.lower().endswith(endings)]
    note_others(gatherer, files, aside)
    note_unlabelled(gatherer, files)
    names = ClassNames(lists)
    for one in () if files else lists:
        names.declare(gatherer, one)
    reader = LabelReader(names, ImagesOfLabels(FOLDERS), listed_images(images, files), guessed(delivered, files), task)
    gatherer.reader = reader
    return (yield from read_files(delivered, replace(recognised, files=files), gatherer, reader.read_file))


def guessed(delivered: Delivered, files: list[str]) -> Layout:
    """How lines are read where nobody says it: as poses when all have the same number of keypoints, each with its visibility; else by each line's length."""
    chosen = set(files)
    samples = [delivered.sample(name) for name in delivered.candidates(ENDING) if name in chosen]
    lines = [words for sample in samples for line in sample.lines if is_line(line) and (words := line.split())]
    counts = {len(words) for words in lines}
    rest = next(iter(counts)) - FEWEST_WORDS if len(counts) == 1 else 0
    if rest < 3 or rest % 3:
        return Layout()
    seen = {word for words in lines for word in words[FEWEST_WORDS + 2 :: 3]}
    visible = {float(word) for word in seen}
    # the corners of an outline may lie on the edges of the image, at 0 and 1, but not at 2
    if visible <= {0, 1, 2} and (2 in visible or rest // 3 >= MANY_KEYPOINTS):
        return Layout(Task.POSE, rest // 3)
    return Layout()


@dataclass(slots=True)
class LabelReader:
    """Reads label files one after the other. listed: names of images by the label file that speaks of them. task: what somebody says."""

    names: ClassNames
    images: ImagesOfLabels
    listed: dict[str, str]
    guess: Layout
    task: Task | None
    tasks: set[Task | None] = field(default_factory=set)

    def read_file(self, gatherer: Gatherer, name: str) -> None:
        """The shapes of one image."""
        lines = lines_of(gatherer.delivered.read(name))
        image = self.image(gatherer, name)
        chosen = self.names.of(gatherer, name)
        layout = self.layout(chosen)
        for line, text in lines:
            with gatherer.rejecting(gatherer.delivered.place(name, line=line)):
                found = line_of(text.split(), layout)
                label = self.names.called(chosen, found.class_index)
                add_line(gatherer, image, gatherer.size_of(image), label, found, layout)

    def layout(self, chosen: ClassList) -> Layout:
        """How the lines are read for which a list of classes counts."""
        found = chosen.layout if chosen.layout.task else self.guess
        found = replace(found, task=self.task or found.task)
        self.tasks.add(found.task)
        return found

    def image(self, gatherer: Gatherer, label: str) -> int:
        """The image of a label file: there, or at least named in a list. Fault when it is neither."""
        if found := self.images.found(gatherer.delivered, label):
            return self.images.claimed(gatherer, label, found)
        if label not in self.listed:
            raise Fault(f"no image {brief(stem_of(label))} was found, and its size is needed; say where the images are")
        named = gatherer.image_named(self.listed[label], near=label)
        return self.images.claim(named, label)


class YoloGatherer(Gatherer):
    """A gatherer that tells in the end whether outlines of four corners are rotated boxes, which only all of them together show."""

    reader: LabelReader | None = None

    def reading(self) -> Reading:
        """All of it."""
        if self.reader:
            self.reader.names.note_unnamed(self)
            if None in self.reader.tasks and Task.SEGMENT not in self.reader.tasks:
                self.flush()
                for what in turn_quads(self.blocks):
                    self.note("outlines", what)
        return super().reading()
