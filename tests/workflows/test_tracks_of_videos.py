"""A vendor's tracks of a video against gold's: files of CVAT, through the command line."""

import json

import pytest

from assay.__main__ import main
from assay.model.batches import SetRole
from assay.model.progress import result_of
from assay.review.compare_again import compare_again
from assay.store.audit import audit
from assay.store.batches import batches, newest_set
from assay.store.findings import current_comparison
from assay.store.project import Project

FRAMES = 6
TASK = (
    "<meta><task><name>clip</name><size>6</size><mode>interpolation</mode><start_frame>0</start_frame><stop_frame>5</stop_frame>"
    "<labels><label><name>car</name></label></labels><original_size><width>400</width><height>200</height></original_size></task></meta>"
)


def video(**tracks):
    """A dump in which each track, by its name t1, t2 …, has one of two places on each frame: "L", "R" or "-"."""
    said = []
    for name, places in tracks.items():
        boxes = [
            f'<box frame="{frame}" keyframe="1" outside="0" occluded="0" xtl="{left}" ytl="50" xbr="{left + 60}" ybr="120"/>'
            for frame, place in enumerate(places)
            for left in ({"L": 20, "R": 220}.get(place),)
            if left is not None
        ]
        said.append(f'<track id="{name[1:]}" label="car" source="manual">{"".join(boxes)}</track>')
    return f'<?xml version="1.0"?><annotations><version>1.1</version>{TASK}{"".join(said)}</annotations>'


GOLD = video(t7="LLLLLL", t8="RRRRRR")


@pytest.fixture
def compared(tmp_path, capfd):
    """A function that imports a delivery and its gold and compares them; gives the project file and its findings."""

    def run(delivery, gold=GOLD):
        path = tmp_path / "video.assay"
        assert main(["new", str(path)]) == 0
        for name, contents, role in (("gold.xml", gold, "gold"), ("delivery.xml", delivery, "delivery")):
            (tmp_path / name).write_text(contents)
            assert main(["import", str(path), str(tmp_path / name), "--as", role]) in (0, 1)
        assert main(["compare", str(path)]) == 0
        capfd.readouterr()
        main(["findings", str(path), "--code", "GRP-LINK", "--json"])
        return path, json.loads(capfd.readouterr().out)["findings"]

    return run


def test_that_tracks_that_break_and_merge_are_told_at_the_frame_where_they_go_wrong(compared):
    path, found = compared(video(t1="LLRRLL", t2="RR----", t3="----RR", t4="--LL--"))
    assert sorted((one["image"], one["what"]) for one in found) == [
        ("frame_000002.png", "Wrong track: this belongs to track 1, which breaks here into 4 (on 2 images)"),
        ("frame_000002.png", "Wrong track: this belongs to track 2, not to 1, which is another object (on 2 images)"),
        ("frame_000004.png", "Wrong track: this belongs to track 2, which breaks here into 3 (on 2 images)"),
    ]
    with Project.open(path) as project:
        delivery = newest_set(project.connection, batches(project.connection)[0].id, SetRole.DELIVERY)
        record = current_comparison(project.connection, delivery.id)
        assert result_of(compare_again(project, record)).is_same
        assert audit(project).problems == ()


def test_that_swapped_tracks_are_told_of_both_objects_and_other_ids_are_no_fault(compared):
    assert len(compared(video(t1="LLLLRR", t2="RRRRLL"))[1]) == 2


def test_that_a_gold_that_joins_its_tracks_changes_what_is_said_of_all_images(compared, tmp_path, capfd):
    path, found = compared(video(t1="LLL---", t2="RRRRRR", t3="---LLL"))
    assert [one["image"] for one in found] == ["frame_000003.png"]
    (tmp_path / "gold 2.xml").write_text(video(t7="LLL---", t8="RRRRRR", t9="---LLL"))
    assert main(["import", str(path), str(tmp_path / "gold 2.xml"), "--as", "gold"]) in (0, 1)
    assert main(["compare", str(path)]) == 0
    capfd.readouterr()
    main(["findings", str(path), "--code", "GRP-LINK", "--json"])
    assert json.loads(capfd.readouterr().out)["findings"] == []
