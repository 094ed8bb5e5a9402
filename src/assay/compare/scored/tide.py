"""What keeps scored detections from a perfect AP, by kind of error."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assay.compare.scored.average_precision import average_precision_coco, precision_recall_curve
from assay.compare.scored.coco_matching import greedy_matches

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

KINDS = ("Cls", "Loc", "Both", "Dupe", "Bkg", "Miss")
"""Wrong class; badly located; both; a second detection of one object; on nothing at all; an object that no detection of these explains."""

FOREGROUND, BACKGROUND = 0.5, 0.1
"""Least IoU of a hit, and greatest IoU of a detection of nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TideImage:
    """One image. iou: (d, g), detections by falling score. scores, detected: (d,) scores and classes. expected: (g,) classes."""

    iou: Floats
    scores: Floats
    detected: Rows
    expected: Rows


@dataclass(frozen=True, slots=True)
class TideError:
    """One error. image: its place. detection, gold: their places on the image, −1 for none."""

    kind: str
    image: int
    detection: int
    gold: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TideErrors:
    """ap: in percent, None without a class. counts and lost: by kind; lost is the AP that mending all errors of a kind would bring.

    errors: every one of them, by image.
    """

    ap: float | None
    counts: Mapping[str, int]
    lost: Mapping[str, float | None]
    errors: Sequence[TideError] = ()


@dataclass(slots=True)
class _Evidence:
    """What the AP of one class is made from: detections by key with their score and whether each is a hit, and its gold objects."""

    detections: dict[tuple[int, int], tuple[float, bool]] = field(default_factory=dict)
    gold: int = 0


def tide_errors(images: Sequence[TideImage]) -> TideErrors:
    """TIDE (Bolya et al., ECCV 2020; tidecv 1.0.1; vectors/tide.json)."""
    hits = [_hits(image) for image in images]
    errors = [error for number, image in enumerate(images) for error in _errors(number, image, hits[number])]
    ap = _mean_ap(_evidence(images, hits))
    lost: dict[str, float | None] = {}
    for kind in KINDS:
        mended = _mean_ap(_mended(images, hits, [error for error in errors if error.kind == kind]))
        lost[kind] = None if ap is None else (ap if mended is None else mended) - ap
    counts = {kind: sum(error.kind == kind for error in errors) for kind in KINDS}
    return TideErrors(ap=ap, counts=counts, lost=lost, errors=errors)


def _hits(image: TideImage) -> Rows:
    """(d,) the gold object that each detection finds, −1 for none: greedy, within the class."""
    same = image.detected[:, None] == image.expected[None]
    none = np.zeros(len(image.expected), bool)
    outside = np.zeros(len(image.scores), bool)
    # a detection of another class must not match even at a threshold of 0
    iou = np.where(same, image.iou, -1.0)
    return greedy_matches(iou, [FOREGROUND], crowd=none, gold_ignored=none, outside=outside).gold_of[0]


def _errors(number: int, image: TideImage, hit: Rows) -> list[TideError]:
    used = np.isin(np.arange(len(image.expected)), hit)
    errors = []
    for detection in np.flatnonzero(hit < 0).tolist():
        kind, gold = _kind(image, detection, used)
        errors.append(TideError(kind, number, detection, gold))
    explained = {error.gold for error in errors if error.kind in ("Cls", "Loc")}
    missed = [gold for gold in np.flatnonzero(~used).tolist() if gold not in explained]
    return errors + [TideError("Miss", number, -1, gold) for gold in missed]


def _kind(image: TideImage, detection: int, used: NDArray[np.bool_]) -> tuple[str, int]:
    """The first kind that fits, in TIDE's order, and the gold object it is about, −1 for none."""
    iou = image.iou[detection]
    same = image.expected == image.detected[detection]
    own, other = np.where(same, iou, -1.0), np.where(same, -1.0, iou)
    if BACKGROUND <= own.max(initial=-1.0) <= FOREGROUND:
        return "Loc", int(own.argmax())
    if other.max(initial=-1.0) >= FOREGROUND:
        return "Cls", int(other.argmax())
    if np.where(same & used, iou, -1.0).max(initial=-1.0) >= FOREGROUND:
        return "Dupe", -1
    if iou.max(initial=0.0) <= BACKGROUND:
        return "Bkg", -1
    return "Both", -1


def _evidence(images: Sequence[TideImage], hits: Sequence[Rows]) -> dict[int, _Evidence]:
    classes = {int(one) for image in images for one in (*image.detected, *image.expected)}
    evidence = {one: _Evidence() for one in classes}
    for number, (image, hit) in enumerate(zip(images, hits, strict=True)):
        for one in image.expected.tolist():
            evidence[one].gold += 1
        for detection, one in enumerate(image.detected.tolist()):
            evidence[one].detections[number, detection] = float(image.scores[detection]), bool(hit[detection] >= 0)
    return evidence


def _mended(images: Sequence[TideImage], hits: Sequence[Rows], errors: Sequence[TideError]) -> dict[int, _Evidence]:
    """The evidence after an oracle mended these errors: one per gold object becomes a hit, the others go; what was missed is not asked for."""
    evidence = _evidence(images, hits)
    used = [set(hit.tolist()) for hit in hits]
    mended: set[tuple[int, int]] = set()
    # by falling score, so that the best detection of a gold object is the one that is mended
    for error in sorted(errors, key=lambda e: -images[e.image].scores[e.detection] if e.detection >= 0 else 0.0):
        image = images[error.image]
        if error.kind == "Miss":
            evidence[int(image.expected[error.gold])].gold -= 1
            continue
        key = error.image, error.detection
        del evidence[int(image.detected[error.detection])].detections[key]
        claim = error.image, error.gold
        if error.gold >= 0 and error.gold not in used[error.image] and claim not in mended:
            mended.add(claim)
            score = float(image.scores[error.detection])
            evidence[int(image.expected[error.gold])].detections[key] = score, True
    return evidence


def _mean_ap(evidence: Mapping[int, _Evidence]) -> float | None:
    """The mean AP, in percent, over classes that have a detection or a gold object."""
    values = [_ap(one) for one in evidence.values() if one.detections or one.gold]
    return 100 * sum(values) / len(values) if values else None


def _ap(one: _Evidence) -> float:
    if not one.gold or not one.detections:
        return 0.0
    ranked = sorted(one.detections.values(), key=lambda scored: -scored[0])
    return average_precision_coco(*precision_recall_curve([hit for _, hit in ranked], one.gold))
