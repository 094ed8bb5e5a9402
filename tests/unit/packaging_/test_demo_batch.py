import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
DEMO = REPOSITORY / "resources" / "demo"
GENERATOR = REPOSITORY / "packaging" / "demo_batch"

CODES = {
    "MIS-OBJ", "MIS-SMALL", "MIS-IMG", "EXT-GHOST", "EXT-DUP", "CLS-SWAP", "GEO-POOR", "GEO-LOOSE", "GEO-TIGHT", "GEO-SHIFT",
    "GEO-BOUND", "GEO-OOB", "GEO-INVALID", "GEO-TYPE", "ATT-WRONG", "GRP-MERGE", "GRP-SPLIT",
}  # fmt: skip


def loaded(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def made_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    subprocess.run([sys.executable, str(GENERATOR), str(folder), "--labels-only"], check=True)
    return folder


def test_that_every_image_of_the_batch_is_there_and_the_batch_is_small() -> None:
    names = [image["file_name"] for image in loaded(DEMO / "gold.coco.json")["images"]]
    assert names == [f"board_{number:02d}.jpg" for number in range(1, 25)]
    assert all((DEMO / "images" / name).is_file() for name in names)
    assert sum(path.stat().st_size for path in DEMO.rglob("*") if path.is_file()) <= 5_500_000


def test_that_planted_errors_name_annotations_that_exist() -> None:
    gold = [row["id"] for row in loaded(DEMO / "gold.coco.json")["annotations"]]
    vendor = [row["id"] for row in loaded(DEMO / "delivery.coco.json")["annotations"]]
    planted = loaded(DEMO / "planted.json")
    assert len(set(gold)) == len(gold)
    assert len(set(vendor)) == len(vendor)
    assert set(gold).isdisjoint(vendor)
    assert {row["code"] for row in planted} == CODES
    assert {number for row in planted for number in row["vendor_ids"]} <= set(vendor)
    assert {number for row in planted for number in row["gold_ids"]} <= set(gold)


def test_that_a_second_reading_of_the_rules_finds_exactly_the_planted_errors() -> None:
    done = subprocess.run(
        [sys.executable, str(GENERATOR / "check.py"), str(DEMO)], capture_output=True, text=True, check=False
    )
    assert done.stdout == "0 differences\n"


@pytest.mark.parametrize("name", ["gold.coco.json", "delivery.coco.json"])
def test_that_the_generator_still_makes_the_committed_labels(made_again: Path, name: str) -> None:
    made, kept = loaded(made_again / name)["annotations"], loaded(DEMO / name)["annotations"]
    assert [(row["id"], row["image_id"], row["category_id"]) for row in made] == [
        (row["id"], row["image_id"], row["category_id"]) for row in kept
    ]
    assert [row["bbox"] for row in made] == [pytest.approx(row["bbox"], abs=0.11) for row in kept]


def test_that_the_generator_still_plants_the_committed_errors(made_again: Path) -> None:
    assert loaded(made_again / "planted.json") == loaded(DEMO / "planted.json")
    assert (
        Counter(row["image"] for row in loaded(DEMO / "planted.json"))
        .keys()
        .isdisjoint({"board_06.jpg", "board_15.jpg", "board_23.jpg"})
    )
