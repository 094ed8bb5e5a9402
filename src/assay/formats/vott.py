"""Microsoft's VoTT: the JSON export of a project, with all its assets, or a JSON file per asset.

Source: microsoft/VoTT, models/applicationState. A region with several tags is as many annotations, as VoTT itself exports it; they share the region's id.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import unquote

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_labels import (
    FirstFiles,
    as_id,
    as_list,
    as_object,
    as_side,
    as_text,
    files_like,
    image_called,
    others,
    point_of,
    read_json,
)
from assay.formats.json_text import brief
from assay.formats.numbers import number
from assay.formats.pending import Said
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Recognised
from assay.formats.sample import Sample
from assay.model.progress import Work

KNOWN = frozenset({"id", "tags", "boundingBox", "points"})
ASSET_KNOWN = frozenset({"id", "name", "path", "size"})


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are VoTT's: assets with regions."""
    files = files_like(delivered, is_vott)
    return Recognised('the files have "asset" and "regions" as VoTT writes them', files) if files else None


def is_vott(sample: Sample) -> bool:
    """Whether a file is VoTT's export of a project, or one of its assets."""
    if sample.is_list:
        return False
    assets = sample.fields.get("assets")
    return any(is_asset(one) for one in (assets.values() if isinstance(assets, dict) else [sample.fields]))


def is_asset(entry: Any) -> bool:
    """Whether something is an asset with its regions."""
    return isinstance(entry, dict) and isinstance(entry.get("asset"), dict) and isinstance(entry.get("regions"), list)


def relative(sample: Sample) -> str:
    """What to ask for instead of VoTT's own project file, whose regions lie elsewhere or are encrypted; "" when it is something else."""
    fields = sample.fields
    if not sample.is_list and {"sourceConnection", "targetConnection"} <= fields.keys() and not is_vott(sample):
        return "a project file of VoTT without its regions; ask for the JSON export"
    return ""


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Everything that VoTT's files say of their images."""
    gatherer = Gatherer(delivered, "vott", ids_are_unique=False)
    return read_files(delivered, recognised, gatherer, partial(read_file, FirstFiles()))


def read_file(files: FirstFiles, gatherer: Gatherer, name: str) -> None:
    """All assets of one file."""
    whole = as_object(read_json(gatherer.delivered, name), "the file")
    place = gatherer.delivered.place(name)
    for at, tag in enumerate(as_list(whole.get("tags"), "tags") if "assets" in whole else []):
        with gatherer.rejecting(f"{place}, tags[{at}]"):
            gatherer.add_class(as_text(as_object(tag, "the tag").get("name"), "the name of the tag"))
    ids: Counter[int | str] = Counter()
    for where, asset in assets_of(whole):
        with gatherer.rejecting(f"{place}{where}"):
            ids.update(read_asset(files, gatherer, name, f"{place}{where}", as_object(asset, "the asset")))
    for repeated in [one for one, count in ids.items() if count > 1][:1000]:
        gatherer.note(place, f"{ids[repeated]} regions have the id {brief(repeated)}; all are kept", "FMT-ID")


def assets_of(whole: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The assets of a file, with where they stand."""
    if "assets" in whole:
        for key, asset in as_object(whole["assets"], "assets").items():
            yield f", assets[{brief(key)}]", asset
    else:
        yield "", whole


def read_asset(files: FirstFiles, gatherer: Gatherer, name: str, place: str, entry: dict[str, Any]) -> list[int | str]:
    """All regions of one image, giving their ids."""
    asset = as_object(entry.get("asset"), "asset")
    size = as_object(asset.get("size") or {}, "size")
    sides = as_side(size.get("width"), "the width"), as_side(size.get("height"), "the height")
    file_name = as_text(asset.get("name"), "the name") or unquote(as_text(asset.get("path"), "the path"))
    image = image_called(gatherer, file_name, near=name, size=sides, key=as_id(asset.get("id")))
    files.claim(image, name)
    kept = others(asset, ASSET_KNOWN)
    ids = []
    for at, region in enumerate(as_list(entry.get("regions"), "regions")):
        with gatherer.rejecting(f"{place}.regions[{at}]"):
            one = as_object(region, "the region")
            said = Said(source_id=as_id(one.get("id")), other=others(one, KNOWN) | ({"asset": kept} if kept else {}))
            read_region(gatherer, image, one, said)
            ids += [said.source_id] if said.source_id is not None else []
    return ids


def read_region(gatherer: Gatherer, image: int, region: dict[str, Any], said: Said) -> None:
    """One region, as one annotation per tag. Fault when it has no tag."""
    tags = [as_text(tag, "the tag") for tag in as_list(region.get("tags"), "tags")]
    if not tags:
        raise Fault("has no tag, so no class")
    if len(tags) > 1:
        said = replace(said, other={**said.other, "tags": tags})
    for tag in tags:
        draw(gatherer, image, tag, region, said)


def draw(gatherer: Gatherer, image: int, label: str, region: dict[str, Any], said: Said) -> None:
    """Draw a region: a box unless it says that it is something else."""
    kind = region.get("type")
    points = as_list(region.get("points"), "points")
    if kind in ("POLYGON", "POLYLINE", "POINT") and points:
        found = [point_of(point) for point in points]
        if kind == "POLYGON":
            gatherer.polygon(image, label, [found], said=said)
        elif kind == "POLYLINE":
            gatherer.polyline(image, label, found, said)
        else:
            gatherer.keypoints(image, label, found, said)
        return
    box = as_object(region.get("boundingBox"), "boundingBox")
    left, top, width, height = (number(box.get(side), side) for side in ("left", "top", "width", "height"))
    gatherer.box(image, label, left, top, left + width, top + height, said)
