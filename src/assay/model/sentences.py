"""What findings say, to the reviewer and to the vendor."""

from collections.abc import Mapping
from typing import Any

from assay.model.defect_types import defect_types
from assay.model.findings import Finding
from assay.model.schema import Schema

SIDES = ("left", "top", "right", "bottom")
LEAST_FAULT = 2.0
"""A side is at fault when it is off by more pixels than this, or than the finding itself tolerates."""


def headline(finding: Finding, schema: Schema) -> str:
    """A finding as a sentence: "Missing resistor", "Too loose, right side"."""
    details = finding.details
    sentence = (
        "Turned {class}" if "turned" in details else _HEADLINES.get(finding.code, defect_types()[finding.code].name)
    )
    said = filled(
        sentence,
        {
            "class": schema.name_of(finding.class_id),
            "vendor": schema.name_of(finding.class_delivered),
            "expected class": schema.name_of(finding.class_expected),
            "attribute": str(details.get("attribute", "attribute")),
            "delivered": _words(details, "delivered"),
            "expected": _words(details, "expected"),
            "sides": sides_in_words(finding),
            "why": str(details.get("why", "")),
            **_relations(finding),
            "tag headline": _tag_headline(finding, schema),
            "gold objects": _objects(len(details.get("gold_numbers", ()))),
            "gold count": str(len(details.get("gold_numbers", ())) or "Several"),
            "vendor count": str(len(details.get("vendor_numbers", ())) or "several"),
        },
    )
    return said[:1].upper() + said[1:]


_HEADLINES: Mapping[str, str] = {
    "MIS-OBJ": "Missing {class}",
    "MIS-SMALL": "Missing small {class}",
    "MIS-OCC": "Missing partly hidden {class}",
    "EXT-OOS": "Out of scope: {class} {why}",
    "EXT-GHOST": "Nothing there, delivered as {class}",
    "EXT-DUP": "Duplicate {class}",
    "CLS-SWAP": "Wrong class: {vendor}, should be {expected class}",
    "CLS-SIB": "Wrong sub-class: {vendor}, should be {expected class}",
    "CLS-CRIT": "Critical: {vendor}, should be {expected class}",
    "CLS-UNK": "Not in the schema: {vendor}, should be {expected class}",
    "GEO-POOR": "Badly located {class}",
    "GEO-LOOSE": "Too loose, {sides}",
    "GEO-TIGHT": "Cut off, {sides}",
    "GEO-SHIFT": "Shifted {class}",
    "GEO-BOUND": "Inaccurate outline of {class}",
    "GEO-PART": "Only a part of {class}",
    "GEO-VERT": "Badly drawn outline of {class}: {why}",
    "GEO-OOB": "Outside the image: {class}",
    "GEO-INVALID": "Invalid shape of {class}",
    "GEO-TYPE": "Wrong kind of shape for {class}",
    "GRP-MERGE": "{gold count} objects in one shape",
    "GRP-SPLIT": "One {class} in {vendor count} shapes",
    "ATT-WRONG": "Wrong {attribute}: {delivered}, should be {expected}",
    "ATT-MISS": "Missing {attribute}, should be {expected}",
    "ATT-VIS": "Wrong {attribute}: {delivered}, should be {expected}",
    "ATT-RULE": "{attribute} may not be {delivered}",
    "GRP-LINK": "Wrong {relation}: {link}",
    "KPT-POS": "{points} of {class} misplaced",
    "KPT-SWAP": "Left and right {parts} of {class} swapped",
    "IMG-TAG": "{tag headline}",
    "IMG-SKIP": "Wrongly skipped: {gold objects} in gold",
}
"""How a reviewer reads a finding; other codes are called by their name."""


def instruction(finding: Finding, schema: Schema) -> str:
    """The sentence that the vendor gets: what to do about this finding."""
    details = finding.details
    blanks = {
        "class": schema.name_of(finding.class_id),
        "vendor": schema.name_of(finding.class_delivered),
        "expected": _words(details, "expected") if "expected" in details else schema.name_of(finding.class_expected),
        "attr": str(details.get("attribute", "the attribute")),
        "iou": f"{finding.iou:.2f}" if finding.iou is not None else "–",
        "sides": _with_article(sides_in_words(finding)),
        "px": f"{largest_fault(finding):.0f}",
        "move": movement(finding),
        "why": str(details.get("why", "it crosses itself or is empty")),
        **_relations(finding),
        "tags": _tag_instruction(finding, schema),
        "v": _words(details, "delivered"),
        "reason": f"what is {details['why']}" if "why" in details else "what is out of scope",
        "wanted": f"objects down to {least:g} px" if (least := schema.min_size_of(finding.class_id)) else "small ones",
        "corners": str(details.get("why", "too few corners, or spikes")),
        "expected type": " or ".join(details.get("allowed", ())) or "another kind of shape",
    }
    if "turned" in details:
        return _turn_back(details["turned"])
    return filled(defect_types()[finding.code].sentence, blanks)


def _turn_back(degrees: float) -> str:
    """What to do about a rotated box that is turned by so many degrees, + clockwise."""
    return f"Turn the box by about {abs(degrees):.0f}° {'counter-clockwise' if degrees > 0 else 'clockwise'}."


def _objects(count: int) -> str:
    return "1 object" if count == 1 else f"{count or 'several'} objects"


def _relations(finding: Finding) -> dict[str, str]:
    """The blanks about keypoints and groups."""
    details = finding.details
    points = list(map(str, details.get("keypoints", ())))
    group = details.get("group_expected")
    parent = details.get("parent_expected")
    others = [number for number in details.get("group_members", ()) if number != finding.gold_number]
    with_whom = f" with gold {joined([f'#{number}' for number in others])}" if others else ""
    return {
        "points": f"keypoint{'s' * (len(points) > 1)} {joined(points)}" if points else "the keypoints",
        "parts": joined(list(map(str, details.get("parts", ())))),
        "relation": "parent" if "parent_expected" in details else "track" if "track_fault" in details else "group",
        "link": (f"this is a part of gold #{parent}" if parent else "this is a part of no other object")
        if "parent_expected" in details
        else _track(details)
        if "track_fault" in details
        else f"this belongs to group {group}{with_whom}"
        if group is not None
        else "this belongs to no group",
    }


def _track(details: Mapping[str, Any]) -> str:
    """To which track an object belongs, by the vendor's own id where there is one, and on how many images it went wrong."""
    own, images = details.get("track_expected"), int(details.get("track_images", 1))
    wanted = f"this belongs to track {own}" if own is not None else "this belongs to a track of its own"
    instead = {
        "missing": ", not to none",
        "broken": f", which breaks here into {details.get('track_delivered')}",
        "swapped": f", which is swapped with {details.get('track_delivered')} here",
        "merged": f", not to {details.get('track_delivered')}, which is another object",
    }
    return f"{wanted}{instead[details['track_fault']]} (on {images} image{'s' * (images != 1)})"


def _tag_headline(finding: Finding, schema: Schema) -> str:
    delivered, expected = schema.name_of(finding.class_delivered), schema.name_of(finding.class_expected)
    if not finding.vendor_number:
        return f"Missing image tag {expected}"
    return f"Wrong image tag {delivered}" + (f", should be {expected}" if finding.gold_number else "")


def _tag_instruction(finding: Finding, schema: Schema) -> str:
    delivered, expected = schema.name_of(finding.class_delivered), schema.name_of(finding.class_expected)
    if not finding.vendor_number:
        return f"Add the image tag {expected}."
    return (
        f"Change image tag {delivered} to {expected}." if finding.gold_number else f"Remove the image tag {delivered}."
    )


def filled(sentence: str, blanks: Mapping[str, str]) -> str:
    """A sentence with its {…} filled in; a blank that nobody knows is left out with its braces."""
    for name, value in blanks.items():
        sentence = sentence.replace(f"{{{name}}}", value)
    return sentence


def sides_in_words(finding: Finding) -> str:
    """The sides at fault: "right side", "left and top sides", "all sides"."""
    sides = sides_at_fault(finding)
    if len(sides) == len(SIDES):
        return "all sides"
    return joined(sides) + (" side" if len(sides) == 1 else " sides")


def sides_at_fault(finding: Finding) -> list[str]:
    """The sides that lie too far outside (GEO-LOOSE) or inside (GEO-TIGHT), the worst first; at least the worst one."""
    if finding.offsets is None:
        return []
    sign = 1 if finding.code == "GEO-LOOSE" else -1
    tolerances = finding.details.get("tolerances", (LEAST_FAULT,) * len(SIDES))
    ranked = sorted(zip((sign * offset for offset in finding.offsets), SIDES, tolerances, strict=True), reverse=True)
    return [side for offset, side, tolerance in ranked if offset > tolerance] or [ranked[0][1]]


def largest_fault(finding: Finding) -> float:
    """How far the worst side is off, in pixels."""
    return max((abs(offset) for offset in finding.offsets or (0.0,)), default=0.0)


def movement(finding: Finding) -> str:
    """How the vendor's shape must be moved to lie on gold's: "13 px to the left and 2 px down"."""
    left, top, right, bottom = finding.offsets or (0.0,) * 4
    across, down = round((left - right) / 2), round((top - bottom) / 2)
    parts = [f"{abs(across)} px to the {'right' if across > 0 else 'left'}"] if across else []
    parts += [f"{abs(down)} px {'down' if down > 0 else 'up'}"] if down else []
    return " and ".join(parts) or "onto the object"


def _with_article(sides: str) -> str:
    return sides if sides.startswith("all") else f"the {sides}"


def _words(details: Mapping[str, Any], key: str) -> str:
    value = details.get(key)
    if value is None:
        return "nothing"
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def joined(words: list[str]) -> str:
    """Words as a list in a sentence: "left, top and right"; "marked" when there are none."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else "marked"
