"""Pascal VOC: an XML file per image, <annotation> with an <object> for each box; and where there is one, SegmentationObject with their masks.

Source: host.robots.ox.ac.uk/pascal/VOC, development kit. Pixels are counted from 1 and the last one belongs to the box: <xmin>1 to <xmax>10 are ten pixels,
0 to 10 here. Many tools count from 0 instead and mean the edges; a coordinate below 1 gives them away, and then all files are read so.
"""

import re
from functools import partial

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.label_image import LabelImages
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Certainty, Recognised
from assay.formats.sample import Sample
from assay.formats.voc_masks import VocMasks
from assay.formats.voc_objects import read_object
from assay.formats.voc_writing import FROM_ONE
from assay.formats.xml_labels import children, xml_files_like
from assay.formats.xml_text import Placed, number_in, read_xml, text_in
from assay.model.errors import AssayError
from assay.model.progress import Progress, Work

BOXES = re.compile(r"<(?:rob)?bndbox[\s>]")
EMPTY = re.compile(r"<(?:segmented|size)[\s/>]")
LABELME = re.compile(r"<(?:imagesize|pt|segm|sourceAnnotation|deleted)[\s/>]")
BELOW_ONE = re.compile(rb"<([xy]min)>\s*(-\s*\d[\d.]*|0*\.\d+|0+(?:\.\d*)?)\s*<")
EVERY = 256


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are Pascal VOC: XML with <annotation> around everything and <bndbox> for boxes."""
    files = xml_files_like(delivered, "annotation", is_voc)
    if not files:
        return None
    if any(BOXES.search(delivered.sample(name).text) for name in delivered.candidates(".xml") if name in files):
        return Recognised("its XML files have <annotation> around everything and <bndbox> for boxes", files)
    return Recognised("its XML files have <annotation> around everything, and no object", files, Certainty.LIKELY)


def is_voc(sample: Sample) -> bool:
    """Whether a file is Pascal VOC."""
    text = sample.text
    if LABELME.search(text):
        return False
    return bool(BOXES.search(text)) or (bool(EMPTY.search(text)) and "<object" not in text)


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """All boxes of all files, with the parts of objects as boxes of their own."""
    gatherer = Gatherer(delivered, "voc", ids_are_unique=False)
    low = yield from first_below_one(delivered, recognised)
    if low:
        gatherer.note(*low)
    masks = VocMasks.of(delivered)
    masks.note_unread(gatherer, recognised.files)
    read_one = partial(read_file, LabelImages(), masks, 0.0 if low else 1.0)
    return (yield from read_files(delivered, recognised, gatherer, lambda filled, name: read_one(filled, name)))


def first_below_one(delivered: Delivered, recognised: Recognised) -> Work[tuple[str, str] | None]:
    """Where a file counts pixels from 0 and not from 1, with the sentence that says so; None when none does."""
    files = recognised.files
    for done, name in enumerate(files):
        if done % EVERY == 0:
            yield Progress(done, len(files), f"Looking how {delivered.source.name} counts pixels")
        try:
            text = delivered.whole(name)
        except AssayError:
            continue  # it is listed when it is read
        if FROM_ONE.encode() not in text and (found := BELOW_ONE.search(text)):
            field, value = found[1].decode(), found[2].decode()
            what = f"<{field}> is {value}, which only files have that count pixels from 0; all are read so, though VOC counts from 1"
            return delivered.place(name, line=text.count(b"\n", 0, found.start()) + 1), what
    return None


def read_file(images: LabelImages, masks: VocMasks, first_pixel: float, gatherer: Gatherer, name: str) -> None:
    """The objects of one image: their masks where it has them, else their boxes. first_pixel: what the leftmost pixel is called, 1 or 0."""
    root = read_xml(gatherer.delivered.read(name))
    if root.tag != "annotation":
        raise Fault(f"is no Pascal VOC file: it has <{root.tag}> around everything")
    named = text_in(root, "filename") or text_in(root, "path").replace("\\", "/").rsplit("/", 1)[-1]
    image = images.image(gatherer, name, named, side(root, "width"), side(root, "height"))
    verified = root.get("verified")
    shared = {"verified": verified} if verified else {}
    objects = list(children(root, "object"))
    drawn = masks.of_objects(gatherer, name, image, len(objects))
    for number, element in enumerate(objects, start=1):
        with gatherer.rejecting(gatherer.delivered.place(name, line=element.line)):
            mask = drawn.of_object(number) if drawn else None
            read_object(gatherer, image, element, name, shared=shared, first_pixel=first_pixel, mask=mask)


def side(root: Placed, name: str) -> float | None:
    """The image's width or height, None when the file does not say; tools write 0 for what they do not know."""
    if not text_in(root, f"size/{name}"):
        return None
    return number_in(root, f"size/{name}") or None
