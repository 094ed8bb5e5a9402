"""A rework request's items as a table: the same columns in CSV, XLSX and JSON."""

from collections.abc import Mapping
from typing import Any

from assay.model.annotations import Annotations
from assay.model.defect_types import defect_types
from assay.model.sentences import SIDES
from assay.model.shapes import ShapeKind
from assay.reports.due_time import in_iso
from assay.reports.package_item import PackageItem, class_names
from assay.reports.request_facts import RequestFacts

CORNERS = ("x_min", "y_min", "x_max", "y_max")
DECIMALS = 3

FOR_LATER = (
    "previous_item_id", "vendor_response", "verification_status", "verified_by", "verified_utc", "dispute_reason",
)  # fmt: skip
"""What is known only when the vendor has answered: there from the start, so that a table keeps its columns."""

COLUMNS = (
    "item_id", "number", "batch", "round", "image_file", "image_sha256", "width", "height", "annotation_id", "defect_code",
    "defect_name", "severity", "charged", "instruction", "comment", "class_delivered", "class_expected",
    *(f"bbox_delivered_{corner}" for corner in CORNERS), *(f"bbox_expected_{corner}" for corner in CORNERS),
    "polygon_expected", "attr_delivered", "attr_expected", "iou", *(f"offset_{side}" for side in SIDES),
    "evidence_file", "scope", "created_utc", "due_utc", *FOR_LATER,
)  # fmt: skip

Row = Mapping[str, Any]


def item_rows(facts: RequestFacts) -> list[Row]:
    """One row per item with every column of `COLUMNS`, None where there is nothing to say."""
    return [item_row(facts, item) for item in facts.items]


def item_row(facts: RequestFacts, item: PackageItem) -> Row:
    """The row of one item. Boxes and polygons only where it is about one annotation; several are in the COCO files."""
    values = {
        "item_id": item.item.uuid,
        "number": item.item.number,
        "batch": facts.batch.name,
        "round": facts.delivery.round,
        **which_image(item),
        "evidence_file": item.evidence_file,
        "scope": facts.request.scope,
        "created_utc": in_iso(facts.created),
        "due_utc": in_iso(facts.due),
        **what_is_wrong(item),
        **what_was_delivered(facts, item),
        **what_is_expected(facts, item),
        **how_far_off(item),
    }
    return {column: values.get(column) for column in COLUMNS}


def which_image(item: PackageItem) -> Row:
    """The columns of the image, none when the item is about the delivery as a whole."""
    if item.image is None:
        return {}
    image = item.image
    return {"image_file": image.file_name, "image_sha256": image.sha256, "width": image.width, "height": image.height}


def what_is_wrong(item: PackageItem) -> Row:
    """The columns of the defect."""
    return {
        "defect_code": item.defect.code,
        "defect_name": defect_types()[item.defect.code].name,
        "severity": str(item.defect.severity),
        "charged": item.defect.charged,
        "instruction": item.defect.instruction,
        "comment": item.defect.comment or None,
    }


def what_was_delivered(facts: RequestFacts, item: PackageItem) -> Row:
    """The columns of the vendor's annotation. Its id is text: a number would lose its digits in a spreadsheet."""
    return {
        "annotation_id": "; ".join(map(str, item.annotation_ids)) or None,
        "class_delivered": ", ".join(class_names(item.delivered, facts.schema)) or None,
        "attr_delivered": attributes_of(item.delivered),
        **box_columns("bbox_delivered", item.delivered),
    }


def what_is_expected(facts: RequestFacts, item: PackageItem) -> Row:
    """The columns of gold's annotation."""
    return {
        "class_expected": ", ".join(class_names(item.expected, facts.schema)) or None,
        "polygon_expected": polygon_of(item.expected),
        "attr_expected": attributes_of(item.expected),
        **box_columns("bbox_expected", item.expected),
    }


def how_far_off(item: PackageItem) -> Row:
    """The columns of measured differences: + lies outside what is expected, - inside."""
    if item.finding is None:
        return {}
    offsets = item.finding.offsets or (None,) * len(SIDES)
    return {
        "iou": figure(item.finding.iou),
        **{f"offset_{side}": figure(offset) for side, offset in zip(SIDES, offsets, strict=True)},
    }


def box_columns(prefix: str, annotations: Annotations) -> Row:
    """The corners of the only annotation, in pixels."""
    if len(annotations) != 1:
        return {}
    corners = annotations.boxes[0].tolist()
    return {f"{prefix}_{corner}": figure(value) for corner, value in zip(CORNERS, corners, strict=True)}


def polygon_of(annotations: Annotations) -> list[list[float | None]] | None:
    """The rings of the only annotation as x, y, x, y …, None when it is no polygon."""
    if len(annotations) != 1 or annotations.records["kind"][0] != ShapeKind.POLYGON:
        return None
    return [[figure(value) for value in ring.ravel().tolist()] for ring in annotations.rings(0)]


def attributes_of(annotations: Annotations) -> Row | None:
    """The attributes of the only annotation, None when it has none."""
    return dict(annotations.attributes(0)) or None if len(annotations) == 1 else None


def figure(value: float | None) -> float | None:
    """A number to a thousandth, whole where it is whole; None for what is no number."""
    if value is None or value != value:
        return None
    rounded = round(value, DECIMALS)
    return int(rounded) if rounded.is_integer() else rounded
