"""The first LabelMe's XML: a file per image, <annotation> with an <object> for each outline, drawn by whoever <username> names.

Source: labelme.csail.mit.edu, github.com/CSAILVision/LabelMeAnnotationTool. Outlines are polygons; masks lie beside them in files of their own.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_text import brief
from assay.formats.label_image import LabelImages
from assay.formats.mask_pixels import mask_of
from assay.formats.numbers import flag
from assay.formats.pending import Said
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Recognised
from assay.formats.sample import Sample
from assay.formats.shape_checks import bounds_of, checked_points
from assay.formats.xml_labels import children, id_of, xml_files_like
from assay.formats.xml_text import Placed, number_in, read_xml, text_in
from assay.model.progress import Work

OUTLINES = re.compile(r"<pt>|<segm>|<imagesize>|<sourceAnnotation>\s*LabelMe")
BOXES = re.compile(r"<object>\s*<name>[^<]*</name>(?:(?!</object>).)*<bndbox>", re.DOTALL)
CORNERS = ("xmin", "ymin", "xmax", "ymax")


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are the first LabelMe's: outlines of <pt>, or what only that tool says of an image."""
    files = xml_files_like(delivered, "annotation", is_labelme)
    if not files:
        return None
    return Recognised(
        "its XML files have <annotation> around everything and outlines as LabelMe's web tool drew them", files
    )


def is_labelme(sample: Sample) -> bool:
    """Whether a file is the first LabelMe's."""
    return bool(OUTLINES.search(sample.text)) and not BOXES.search(sample.text)


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """All outlines of all files with who drew them and when; those that were deleted in the tool are left out and listed."""
    gatherer = Gatherer(delivered, "labelme-xml", ids_are_unique=False)  # every image counts from 0
    return (yield from read_files(delivered, recognised, gatherer, partial(read_file, LabelImages())))


def read_file(images: LabelImages, gatherer: Gatherer, name: str) -> None:
    """The outlines of one image."""
    root = read_xml(gatherer.delivered.read(name))
    if root.tag != "annotation":
        raise Fault(f"is no LabelMe file: it has <{root.tag}> around everything")
    width, height = side(root, "ncols"), side(root, "nrows")
    image = images.image(gatherer, name, text_in(root, "filename"), width, height)
    for element in children(root, "object"):
        with gatherer.rejecting(gatherer.delivered.place(name, line=element.line)):
            read_object(gatherer, image, element, name)


def side(root: Placed, name: str) -> float | None:
    """The image's width or height, None when the file does not say."""
    return number_in(root, f"imagesize/{name}") or None if text_in(root, f"imagesize/{name}") else None


def read_object(gatherer: Gatherer, image: int, element: Placed, file: str) -> None:
    """Take in one object. Fault when it has no shape, or was deleted."""
    label = text_in(element, "name")
    drawn = next(children(element, "polygon"), None)
    painted = next(children(element, "segm"), None)
    if flag(text_in(element, "deleted", "0"), "<deleted>"):
        said_id = text_in(element, "id")
        raise Fault(
            f"the object {brief(label)}" + (f" (id {said_id})" if said_id else "") + " was deleted by its annotator"
        )
    if drawn is not None:
        add_outline(gatherer, image, label, element, drawn)
    elif painted is not None:
        add_mask(gatherer, image, label, element, painted, file)
    else:
        raise Fault(f"the object {brief(label)} has neither <polygon> nor <segm>")


def add_outline(gatherer: Gatherer, image: int, label: str, element: Placed, drawn: Placed) -> None:
    """An outline, or a box where it was drawn as one."""
    points = [(number_in(point, "x"), number_in(point, "y")) for point in children(drawn, "pt")]
    said = said_of(element, drawn)
    if text_in(element, "type") == "bounding_box":
        gatherer.box(image, label, *bounds_of([checked_points(points, "the box", fewest=2)]), said=said)
    else:
        gatherer.polygon(image, label, [points], said=said)


def add_mask(gatherer: Gatherer, image: int, label: str, element: Placed, painted: Placed, file: str) -> None:
    """A mask from its file; the box around it where that is not there."""
    said = said_of(element, painted)
    name = text_in(painted, "mask")
    found = gatherer.delivered.images.named(name, file) if name else None
    if found:
        gatherer.mask_at(image, label, mask_of(found), said)
        return
    box = [number_in(painted, f"box/{name}") for name in CORNERS]
    what = f"the mask {brief(name)} of {brief(label)} was not found; the box around it is kept"
    gatherer.box(image, label, *box, said=said)
    gatherer.note(gatherer.delivered.place(file, line=element.line), what)


def said_of(element: Placed, shape: Placed) -> Said:
    """What an object says besides its shape."""
    other = {"date": text_in(element, "date"), "verified": text_in(element, "verified")}
    other |= {name: text_in(element, f"parts/{name}") for name in ("hasparts", "ispartof")}
    if other["verified"] == "0":
        del other["verified"]
    return Said(
        source_id=id_of(text_in(element, "id")),
        annotator=text_in(shape, "username"),
        attributes=dict(attributes_in(element)),
        other={name: text for name, text in other.items() if text},
    )


def attributes_in(element: Placed) -> Iterator[tuple[str, Any]]:
    """Whether the object is hidden, and the attributes that were typed in: "red, doors=4" are two."""
    if occluded := text_in(element, "occluded"):
        yield "occluded", {"yes": True, "no": False}.get(occluded.lower(), occluded)
    for part in text_in(element, "attributes").split(","):
        name, equals, value = (text.strip() for text in part.partition("="))
        if name:
            yield name, value if equals else True
