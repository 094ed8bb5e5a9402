"""What one person or model said of a task: its results put together to regions, for one region may have several results of one id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_labels import EMPTY, added, as_list, as_object, others
from assay.formats.json_text import brief
from assay.formats.label_studio_images import TaskImages
from assay.formats.label_studio_shapes import SHAPES, Drawing, point_at, rectangle_sides
from assay.formats.numbers import number
from assay.formats.pending import Said

KNOWN = frozenset({"id", "type", "value", "to_name", "from_name", "original_width", "original_height", "score", "source", "item_index"})  # fmt: skip
ELSEWHERE = ("start", "end", "startOffset", "endOffset", "sequence", "timeserieslabels", "hypertextlabels", "paragraphlabels", "chatmessage")  # fmt: skip
"""What values hold that speak of a stretch of text, sound or video, or of a conversation."""

CHOSEN = ("choices", "taxonomy")
"""Answers about a whole image that are classes of it."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one annotation or prediction says. place: how lists name it. said: what all its regions share."""

    place: str
    annotator: str
    said: Mapping[str, Any]
    results: Sequence[Any]


@dataclass(slots=True)
class Region:
    """The results of one id. drawn: the one with the shape, none when it speaks of the whole image."""

    place: str
    key: str | None
    first: Mapping[str, Any]
    drawn: Mapping[str, Any] | None = None
    shape: str = ""
    labels: list[str] = field(default_factory=list)
    answers: list[Mapping[str, Any]] = field(default_factory=list)
    points: list["Region"] = field(default_factory=list)
    relations: list[Mapping[str, Any]] = field(default_factory=list)


def read_opinion(gatherer: Gatherer, images: TaskImages, opinion: Opinion) -> None:
    """Take in all regions of an opinion."""
    for region in with_points(regions_of(gatherer, opinion)):
        with gatherer.rejecting(region.place):
            if region.drawn is None:
                read_answers(gatherer, images, opinion, region)
            else:
                read_region(gatherer, images, opinion, region, region.drawn)


def regions_of(gatherer: Gatherer, opinion: Opinion) -> list[Region]:
    """The results put together by their ids; relations go to the region that they start from."""
    regions: list[Region] = []
    by_key: dict[str, Region] = {}
    relations: list[Mapping[str, Any]] = []
    for at, entry in enumerate(opinion.results):
        place = f"{opinion.place}, result[{at}]"
        with gatherer.rejecting(place):
            result = as_object(entry, "the result")
            if result.get("type") == "relation":
                relations.append(result)
                continue
            key = key_of(result)
            region = by_key.get(key) if key else None
            if region is None or (shape_of(result) and region.drawn is not None):
                if region:
                    gatherer.note(
                        place, f"the id {brief(key)} is already that of another region; both are kept", "FMT-ID"
                    )
                region = Region(f"{place} (id {key})" if key else place, key, result)
                regions.append(region)
                by_key[key or ""] = region
            add_result(region, result)
    for relation in relations:
        if owner := by_key.get(str(relation.get("from_id"))):
            owner.relations.append({name: value for name, value in relation.items() if name not in ("type", "from_id")})
        else:
            gatherer.reject(
                opinion.place, f"has a relation from {brief(relation.get('from_id'))}, which is no region; left out"
            )
    return regions


def key_of(result: Mapping[str, Any]) -> str | None:
    """The id of a region, None when it has none."""
    key = result.get("id")
    return str(key) if isinstance(key, (str, int)) and not isinstance(key, bool) and key != "" else None


def shape_of(result: Mapping[str, Any]) -> str:
    """The shape that a result draws, "" when it draws none."""
    kind = result.get("type")
    name = kind.removesuffix("labels") if isinstance(kind, str) else ""
    return name if name in SHAPES else ""


def add_result(region: Region, result: Mapping[str, Any]) -> None:
    """Take a result into its region."""
    value = as_object(result.get("value"), "the value")
    kind = str(result.get("type"))
    if shape := shape_of(result):
        region.drawn, region.shape = result, shape
        if kind.endswith("labels"):
            region.labels = [*labels_of(value.get(kind)), *region.labels]
    elif kind.endswith("labels"):
        if elsewhere := [name for name in (*ELSEWHERE, kind) if name in value and name != "labels"]:
            raise Fault(f"is of the type {brief(kind)} (with {brief(elsewhere[0])}), which draws nothing on an image")
        region.labels += labels_of(value.get(kind))
    else:
        region.answers.append(result)


def labels_of(value: Any) -> list[str]:
    """The labels of a region."""
    return [one for one in as_list(value, "the labels") if isinstance(one, str)]


def with_points(regions: Sequence[Region]) -> list[Region]:
    """The regions, where points that were drawn inside a box are those of the box: so Label Studio says which keypoints are one person's."""
    boxes = {
        region.key: region
        for region in regions
        if region.key
        and region.drawn
        and region.shape == "rectangle"
        and region.drawn["value"].get("rotation") in (0, None)
    }
    kept = []
    for region in regions:
        parent = boxes.get(str((region.drawn or {}).get("parentID")))
        if parent and region.shape == "keypoint" and not region.answers:
            parent.points.append(region)
            parent.relations += [{"from_id": region.key, **relation} for relation in region.relations]
        else:
            kept.append(region)
    return kept


def read_region(
    gatherer: Gatherer, images: TaskImages, opinion: Opinion, region: Region, drawn: Mapping[str, Any]
) -> None:
    """Take in a region that has a shape."""
    image = images.spoken_of(drawn, is_drawn=True)
    if turned := drawn.get("image_rotation"):
        gatherer.note(
            region.place, f"was drawn on the image turned by {brief(turned)}; it is read as it is written", "FMT-COORD"
        )
    attributes: dict[str, Any] = {}
    for answer in region.answers:
        added(attributes, str(answer.get("from_name") or answer.get("type")), answer_of(answer))
    labels = region.labels or class_among(region, attributes)
    if not labels:
        raise Fault("has no label")
    more: dict[str, Any] = {"labels": labels} if len(labels) > 1 else {}
    drawing = Drawing(gatherer, image, labels[0], said_of(opinion, region, drawn, attributes, more), region.place)
    if region.points:
        read_keypoints(gatherer, drawing, drawn, region.points)
    else:
        SHAPES[region.shape](drawing, drawn["value"])


def class_among(region: Region, attributes: dict[str, Any]) -> list[str]:
    """The class of a box without a label: the only thing that was chosen for it, which is then no attribute."""
    chosen = [answer for answer in region.answers if answer.get("type") in CHOSEN]
    if len(chosen) != 1 or not isinstance(label := answer_of(chosen[0]), str):
        return []
    attributes.pop(str(chosen[0].get("from_name") or chosen[0].get("type")), None)
    return [label]


def read_keypoints(gatherer: Gatherer, drawing: Drawing, drawn: Mapping[str, Any], regions: Sequence[Region]) -> None:
    """Take in a box with the points inside it; a point that cannot be read is listed."""
    box = rectangle_sides(drawing, drawn["value"])
    points, names, keys = [], [], []
    for region in regions:
        with gatherer.rejecting(region.place):
            if not region.labels:
                raise Fault("has no label")
            points.append(point_at(drawing, (region.drawn or {})["value"]))
            names.append(region.labels[0])
            keys.append(region.key)
    if not points:
        gatherer.box(drawing.image, drawing.label, *box, drawing.said)
        return
    drawing.said.other["points"] = keys  # pyright: ignore[reportIndexIssue] - made as a dict below
    gatherer.keypoints(drawing.image, drawing.label, points, drawing.said, names=names, box=box)


def read_answers(gatherer: Gatherer, images: TaskImages, opinion: Opinion, region: Region) -> None:
    """Take in what was chosen for a whole image."""
    if region.labels and not region.answers:
        raise Fault(f"has the label {brief(region.labels[0])} and no shape")
    for answer in region.answers:
        kind, value = str(answer.get("type")), answer["value"]
        if elsewhere := [name for name in ELSEWHERE if name in value]:
            raise Fault(f"is of the type {brief(kind)} (with {brief(elsewhere[0])}), which draws nothing on an image")
        image = images.spoken_of(answer, is_drawn=False)
        if kind not in CHOSEN:
            raise Fault(f"is of the type {brief(kind)}, which is neither a shape nor a class of an image")
        chosen = answer_of(answer)
        more = {"from_name": answer.get("from_name")}
        for label in chosen if isinstance(chosen, list) else [chosen]:
            gatherer.tag(image, label_text(label), said_of(opinion, region, answer, {}, more))


def label_text(value: Any) -> str:
    """A class that was chosen."""
    if not isinstance(value, str):
        raise Fault(f"chooses no class but {brief(value)}")
    return value


def answer_of(answer: Mapping[str, Any]) -> Any:
    """What was answered: a list of one is that one, a path of a taxonomy the names in it with slashes."""
    kind, value = str(answer.get("type")), answer["value"]
    found = value.get({"textarea": "text"}.get(kind, kind))
    if kind == "taxonomy" and isinstance(found, list):
        found = [" / ".join(map(str, path)) if isinstance(path, list) else path for path in found]
    return found[0] if isinstance(found, list) and len(found) == 1 else found


def said_of(
    opinion: Opinion, region: Region, result: Mapping[str, Any], attributes: Mapping[str, Any], more: Mapping[str, Any]
) -> Said:
    """What is said of a region besides its shape."""
    other = {**opinion.said, **others(result, KNOWN), **more}
    if region.relations:
        other["relations"] = region.relations
    for name in ("readonly", "hidden", "locked", "image_rotation"):
        if not other.get(name, True):
            del other[name]
    score = None if result.get("score") in EMPTY else number(result["score"], "score")
    return Said(
        source_id=whole_id(region.key), annotator=opinion.annotator, score=score, attributes=attributes, other=other
    )


def whole_id(key: str | None) -> int | str | None:
    """An id; one that is a whole number is one, though Label Studio has all ids as texts."""
    is_number = key is not None and key.isascii() and key.isdigit() and len(key) < 19 and str(int(key)) == key
    return int(key) if is_number and key else key
