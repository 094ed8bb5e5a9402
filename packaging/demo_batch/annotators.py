"""The vendor's five annotators: how steady their hands are, and what each of them tends to get wrong."""

from dataclasses import dataclass, field

import numpy as np

from demo_batch.gold import Annotation, Box, clipped, outline_box
from demo_batch.regions import resampled
from demo_batch.shapes import IMAGE_HEIGHT, IMAGE_WIDTH

FARTHEST = 1.4
"""No honest side strays farther than this from gold, in pixels; well under the product's tolerance of 2."""


@dataclass(frozen=True, slots=True)
class Annotator:
    """One pair of hands: the spread of honest sides in pixels, and the weight of each kind of error (else 1)."""

    name: str
    jitter: float
    habits: dict[str, float] = field(default_factory=dict[str, float])


ANNOTATORS = (
    Annotator("a1", 0.25, {"MIS-OBJ": 0.4, "MIS-SMALL": 0.4, "CLS-SWAP": 0.3, "GEO-POOR": 0.2, "EXT-GHOST": 0.3}),
    Annotator("a2", 0.45, {"GEO-TIGHT": 3.0, "MIS-SMALL": 0.5}),
    Annotator("a3", 0.75, {"GEO-LOOSE": 5.0, "GEO-SHIFT": 3.0, "GEO-POOR": 3.0, "GEO-BOUND": 3.0, "GRP-MERGE": 2.0}),
    Annotator("a4", 0.50, {"CLS-SWAP": 6.0, "ATT-WRONG": 4.0, "EXT-GHOST": 2.0}),
    Annotator("a5", 0.60, {"MIS-SMALL": 6.0, "MIS-OBJ": 4.0, "EXT-DUP": 4.0, "GRP-SPLIT": 2.0}),
)

BY_NAME = {annotator.name: annotator for annotator in ANNOTATORS}


def honest(gold: Annotation, annotator: Annotator, seed: int) -> Annotation:
    """Returns gold as a careful hand draws it again; the same for the same seed, whatever else is delivered."""
    random = np.random.default_rng([seed, gold.id])
    if gold.outline is None:
        return Annotation(
            0, gold.image, gold.kind, _redrawn(gold.box, annotator, random), None, gold.attributes, annotator.name
        )
    if gold.kind == "board":
        outline = gold.outline + np.clip(random.normal(0, annotator.jitter, gold.outline.shape), -0.8, 0.8)
    else:
        outline = resampled(gold.outline, step=float(random.uniform(4.5, 6.5)), start=float(random.random()))
        outline = outline + np.clip(random.normal(0, 0.15 + 0.2 * annotator.jitter, outline.shape), -0.5, 0.5)
    outline = np.round(np.clip(outline, 0, [IMAGE_WIDTH, IMAGE_HEIGHT]), 2)
    return Annotation(0, gold.image, gold.kind, outline_box(outline), outline, gold.attributes, annotator.name)


def _redrawn(place: Box, annotator: Annotator, random: np.random.Generator) -> Box:
    strays = np.clip(random.normal(0, annotator.jitter, 4), -FARTHEST, FARTHEST)
    x_min, y_min, x_max, y_max = (round(side + float(stray), 2) for side, stray in zip(place, strays, strict=True))
    return clipped((x_min, y_min, x_max, y_max))
