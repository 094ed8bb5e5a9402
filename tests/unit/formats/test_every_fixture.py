"""Every folder of the collected deliveries of other tools, as it lies: what it is taken for, what is in it, and what of it is left out and why.

The table is `fixture_counts.json`: by folder or file the format, the images, the annotations by kind and what was rejected; or the sentence that refuses it. Counts
were checked against the files. "as": the format that somebody has to name, because several tools' files lie together.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.image_header import EXTENSIONS
from assay.model.batches import SetRole
from assay.model.errors import AssayError
from assay.model.progress import result_of
from assay.model.shapes import ShapeKind
from assay.review.create_project import create_project, last_reviewer
from assay.review.import_labels import import_labels
from assay.review.import_plan import ImportPlan, preview_import
from assay.store.schemas import current_schema
from tests.shared_folder import data
from tests.unit.formats.soundness import assert_sound

TABLE: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("fixture_counts.json").read_text("utf-8"))
NO_LABELS = (*EXTENSIONS, ".md", ".pcd")
NO_LABEL_FILES = ("LICENSE", "README.md")


def path_of(unit: str) -> Path:
    return data("06-formats", unit.partition(" as ")[0])


def told(sentence: str) -> str:
    return sentence.replace(str(data("06-formats")), "…")


def looked_at(unit: str, wanted: str) -> dict[str, Any]:
    try:
        with Delivered.open(path_of(unit)) as delivered:
            found = detect(delivered, wanted)
            reading = result_of(found.read(delivered))
    except AssayError as error:
        return {"refused": told(str(error))}
    assert_sound(reading)
    kinds = Counter(ShapeKind(kind).name for kind in reading.annotations.records["kind"].tolist())
    return {
        "format": found.format.name,
        "images": len(reading.images),
        "kinds": dict(sorted(kinds.items())),
        "rejected": [told(str(one)) for one in reading.rejected],
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    with create_project(tmp_path_factory.mktemp("fixtures") / "all.assay", name="All", reviewer="Ana") as made:
        yield made


@pytest.mark.parametrize("unit", TABLE)
def test_that_a_fixture_is_what_it_is_and_comes_in_whole(project, unit):
    expected = TABLE[unit]
    wanted = unit.partition(" as ")[2]
    assert looked_at(unit, wanted) == expected
    if "refused" in expected:
        return
    schema = current_schema(project.connection)
    preview = result_of(preview_import(path_of(unit), image_root=None, schema=schema, format_name=wanted))
    plan = ImportPlan(role=SetRole.DELIVERY, batch=unit)
    label_set = result_of(import_labels(project, preview, plan, by=last_reviewer(project))).label_set
    counts = (label_set.format, label_set.images, label_set.annotations, label_set.rejected)
    kinds, rejected = expected["kinds"], expected["rejected"]
    assert counts == (expected["format"], expected["images"], sum(kinds.values()), len(rejected))


def test_that_no_label_file_of_the_fixtures_is_forgotten():
    root = data("06-formats")
    units = [path_of(unit) for unit in TABLE]
    files = [one for one in root.rglob("*") if one.is_file() and one.name not in NO_LABEL_FILES]
    labels = [one for one in files if not one.name.lower().endswith(NO_LABELS)]
    forgotten = [one for one in labels if not any(one.is_relative_to(unit) for unit in units)]
    assert len(labels) > 200
    assert forgotten == []


def test_that_every_refusal_says_what_it_is_instead():
    refused = [one["refused"] for one in TABLE.values() if "refused" in one]
    assert refused
    assert all("…/" in one and len(one) > 40 for one in refused)
