"""Slips of seeing: objects overlooked, imagined, doubled, cut up, run together or taken for something else."""

from dataclasses import replace

import numpy as np
from shapely import box, union_all

from demo_batch import box_slips
from demo_batch.annotators import honest
from demo_batch.gold import Annotation, Box
from demo_batch.slip import Slip, Table, slip_about
from demo_batch.truth import Decoy, area_of

SMALL_AREA = 1024.0
"""Gold objects below this count as small when they are missing."""


def missing(table: Table, gold: Annotation, random: np.random.Generator) -> Slip | None:
    """The object was overlooked."""
    del random
    if gold.kind == "board" or area_of(gold) < 1.25 * SMALL_AREA or table.others_covered(gold.box, (gold.id,)) > 0.2:
        return None
    return slip_about(table, "MIS-OBJ", gold, note=f"{gold.kind} overlooked")


def missing_small(table: Table, gold: Annotation, random: np.random.Generator) -> Slip | None:
    """The small object was overlooked."""
    del random
    return (
        slip_about(table, "MIS-SMALL", gold, note=f"small {gold.kind} overlooked")
        if area_of(gold) < 0.88 * SMALL_AREA
        else None
    )


SWAPS: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "resistor": (("capacitor", {"kind": "ceramic"}), ("inductor", {})),
    "capacitor": (("resistor", {}), ("inductor", {})),
    "inductor": (("capacitor", {"kind": "electrolytic"}), ("ic", {"package": "qfp"})),
    "crystal": (("inductor", {}), ("capacitor", {"kind": "electrolytic"})),
    "led": (("capacitor", {"kind": "tantalum"}), ("crystal", {})),
    "ic": (("connector", {}),),
    "connector": (("ic", {"package": "soic"}),),
    "solder": (("flux", {}),),
    "flux": (("solder", {}),),
}


def swapped(table: Table, gold: Annotation, random: np.random.Generator) -> Slip | None:
    """The object was taken for one of another class."""
    choices = SWAPS.get(gold.kind)
    if choices is None:
        return None
    kind, attributes = choices[int(random.integers(0, len(choices)))]
    drawn = replace(honest(gold, table.annotator, table.seed), kind=kind, attributes=attributes)
    return slip_about(table, "CLS-SWAP", gold, instead={gold.id: drawn}, note=f"{gold.kind} called {kind}")


VALUES: dict[str, tuple[str, ...]] = {
    "package": ("soic", "qfp"),
    "colour": ("red", "green", "amber"),
    "kind": ("ceramic", "electrolytic", "tantalum"),
}


def wrong_attribute(table: Table, gold: Annotation, random: np.random.Generator) -> Slip | None:
    """One attribute of the object is wrong."""
    if not gold.attributes:
        return None
    name, value = next(iter(gold.attributes.items()))
    others = [other for other in VALUES[name] if other != value]
    said = others[int(random.integers(0, len(others)))]
    drawn = replace(honest(gold, table.annotator, table.seed), attributes={name: said})
    return slip_about(table, "ATT-WRONG", gold, instead={gold.id: drawn}, note=f"{name} {value} called {said}")


def duplicate(table: Table, gold: Annotation, random: np.random.Generator) -> Slip | None:
    """The object was drawn twice."""
    pair = box_slips.doubled(gold.box, random) if gold.outline is None and area_of(gold) > SMALL_AREA else None
    if pair is None:
        return None
    right, copy = (replace(gold, id=0, box=place, annotator=table.annotator.name) for place in pair)
    return slip_about(
        table,
        "EXT-DUP",
        gold,
        instead={gold.id: right},
        besides=(copy,),
        blamed_besides=True,
        note=f"{gold.kind} drawn twice",
    )


def split(table: Table, gold: Annotation, random: np.random.Generator) -> Slip | None:
    """A long object was delivered in two halves."""
    extent = max(gold.box[2] - gold.box[0], gold.box[3] - gold.box[1])
    if gold.kind not in ("connector", "ic") or extent < 90:
        return None
    first, second = (
        replace(gold, id=0, box=place, annotator=table.annotator.name) for place in box_slips.halves(gold.box, random)
    )
    return slip_about(
        table, "GRP-SPLIT", gold, instead={gold.id: first}, besides=(second,), note=f"{gold.kind} in two halves"
    )


def merged(table: Table, gold: Annotation, random: np.random.Generator) -> Slip | None:
    """One box was drawn over two neighbours of one class."""
    partners = [
        other
        for other in table.gold
        if other.id > gold.id
        and other.outline is None
        and other.kind == gold.kind
        and other.attributes == gold.attributes
    ]
    for other in sorted(partners, key=lambda other: gold.shape().distance(other.shape()))[:2]:
        around = box(*union_all([gold.shape(), other.shape()]).bounds)
        place = tuple(round(side, 2) for side in around.bounds)
        both = area_of(gold) + area_of(other)
        share = both / around.area
        largest = max(area_of(gold), area_of(other)) / around.area
        joined = (place[0], place[1], place[2], place[3])
        if share > 0.60 and largest < share - 0.15 and table.others_covered(joined, (gold.id, other.id)) < 0.1:
            drawn = replace(gold, id=0, box=joined, annotator=table.annotator.name)
            note = f"one box over two of class {gold.kind}"
            first = gold.id if random.random() < 0.5 else other.id
            return Slip("GRP-MERGE", gold.image, table.annotator.name, (gold.id, other.id), {first: drawn}, note=note)
    return None


def ghost(table: Table, decoy: Decoy, random: np.random.Generator) -> Slip | None:
    """An object was drawn where there is none; `decoy` is what misled."""
    if table.others_covered(decoy.box, ()) > 0 or not _is_well_on_board(table, decoy.box):
        return None
    strays = random.uniform(-1.0, 1.0, 4)
    place = box_slips.moved_sides(decoy.box, strays)
    attributes = {"ic": {"package": "soic"}, "capacitor": {"kind": "ceramic"}}.get(decoy.kind, {})
    outline = _octagon(place) if decoy.kind == "solder" else None
    image = table.gold[0].image
    drawn = Annotation(0, image, decoy.kind, place, outline, attributes, table.annotator.name)
    note = f"{decoy.looks_like} called {decoy.kind}"
    return Slip("EXT-GHOST", image, table.annotator.name, besides=(drawn,), blamed_besides=True, note=note)


def _is_well_on_board(table: Table, place: Box) -> bool:
    return table.gold[0].shape().buffer(-4).contains(box(*place))


def _octagon(place: Box) -> np.ndarray:
    angles = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    centre = np.array([place[0] + place[2], place[1] + place[3]]) / 2
    half = np.array([place[2] - place[0], place[3] - place[1]]) / 2
    return np.round(centre + half * np.stack([np.cos(angles), np.sin(angles)], axis=1), 2)
