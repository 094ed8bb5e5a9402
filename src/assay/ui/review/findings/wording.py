"""What the findings panel says in words and figures; no Qt."""

import math

from assay.model.defects import Defect
from assay.model.findings import RULING_WORDS, VERDICT_WORDS, Finding, Verdict
from assay.model.sentences import SIDES

MEASURE_WORDS = {"mask": "mask IoU", "keypoints": "OKS", "line": "likeness"}
"""What the figure of a pair is called where it is not the IoU of boxes or outlines."""

LETTERS = {"left": "L", "top": "T", "right": "R", "bottom": "B"}


def second_line(finding: Finding) -> str:
    """The finding's code, and what tells it apart: "GEO-LOOSE · IoU 0.81 · R +6 px", "MIS-OBJ · gold #1043"."""
    return " · ".join([finding.code, *_evidence(finding)])


def _evidence(finding: Finding) -> list[str]:
    details = finding.details
    if "gold_numbers" in details:
        return [listed("gold", details["gold_numbers"])]
    if "vendor_numbers" in details:
        return [listed("vendor", details["vendor_numbers"])]
    if finding.vendor_number and finding.gold_number:
        if "turned" in details:
            return [f"IoU {finding.iou:.2f}", turn_in_words(finding)]
        if finding.code in ("GEO-BOUND", "GEO-VERT") and "boundary_iou" in details:
            return [f"boundary IoU {details['boundary_iou']:.2f}"]
        worst = worst_sides(finding, most=1) if finding.code.startswith("GEO") else []
        overlap = [f"{measure_word(finding)} {finding.iou:.2f}"] if finding.iou is not None else []
        return [*overlap, *_sides_or_points(finding, worst)]
    if finding.vendor_number:
        return [f"vendor #{finding.vendor_number}"]
    return [f"gold #{finding.gold_number} unpaired"] if finding.gold_number else []


def _sides_or_points(finding: Finding, worst: list[tuple[str, float]]) -> list[str]:
    """What is off: the worst side, or how many keypoints."""
    if points := finding.details.get("keypoints"):
        return [f"{len(points)} point" + "s" * (len(points) > 1)]
    return [f"{LETTERS[side]} {signed(offset)}" for side, offset in worst]


def turn_in_words(finding: Finding) -> str:
    """By how much a rotated box is turned against gold's: + clockwise, − the other way."""
    degrees = finding.details["turned"]
    return f"{'+' if degrees >= 0 else '−'}{abs(degrees):.0f}°"


def measure_word(finding: Finding) -> str:
    """What the figure of a pair is called: by what it was measured."""
    return MEASURE_WORDS.get(finding.details.get("measure", ""), "IoU")


def listed(whose: str, numbers: list[int]) -> str:
    """Several annotations: "gold #1019, #1020 and 3 more"."""
    shown = ", ".join(f"#{number}" for number in numbers[:2])
    return f"{whose} {shown}" + (f" and {len(numbers) - 2} more" if len(numbers) > 2 else "")


def worst_sides(finding: Finding, *, most: int) -> list[tuple[str, float]]:
    """The sides that are off by at least half a pixel, with their signed offsets, the worst first."""
    sides = zip(SIDES, finding.offsets or (), strict=False)
    off = [(side, offset) for side, offset in sides if abs(offset) >= 0.5]
    return sorted(off, key=lambda pair: -abs(pair[1]))[:most]


def signed(pixels: float) -> str:
    """An offset with its sign: + lies outside gold, − inside."""
    return f"{'+' if pixels >= 0 else '−'}{abs(pixels):.0f} px"


def figures(finding: Finding) -> list[tuple[str, str]]:
    """The figures that matter for a pair, each with its caption; none for what has no partner."""
    found: list[tuple[str, str]] = []
    if finding.iou is not None:
        found.append((f"{finding.iou:.2f}", measure_word(finding)))
    if isinstance(boundary := finding.details.get("boundary_iou"), float | int):
        found.append((f"{boundary:.2f}", "Boundary"))
    for key, caption in (("gold_numbers", "gold objects"), ("vendor_numbers", "vendor shapes")):
        if key in finding.details:
            # the offsets of one part to the whole say nothing
            return [*found, (str(len(finding.details[key])), caption)]
    if "turned" in finding.details:
        return [*found, (turn_in_words(finding), "turned")]
    if "keypoints" in finding.details:
        return [*found, (str(len(finding.details["keypoints"])), "keypoints"), *_farthest(finding)]
    sides = worst_sides(finding, most=4 - len(found)) if finding.vendor_number and finding.gold_number else []
    return found + [(signed(offset), side) for side, offset in sides]


def _farthest(finding: Finding) -> list[tuple[str, str]]:
    """How far off the keypoint is that is farthest from its place, of those that were delivered."""
    details = finding.details
    ends = zip(details.get("keypoints_delivered", ()), details.get("keypoints_expected", ()), strict=False)
    off = [math.dist(delivered, expected) for delivered, expected in ends if delivered is not None]
    return [(f"{max(off):.0f} px", "farthest off")] if off else []


def verdict_word(finding: Finding) -> str:
    """How a finding ended, as far as it did: the ruling where there is one, else the verdict; that it is only suggested while nobody confirmed it."""
    if finding.ruling is not None:
        return RULING_WORDS[finding.ruling]
    if finding.verdict is None:
        return "Suggested" if finding.is_suggested else ""
    return VERDICT_WORDS[finding.verdict]


def is_struck(finding: Finding) -> bool:
    """Whether nothing is left of a finding."""
    return finding.verdict is Verdict.DISMISSED and finding.ruling is None


def defect_line(defect: Defect, *, is_whole: bool = False) -> str:
    """A logged defect's code and what it is about. is_whole: the whole image, as no place on it is."""
    about = [f"vendor #{defect.vendor_number}"] if defect.vendor_number else []
    about += [f"gold #{defect.gold_number}"] if defect.gold_number else []
    return " · ".join([defect.code, *(about or ["the whole image" if is_whole else "a region"])])
