"""Importing a large COCO file.

One COCO file with annotations in no order, imported into a new project by what `assay import` runs: detection, every check, the project's pages, the digest and the
journal. Beside it, in processes of their own that take turns: the *plain way* (msgspec's typed parse, one row per annotation through `executemany`, an index), and
json with sqlite-utils' `insert_all`. Peak memory is the process's own with that of
the processes that it begins. Where `make bench-peers` could install datumaro, its import of a file a tenth as large too, which
fills its model in memory and writes nothing; ours of that same file stands beside it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.children import FRESH_FOLDER, REPOSITORY, Runs, has_module, in_children
from tests.benchmarks.facts import Fact, at_most, times_faster
from tests.benchmarks.synthetic_coco import write_coco

HERE = "tests.benchmarks.import_ways"
THERE = "tests.benchmarks.import_peers"
PEERS = REPOSITORY / ".venv-peers" / "bin" / "python"
SHARE = 10
"""How many times smaller the file is that peers read: the whole one takes them gigabytes of memory."""

VERTICES = 20

SLOW_ROUNDS = 3
"""json and sqlite-utils take up to a minute a round."""


def facts(*, small: bool) -> Iterator[Fact]:
    """Boxes, then polygons."""
    images, annotations = (100, 2000) if small else (50_000, 1_000_000)
    rounds = 1 if small else 5
    with_datumaro = not small and has_module(str(PEERS), "datumaro")
    if not small and not with_datumaro:
        print("datumaro is not installed and left out", file=sys.stderr)
    for what, vertices, times in (("boxes", 0, 10), (f"{VERTICES}-vertex polygons", VERTICES, 7)):
        with TemporaryDirectory() as folder:
            source = write_coco(
                Path(folder) / "instances.json", images=images, annotations=annotations, vertices=vertices
            )
            size = f"{annotations:,} {what} on {images:,} images"
            runs = taking_turns(source, rounds, "assay_import", "plain_rows")
            beside_slow = taking_turns(source, min(rounds, SLOW_ROUNDS), "assay_import", "json_and_sqlite_utils")
            if with_datumaro:
                yield from beside_datumaro(Path(folder), what, images // SHARE, annotations // SHARE, vertices)
        assert {run.result for run in (*runs.values(), *beside_slow.values())} == {annotations}
        ours, plain = runs["assay_import"], runs["plain_rows"]
        yield Fact(
            what=f"Wall time, {size}",
            unit="s",
            ours=ours.median,
            beside="plain way",
            other=plain.median,
            goal=at_most(1),
        )
        yield Fact(
            what=f"Peak memory, {size}",
            unit="MB",
            ours=ours.peak,
            beside="plain way",
            other=plain.peak,
            goal=at_most(1),
        )
        yield Fact(
            what=f"Wall time, {size}", unit="s", ours=beside_slow["assay_import"].median, beside="json and sqlite-utils",
            other=beside_slow["json_and_sqlite_utils"].median, goal=times_faster(times),
        )  # fmt: skip


def beside_datumaro(folder: Path, what: str, images: int, annotations: int, vertices: int) -> Iterator[Fact]:
    """Ours beside datumaro's, on a file of its own."""
    # datumaro takes COCO only where COCO itself keeps it, beside its images
    for name in ("annotations", "images"):
        (folder / name).mkdir()
    source = write_coco(
        folder / "annotations" / "instances_fewer.json", images=images, annotations=annotations, vertices=vertices
    )
    ours = taking_turns(source, 1, "assay_import")["assay_import"]
    way = {"datumaro": (f"{THERE}:datumaro_import", str(source))}
    peer = in_children(way, rounds=1, python=str(PEERS))["datumaro"]
    # of a polygon it keeps the box as an annotation of its own
    assert (ours.result, peer.result) == (annotations, 2 * annotations if vertices else annotations)
    size = f"{annotations:,} {what} on {images:,} images"
    for measured, unit, mine, its in (
        ("Wall time", "s", ours.median, peer.median),
        ("Peak memory", "MB", ours.peak, peer.peak),
    ):
        yield Fact(what=f"{measured}, {size}", unit=unit, ours=mine, beside="datumaro", other=its, goal=None)


def taking_turns(source: Path, rounds: int, *ways: str) -> dict[str, Runs]:
    """Run each way as often, into a fresh folder each time."""
    return in_children({way: (f"{HERE}:{way}", str(source), FRESH_FOLDER) for way in ways}, rounds=rounds)
