"""What an annotation is, side by side for the two label sets that are compared, vendor and gold as a rule; no Qt."""

from dataclasses import dataclass

from assay.geometry.polygons import polygon_shape
from assay.model.annotations import Annotations
from assay.model.batches import LabelSet, SetRole
from assay.model.findings import Finding
from assay.model.schema import Schema
from assay.model.shapes import ShapeKind
from assay.ui.review.labels_on_image import LabelsOnImage
from assay.ui.review.place import row_of

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class FactRow:
    """One line of the table. differs: whether it is what vendor and gold disagree about."""

    name: str
    vendor: str
    gold: str
    differs: bool = False


def sides(judged: LabelSet | None, against: LabelSet | None) -> tuple[str, str]:
    """What the two columns are called: Vendor and Gold, or the titles of other label sets that are compared."""
    if judged is None or against is None or (judged.role, against.role) == (SetRole.DELIVERY, SetRole.GOLD):
        return "Vendor", "Gold"
    return judged.title, against.title


def facts(finding: Finding, labels: LabelsOnImage, gold: LabelSet | None) -> list[FactRow]:
    """Class, size and origin of the vendor's and gold's annotation that a finding is about, and what else they differ in."""
    vendor_row = _row(labels.vendor, finding.vendor_number)
    gold_row = _row(labels.gold, finding.gold_number)
    classes = [_class(side, row, labels.schema) for side, row in ((labels.vendor, vendor_row), (labels.gold, gold_row))]
    is_outline = any(_is_outline(side, row) for side, row in ((labels.vendor, vendor_row), (labels.gold, gold_row)))
    rows = [
        FactRow("Class", *classes, differs=NOTHING not in classes and classes[0] != classes[1]),
        FactRow("Area" if is_outline else "Size", size(labels.vendor, vendor_row), size(labels.gold, gold_row)),
        FactRow("By", _annotator(labels, vendor_row), _source(gold) if gold and gold_row is not None else NOTHING),
    ]
    rows[1:1] = _differences(finding)
    return rows


def size(annotations: Annotations, row: int | None) -> str:
    """The area of an outline, width × height of anything else."""
    if row is None:
        return NOTHING
    if _is_outline(annotations, row):
        return f"{area(annotations, row):,.0f} px²"
    x_min, y_min, x_max, y_max = annotations.boxes[row]
    return f"{x_max - x_min:,.0f} × {y_max - y_min:,.0f} px"


def area(annotations: Annotations, row: int) -> float:
    """The pixels that a polygon or a mask covers."""
    if annotations.records["kind"][row] == ShapeKind.MASK:
        # run lengths alternate between background and foreground after height and width
        return float(annotations.mask_runs(row)[3::2].sum())
    rings, holes = annotations.rings(row), annotations.holes(row)
    return float(polygon_shape(rings, holes.tolist()).area) if rings else 0.0


def _row(annotations: Annotations, number: int) -> int | None:
    return row_of(annotations, number) if number in annotations.records["number"] and number else None


def _class(annotations: Annotations, row: int | None, schema: Schema) -> str:
    return schema.name_of(int(annotations.records["class_id"][row])) if row is not None else NOTHING


def _is_outline(annotations: Annotations, row: int | None) -> bool:
    return row is not None and ShapeKind(annotations.records["kind"][row]).is_outline


def _source(against: LabelSet) -> str:
    """Where the other side comes from: a revision of gold, or the label set that is taken for gold."""
    return f"revision {against.round}" if against.role is SetRole.GOLD else against.title


def _annotator(labels: LabelsOnImage, row: int | None) -> str:
    if row is None:
        return NOTHING
    annotator = labels.annotators.get(int(labels.vendor.records["annotator_id"][row]))  # type: ignore[call-overload]
    return annotator.name if annotator else labels.vendor_name


def _differences(finding: Finding) -> list[FactRow]:
    """The attribute, the group, the parent or the kind of shape that vendor and gold differ in."""
    details = finding.details
    name = str(details.get("attribute", ""))
    allowed = details.get("allowed", ())
    of_each = {
        "attribute": (name[:1].upper() + name[1:], details.get("delivered"), details.get("expected")),
        "track_fault": ("Track", details.get("track_delivered"), details.get("track_expected")),
        "group_expected": ("Group", details.get("group_delivered"), details.get("group_expected")),
        "parent_expected": (
            "Parent",
            _numbered(details.get("parent_delivered")),
            _numbered(details.get("parent_expected")),
        ),
        "shape": ("Shape", details.get("shape"), f"{' or '.join(map(str, allowed))}" if allowed else None),
    }
    return [
        FactRow(title, _said(v), _said(g), differs=True) for key, (title, v, g) in of_each.items() if key in details
    ]


def _numbered(number: int | None) -> str | None:
    return None if number is None else f"#{number}"


def _said(value: object) -> str:
    return (
        {None: NOTHING, True: "yes", False: "no"}.get(value, str(value))
        if isinstance(value, bool | None)
        else str(value)
    )
