"""The explicit model of the vendor's errors: how many of each kind, on which images, by whom; and the delivery they make."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from demo_batch import object_slips, shape_slips
from demo_batch.annotators import BY_NAME, honest
from demo_batch.gold import Annotation
from demo_batch.slip import Maker, Slip, Table
from demo_batch.truth import Decoy

MAKERS: dict[str, Maker] = {
    "GEO-TYPE": shape_slips.wrong_shape,
    "GEO-OOB": shape_slips.past_border,
    "GEO-INVALID": shape_slips.crossing,
    "GEO-BOUND": shape_slips.coarse,
    "GRP-SPLIT": object_slips.split,
    "GRP-MERGE": object_slips.merged,
    "ATT-WRONG": object_slips.wrong_attribute,
    "CLS-SWAP": object_slips.swapped,
    "EXT-DUP": object_slips.duplicate,
    "GEO-POOR": shape_slips.poor,
    "GEO-SHIFT": shape_slips.shift,
    "GEO-TIGHT": shape_slips.tight,
    "GEO-LOOSE": shape_slips.loose,
    "MIS-SMALL": object_slips.missing_small,
    "MIS-OBJ": object_slips.missing,
}

QUOTAS: dict[str, int] = {
    "GEO-TYPE": 5, "GEO-OOB": 5, "GEO-INVALID": 4, "GEO-BOUND": 6, "GRP-SPLIT": 5, "GRP-MERGE": 6, "ATT-WRONG": 9,
    "CLS-SWAP": 14, "EXT-DUP": 9, "GEO-POOR": 8, "GEO-SHIFT": 8, "GEO-TIGHT": 10, "GEO-LOOSE": 11, "EXT-GHOST": 10,
    "MIS-SMALL": 11, "MIS-OBJ": 13,
}  # fmt: skip

LOADS: dict[int, int] = {
    1: 7, 2: 6, 3: 8, 4: 6, 5: 8, 6: 0, 7: 7, 8: 5, 9: 8, 10: 6, 11: 7, 12: 7,
    13: 6, 14: 8, 15: 0, 16: 7, 17: 6, 18: 8, 19: 0, 20: 7, 21: 6, 22: 7, 23: 0, 24: 8,
}  # fmt: skip
"""The most errors an image takes; three images are flawless, and one comes back empty."""

EMPTY_IMAGE = 19

ROTA = (
    "a3", "a2", "a4", "a2", "a5", "a1", "a3", "a1", "a4", "a2", "a5", "a3",
    "a1", "a4", "a1", "a3", "a2", "a5", "a5", "a4", "a2", "a3", "a1", "a5",
)  # fmt: skip
"""Who drew which image."""

FIRST_VENDOR_ID = 5001


@dataclass(frozen=True, slots=True)
class Delivery:
    """The vendor's annotations, the errors in them, and which ids they were given."""

    annotations: tuple[Annotation, ...]
    slips: tuple[Slip, ...]
    blamed: tuple[tuple[int, ...], ...]
    ids: Mapping[str, int] = field(default_factory=dict[str, int])


def plan_slips(
    gold: Mapping[str, tuple[Annotation, ...]], decoys: Mapping[str, tuple[Decoy, ...]], seed: int
) -> tuple[Slip, ...]:
    """Returns the errors of round 0: the quotas, spread by the annotators' habits over images that can still take one."""
    random = np.random.default_rng([seed, 1])
    images = list(gold)
    tables = {
        image: Table(gold[image], decoys[image], BY_NAME[ROTA[number]], seed) for number, image in enumerate(images)
    }
    room = {image: LOADS[number] for number, image in enumerate(images, start=1)}
    slips: list[Slip] = []
    for code, quota in QUOTAS.items():
        for _ in range(quota):
            slip = _next_slip(code, tables, room, slips, random)
            if slip is not None:
                slips.append(slip)
                room[slip.image] -= 1
    empty = images[EMPTY_IMAGE - 1]
    slips.append(Slip("MIS-IMG", empty, tables[empty].annotator.name, note="the image came back empty"))
    return tuple(sorted(slips, key=lambda slip: (slip.image, slip.code, slip.gold_ids)))


def _next_slip(
    code: str, tables: Mapping[str, Table], room: Mapping[str, int], slips: list[Slip], random: np.random.Generator
) -> Slip | None:
    so_far = Counter(slip.image for slip in slips if slip.code == code)
    weights = {
        image: room[image] * table.annotator.habits.get(code, 1.0) * (0.25 ** so_far[image])
        for image, table in tables.items()
        if room[image] > 0
    }
    names = list(weights)
    for image in _weighted_order(names, np.array([weights[name] for name in names]), random):
        slip = _slip_on(code, tables[image], [slip for slip in slips if slip.image == image], random)
        if slip is not None:
            return slip
    return None


def _weighted_order(names: list[str], weights: np.ndarray, random: np.random.Generator) -> list[str]:
    return [names[k] for k in random.choice(len(names), len(names), replace=False, p=weights / weights.sum())]


def _slip_on(code: str, table: Table, before: list[Slip], random: np.random.Generator) -> Slip | None:
    used = {gold_id for slip in before for gold_id in slip.gold_ids}
    if code == "EXT-GHOST":
        drawn = [extra.shape() for slip in before for extra in (*slip.besides, *slip.instead.values())]
        drawn = [shape for shape, kind in zip(drawn, _kinds(before), strict=True) if kind != "board"]
        for k in random.permutation(len(table.decoys)):
            slip = object_slips.ghost(table, table.decoys[k], random)
            if slip is not None and not any(slip.besides[0].shape().buffer(6).intersects(other) for other in drawn):
                return slip
        return None
    kinds_hit = {gold.kind for gold in table.gold if gold.id in used}
    candidates = [gold for gold in table.gold if gold.id not in used and not _is_crowded(gold, table, used)]
    order = sorted(random.permutation(len(candidates)), key=lambda k: candidates[k].kind in kinds_hit)
    for k in order:
        slip = MAKERS[code](table, candidates[k], random)
        if slip is not None and not used & set(slip.gold_ids) and _keeps_clear(slip, before):
            return slip
    return None


def _kinds(slips: list[Slip]) -> list[str]:
    return [extra.kind for slip in slips for extra in (*slip.besides, *slip.instead.values())]


def _is_crowded(gold: Annotation, table: Table, used: set[int]) -> bool:
    """Tells whether an object lies so near one already drawn wrongly that two errors could be taken for one."""
    if gold.kind == "board":
        return False
    near = gold.shape().buffer(5)
    return any(other.id in used and other.kind != "board" and near.intersects(other.shape()) for other in table.gold)


def _keeps_clear(slip: Slip, before: list[Slip]) -> bool:
    mine = [drawn for drawn in (*slip.instead.values(), *slip.besides) if drawn.kind != "board"]
    theirs = [drawn for other in before for drawn in (*other.instead.values(), *other.besides) if drawn.kind != "board"]
    return not any(one.shape().buffer(2).intersects(other.shape().buffer(0)) for one in mine for other in theirs)


def deliver(
    gold: Mapping[str, tuple[Annotation, ...]],
    slips: Iterable[Slip],
    seed: int,
    known_ids: Mapping[str, int] | None = None,
) -> Delivery:
    """Returns what the vendor hands in when it makes exactly these slips and is honest about all else.

    A redelivery takes fewer slips and the ids of the round before: what is not touched comes back unchanged, id and all.
    """
    slips = tuple(slips)
    keyed: dict[str, Annotation] = {}
    blamed_keys = [_lay_slip(slip, keyed) for slip in slips]
    empty = {slip.image for slip in slips if slip.code == "MIS-IMG"}
    spoilt = {gold_id for slip in slips for gold_id in slip.gold_ids}
    for number, (image, annotations) in enumerate(gold.items()):
        for annotation in annotations:
            if image not in empty and annotation.id not in spoilt:
                keyed[f"gold {annotation.id}"] = honest(annotation, BY_NAME[ROTA[number]], seed)
    ids = _numbered(keyed, known_ids or {}, seed)
    annotations = sorted((replace(drawn, id=ids[key]) for key, drawn in keyed.items()), key=lambda drawn: drawn.id)
    blamed = tuple(tuple(sorted(ids[key] for key in keys)) for keys in blamed_keys)
    return Delivery(tuple(annotations), slips, blamed, ids)


def _lay_slip(slip: Slip, keyed: dict[str, Annotation]) -> tuple[str, ...]:
    """Adds what a slip delivers; returns the keys of the annotations that are wrong."""
    instead = {f"gold {gold_id}": drawn for gold_id, drawn in slip.instead.items()}
    anchor = slip.gold_ids[0] if slip.gold_ids else f"{slip.image} {slip.besides[0].box if slip.besides else ''}"
    besides = {f"{slip.code} {anchor} {k}": drawn for k, drawn in enumerate(slip.besides)}
    keyed |= instead | besides
    return tuple(besides if slip.blamed_besides else instead | besides)


def _numbered(keyed: Mapping[str, Annotation], known: Mapping[str, int], seed: int) -> dict[str, int]:
    fresh = [key for key in sorted(keyed) if key not in known]
    start = max(known.values(), default=FIRST_VENDOR_ID - 1) + 1
    shuffled = np.random.default_rng([seed, 2]).permutation(len(fresh))
    return {key: known[key] for key in keyed if key in known} | {
        key: start + int(place) for key, place in zip(fresh, shuffled, strict=True)
    }
