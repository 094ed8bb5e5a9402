"""VGG Image Annotator 1 and 2: JSON with an entry per image, either exported alone or inside a project.

Source: robots.ox.ac.uk/~vgg/software/via. An entry has a "filename", its "size" in bytes and "regions", a list in version 2 and an object with numbers for names in
version 1. What a region is of stands in one of its attributes, which nothing names as the class.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_labels import FirstFiles, as_object, as_text, files_like, others, read_json
from assay.formats.json_text import brief
from assay.formats.pending import Said
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Recognised
from assay.formats.sample import Sample, SampleKind
from assay.formats.via_classes import ClassAttribute, class_attribute, plain_value
from assay.formats.via_shapes import SHAPES
from assay.model.progress import Work

METADATA = "_via_img_metadata"
ATTRIBUTES = "_via_attributes"
KNOWN = frozenset({"filename", "size", "regions", "file_attributes", "fileref", "base64_img_data"})
REGION_KNOWN = frozenset({"shape_attributes", "region_attributes"})
VIA_3 = "a project of VIA 3, whose annotations are stretches of several media; ask for VIA 2's JSON"


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are VIA's."""
    files = files_like(delivered, is_via)
    return (
        Recognised('the files have images with "filename" and "regions", as VIA writes them', files) if files else None
    )


def is_via(sample: Sample) -> bool:
    """Whether a file is a project of VIA, or what one exports."""
    if sample.kind is not SampleKind.OBJECT:
        return False
    metadata = sample.fields.get(METADATA)
    if isinstance(metadata, dict):
        return True
    first = next(iter(sample.fields.values()), None)
    return isinstance(first, dict) and {"filename", "size", "regions"} <= first.keys()


def relative(sample: Sample) -> str:
    """Whether a file is of VIA 3, which has other JSON; "" when it is not."""
    is_third = (
        sample.kind is SampleKind.OBJECT
        and {"project", "attribute", "file", "metadata", "view"} <= sample.fields.keys()
    )
    return VIA_3 if is_third else ""


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Everything that VIA's files say of their images."""
    files = FirstFiles()
    return read_files(
        delivered, recognised, Gatherer(delivered, "via"), lambda gatherer, name: read_file(files, gatherer, name)
    )


def read_file(files: FirstFiles, gatherer: Gatherer, name: str) -> None:
    """All images of a file."""
    whole = as_object(read_json(gatherer.delivered, name), "the file")
    place = gatherer.delivered.place(name)
    images = as_object(whole.get(METADATA, whole), f'"{METADATA}"')
    declared = whole.get(ATTRIBUTES)
    regions = [region for entry in images.values() for _, region in regions_of(entry)]
    chosen = class_attribute(regions, declared if isinstance(declared, dict) else {})
    gatherer.note(place, chosen.told, "" if chosen.name or not regions else "FMT-SCHEMA")
    for key, entry in images.items():
        with gatherer.rejecting(f"{place}, {brief(key)}"):
            read_image(
                files, gatherer, as_object(entry, "the image"), chosen, Entry(name, key, f"{place}, {brief(key)}")
            )


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an image stands: the file, its name there, and how lists call the place."""

    file: str
    key: str
    place: str


def regions_of(entry: Any) -> list[tuple[str, Any]]:
    """The regions of an image with their numbers, none when it has none that can be looked at."""
    regions = entry.get("regions") if isinstance(entry, dict) else None
    if isinstance(regions, dict):
        return list(regions.items())
    return [(str(at), region) for at, region in enumerate(regions)] if isinstance(regions, list) else []


def read_image(
    files: FirstFiles, gatherer: Gatherer, image: Mapping[str, Any], chosen: ClassAttribute, entry: Entry
) -> None:
    """An image and its regions."""
    called = as_text(image.get("filename"), "filename")
    found = gatherer.delivered.images.named(called, entry.file) if called else None
    width, height = found.size() if found else (None, None)
    number = gatherer.image(found.name if found else called, width, height, key=entry.key, place=entry.place)
    files.claim(number, entry.file)
    if image.get("regions") not in (None, [], {}) and not regions_of(image):
        raise Fault(f'has "regions" that are none but {brief(image["regions"])}')
    shared = others(image, KNOWN)
    if said := image.get("file_attributes"):
        shared["file_attributes"] = said
    for at, region in regions_of(image):
        with gatherer.rejecting(f"{entry.place}, regions[{at}]"):
            read_region(gatherer, number, as_object(region, "the region"), chosen, shared)


def read_region(
    gatherer: Gatherer, image: int, region: Mapping[str, Any], chosen: ClassAttribute, shared: Mapping[str, Any]
) -> None:
    """Take in a region."""
    attributes = as_object(region.get("region_attributes") or {}, "region_attributes")
    shape = as_object(region.get("shape_attributes"), "shape_attributes")
    kind = shape.get("name")
    if not isinstance(kind, str) or kind not in SHAPES:
        raise Fault(f"is of the shape {brief(kind)}, which is not known")
    rest = {name: plain_value(value) for name, value in attributes.items() if name != chosen.name}
    rest = {name: value for name, value in rest.items() if value not in ("", None, [])}
    said = Said(attributes=rest, other={**shared, **others(region, REGION_KNOWN)})
    SHAPES[kind](gatherer, image, chosen.label_of(attributes), shape, said)
