"""A project with one rework request whose every detail is known."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
from PIL import Image, ImageDraw

from assay.model.batches import SetRole
from assay.model.finding_record import FINDING
from assay.model.ids import LabelSetId, RequestId
from assay.model.people import Reviewer
from assay.model.progress import result_of
from assay.reports.request_facts import RequestFacts, request_facts
from assay.reports.rework_package import write_package
from assay.store.annotation_pages import insert_pages, page_rows
from assay.store.finding_pages import found_pages, insert_found
from assay.store.journal import Action
from assay.store.project import Project
from tests.annotation_builder import annotations, box, polygon

GREY = (128, 128, 128)
FORMULA_NAME = "=HYPERLINK(1).png"
TEXT_ID = "=A7"
CAR, TRUCK, BUS = 1, 2, 3

DELIVERY = annotations(
    box(100, 100, 210, 180, image=1, class_id=CAR, source_id=5001, annotator=1, attributes={"colour": "red"}),
    box(300, 200, 360, 260, image=1, class_id=TRUCK, source_id=5002, annotator=1),
    polygon([(400, 300), (500, 300), (500, 360), (400, 360)], image=1, class_id=CAR, source_id=5003),
    box(20, 20, 60, 50, image=1, class_id=BUS, source_id=5005),
    box(40, 40, 140, 120, image=2, class_id=TRUCK),
    box(1, 1, 9, 9, image=4, class_id=CAR, source_id=5009),
)
GOLD = annotations(
    box(110, 100, 200, 180, image=1, class_id=CAR, source_id=901, attributes={"colour": "blue"}),
    polygon([(400, 300), (510, 300), (510, 370), (400, 370)], image=1, class_id=CAR, source_id=902),
    box(20, 20, 60, 50, image=1, class_id=BUS, source_id=903),
    box(40, 40, 140, 120, image=2, class_id=CAR, source_id=904),
    box(200, 60, 260, 100, image=2, class_id=CAR, source_id=905),
)
FINDINGS = (
    (1, "GEO-LOOSE", "minor", 1, 1, CAR, CAR, 0.818, 10.0, 0.0, 10.0, 0.0, 100, 100, 210, 180, {}),
    (1, "EXT-GHOST", "major", 2, 0, TRUCK, -1, None, None, None, None, None, 300, 200, 360, 260, {}),
    (1, "GEO-BOUND", "minor", 3, 2, CAR, CAR, 0.78, -0.0, 0.0, -10.0, -10.0, 400, 300, 510, 370, {}),
    (2, "CLS-SWAP", "major", 5, 4, TRUCK, CAR, 1.0, 0.0, 0.0, 0.0, 0.0, 40, 40, 140, 120, {}),
    (2, "MIS-OBJ", "major", 0, 5, -1, CAR, None, None, None, None, None, 200, 60, 260, 100, {}),
)
INSTRUCTION = "Do as it says."
COMMENTS = {2: "-1+Ana Nowak says so", 4: "@SUM(A1)"}


def draw_images(folder: Path) -> None:
    """Three grey images with something on them; each says with which camera it was taken."""
    folder.mkdir()
    for name, size in (("one.png", (640, 480)), (FORMULA_NAME, (320, 240)), ("three.png", (90, 60))):
        image = Image.new("RGB", size, GREY)
        ImageDraw.Draw(image).rectangle((2, 2, 12, 12), fill=(200, 30, 30))
        exif = Image.Exif()
        exif[0x010F] = "Camera of Otto Brandt"
        exif[0x0112] = 6
        image.save(folder / name, exif=exif)


def add_batch(project: Project, action: Action) -> None:
    """Vendor, schema, batch and four images, the last of which is nowhere on disk."""
    action.insert("schema_version", {"created_at": action.at})
    for name in ("car", "truck", "bus"):
        action.insert("class", {"name": name, "colour": "#5AA9FF", "since_version": 1})
    action.insert("vendor", {"name": "Labelworks", "time_zone": "Asia/Kolkata", "contact": "qa@labelworks.example"})
    action.insert("annotator", {"vendor_id": 1, "name": "Chidi Okafor"})
    action.insert(
        "batch",
        {"vendor_id": 1, "name": "Batch 07", "image_root": "images", "schema_version": 1, "guideline_version": "v3",
         "created_at": action.at},
    )  # fmt: skip
    for name, width, height in (
        ("one.png", 640, 480),
        (FORMULA_NAME, 320, 240),
        ("three.png", 90, 60),
        ("four.png", 64, 64),
    ):
        row = {"batch_id": 1, "file_name": name, "width": width, "height": height, "sha256": name * 2, "found": 1}
        action.insert("image", row)


def add_label_set(project: Project, action: Action, role: SetRole, round_number: int) -> LabelSetId:
    """A label set without annotations."""
    row = action.insert(
        "label_set",
        {"batch_id": 1, "role": str(role), "round": round_number, "name": str(role), "format": "coco",
         "source": "/home/anan/secret/batch.json", "source_sha256": "5" * 64, "imported_at": action.at},
    )  # fmt: skip
    return LabelSetId(row)


def add_comparison(project: Project, action: Action) -> None:
    """Delivery and gold with their pages, and what the comparison found, every finding logged as a defect."""
    delivery = add_label_set(project, action, SetRole.DELIVERY, 0)
    gold = add_label_set(project, action, SetRole.GOLD, 1)
    delivered = replace(DELIVERY, extra={**DELIVERY.extra, 4: {"id": TEXT_ID}})
    insert_pages(project.connection, delivery, list(page_rows(delivered, [1, 2, 3, 4])))
    insert_pages(project.connection, gold, list(page_rows(GOLD, [1, 2, 3, 4])))
    action.insert(
        "comparison",
        {"delivery_id": delivery, "gold_id": gold, "settings": "{}", "counts": "{}", "is_current": 1, "made_at": action.at},
    )  # fmt: skip
    rows = [[np.nan if value is None else value for value in row[:-1]] for row in FINDINGS]
    packed = [(row[1], row[0], *row[3:8], tuple(row[8:12]), tuple(row[12:])) for row in rows]
    records = np.array(packed, FINDING)
    insert_found(project.connection, delivery, found_pages(records, {}))
    for number, row in enumerate(FINDINGS, start=1):
        place = row[12:16]
        add_defect(action, row[0], row[1], place, finding_id=number, numbers=row[3:5], comment=COMMENTS.get(number, ""))


def add_defect(action: Action, image: int, code: str, place, *, finding_id=None, numbers=(0, 0), comment="", **said) -> int:  # fmt: skip
    """One defect of the delivery, found by the second reviewer."""
    return action.insert(
        "defect",
        {"label_set_id": 1, "image_id": image, "finding_id": finding_id, "vendor_number": numbers[0],
         "gold_number": numbers[1], "code": code, "severity": "major", "comment": comment, "instruction": INSTRUCTION,
         "x_min": place[0], "y_min": place[1], "x_max": place[2], "y_max": place[3], "reviewer_id": 2, "at": action.at,
         **said},
    )  # fmt: skip


def add_request(project: Project, action: Action, defect_ids) -> RequestId:
    """A rework request of some defects."""
    row = action.insert(
        "rework_request",
        {"batch_id": 1, "label_set_id": 1, "scope": "listed", "note": "Too many faults, says Otto Brandt.", "reviewer_id": 1,
         "at": action.at, "due_at": "2026-08-06T14:00:00.000Z", "package": "rework.zip", "package_sha256": ""},
    )  # fmt: skip
    for number, defect_id in enumerate(defect_ids, start=1):
        action.insert(
            "rework_item",
            {"request_id": row, "defect_id": defect_id, "number": f"R{number:03}", "uuid": f"uuid-{row}-{defect_id}"},
        )
        action.update("defect", defect_id, {"request_id": row})
    return RequestId(row)


@pytest.fixture
def judged(project: Project, me: Reviewer, tmp_path: Path) -> Project:
    """A project whose delivery was judged: five findings and a fault that no comparison found are defects."""
    draw_images(tmp_path / "images")
    with project.action("set_up", "Set up", by=me, undoable=False) as action:
        action.insert("reviewer", {"name": "Otto Brandt", "role": "reviewer"})
        add_batch(project, action)
        add_comparison(project, action)
        text = "+Otto Brandt saw a scratch"
        add_defect(action, 3, "GEO-PART", (10, 10, 50, 40), comment=text, instruction=text, severity="critical")
    return project


@pytest.fixture
def request_id(judged: Project, me: Reviewer) -> RequestId:
    with judged.action("request_rework", "Request rework", by=me) as action:
        return add_request(judged, action, range(1, 7))


@pytest.fixture
def facts(judged: Project, request_id: RequestId) -> RequestFacts:
    return request_facts(judged, request_id)


@dataclass(frozen=True)
class Package:
    """A package that was written: where, its SHA-256 as the writer told it, and its files."""

    path: Path
    sha256: str
    files: Mapping[str, bytes]

    def picture(self, number: str) -> Image.Image:
        """An evidence picture."""
        return Image.open(io.BytesIO(self.files[f"evidence/{number}.png"]))


def written(project: Project, request_id: RequestId, path: Path) -> Package:
    digest = result_of(write_package(project, request_id, path))
    with ZipFile(path) as archive:
        return Package(path, digest, {name: archive.read(name) for name in archive.namelist()})


@pytest.fixture
def write(judged: Project, tmp_path: Path):
    """A function that writes a request's package."""

    def one(request_id: RequestId, name: str = "rework.zip", of: Project = judged) -> Package:
        return written(of, request_id, tmp_path / name)

    return one


@pytest.fixture
def package(write, request_id: RequestId) -> Package:
    return write(request_id)
