import hashlib
import io
import json
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from assay.geometry.shape_making import box_shape, ring_shape
from assay.model.batches import SetRole
from assay.model.corrections import Corrects, Suggestion
from assay.model.errors import AssayError
from assay.model.progress import Progress, result_of
from assay.model.shapes import ShapeKind
from assay.reports.rework_package import write_package
from assay.review.change_correction import change_correction
from assay.review.propose_correction import propose_correction
from assay.store.project import Project
from tests.unit.reports.conftest import add_label_set, add_request, written

NAMES = [
    "MANIFEST.json",
    "README.html",
    "annotations_current.coco.json",
    "annotations_expected.coco.json",
    *(f"evidence/R{number:03}.png" for number in range(1, 7)),
    "response_template.csv",
    "rework_items.csv",
    "rework_items.json",
    "rework_items.xlsx",
]


def test_that_a_package_holds_the_agreed_files_in_order(package):
    assert list(package.files) == NAMES


def test_that_the_digest_is_that_of_the_file(package):
    assert package.sha256 == hashlib.sha256(package.path.read_bytes()).hexdigest()


def test_that_the_same_request_gives_the_same_bytes(package, write, request_id):
    again = write(request_id, "again.zip")
    assert again.path.read_bytes() == package.path.read_bytes()


def test_that_a_copy_of_the_project_gives_the_same_bytes(package, judged, request_id, tmp_path):
    judged.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(judged.path, elsewhere / "copy.assay")
    shutil.copytree(tmp_path / "images", elsewhere / "images")
    with Project.open(elsewhere / "copy.assay") as copy:
        assert written(copy, request_id, elsewhere / "r.zip").sha256 == package.sha256


def test_that_writing_before_the_action_ends_gives_the_same_bytes_as_writing_after(judged, me, write):
    with judged.action("request_rework", "Request rework", by=me) as action:
        request_id = add_request(judged, action, range(1, 7))
        within = write(request_id, "within.zip")
    assert write(request_id, "after.zip").sha256 == within.sha256


def test_that_what_comes_into_the_project_later_changes_nothing(package, judged, me, write, request_id):
    with judged.action("import_labels", "Import", by=me, undoable=False) as action:
        action.insert("class", {"name": "tram", "colour": "#FFFFFF", "since_version": 1})
        add_label_set(judged, action, SetRole.GOLD, 2)
        add_label_set(judged, action, SetRole.DELIVERY, 1)
        action.update("rework_request", request_id, {"package_sha256": package.sha256})
    assert write(request_id, "later.zip").sha256 == package.sha256


def test_that_no_reviewer_annotator_or_path_is_named_anywhere(package, judged, tmp_path):
    for name, content in package.files.items():
        content = content if not name.endswith(".xlsx") else unzipped(content)
        for secret in (b"Nowak", b"Otto", b"Brandt", b"Okafor", b"/home/", str(tmp_path).encode(), b"Camera"):
            assert secret not in content, f"{secret!r} in {name}"


def unzipped(content: bytes) -> bytes:
    with ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_that_progress_names_each_item(judged, request_id, tmp_path):
    told = list(write_package(judged, request_id, tmp_path / "r.zip"))
    assert Progress(0, 6, "Drawing evidence R001") in told
    assert Progress(5, 6, "Drawing evidence R006") in told


def test_that_closing_the_work_leaves_no_file(judged, request_id, tmp_path):
    before = set(tmp_path.iterdir())
    work = write_package(judged, request_id, tmp_path / "r.zip")
    while next(work).doing != "Packing":
        pass
    work.close()
    assert set(tmp_path.iterdir()) == before


def test_that_a_place_that_cannot_be_written_is_named(judged, request_id, tmp_path):
    nowhere: Path = tmp_path / "nowhere" / "r.zip"
    with pytest.raises(AssayError, match="nowhere"):
        result_of(write_package(judged, request_id, nowhere))


def test_that_missing_images_leave_a_package_that_says_so(judged, request_id, write, package, tmp_path):
    shutil.rmtree(tmp_path / "images")
    without = write(request_id, "without.zip")
    assert list(without.files) == NAMES
    assert without.files["evidence/R001.png"] != package.files["evidence/R001.png"]
    assert without.files["rework_items.csv"] == package.files["rework_items.csv"]


def test_that_a_request_undone_and_made_anew_names_the_head_before_itself(judged, me, write):
    with judged.action("request_rework", "First", by=me) as action:
        first = add_request(judged, action, [1])
    with judged.action("undo", "Undo", by=me) as action:
        action.update("defect", 1, {"request_id": None})
        action.delete("rework_item", 1)
        action.delete("rework_request", first)
    with judged.action("request_rework", "Second", by=me) as action:
        second = add_request(judged, action, [1])
        within = write(second, "within.zip")
    assert second == first
    assert write(second, "after.zip").sha256 == within.sha256


def test_that_what_a_reviewer_suggests_is_expected_in_place_of_gold(judged, me, write, tmp_path):
    """A suggested polygon for the loose box, nothing for the ghost, and a shape for the fault that no comparison found."""
    triangle = ring_shape([(110, 100), (200, 100), (155, 180)], kind=ShapeKind.POLYGON)
    loose = Corrects(label_set_id=1, image_id=1, number=1, finding_id=1)
    propose_correction(judged, loose, Suggestion(shape=triangle, class_id=2, attributes={"colour": "green"}), by=me)
    ghost = Suggestion(shape=box_shape((300, 200), (360, 260)), class_id=2, removes=True)
    propose_correction(judged, Corrects(label_set_id=1, image_id=1, number=2), ghost, by=me)
    by_hand = Suggestion(shape=box_shape((10, 10), (50, 40)), class_id=3)
    propose_correction(judged, Corrects(label_set_id=1, image_id=3, defect_id=6), by_hand, by=me)
    with judged.action("request_rework", "Request rework", by=me) as action:
        request = add_request(judged, action, range(1, 7))
    package = write(request)
    rows = {one["number"]: one for one in json.loads(package.files["rework_items.json"])}
    assert rows["R001"]["polygon_expected"] == [[110, 100, 200, 100, 155, 180]]
    assert rows["R001"]["bbox_expected_x_max"] == 200
    assert (rows["R001"]["class_expected"], rows["R001"]["attr_expected"]) == ("truck", {"colour": "green"})
    assert rows["R002"]["bbox_expected_x_min"] is None
    assert rows["R006"]["class_expected"] == "bus"
    expected = json.loads(package.files["annotations_expected.coco.json"])["annotations"]
    assert [one["bbox"] for one in expected if one["rework_items"] == ["R001"]] == [[110, 100, 90, 80]]
    assert [one["bbox"] for one in expected if one["rework_items"] == ["R006"]] == [[10, 10, 40, 30]]
    assert [one["rework_items"] for one in expected if one["rework_items"] == ["R003"]] == [["R003"]]
    without = write(request, "again.zip")
    change_correction(judged, 1, by_hand, by=me)
    propose_correction(judged, Corrects(label_set_id=1, image_id=2, number=5), by_hand, by=me)
    assert write(request, "later.zip").sha256 == package.sha256 == without.sha256


def test_that_evidence_shows_what_a_reviewer_suggests(judged, me, write):
    before = written_request(judged, me, write, "before.zip", 6)
    by_hand = Suggestion(shape=box_shape((10, 10), (50, 40)), class_id=3)
    propose_correction(judged, Corrects(label_set_id=1, image_id=3, defect_id=6), by_hand, by=me)
    after = written_request(judged, me, write, "after.zip", 6)
    assert before.picture("R001").tobytes() != after.picture("R001").tobytes()


def written_request(judged, me, write, name, defect_id):
    with judged.action("request_rework", "Request rework", by=me) as action:
        request = add_request(judged, action, [defect_id])
    return write(request, name)
