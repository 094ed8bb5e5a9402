"""What findings say, to the reviewer and to the vendor."""

from collections.abc import Mapping
from typing import Any

from assay.model.defect_types import defect_types
from assay.model.findings import Finding
from assay.model.schema import Schema

SIDES = ("left", "top", "right", "bottom")


def headline(finding: Finding, schema: Schema) -> str:
    """A finding as a sentence: "Missing resistor", "Too loose, right side"."""
    name = schema.name_of(finding.class_id)
    details = finding.details
    if finding.code == "CLS-SWAP":
        return f"{schema.name_of(finding.class_delivered)} should be {name}"
    if finding.code in ("ATT-WRONG", "ATT-MISS", "ATT-VIS"):
        return f"{details.get('attribute', 'Attribute')}: {_words(details, 'delivered')} should be {_words(details, 'expected')}"
    if finding.code in ("GEO-LOOSE", "GEO-TIGHT"):
        word = "Too loose" if finding.code == "GEO-LOOSE" else "Cut off"
        return f"{word}, {_joined(sides_at_fault(finding))} side" + ("s" if len(sides_at_fault(finding)) > 1 else "")
    plain = {
        "MIS-OBJ": f"Missing {name}",
        "MIS-SMALL": f"Missing small {name}",
        "MIS-IMG": "Image not annotated",
        "EXT-GHOST": f"Nothing there, delivered as {name}",
        "EXT-DUP": f"Duplicate {name}",
        "GEO-POOR": f"{name[:1].upper()}{name[1:]} badly located",
        "GEO-SHIFT": f"{name[:1].upper()}{name[1:]} shifted",
        "GEO-BOUND": f"Outline of {name} inaccurate",
        "GEO-OOB": f"{name[:1].upper()}{name[1:]} reaches outside the image",
        "GEO-INVALID": f"Invalid shape of {name}",
        "GEO-TYPE": f"Wrong kind of shape for {name}",
        "GRP-MERGE": f"{len(details.get('gold_numbers', ())) or 'Several'} objects in one shape",
        "GRP-SPLIT": f"One {name} in {len(details.get('vendor_numbers', ())) or 'several'} shapes",
    }
    return plain.get(finding.code) or defect_types()[finding.code].name


def instruction(finding: Finding, schema: Schema) -> str:
    """The sentence that the vendor gets: what to do about this finding."""
    details = finding.details
    shift = shift_of(finding)
    blanks = {
        "class": schema.name_of(finding.class_id),
        "vendor": schema.name_of(finding.class_delivered),
        "expected": _words(details, "expected") if "expected" in details else schema.name_of(finding.class_expected),
        "attr": str(details.get("attribute", "the attribute")),
        "iou": f"{finding.iou:.2f}" if finding.iou is not None else "–",
        "sides": _joined(sides_at_fault(finding)) + (" sides" if len(sides_at_fault(finding)) > 1 else " side"),
        "px": f"{largest_fault(finding):.0f}",
        "dx": f"{shift[0]:+.0f}",
        "dy": f"{shift[1]:+.0f}",
        "why": str(details.get("why", "it crosses itself or is empty")),
        "expected type": " or ".join(details.get("allowed", ())) or "another kind of shape",
    }
    return filled(defect_types()[finding.code].sentence, blanks)


def filled(sentence: str, blanks: Mapping[str, str]) -> str:
    """A sentence with its {…} filled in; a blank that nobody knows is left out with its braces."""
    for name, value in blanks.items():
        sentence = sentence.replace(f"{{{name}}}", value)
    return sentence


def sides_at_fault(finding: Finding) -> list[str]:
    """The sides that lie too far outside (GEO-LOOSE) or inside (GEO-TIGHT), the worst first."""
    if finding.offsets is None:
        return []
    sign = 1 if finding.code == "GEO-LOOSE" else -1
    tolerances = finding.details.get("tolerances") or (2.0,) * 4
    faulty = [
        (sign * offset, side)
        for offset, side, tolerance in zip(finding.offsets, SIDES, tolerances, strict=True)
        if sign * offset > tolerance
    ]
    return [side for _, side in sorted(faulty, reverse=True)]


def largest_fault(finding: Finding) -> float:
    """How far the worst side is off, in pixels."""
    return max((abs(offset) for offset in finding.offsets or (0.0,)), default=0.0)


def shift_of(finding: Finding) -> tuple[float, float]:
    """How far the vendor's shape must be moved right and down to lie on gold's, in pixels."""
    if finding.offsets is None:
        return 0.0, 0.0
    left, top, right, bottom = finding.offsets
    return (left - right) / 2, (top - bottom) / 2


def _words(details: Mapping[str, Any], key: str) -> str:
    value = details.get(key)
    if value is None:
        return "nothing"
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _joined(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else "marked"
