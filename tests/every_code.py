"""For each code that a comparison decides, a vendor's and gold's annotations that are it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from assay.compare.comparison import Comparison, compare
from assay.compare.settings import ComparisonSettings
from assay.model.defect_types import defect_types
from assay.model.findings import Finding
from assay.model.ids import ClassId
from assay.model.images import ImageSizes
from assay.model.schema import Attribute, LabelClass, Schema
from assay.model.shapes import Flag, ShapeKind
from tests.annotation_builder import Made, annotations, box, keypoints, moved, polygon, tag

CAR, VAN, TREE, BLOB, SIGN, BIRD, DAY, NIGHT = range(1, 9)


def label_class(number: int, name: str, **said) -> LabelClass:
    return LabelClass(id=ClassId(number), name=name, colour="#FFFFFF", **said)


SCHEMA = Schema(
    1,
    [
        label_class(
            CAR,
            "car",
            parent="vehicle",
            attributes=(Attribute(name="colour", values=("red", "blue")), Attribute(name="doors", required=True)),
        ),
        label_class(VAN, "van", parent="vehicle"),
        label_class(TREE, "tree", critical_with=("sign",)),
        label_class(BLOB, "blob", declared=False),
        label_class(SIGN, "sign", shapes=(ShapeKind.POLYGON,)),
        label_class(BIRD, "bird", min_size=20),
        label_class(DAY, "day"),
        label_class(NIGHT, "night"),
    ],
)
ONE = box(100, 100, 200, 200)
OUTLINE = polygon([(100, 100), (200, 100), (200, 200), (100, 200)])
FACE = {"left_eye": (120, 120), "right_eye": (180, 120), "mouth": (150, 180)}


def said(**attributes: object) -> Made:
    return moved(ONE, attributes=attributes)


def linked(number: int, group: int) -> Made:
    return box(100 * number, 0, 100 * number + 50, 50, extra={"other": {"group_id": group}})


def face(**changed: tuple[float, float]) -> Made:
    return keypoints(FACE | changed, box=(100, 100, 200, 200))


@dataclass(frozen=True)
class Case:
    vendor: Sequence[Made]
    gold: Sequence[Made]
    skipped: Mapping[int, str] = field(default_factory=dict)


CASES: Mapping[str, Case] = {
    "MIS-OBJ": Case([ONE], [ONE, box(500, 500, 600, 600)]),
    "MIS-SMALL": Case([ONE], [ONE, box(500, 500, 520, 520)]),
    "MIS-OCC": Case([ONE], [ONE, moved(box(500, 500, 600, 600), attributes={"occluded": True})]),
    "MIS-IMG": Case([], [ONE]),
    "EXT-GHOST": Case([ONE, box(500, 500, 600, 600)], [ONE]),
    "EXT-DUP": Case([ONE, ONE], [ONE]),
    "EXT-OOS": Case([ONE, box(500, 500, 510, 510, class_id=BIRD)], [ONE]),
    "EXT-IGN": Case([ONE, box(500, 500, 600, 600)], [ONE, box(400, 400, 700, 700, flags=Flag.IGNORE)]),
    "CLS-SWAP": Case([moved(ONE, class_id=TREE)], [ONE]),
    "CLS-CRIT": Case([moved(ONE, class_id=TREE)], [moved(ONE, class_id=SIGN)]),
    "CLS-SIB": Case([moved(ONE, class_id=VAN)], [ONE]),
    "CLS-UNK": Case([moved(ONE, class_id=BLOB)], [ONE]),
    "GEO-POOR": Case([box(140, 100, 240, 200)], [ONE]),
    "GEO-LOOSE": Case([box(100, 100, 220, 200)], [ONE]),
    "GEO-TIGHT": Case([box(100, 100, 180, 200)], [ONE]),
    "GEO-SHIFT": Case([box(110, 100, 210, 200)], [ONE]),
    "GEO-PART": Case([box(100, 100, 145, 200)], [ONE]),
    "GEO-BOUND": Case([polygon([(100, 100), (200, 100), (200, 200), (150, 185), (100, 200)])], [OUTLINE]),
    "GEO-VERT": Case(
        [polygon([(100, 100), (200, 100), (200, 145), (240, 150), (200, 155), (200, 200), (100, 200)])], [OUTLINE]
    ),
    "GEO-OOB": Case([box(900, 100, 1002, 200)], [box(900, 100, 1000, 200)]),
    "GEO-INVALID": Case([moved(ONE, flags=Flag.INVALID)], [ONE]),
    "GEO-TYPE": Case([moved(ONE, class_id=SIGN)], [moved(OUTLINE, class_id=SIGN)]),
    "GRP-MERGE": Case([box(100, 100, 305, 200)], [ONE, box(205, 100, 305, 200)]),
    "GRP-SPLIT": Case([box(100, 100, 150, 200), box(151, 100, 200, 200)], [ONE]),
    "GRP-LINK": Case([linked(0, 0), linked(1, 0)], [linked(0, 5), linked(1, 5)]),
    "ATT-WRONG": Case([said(colour="blue", doors=2)], [said(colour="red", doors=2)]),
    "ATT-MISS": Case([said(colour="red")], [said(colour="red", doors=2)]),
    "ATT-VIS": Case([said(occluded=False)], [said(occluded=True)]),
    "ATT-RULE": Case([said(colour="mauve")], [ONE]),
    "KPT-POS": Case([face(mouth=(120, 195))], [face()]),
    "KPT-SWAP": Case([face(left_eye=FACE["right_eye"], right_eye=FACE["left_eye"])], [face()]),
    "IMG-TAG": Case([tag(DAY)], [tag(NIGHT)]),
    "IMG-SKIP": Case([], [ONE], skipped={1: "skipped by ana"}),
}


def compared(case: Case) -> Comparison:
    """A case compared, on one image of 1,000 × 1,000 pixels."""
    settings, sizes = ComparisonSettings(), ImageSizes.of([(1, 1000, 1000)])
    vendor, gold = annotations(*case.vendor), annotations(*case.gold)
    return compare(vendor, gold, sizes, SCHEMA, settings, np.array([1]), case.skipped)


def finding_of(code: str) -> Finding:
    """The finding of a code in its case, as the project file would give it."""
    found = compared(CASES[code]).findings
    row = next(row for row in range(len(found)) if found.code_of(row) == code)
    offsets = found.offsets[row].tolist()
    return Finding(
        id=1, comparison_id=1, image_id=1, code=code, severity=found.severity_of(row), vendor_number=int(found.vendor[row]),
        gold_number=int(found.gold[row]), class_delivered=int(found.delivered_class[row]),
        class_expected=int(found.expected_class[row]), iou=None if np.isnan(found.iou[row]) else float(found.iou[row]),
        offsets=None if np.isnan(offsets).any() else tuple(offsets), box=tuple(found.box[row].tolist()),
        details=found.details.get(row, {}), verdict=None, comment="", ruling=None, reason="",
    )  # fmt: skip


def codes_of_a_comparison() -> list[str]:
    """The codes of the families that a comparison decides, in the order of the taxonomy."""
    families = ("MIS", "EXT", "CLS", "GEO", "GRP", "ATT", "KPT", "IMG")
    return [code for code in defect_types() if code.startswith(families)]
