"""Comparing a delivery with gold.

Boxes: matching and classification into findings, from arrays, beside the *bare matcher*: the same scene matched with whole arrays, without classification
(`tests/benchmarks/bare_matcher.py`). Both get the same arrays in no order. Other tools stand beside it once `make bench-peers` has put them into an environment of
their own, once each on all the images. *Matching alone*, which the goals speak of, begins when a tool has the objects that it wants (COCO: evaluation and its
accumulation, whatever the class, at one threshold and in one range of areas; *as it comes*: by the tool's own settings; supervision: the confusion matrix). *From arrays to
counts* is that with making these objects (records, index and results; detections). Ours begins with its columns. Polygons: the areas that all candidates share (boxes
that overlap on one image), with 2 % of the vendor's outlines crossing themselves, beside one call of shapely on the repaired shapes. Memory is the peak of a
process of its own.
"""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import shapely

from assay.compare.block import Block
from assay.compare.class_table import ClassTable
from assay.compare.comparison import blocks_of, compare
from assay.compare.settings import ComparisonSettings
from assay.compare.side import side_of
from assay.compare.threads import in_threads, thread_count
from assay.geometry.box_overlaps import overlapping
from assay.geometry.polygons import repaired
from assay.model.annotations import Annotations
from assay.model.batches import SetRole
from assay.model.images import ImageSizes
from assay.model.progress import result_of
from assay.model.shapes import Flag
from assay.review.compare_delivery import compare_delivery
from assay.review.create_project import create_project, last_reviewer
from assay.store.annotation_pages import insert_pages, page_rows
from assay.store.audit_rows import pages_digest
from assay.store.batches import batches
from assay.store.project import Project
from tests.benchmarks.bare_matcher import match
from tests.benchmarks.children import REPOSITORY, in_children
from tests.benchmarks.compare_scene import (
    HEIGHT,
    WIDTH,
    Scene,
    box_scene,
    boxes_as_annotations,
    image_sizes,
    polygons_as_annotations,
    stars,
)
from tests.benchmarks.compare_ways import SCHEMA
from tests.benchmarks.facts import Fact, at_most, times_faster, within
from tests.benchmarks.timing import interleaved

PEERS = REPOSITORY / ".venv-peers" / "bin" / "python"

OTHERS = {
    "pycocotools": times_faster(60),
    "faster_coco_eval_as_it_comes": times_faster(60),
    "faster_coco_eval": None,
    "supervision": times_faster(10),
}
"""Other tools, and how many times faster than their matching alone ours is to be."""


def facts(*, small: bool) -> Iterator[Fact]:
    """Boxes, memory, crowds, the project file, polygons, other tools."""
    images = 50 if small else 50_000
    rounds = 1 if small else 7
    scene = box_scene(images=images, gold=10 * images, vendor=10 * images + images // 2)
    yield from of_boxes(scene, rounds)
    yield from of_memory(scene, crowd=100 if small else 3_000)
    yield from of_crowds(100 if small else 2_000, rounds)
    yield from of_the_project(scene, rounds=1 if small else 3)
    for vertices in (20, 200):
        yield polygons(vertices, images=4 if small else 1_250, rounds=1 if small or vertices == 200 else 3)
    if PEERS.exists() and not small:
        yield from of_peers(scene)


def of_boxes(scene: Scene, rounds: int) -> Iterator[Fact]:
    """Beside the bare matcher, and twice the images beside once."""
    size = f"{len(scene.gold.image):,} and {len(scene.vendor.image):,} boxes on {scene.images:,} images"
    half = box_scene(images=scene.images // 2, gold=len(scene.gold.image) // 2, vendor=len(scene.vendor.image) // 2)
    ways = {"ours": prepared(scene), "bare": partial(match, scene), "half": prepared(half)}
    times = {name: one.median for name, one in interleaved(ways, rounds=rounds).items()}
    yield Fact(
        what=f"Matching and classification, {size}", unit="s", ours=times["ours"], beside="bare matcher", other=times["bare"],
        goal=at_most(1.5),
    )  # fmt: skip
    yield Fact(
        what=f"Twice the images, {size}", unit="s", ours=times["ours"], beside="half of them", other=times["half"],
        goal=at_most(2.1),
    )  # fmt: skip


def prepared(scene: Scene):
    """A comparison of the scene, its columns made before the clock starts."""
    return partial(
        compare, scene.vendor.annotations(), scene.gold.annotations(), scene.sizes(), SCHEMA, ComparisonSettings()
    )


def of_memory(scene: Scene, *, crowd: int) -> Iterator[Fact]:
    """Peaks of processes of their own."""
    here = "tests.benchmarks.compare_ways"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "scene.npz"
        scene.save(path)
        ways = {"scene": (f"{here}:whole_scene", str(path)), "crowd": (f"{here}:identical_boxes", crowd)}
        runs = in_children(ways, rounds=1)
    boxes = f"{len(scene.gold.image) + len(scene.vendor.image):,} boxes"
    yield Fact(what=f"Peak memory, {boxes}", unit="MB", ours=runs["scene"].peak, goal=within(600, "MB"))
    same = f"{crowd:,} times the same box on either side of one image"
    yield Fact(what=f"Peak memory, {same}", unit="MB", ours=runs["crowd"].peak, goal=within(1500, "MB"))


def of_crowds(crowd: int, rounds: int) -> Iterator[Fact]:
    """One crowded image beside the same boxes spread over many, per object."""
    chance = np.random.default_rng(3)
    spread = box_scene(images=crowd // 10, gold=crowd, vendor=crowd)
    corner = chance.random((crowd, 2)) * (WIDTH - 60, HEIGHT - 60)
    box = np.concatenate([corner, corner + chance.uniform(20, 60, (crowd, 2))], axis=1)
    off = box + chance.normal(0, 2, box.shape)
    gold, vendor = (boxes_as_annotations(np.ones(crowd), np.ones(crowd), one) for one in (box, off))
    dense = partial(compare, vendor, gold, image_sizes(1), SCHEMA, ComparisonSettings())
    times = interleaved({"dense": dense, "spread": prepared(spread)}, rounds=rounds)
    yield Fact(
        what=f"{crowd:,} boxes on one image", unit="ms", ours=times["dense"].median * 1e3, beside="on many",
        other=times["spread"].median * 1e3, goal=at_most(5),
    )  # fmt: skip


def of_the_project(scene: Scene, rounds: int) -> Iterator[Fact]:
    """From the project file to the findings in the project file, beside the comparison alone; every round with a file that was never compared."""
    with TemporaryDirectory() as folder:
        stored(Path(folder) / "bench.assay", scene).close()
        projects = [copied(Path(folder), number) for number in range(rounds + 1)]
        waiting = iter(projects)
        ways = {"whole": lambda: compared_in(next(waiting)), "in memory": prepared(scene)}
        times = interleaved(ways, rounds=rounds)
        found = projects[0].connection.execute("SELECT total(count) FROM finding_page").fetchone()[0]
        for project in projects:
            project.close()
    size = (
        f"{len(scene.gold.image) + len(scene.vendor.image):,} boxes on {scene.images:,} images, {int(found):,} findings"
    )
    yield Fact(
        what=f"From project file to findings in it, {size}", unit="s", ours=times["whole"].median,
        beside="in memory", other=times["in memory"].median, goal=at_most(3),
    )  # fmt: skip


def copied(folder: Path, number: int) -> Project:
    """A copy of the project that `stored` made in a folder, open."""
    path = folder / f"copy-{number}.assay"
    shutil.copy(folder / "bench.assay", path)
    return Project.open(path)


def compared_in(project: Project) -> None:
    """Compare the project's only batch."""
    (batch,), by = batches(project.connection), last_reviewer(project)
    result_of(compare_delivery(project, batch, ComparisonSettings(), by=by))


def stored(path: Path, scene: Scene) -> Project:
    """A project that holds the scene as gold and as a delivery, images and queue and all."""
    project = create_project(path, name="Bench", reviewer="Bench")
    with project.action("bench", "Set up", by=last_reviewer(project), undoable=False) as action:
        vendor = action.insert("vendor", {"name": "bench"})
        version = action.insert("schema_version", {"created_at": action.at})
        batch = action.insert(
            "batch", {"vendor_id": vendor, "name": "bench", "schema_version": version, "created_at": action.at}
        )
        project.connection.executemany(
            f"INSERT INTO image (batch_id, file_name, width, height) VALUES ({batch}, ?, {WIDTH}, {HEIGHT})",
            [(f"{number:07d}.jpg",) for number in range(scene.images)],
        )
        for role, side in ((SetRole.GOLD, scene.gold), (SetRole.DELIVERY, scene.vendor)):
            label_set = action.insert(
                "label_set",
                {
                    "batch_id": batch, "role": str(role), "round": 1, "name": "bench", "format": "none", "source": "none",
                    "source_sha256": "", "imported_at": action.at,
                },
            )  # fmt: skip
            pages = page_rows(_by_image(side.annotations()), range(1, scene.images + 1))
            insert_pages(project.connection, label_set, list(pages))
            digest = pages_digest(project.connection, label_set)
            facts = {"images": scene.images, "annotations": len(side.image), "pages_sha256": digest}
            action.update("label_set", label_set, facts)
        project.connection.execute(
            "INSERT INTO image_review (label_set_id, image_id, position) SELECT ?, id, id FROM image", (label_set,)
        )
    return project


def _by_image(annotations: Annotations) -> Annotations:
    return annotations.take(np.argsort(annotations.records["image"], kind="stable"))


def polygons(vertices: int, *, images: int, rounds: int) -> Fact:
    """Areas that all candidates share, beside one call of shapely."""
    vendor, gold, sizes = polygon_sides(images, vertices)
    block = polygon_block(vendor, gold, sizes)
    found = [piece[:2] for piece in overlapping(block.vendor_boxes, block.gold_boxes)]
    rows_a, rows_b = (np.concatenate(column) for column in zip(*found, strict=True))
    shapes = [repaired(shapely.polygons(one.points.reshape(-1, vertices, 2))) for one in (vendor, gold)]
    bulk = partial(lambda a, b: shapely.area(shapely.intersection(a, b)), shapes[0][rows_a], shapes[1][rows_b])
    ways = {"ours": partial(polygon_overlaps, vendor, gold, sizes), "shapely": bulk}
    times = interleaved(ways, rounds=rounds, warm_up=0)
    return Fact(
        what=f"{len(rows_a):,} candidate pairs of {vertices}-vertex polygons", unit="s", ours=times["ours"].median,
        beside="shapely, all at once", other=times["shapely"].median, goal=at_most(0.6),
    )  # fmt: skip


def polygon_overlaps(vendor: Annotations, gold: Annotations, sizes: ImageSizes) -> int:
    """How many overlaps matter, measured block by block on all processors, as a comparison does."""
    blocks = blocks_of(vendor, gold, sizes, ClassTable(SCHEMA, ComparisonSettings()))
    return sum(in_threads(lambda block: len(block.overlaps), blocks, threads=thread_count()))


def polygon_block(vendor: Annotations, gold: Annotations, sizes: ImageSizes) -> Block:
    """All of both sides, nothing of it measured yet."""
    sides = (side_of(one, sizes, uncounted=Flag.CROWD) for one in (vendor, gold))
    return Block(sizes, np.ones(len(sizes.ids), bool), *sides, ClassTable(SCHEMA, ComparisonSettings()))


def polygon_sides(images: int, vertices: int) -> tuple[Annotations, Annotations, ImageSizes]:
    """Vendor's and gold's outlines, 40 an image on either side; some of the vendor's cross themselves."""
    chance = np.random.default_rng(vertices)
    count = 40 * images
    image = np.repeat(np.arange(1, images + 1), 40)
    centre = chance.random((count, 2)) * (WIDTH, HEIGHT)
    radius = chance.uniform(40, 120, count)
    gold = stars(chance, centre, radius, vertices)
    vendor = stars(chance, centre + chance.normal(0, 4, (count, 2)), radius * chance.normal(1, 0.04, count), vertices)
    crossing = np.flatnonzero(chance.random(count) < 0.02)
    vendor[crossing[:, None], [[2, 7]]] = vendor[crossing[:, None], [[7, 2]]]
    return polygons_as_annotations(image, vendor), polygons_as_annotations(image, gold), image_sizes(images)


def of_peers(scene: Scene) -> Iterator[Fact]:
    """Other tools, once each on all the images, ours between them."""
    what = f"{len(scene.gold.image) + len(scene.vendor.image):,} boxes on {scene.images:,} images"
    compare_it = prepared(scene)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "scene.npz"
        scene.save(path)
        for name, goal in OTHERS.items():
            ours = interleaved({"ours": compare_it}, rounds=5)["ours"].median
            way = {name: (f"tests.benchmarks.compare_peers:{name}", str(path), scene.images)}
            objects, matching = in_children(way, rounds=1, python=str(PEERS))[name].result
            yield Fact(what=f"{what}, matching alone", unit="s", ours=ours, beside=name, other=matching, goal=goal)
            yield Fact(
                what=f"{what}, from arrays to counts", unit="s", ours=ours, beside=name, other=objects + matching
            )
