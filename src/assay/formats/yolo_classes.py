"""The lists of class names beside YOLO's label files, and what data.yaml says of how lines are read.

Sources: docs.ultralytics.com/datasets (data.yaml: `names` as a list or by number, `nc`, `kpt_shape`, `kpt_names`); AlexeyAB/darknet README (obj.names, a name a
line); labelImg and Label Studio (classes.txt). A class without a name is called class_0, class_1 …, as Ultralytics does.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.image_finder import folder_of
from assay.formats.json_text import brief
from assay.formats.numbers import whole
from assay.formats.plain_text import lines_of
from assay.formats.sample import SampleKind
from assay.formats.yaml_text import read_yaml
from assay.formats.yolo_lines import MOST_CLASSES, Layout, Task
from assay.model.errors import AssayError

SETTINGS = (".yaml", ".yml")
LISTS = re.compile(
    r"(?:predefined_?)?class(?:es)?(?:_?names?)?\.txt|(?:obj_?)?names\.txt|labels?\.txt|.*\.(?:names|labels)",
    re.IGNORECASE,
)
MOST_LISTS = 1000
MOST_NAMES_BYTES = 1 << 20
MOST_KEYPOINTS = 1000


@dataclass(frozen=True, slots=True)
class ClassList:
    """What one file says of the label files in its folder and below. names: by number. said: how many classes it says there are."""

    file: str = ""
    names: Mapping[int, str] = field(default_factory=dict)
    said: int | None = None
    layout: Layout = field(default_factory=Layout)

    def called(self, index: int) -> str:
        """The name of a class."""
        return self.names.get(index, f"class_{index}")


def list_files(delivered: Delivered) -> list[str]:
    """The files that may list class names by what they are called, data.yaml before obj.names before classes.txt."""
    if delivered.is_file:
        return []
    plain = [name for name in delivered.names if LISTS.fullmatch(name.rsplit("/", 1)[-1])]
    found = [*delivered.candidates(*SETTINGS), *sorted(plain, key=lambda name: name.lower().endswith(".txt"))]
    return found[:MOST_LISTS]


def class_lists(delivered: Delivered, gatherer: Gatherer | None = None) -> list[ClassList]:
    """All lists of class names; those that cannot be read are listed by the gatherer."""
    found = []
    for name in list_files(delivered):
        try:
            if one := read_list(delivered, name):
                found.append(one)
        except (Fault, AssayError) as error:
            if gatherer:
                gatherer.reject(delivered.place(name), f"{error}; its class names are not known")
    return found


def read_list(delivered: Delivered, name: str) -> ClassList | None:
    """The list in a file, None when the file is something else. Fault when it is broken."""
    sample = delivered.sample(name)
    if sample.kind is not SampleKind.TEXT or delivered.size(name) > MOST_NAMES_BYTES:
        return None
    if name.lower().endswith(SETTINGS):
        return from_settings(name, read_yaml(delivered.whole(name)))
    lines = lines_of(delivered.whole(name))
    # a label file may be called classes.txt, after an image
    if not lines or all(re.fullmatch(r"\d+(?:\s+[-+.\deE]+){4,}", text) for _, text in lines):
        return None
    return ClassList(name, {line - 1: text for line, text in lines})


def from_settings(name: str, settings: Any) -> ClassList | None:
    """What a data.yaml says, None when it is no data.yaml."""
    if not isinstance(settings, dict) or not {"names", "nc", "kpt_shape"} & settings.keys():
        return None
    names = names_in(settings.get("names", {}), "names")
    said = whole(settings["nc"], "nc", most=MOST_CLASSES) if settings.get("nc") else None
    return ClassList(name, names, said, layout_in(settings))


def names_in(found: Any, what: str) -> dict[int, str]:
    """Class names by number, from a list or from numbers with names."""
    if found in ("", None):
        return {}
    if isinstance(found, list):
        found = dict(enumerate(found))
    if not isinstance(found, dict):
        raise Fault(f"{what} is no list but {brief(found)}")
    names = {whole(index, f"a class of {what}", most=MOST_CLASSES): name for index, name in found.items()}
    wrong = next((name for name in names.values() if not isinstance(name, str)), None)
    if wrong is not None:
        raise Fault(f"a name of {what} is no text but {brief(wrong)}")
    return {index: name.strip() for index, name in names.items() if name.strip()}


def layout_in(settings: Mapping[Any, Any]) -> Layout:
    """How lines are read by what a data.yaml says."""
    task = next((one for one in Task if one == settings.get("task")), None)
    shape = settings.get("kpt_shape")
    if not shape:
        return Layout(task)
    if not isinstance(shape, list) or len(shape) != 2:
        raise Fault(f"kpt_shape is no list of two numbers but {brief(shape)}")
    keypoints = whole(shape[0], "kpt_shape", least=1, most=MOST_KEYPOINTS)
    dimensions = whole(shape[1], "the second number of kpt_shape", least=2, most=3)
    return Layout(task or Task.POSE, keypoints, dimensions, dict(keypoint_names(settings.get("kpt_names"))))


def keypoint_names(found: Any) -> Iterator[tuple[int, Sequence[str]]]:
    """The keypoints' names by class, where they are as Ultralytics writes them."""
    if not isinstance(found, dict):
        return
    for index, names in found.items():
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            yield whole(index, "a class of kpt_names", most=MOST_CLASSES), names


@dataclass(slots=True)
class ClassNames:
    """The lists of a delivery, and which of their classes were met."""

    lists: Sequence[ClassList]
    by_folder: dict[str, ClassList] = field(default_factory=dict)
    declared: dict[int, ClassList] = field(default_factory=dict)
    unnamed: dict[tuple[str, int], str] = field(default_factory=dict)

    def of(self, gatherer: Gatherer, label: str) -> ClassList:
        """The list that counts for a label file: the one in the nearest folder above it, or the only one there is."""
        folder = folder_of(label)
        if folder not in self.by_folder:
            self.by_folder[folder] = self.nearest(folder)
            self.declare(gatherer, self.by_folder[folder])
        return self.by_folder[folder]

    def nearest(self, folder: str) -> ClassList:
        """The list nearest above a folder; of several in one folder the first."""
        above = [one for one in self.lists if folder.startswith(folder_of(one.file))]
        if above:
            return max(above, key=lambda one: len(folder_of(one.file)))
        return self.lists[0] if len(self.lists) == 1 else ClassList()

    def declare(self, gatherer: Gatherer, chosen: ClassList) -> None:
        """Declare the classes of a list, and note what is odd about it."""
        if id(chosen) in self.declared or not chosen.file:
            return
        self.declared[id(chosen)] = chosen
        for index, name in sorted(chosen.names.items()):
            gatherer.add_class(name, index)
        for what in self.oddities(chosen):
            gatherer.note(gatherer.delivered.place(chosen.file), what, "FMT-SCHEMA")

    def oddities(self, chosen: ClassList) -> Iterator[str]:
        """What is odd about a list."""
        names = list(chosen.names.values())
        if twice := sorted({name for name in names if names.count(name) > 1} if len(names) < MOST_LISTS else ()):
            yield f"gives several classes the name {brief(twice[0])}; they are read as one"
        if chosen.said is not None and chosen.names and chosen.said != max(chosen.names) + 1:
            yield f"says that there are {chosen.said} classes (nc), but names {max(chosen.names) + 1}"
        for other in self.lists:
            if folder_of(other.file) == folder_of(chosen.file) and other.names and other.names != chosen.names:
                yield f"names other classes than {other.file}, which does not count"

    def called(self, chosen: ClassList, index: int) -> str:
        """The name of a class, remembering those that have none."""
        name = chosen.called(index)
        if index not in chosen.names:
            self.unnamed[chosen.file, index] = name
        return name

    def note_unnamed(self, gatherer: Gatherer) -> None:
        """Note the classes without a name, for each list."""
        for file in sorted({file for file, _ in self.unnamed}):
            missing = sorted(index for one, index in self.unnamed if one == file)
            many = ", ".join(map(str, missing[:8])) + (" …" if len(missing) > 8 else "")
            first = brief(self.unnamed[file, missing[0]])
            if file:
                what = f"has no name for the classes {many}, which labels use; the first is called {first}"
                gatherer.note(gatherer.delivered.place(file), what, "FMT-SCHEMA")
            else:
                what = f"no list of class names was found (data.yaml, obj.names, classes.txt) for {many}; the first is called {first}"
                gatherer.note("classes", what, "FMT-FILE")
