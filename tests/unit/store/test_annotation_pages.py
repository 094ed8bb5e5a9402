from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.model.annotations import RECORD, UNKNOWN, Annotations, copied
from assay.model.batches import SetRole
from assay.model.errors import AssayError
from assay.model.hundredths import Hundredths, as_hundredths
from assay.model.shapes import ShapeKind
from assay.store import annotation_pages
from assay.store.annotation_pages import ProjectIds, in_groups, page_rows
from assay.store.annotation_reading import _unpacked, read_annotations
from tests.small_delivery import bring_in, lay_out

DAMAGES = (
    "records = x'0011'",
    "records = zeroblob(length(records) - 1)",
    "rings = x'ffffff7f01'",
    "runs = x'01000000'",
    "extra = '{\"x\": 1}'",
    "extra = '{{'",
)
"""What somebody may have done to a page of boxes."""


@st.composite
def bodies(draw):
    """Random annotations on images 1 to 5: boxes, polygons of several rings, masks, with and without extras."""
    kinds = draw(st.lists(st.sampled_from([ShapeKind.BOX, ShapeKind.POLYGON, ShapeKind.MASK]), max_size=12))
    images = sorted(draw(st.lists(st.integers(1, 5), min_size=len(kinds), max_size=len(kinds))))
    records = np.zeros(len(kinds), RECORD)
    rings, holes, points, runs, extra = [], [], [], [], {}
    for row, (kind, image) in enumerate(zip(kinds, images, strict=True)):
        records[row]["image"], records[row]["number"], records[row]["kind"] = image, row + 1, kind
        records[row]["box"] = draw(st.tuples(*[st.floats(-1e6, 1e6)] * 4))
        if kind is ShapeKind.POLYGON:
            sizes = draw(st.lists(st.integers(3, 6), min_size=1, max_size=3))
            records[row]["rings"] = len(sizes)
            rings += sizes
            holes += [False, *draw(st.lists(st.booleans(), min_size=len(sizes) - 1, max_size=len(sizes) - 1))]
            side = draw(
                st.sampled_from([st.floats(-1e6, 1e6), st.integers(-(10**8), 10**8).map(lambda one: one / 100)])
            )
            points += draw(st.lists(st.tuples(side, side), min_size=sum(sizes), max_size=sum(sizes)))
        if kind is ShapeKind.MASK:
            found = draw(st.lists(st.integers(0, 2**32 - 1), min_size=2, max_size=9))
            records[row]["runs"] = len(found)
            runs += found
        if draw(st.booleans()):
            extra[row] = {
                "attributes": draw(
                    st.dictionaries(st.text(max_size=5), st.booleans() | st.text(max_size=5), max_size=3)
                )
            }
    return Annotations(
        records,
        np.array(rings, np.int32),
        np.array(holes, bool),
        np.array(points, float).reshape(-1, 2),
        np.array(runs, np.uint32),
        extra,
    )


@given(bodies())
def test_that_points_in_hundredths_go_onto_the_pages_as_they_are(annotations: Annotations):
    rounded = replace(annotations, points=annotations.points.round(2))
    kept = as_hundredths(rounded.points)
    assert kept is not None
    halved = replace(rounded, points=Hundredths(kept))
    assert list(page_rows(halved, range(7))) == list(page_rows(rounded, range(7)))


@given(bodies())
def test_that_pages_give_back_what_was_packed(annotations: Annotations):
    rows = list(page_rows(annotations, [1, 2, 3, 4, 5, 6]))
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5, 6]
    again = _unpacked(rows)
    np.testing.assert_array_equal(again.records, annotations.records)
    np.testing.assert_array_equal(again.ring_points, annotations.ring_points)
    np.testing.assert_array_equal(again.ring_hole, annotations.ring_hole)
    np.testing.assert_array_equal(again.points, annotations.points)
    np.testing.assert_array_equal(again.runs, annotations.runs)
    assert again.extra == annotations.extra


@given(bodies())
def test_that_the_projects_ids_are_put_into_the_pages(annotations: Annotations):
    records = annotations.records.copy()
    records["class_id"] = np.arange(len(records)) % 4 - 1
    records["annotator_id"] = np.arange(len(records)) % 3 - 1
    given = replace(annotations, records=records)
    ids = ProjectIds(records["image"] * 10, np.array([5, 3, 9, UNKNOWN], "<i4"), np.array([8, 2, UNKNOWN], "<i4"))
    renamed = replace(annotations, records=records.copy())
    renamed.records["image"] *= 10
    renamed.records["class_id"] = [{0: 5, 1: 3, 2: 9}.get(one, UNKNOWN) for one in records["class_id"].tolist()]
    renamed.records["annotator_id"] = [{0: 8, 1: 2}.get(one, UNKNOWN) for one in records["annotator_id"].tolist()]
    renamed.records["number"] = np.arange(1, len(records) + 1)
    images = [10, 20, 30, 40, 50, 60]
    assert list(page_rows(given, images, ids=ids)) == list(page_rows(renamed, images))
    assert np.array_equal(given.records, records)


def test_that_a_page_of_coordinates_of_two_decimals_takes_half_the_room():
    records = np.zeros(2, RECORD)
    records["image"], records["kind"], records["rings"] = [1, 2], ShapeKind.POLYGON, 1
    points = np.array([(0, 0), (1.25, 0), (0, 3), (0, 0), (1 / 3, 0), (0, 3)])
    rings, holes = np.array([3, 3], np.int32), np.zeros(2, bool)
    rows = list(page_rows(Annotations(records, rings, holes, points, np.zeros(0, np.uint32)), [1, 2]))
    assert [len(row[4]) for row in rows] == [24, 48]
    assert _unpacked(rows).points.tolist() == points.tolist()


@given(bodies(), st.data())
def test_that_taken_rows_keep_their_outlines(annotations: Annotations, data):
    rows = data.draw(st.permutations(range(len(annotations)))) if len(annotations) else []
    taken = annotations.take(rows)
    for new, old in enumerate(rows):
        assert [ring.tolist() for ring in taken.rings(new)] == [ring.tolist() for ring in annotations.rings(old)]
        assert taken.mask_runs(new).tolist() == annotations.mask_runs(old).tolist()
        assert taken.attributes(new) == annotations.attributes(old)


@given(bodies(), st.integers(1, 400))
def test_that_large_pages_are_written_in_parts(annotations: Annotations, most: int):
    rows = list(page_rows(annotations, range(1, 7)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annotation_pages, "BYTES_AT_A_TIME", most)
        groups = list(in_groups(rows))
    assert [row for group in groups for row in group] == rows
    sizes = [sum(len(part) for row in group for part in row[2:] if part) for group in groups]
    assert all(len(group) == 1 or size <= most for group, size in zip(groups, sizes, strict=True))


def test_that_an_image_without_annotations_has_a_page_too():
    (row,) = page_rows(Annotations.empty(), [7])
    assert row[:3] == (7, 0, b"")
    assert row[3:] == (None, None, None, None)


@pytest.mark.parametrize("count", [0, 3])
def test_that_nothing_unpacks_to_nothing(count):
    assert len(_unpacked([(1, 0, b"", None, None, None, None)] * count)) == 0


@pytest.mark.parametrize("damage", DAMAGES)
def test_that_a_damaged_page_is_told(project, me, tmp_path, damage):
    gold, _ = lay_out(tmp_path / "batch")
    found = bring_in(project, gold, SetRole.GOLD, by=me).label_set
    project.connection.execute(f"UPDATE annotation_page SET {damage}")
    with pytest.raises(AssayError, match=f"label set {found.id} are damaged"):
        read_annotations(project.connection, found.id)


@given(bodies())
def test_that_copied_records_are_the_same_and_their_own(annotations: Annotations):
    found = copied(annotations.records)
    assert (found.dtype, found.tobytes()) == (RECORD, annotations.records.tobytes())
    every_other = copied(annotations.records[::2])
    assert every_other.tobytes() == annotations.records[::2].tobytes()
    assert not np.shares_memory(found, annotations.records)
