"""Checks a batch by the rules of comparison, written here a second time and independently of the product.

`python packaging/demo_batch/check.py FOLDER` compares delivery with gold and says where the findings are not exactly those
planted.
"""

import itertools
import json
import math
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from shapely import Polygon, box, make_valid, union_all
from shapely.geometry.base import BaseGeometry

Finding = tuple[str, str, tuple[int, ...], tuple[int, ...]]

SURELY = 1e-6


class Thing:
    """One annotation, read for checking."""

    def __init__(self, row: dict[str, Any], classes: dict[int, str]) -> None:
        self.id: int = row["id"]
        self.kind = classes[row["category_id"]]
        self.attributes: dict[str, str] = row.get("attributes", {})
        x, y, width, height = row["bbox"]
        flat = row["segmentation"][0] if "segmentation" in row else None
        self.is_outline = flat is not None
        raw = Polygon(list(zip(flat[::2], flat[1::2], strict=True))) if flat else box(x, y, x + width, y + height)
        self.is_valid = raw.is_valid and raw.area > 0
        self.shape: BaseGeometry = raw if self.is_valid else make_valid(raw)


def iou(one: BaseGeometry, other: BaseGeometry) -> float:
    """Returns the share of two shapes' union that both cover."""
    return one.intersection(other).area / one.union(other).area


def inside(part: BaseGeometry, whole: BaseGeometry) -> float:
    """Returns the share of a shape that lies in another."""
    return part.intersection(whole).area / part.area


def read(path: Path) -> dict[str, list[Thing]]:
    """Returns the annotations of every image."""
    data = json.loads(path.read_text(encoding="utf-8"))
    classes = {row["id"]: row["name"] for row in data["categories"]}
    names = {row["id"]: row["file_name"] for row in data["images"]}
    things: dict[str, list[Thing]] = {name: [] for name in names.values()}
    for row in data["annotations"]:
        things[names[row["image_id"]]].append(Thing(row, classes))
    return things


def paired(vendor: list[Thing], gold: list[Thing]) -> dict[int, tuple[Thing, Thing, float]]:
    """Returns the best one-to-one pairs by gold id; overlaps are few, so each knot is solved by trying all."""
    links = [(v, g, value) for v in vendor for g in gold if (value := iou(v.shape, g.shape)) >= 0.10]
    pairs: dict[int, tuple[Thing, Thing, float]] = {}
    while links:
        knot = [links.pop()]
        while more := [link for link in links if any(link[0] is k[0] or link[1] is k[1] for k in knot)]:
            knot += more
            links = [link for link in links if link not in more]
        choices = (c for n in range(1, len(knot) + 1) for c in itertools.combinations(knot, n) if _is_one_to_one(c))
        for link in max(choices, key=lambda choice: sum(value for *_, value in choice)):
            pairs[link[1].id] = link
    return pairs


def _is_one_to_one(choice: tuple[tuple[Thing, Thing, float], ...]) -> bool:
    return len({v.id for v, _, _ in choice}) == len({g.id for _, g, _ in choice}) == len(choice)


def band(vendor: Thing, gold: Thing, value: float) -> str | None:
    """Returns the code of a pair's geometry, or None when it is right."""
    v, g = vendor.shape.bounds, gold.shape.bounds
    width, height = g[2] - g[0], g[3] - g[1]
    slack = [max(2.0, 0.02 * width), max(2.0, 0.02 * height)] * 2
    offsets = [g[0] - v[0], g[1] - v[1], v[2] - g[2], v[3] - g[3]]
    is_within = all(abs(o) <= s for o, s in zip(offsets, slack, strict=True))
    good = 0.80 if vendor.is_outline and gold.is_outline else 0.85
    if value < 0.70 and not is_within:
        return "GEO-POOR"
    if value < good and not is_within:
        size_holds = abs(v[2] - v[0] - width) <= 0.1 * width and abs(v[3] - v[1] - height) <= 0.1 * height
        moved = any(
            offsets[k] * offsets[k + 2] < 0 and min(abs(offsets[k]), abs(offsets[k + 2])) > slack[k] for k in (0, 1)
        )
        if moved and size_holds:
            return "GEO-SHIFT"
        return "GEO-TIGHT" if any(o < -s for o, s in zip(offsets, slack, strict=True)) else "GEO-LOOSE"
    if vendor.is_outline or gold.is_outline:
        reach = 0.02 * math.hypot(1280, 960)
        edges = [shape.difference(shape.buffer(-reach)) for shape in (vendor.shape, gold.shape)]
        distance = vendor.shape.boundary.hausdorff_distance(gold.shape.boundary)
        if iou(*edges) < 0.70 or distance > max(4.0, 0.1 * math.sqrt(gold.shape.area)):
            return "GEO-BOUND"
    return None


def findings(image: str, vendor: list[Thing], gold: list[Thing], shapes: dict[str, list[str]]) -> list[Finding]:
    """Returns all findings of an image."""
    if not vendor:
        return [(image, "MIS-IMG", (), ())] if gold else []
    found: list[Finding] = []
    for v in vendor:
        left, top, right, bottom = v.shape.bounds
        if min(left, top) < -0.5 or right > 1280.5 or bottom > 960.5:
            found.append((image, "GEO-OOB", (v.id,), ()))
        if not v.is_valid:
            found.append((image, "GEO-INVALID", (v.id,), ()))
        if ("polygon" if v.is_outline else "box") not in shapes[v.kind]:
            found.append((image, "GEO-TYPE", (v.id,), ()))
    pairs = paired(vendor, gold)
    gold_of = {link[0].id: link[1] for link in pairs.values()}
    done_v: set[int] = set()
    done_g: set[int] = set()
    for v in vendor:
        mine = gold_of.get(v.id)
        covered = [g for g in gold if inside(g.shape, v.shape) >= 0.5 and (g.id not in pairs or g is mine)]
        own = pairs[mine.id][2] if mine else 0.0
        if (
            len(covered) >= 2
            and (joint := iou(v.shape, union_all([g.shape for g in covered]))) >= 0.5
            and joint > own + SURELY
        ):
            found.append((image, "GRP-MERGE", (v.id,), tuple(sorted(g.id for g in covered))))
            done_v.add(v.id)
            done_g |= {g.id for g in covered}
    for g in gold:
        link = pairs.get(g.id)
        parts = [v for v in vendor if inside(v.shape, g.shape) >= 0.75 and gold_of.get(v.id) in (None, g)]
        own = link[2] if link else 0.0
        if (
            len(parts) >= 2
            and (joint := iou(g.shape, union_all([v.shape for v in parts]))) >= 0.7
            and joint > own + SURELY
        ):
            found.append((image, "GRP-SPLIT", tuple(sorted(v.id for v in parts)), (g.id,)))
            done_v |= {v.id for v in parts}
            done_g.add(g.id)
    found += _pair_findings(
        image, [link for link in pairs.values() if link[0].id not in done_v and link[1].id not in done_g]
    )
    left_over = [v for v in vendor if v.id not in gold_of and v.id not in done_v]
    found += [(image, *_extra(v, [(a, b) for a, b, _ in pairs.values()])) for v in left_over]
    for g in gold:
        if g.id not in pairs and g.id not in done_g:
            found.append((image, "MIS-SMALL" if g.shape.area < 1024 else "MIS-OBJ", (), (g.id,)))
    return found


def _pair_findings(image: str, links: list[tuple[Thing, Thing, float]]) -> list[Finding]:
    found: list[Finding] = []
    for v, g, value in links:
        codes = [] if v.kind == g.kind else ["CLS-SWAP"]
        if code := band(v, g, value):
            codes.append(code)
        if v.kind == g.kind and v.attributes != g.attributes:
            codes.append("ATT-WRONG")
        found += [(image, code, (v.id,), (g.id,)) for code in codes]
    return found


def _extra(v: Thing, pairs: list[tuple[Thing, Thing]]) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    for other, g in pairs:
        same_as_vendor = other.kind == v.kind and iou(v.shape, other.shape) >= 0.85
        if same_as_vendor or (g.kind == v.kind and iou(v.shape, g.shape) >= 0.5):
            return ("EXT-DUP", (v.id,), (g.id,))
    return ("EXT-GHOST", (v.id,), ())


def differences(folder: Path) -> list[str]:
    """Returns a sentence for every planted error not found and every finding not planted."""
    gold, vendor = read(folder / "gold.coco.json"), read(folder / "delivery.coco.json")
    schema = json.loads((folder / "schema.json").read_text(encoding="utf-8"))
    shapes = {row["name"]: row["shapes"] for row in schema["classes"]}
    found = Counter(f for image in gold for f in findings(image, vendor[image], gold[image], shapes))
    planted: Counter[Finding] = Counter()
    for row in json.loads((folder / "planted.json").read_text(encoding="utf-8")):
        about_vendor_alone = row["code"] in ("GEO-OOB", "GEO-INVALID", "GEO-TYPE")
        gold_ids = () if about_vendor_alone else tuple(sorted(row["gold_ids"]))
        planted[(row["image"], row["code"], tuple(sorted(row["vendor_ids"])), gold_ids)] += 1
    return [f"planted but not found: {key}" for key in planted - found] + [
        f"found but not planted: {key}" for key in found - planted
    ]


if __name__ == "__main__":
    complaints = differences(Path(sys.argv[1]))
    sys.stdout.write("\n".join([*complaints, f"{len(complaints)} differences"]) + "\n")
    sys.exit(bool(complaints))
