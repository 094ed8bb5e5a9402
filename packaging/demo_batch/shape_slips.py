"""Slips of drawing: the right object, the right class, the wrong shape."""

from dataclasses import replace

import numpy as np
from shapely import box

from demo_batch import box_slips, outline_slips
from demo_batch.gold import Annotation, Box, outline_box
from demo_batch.slip import Slip, Table, slip_about
from demo_batch.truth import area_of


def _with_box(table: Table, code: str, gold: Annotation, place: Box | None, note: str) -> Slip | None:
    if place is None or gold.outline is not None or table.others_covered(place, (gold.id,)) > 0.2:
        return None
    drawn = replace(gold, id=0, box=place, annotator=table.annotator.name)
    return slip_about(table, code, gold, instead={gold.id: drawn}, note=note)


def _with_outline(table: Table, code: str, gold: Annotation, outline: np.ndarray | None, note: str) -> Slip | None:
    if outline is None:
        return None
    drawn = replace(gold, id=0, box=outline_box(outline), outline=outline, annotator=table.annotator.name)
    return slip_about(table, code, gold, instead={gold.id: drawn}, note=note)


def loose(table: Table, gold: Annotation, random: np.random.Generator) -> Slip | None:
    """The box leaves room round the object."""
    return _with_box(table, "GEO-LOOSE", gold, box_slips.resized(gold.box, random, outward=True), "box too wide")


def tight(table: Table, gold: Annotation, random: np.random.Generator) -> Slip | None:
    """The box cuts the object."""
    return _with_box(
        table, "GEO-TIGHT", gold, box_slips.resized(gold.box, random, outward=False), "box cuts the object"
    )


def shift(table: Table, gold: Annotation, random: np.random.Generator) -> Slip | None:
    """The box has the right size but lies beside its place."""
    return _with_box(table, "GEO-SHIFT", gold, box_slips.shifted(gold.box, random), "box moved along one axis")


def poor(table: Table, gold: Annotation, random: np.random.Generator) -> Slip | None:
    """The box fits the object only roughly."""
    return _with_box(table, "GEO-POOR", gold, box_slips.ill_placed(gold.box, random), "box only roughly on the object")


def past_border(table: Table, gold: Annotation, random: np.random.Generator) -> Slip | None:
    """The shape leaves the picture."""
    if gold.outline is None:
        return _with_box(table, "GEO-OOB", gold, box_slips.beyond_border(gold.box, random), "box leaves the picture")
    if not outline_slips.touches_border(gold.outline):
        return None
    return _with_outline(
        table, "GEO-OOB", gold, outline_slips.past_border(gold.outline, random), "outline leaves the picture"
    )


def coarse(table: Table, gold: Annotation, random: np.random.Generator) -> Slip | None:
    """The outline has too few corners."""
    if gold.outline is None or gold.kind not in ("flux", "solder"):
        return None
    return _with_outline(
        table, "GEO-BOUND", gold, outline_slips.coarse(gold.outline, random), "outline with too few corners"
    )


def crossing(table: Table, gold: Annotation, random: np.random.Generator) -> Slip | None:
    """The outline crosses itself."""
    if gold.outline is None or gold.kind == "board":
        return None
    return _with_outline(
        table, "GEO-INVALID", gold, outline_slips.crossing(gold.outline, random), "outline crosses itself"
    )


def wrong_shape(table: Table, gold: Annotation, random: np.random.Generator) -> Slip | None:
    """A box was drawn where an outline was asked for."""
    del random
    if gold.outline is None or outline_slips.touches_border(gold.outline):
        return None
    if area_of(gold) / box(*gold.box).area < (0.985 if gold.kind == "board" else 0.93):
        return None
    drawn = replace(gold, id=0, outline=None, annotator=table.annotator.name)
    return slip_about(table, "GEO-TYPE", gold, instead={gold.id: drawn}, note="box where an outline is asked for")
