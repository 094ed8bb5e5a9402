"""What a CVAT file says of itself in <meta>: its classes and the types of their attributes, who did the work, and the frames of a video."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from assay.formats.fault import Fault
from assay.formats.json_text import brief
from assay.formats.numbers import number, whole
from assay.formats.xml_labels import id_of
from assay.formats.xml_text import text_in

BODIES = ("task", "job", "project")
MOST_FRAMES = 500_000
STEP = re.compile(r"step\s*=\s*([1-9][0-9]{0,5})")
Size = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Frames that one person was given."""

    first: int
    last: int
    annotator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What is known of the work as a whole.

    labels: class names. types: "checkbox", "number" or a kind of text, by class and attribute. annotators: by task id, "" for the only one or the whole.
    stretches: who was given which frames. frames: of a video, in order. said: sentences on who is taken for the annotator, and of when the labels are.
    """

    labels: Sequence[str] = ()
    types: Mapping[tuple[str, str], str] = field(default_factory=dict)
    annotators: Mapping[str, str] = field(default_factory=dict)
    stretches: Sequence[Stretch] = ()
    is_video: bool = False
    frames: Sequence[int] = ()
    size: Size = (None, None)
    said: Sequence[str] = ()

    def annotator(self, task: str, frame: int | str | None) -> str:
        """Who labelled a frame of a task, "" when the file does not say."""
        if isinstance(frame, int):
            for stretch in self.stretches:
                if stretch.first <= frame <= stretch.last:
                    return stretch.annotator
        return self.annotators.get(task) or self.annotators.get("", "")


def read_meta(element: Element) -> Meta:
    """What <meta> says. Numbers that are none are not known."""
    bodies = [one for one in element.iter() if one.tag in BODIES]
    first = bodies[0] if bodies else element
    return Meta(
        labels=list(dict.fromkeys(labels_in(first))),
        types=dict(types_in(first)),
        annotators=annotators_of(bodies),
        stretches=[] if first.tag == "project" else list(stretches_in(first)),
        is_video=text_in(first, "mode") == "interpolation",
        frames=frames_of(first),
        size=(side(first, "width"), side(first, "height")),
        said=[*(sentence for body in bodies for sentence in said_of(body))],
    )


def labels_in(body: Element) -> Iterator[str]:
    """The names of classes; the points of a skeleton, which have a parent, are none."""
    for label in body.findall("labels/label"):
        name = text_in(label, "name")
        if name and not text_in(label, "parent"):
            yield name


def types_in(body: Element) -> Iterator[tuple[tuple[str, str], str]]:
    """The type of each attribute of each class."""
    for label in body.findall("labels/label"):
        for attribute in label.findall("attributes/attribute"):
            yield (text_in(label, "name"), text_in(attribute, "name")), text_in(attribute, "input_type")


def annotators_of(bodies: Sequence[Element]) -> dict[str, str]:
    """Who labelled each task: who it was assigned to, else its owner; "" stands for the first of all."""
    found: dict[str, str] = {}
    for body in bodies:
        name = person(body, "assignee") or person(body, "owner")
        if name:
            found.setdefault("", name)
            if body.tag == "task":
                found[text_in(body, "id")] = name
    return found


def person(body: Element, role: str) -> str:
    """The name of somebody, which may be an element of its own or the text itself."""
    return text_in(body, f"{role}/username") or text_in(body, f"{role}/email") or text_in(body, role)


def stretches_in(body: Element) -> Iterator[Stretch]:
    """The parts of a task that were given to somebody."""
    for segment in body.findall("segments/segment"):
        name = person(segment, "assignee")
        first, last = id_of(text_in(segment, "start")), id_of(text_in(segment, "stop"))
        if name and isinstance(first, int) and isinstance(last, int):
            yield Stretch(first, last, name)


def said_of(body: Element) -> Iterator[str]:
    """When a task was labelled, and whom its labels are taken to be from where it was assigned to nobody."""
    title = f"the {body.tag} {brief(text_in(body, 'name'))}" if text_in(body, "name") else f"the {body.tag}"
    times = [f"{word} {text}" for word in ("created", "updated") if (text := text_in(body, word))]
    if times:
        yield f"{title} was {' and '.join(times)}"
    if not person(body, "assignee") and (owner := person(body, "owner")) and body.tag != "project":
        yield f"{title} is assigned to nobody; its owner {brief(owner)} counts as the annotator"


def side(body: Element, name: str) -> float | None:
    """The width or height of a video, None when it is not known."""
    try:
        return number(text_in(body, f"original_size/{name}"), name)
    except Fault:
        return None


def frames_of(body: Element) -> range:
    """The frames that were labelled, none when the file does not say or names more than a video has."""
    try:
        first, last = (whole(text_in(body, name), name) for name in ("start_frame", "stop_frame"))
    except Fault:
        return range(0)
    step = STEP.search(text_in(body, "frame_filter"))
    frames = range(first, last + 1, int(step[1]) if step else 1)
    return frames if len(frames) <= MOST_FRAMES else range(0)
