"""CVAT XML 1.1, for images (<image> with its shapes) and for video (<track> with a shape per frame).

Source: docs.cvat.ai/docs/manual/advanced/xml_format. A video's file lists the shape of every frame that CVAT drew or interpolated; each is read, and none is
made up between them. A shape that is "outside" is not there on its frame.
"""

from dataclasses import dataclass, field

from assay.formats.cvat_meta import Meta, read_meta
from assay.formats.cvat_shapes import add_shape, is_outside
from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.label_image import LabelImages
from assay.formats.numbers import whole
from assay.formats.reading import Reading
from assay.formats.recognised import Recognised
from assay.formats.sample import Sample
from assay.formats.xml_labels import id_of, xml_files_like
from assay.formats.xml_text import Placed, attribute_number, elements
from assay.model.errors import AssayError
from assay.model.progress import Progress, Work

WANTED = ("meta", "image", "track")
EVERY = 64


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are CVAT's: XML with <annotations> around everything and <meta>, <image> or <track> in it."""
    files = xml_files_like(delivered, "annotations", is_cvat)
    return Recognised("its XML has <annotations> around everything, as CVAT's has", files) if files else None


def is_cvat(sample: Sample) -> bool:
    """Whether a file is CVAT's."""
    return any(f"<{tag}{end}" in sample.text for tag in WANTED for end in "> ")


@dataclass(slots=True)
class Dump:
    """One file as it is read. outside: shapes that are not there on their frames."""

    gatherer: Gatherer
    name: str
    claimed: LabelImages
    meta: Meta = field(default_factory=Meta)
    frames: dict[int, int] = field(default_factory=dict)
    images: int = 0
    tracks: int = 0
    outside: int = 0

    def place(self, element: Placed) -> str:
        """Where an element stands."""
        return self.gatherer.delivered.place(self.name, line=element.line)


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """All shapes of all files, and the classes that they declare. AssayError when the only file is none of CVAT's."""
    gatherer, claimed = Gatherer(delivered, "cvat"), LabelImages()
    for name in recognised.files:
        try:
            yield from read_file(Dump(gatherer, name, claimed))
        except AssayError as error:
            if delivered.is_file:
                raise
            gatherer.reject(delivered.place(name), str(error))
    yield Progress(0, 0, f"Sorting annotations of {delivered.source.name}")
    return gatherer.reading()


def read_file(dump: Dump) -> Work[None]:
    """The shapes of one file; where it breaks off, what stood before is kept."""
    delivered = dump.gatherer.delivered
    with delivered.hashed(dump.name) as file:
        try:
            for done, element in enumerate(elements(file, WANTED)):
                if done % EVERY == 0:
                    yield Progress(0, 0, f"Reading {dump.name}: {done:,} images and tracks")
                take(dump, element)
        except Fault as fault:
            if delivered.is_file and not (dump.images or dump.tracks):
                raise AssayError(f"{delivered.called(dump.name)}: {fault}.") from fault
            dump.gatherer.reject(delivered.place(dump.name), f"{fault}; what stood before it is kept")
    if dump.meta.is_video and not dump.images:
        add_frames(dump)
    if dump.outside:
        what = f"{dump.outside:,} shapes of tracks are outside their frames, and no annotations"
        dump.gatherer.note(delivered.place(dump.name), what)


def take(dump: Dump, element: Placed) -> None:
    """Take in one element of the first level."""
    with dump.gatherer.rejecting(dump.place(element)):
        if element.tag == "meta":
            dump.meta = read_meta(element)
            declare(dump, element)
        elif element.tag == "image":
            dump.images += 1
            read_image(dump, element)
        else:
            read_track(dump, element)


def declare(dump: Dump, element: Placed) -> None:
    """The classes of a file, and what it says of itself."""
    for label in dump.meta.labels:
        dump.gatherer.add_class(label)
    for said in dump.meta.said:
        dump.gatherer.note(dump.place(element), said)


def read_image(dump: Dump, element: Placed) -> None:
    """An image with its shapes."""
    gatherer, subset = dump.gatherer, element.get("subset", "")
    name = element.get("name", "").strip()
    if not name:
        raise Fault("the image has no name")
    size = [attribute_number(element, side) if element.get(side) else None for side in ("width", "height")]
    in_subset = f"{subset}/{name}" if subset and subset != "default" else name
    named = gatherer.delivered.images.named
    found = named(in_subset, dump.name) or named(name, dump.name)
    if found and None in size:
        size = list(found.size())
    called = found.name if found else in_subset
    image = gatherer.image(called, *size, key=id_of(element.get("id", "")), place=dump.place(element))
    dump.claimed.claim(image, dump.name)
    frame = id_of(element.get("id", ""))
    annotator = dump.meta.annotator(element.get("task_id", ""), frame)
    for shape in element:
        if isinstance(shape, Placed):
            with gatherer.rejecting(dump.place(shape)):
                add_shape(gatherer, image, shape, dump.meta, annotator=annotator)


def read_track(dump: Dump, element: Placed) -> None:
    """A track, every shape that the file lists of it."""
    if not dump.tracks and not dump.images:
        add_frames(dump)
    dump.tracks += 1
    task = element.get("task_id", "")
    said = {"track_id": "id", "group_id": "group_id", "source": "source"}
    shared = {name: id_of(element.get(field, "")) for name, field in said.items() if element.get(field)}
    for shape in element:
        if not isinstance(shape, Placed):
            continue
        if is_outside(shape):
            dump.outside += 1
            continue
        with dump.gatherer.rejecting(dump.place(shape)):
            frame = whole(shape.get("frame"), '"frame"')
            image = frame_image(dump, frame)
            annotator = dump.meta.annotator(task, frame)
            add_shape(
                dump.gatherer,
                image,
                shape,
                dump.meta,
                annotator=annotator,
                label=element.get("label", ""),
                shared=shared,
            )


def add_frames(dump: Dump) -> None:
    """The frames of a video that the file speaks of, those without any shape too."""
    with dump.gatherer.rejecting(dump.gatherer.delivered.place(dump.name)):
        for frame in dump.meta.frames:
            frame_image(dump, frame)


def frame_image(dump: Dump, frame: int) -> int:
    """The image of a frame, called as CVAT calls it when it saves frames."""
    if frame not in dump.frames:
        gatherer = dump.gatherer
        name = f"frame_{frame:06d}"
        found = gatherer.delivered.images.named(name, dump.name)
        width, height = dump.meta.size
        if found and width is None:
            width, height = found.size()
        called = found.name if found else f"{name}.png"
        place = f"{gatherer.delivered.place(dump.name)}, frame {frame}"
        image = gatherer.image(called, width, height, place=place)
        dump.claimed.claim(image, dump.name)
        dump.frames[frame] = image
    return dump.frames[frame]
