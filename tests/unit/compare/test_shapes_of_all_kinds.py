"""What becomes of rotated boxes, ellipses, keypoints and lines, alone and against other shapes; one test for each of their codes, with a near miss."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.compare.comparison import Comparison, compare
from assay.compare.overlaps import MEASURES
from assay.compare.settings import ComparisonSettings
from assay.model.images import ImageSizes
from assay.model.schema import Schema
from assay.model.shapes import ShapeKind
from tests.annotation_builder import Made, annotations, box, ellipse, keypoints, mask, moved, polygon, polyline, tag
from tests.shared_folder import data

BODY = {
    "nose": (200, 110), "left_eye": (210, 100), "right_eye": (190, 100), "left_hand": (280, 250), "right_hand": (120, 250),
    "left_foot": (230, 400), "right_foot": (170, 400),
}  # fmt: skip
PERSON = keypoints(BODY, box=(100, 80, 300, 420))
LANE = polyline([(100, 100), (300, 120), (500, 300)])


def compared(vendor, gold, **settings) -> Comparison:
    sizes = ImageSizes.of([(1, 1000, 1000)])
    return compare(annotations(*vendor), annotations(*gold), sizes, Schema(1, []), ComparisonSettings(**settings))


def codes(vendor, gold, **settings) -> list[str]:
    findings = compared(vendor, gold, **settings).findings
    return [findings.code_of(row) for row in range(len(findings))]


def body(**changed) -> Made:
    return keypoints(BODY | changed, box=(100, 80, 300, 420))


def turned_box(x: float, y: float, across: float, down: float, degrees: float) -> Made:
    cosine, sine = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    corners = np.array([(-across, -down), (across, -down), (across, down), (-across, down)]) / 2
    turned = corners @ np.array([[cosine, sine], [-sine, cosine]]) + (x, y)
    return polygon(turned, kind=ShapeKind.ROTATED_BOX)


def raster_of(made: Made) -> np.ndarray:
    x, y = np.meshgrid(np.arange(1000) + 0.5, np.arange(1000) + 0.5)
    (centre, a, _) = made.rings[0]
    return np.hypot(x - centre[0], y - centre[1]) <= np.hypot(*(a - centre))


CIRCLE = ellipse(300, 300, 100, 100)
SQUARE = box(200, 200, 400, 400)
SAME_PLACE = {
    "box": SQUARE,
    "rotated box": turned_box(300, 300, 200, 200, 0),
    "polygon": polygon([(200, 200), (400, 200), (400, 400), (200, 400)]),
    "mask": mask(np.pad(np.ones((200, 200), bool), ((200, 600), (200, 600)))),
    "ellipse": CIRCLE,
}


@pytest.mark.parametrize("one", SAME_PLACE)
@pytest.mark.parametrize("other", SAME_PLACE)
def test_that_shapes_with_an_area_meet_each_other_and_say_by_which_measure(one, other):
    pairs = compared([SAME_PLACE[one]], [SAME_PLACE[other]]).pairs
    measure = "mask" if "mask" in (one, other) else "box" if {one, other} == {"box"} else "polygon"
    assert [MEASURES[number] for number in pairs.measure] == [measure]
    assert pairs.iou[0] == pytest.approx(np.pi / 4 if (one == "ellipse") != (other == "ellipse") else 1, abs=2e-3)


def test_that_an_ellipse_has_its_own_area_and_not_that_of_its_box():
    pairs = compared([CIRCLE], [mask(raster_of(CIRCLE))]).pairs
    assert pairs.iou[0] > 0.985
    assert codes([SQUARE], [SQUARE, ellipse(700, 700, 17, 17)]) == ["MIS-SMALL"]
    assert codes([SQUARE], [SQUARE, ellipse(700, 700, 19, 19)]) == ["MIS-OBJ"]


def test_that_a_rotated_box_is_compared_as_it_is_turned():
    gold = turned_box(500, 500, 300, 40, 30)
    assert codes([turned_box(500, 500, 300, 40, 31)], [gold]) == []
    result = compared([turned_box(500, 500, 300, 40, 60)], [gold])
    assert result.findings.details[0]["measure"] == "polygon"


def test_that_a_rotated_box_at_another_angle_is_turned_and_not_loose():
    gold = turned_box(300, 300, 200, 200, 10)
    findings = compared([turned_box(300, 300, 200, 200, 25)], [gold]).findings
    assert findings.by_code() == {"GEO-BOUND": 1}
    assert findings.details[0] == {"measure": "polygon", "turned": 15.0}
    assert codes([turned_box(300, 300, 200, 200, 12)], [gold]) == []
    assert compared([turned_box(300, 300, 200, 200, 77)], [gold]).findings.details[0]["turned"] == -23.0
    assert codes([turned_box(300, 300, 230, 230, 11)], [gold]) == ["GEO-LOOSE"]
    assert codes([turned_box(300, 300, 200, 200, 25)], [gold], shapes="box") == ["GEO-LOOSE"]


def test_that_a_part_of_an_object_is_told_from_a_bad_place():
    gold = box(100, 100, 200, 200)
    findings = compared([box(100, 100, 155, 200)], [gold]).findings
    assert (findings.by_code(), findings.offsets.tolist()) == ({"GEO-PART": 1}, [[0, 0, -45, 0]])
    assert codes([box(100, 100, 165, 200)], [gold]) == ["GEO-POOR"]
    assert codes([box(85, 100, 140, 200)], [gold]) == ["GEO-POOR"]


def test_that_keypoints_are_paired_by_their_similarity():
    result = compared([body(nose=(203, 110))], [PERSON])
    assert len(result.findings) == 0
    assert MEASURES[result.pairs.measure[0]] == "keypoints"
    assert 0.99 < result.pairs.iou[0] < 1


def test_that_keypoints_far_from_gold_are_a_miss_and_a_ghost():
    far = keypoints({name: (x + 500, y + 300) for name, (x, y) in BODY.items()})
    assert codes([far], [PERSON]) == ["MIS-OBJ", "EXT-GHOST"]


def test_that_misplaced_keypoints_of_a_person_are_one_finding_that_names_them():
    findings = compared([body(nose=(280, 180), left_foot=(230, 300))], [PERSON]).findings
    assert findings.by_code() == {"KPT-POS": 1}
    said = findings.details[0]
    assert said["keypoints"] == ["nose", "left_foot"]
    assert said["keypoints_delivered"] == [[280, 180], [230, 300]]
    assert said["keypoints_expected"] == [[200, 110], [230, 400]]
    assert findings.box.tolist() == [[196, 106, 284, 404]]
    assert codes([body(nose=(206, 112))], [PERSON]) == []
    assert codes([body(nose=(215, 110))], [PERSON], t_keypoint=0.0) == []


def test_that_a_keypoint_that_was_left_out_is_misplaced():
    vendor = keypoints({name: place for name, place in BODY.items() if name != "nose"}, box=(100, 80, 300, 420))
    said = compared([vendor], [PERSON]).findings.details[0]
    assert (said["keypoints"], said["keypoints_delivered"]) == (["nose"], [None])
    not_labelled = keypoints(BODY, seen=[0, 2, 2, 2, 2, 2, 2], box=(100, 80, 300, 420))
    assert codes([not_labelled], [PERSON]) == ["KPT-POS"]
    assert codes([PERSON], [not_labelled]) == []


def test_that_a_few_pixels_are_allowed_however_small_the_object():
    tiny = keypoints({"nose": (10, 10), "left_eye": (12, 8), "right_eye": (8, 8)})
    assert codes([keypoints({"nose": (10, 11), "left_eye": (12, 8), "right_eye": (8, 8)})], [tiny]) == []
    assert codes([keypoints({"nose": (10, 13), "left_eye": (12, 8), "right_eye": (8, 8)})], [tiny]) == ["KPT-POS"]


def test_that_left_and_right_the_wrong_way_round_is_a_swap_and_not_two_misplaced_points():
    swapped = body(left_hand=BODY["right_hand"], right_hand=BODY["left_hand"])
    findings = compared([swapped], [PERSON]).findings
    assert findings.by_code() == {"KPT-SWAP": 1}
    assert (findings.details[0]["parts"], findings.details[0]["keypoints"]) == (["hand"], ["left_hand", "right_hand"])
    assert codes([body(left_hand=(200, 250), right_hand=(200, 250))], [PERSON]) == ["KPT-POS"]


def test_that_a_person_seen_from_behind_is_one_swap_of_all_parts():
    other = {"left": "right", "right": "left"}
    mirrored = {
        name: BODY.get(f"{other.get(name.split('_')[0], '')}_{name.split('_')[-1]}", place)
        for name, place in BODY.items()
    }
    findings = compared([keypoints(mirrored, box=(100, 80, 300, 420))], [PERSON]).findings
    assert findings.by_code() == {"KPT-SWAP": 1}
    assert findings.details[0]["parts"] == ["eye", "hand", "foot"]


def test_that_a_hidden_keypoint_called_visible_is_a_wrong_visibility():
    gold = keypoints(BODY, seen=[2, 1, 2, 2, 2, 2, 2], box=(100, 80, 300, 420))
    findings = compared([PERSON], [gold]).findings
    assert findings.by_code() == {"ATT-VIS": 1}
    assert findings.details[0]["expected"] == "left_eye hidden"


def test_that_keypoints_are_matched_by_name_whatever_their_order():
    assert codes([keypoints(dict(reversed(BODY.items())), box=(100, 80, 300, 420))], [PERSON]) == []


def test_that_points_without_names_have_no_order():
    points = [(100, 100), (200, 150), (150, 300)]
    result = compared([keypoints(points[::-1])], [keypoints(points)])
    assert (len(result.findings), result.pairs.iou[0]) == (0, 1.0)
    assert compared([keypoints(points[:2])], [keypoints(points)]).pairs.iou[0] == pytest.approx(2 / 3)


def test_that_a_spread_can_be_set_for_one_keypoint():
    vendor = body(nose=(240, 150))
    assert codes([vendor], [PERSON]) == ["KPT-POS"]
    assert codes([vendor], [PERSON], named={"oks_sigma": {"nose": 0.2}}) == []


def test_that_the_keypoints_of_a_box_are_looked_at_beside_the_box():
    def person(**changed) -> Made:
        points = BODY | changed
        extra = {"keypoints": list(points.values()), "visibility": [2] * 7, "keypoint_names": list(points)}
        return box(100, 80, 300, 420, extra=extra)

    assert codes([person()], [person()]) == []
    result = compared([person(nose=(280, 180))], [person()])
    assert (result.findings.by_code(), MEASURES[result.pairs.measure[0]]) == ({"KPT-POS": 1}, "box")
    assert codes([body()], [person()]) == []
    assert codes([body(nose=(280, 180))], [person()]) == ["KPT-POS"]


def test_that_a_line_is_paired_by_how_it_follows_gold_in_either_direction():
    result = compared([polyline([(500, 303), (300, 123), (100, 103)])], [LANE])
    assert (len(result.findings), MEASURES[result.pairs.measure[0]]) == (0, "line")
    assert compared([LANE], [LANE]).pairs.iou[0] == pytest.approx(1)


def test_that_straight_lines_meet_although_their_boxes_have_no_area():
    gold = polyline([(100, 100), (100, 900)])
    assert codes([polyline([(104, 100), (104, 900)])], [gold]) == []
    assert codes([polyline([(400, 100), (400, 900)])], [gold]) == ["MIS-SMALL", "EXT-GHOST"]


def test_that_a_line_off_gold_is_badly_located_and_one_with_a_dent_is_inaccurate():
    assert codes([polyline([(100, 125), (300, 145), (500, 325)])], [LANE]) == ["GEO-POOR"]
    dented = polyline([(100, 100), (200, 134), (300, 120), (500, 300)])
    findings = compared([dented], [LANE]).findings
    assert findings.by_code() == {"GEO-BOUND": 1}
    assert findings.details[0]["hausdorff"] > 20
    assert codes([dented], [LANE], line_width=0.05) == []


def test_that_a_line_has_a_direction_only_where_the_settings_say_so():
    reversed_lane = polyline(LANE.rings[0][::-1])
    assert codes([reversed_lane], [LANE]) == []
    findings = compared([reversed_lane], [LANE], line_direction=True).findings
    assert findings.by_code() == {"ATT-WRONG": 1}
    assert findings.details[0]["attribute"] == "direction"
    assert codes([LANE], [LANE], line_direction=True) == []


def test_that_a_line_without_length_is_invalid():
    assert codes([polyline([(5, 5), (5, 5)])], []) == ["EXT-GHOST", "GEO-INVALID"]
    assert codes([polyline([(5, 5), (5, 6)])], []) == ["EXT-GHOST"]


def test_that_one_kind_only_may_be_asked_for():
    outline = polygon([(200, 200), (400, 200), (400, 400), (200, 400)])
    assert codes([SQUARE], [outline]) == []
    assert codes([SQUARE], [outline], same_kind=True) == ["MIS-OBJ", "EXT-GHOST"]
    assert codes([SAME_PLACE["mask"]], [outline], same_kind=True) == []
    assert codes([SAME_PLACE["rotated box"]], [SQUARE], same_kind=True) == []


def circle(corners: int, *, radius: float = 100.0) -> np.ndarray:
    angles = np.arange(corners) * 2 * np.pi / corners
    return np.stack([500 + radius * np.cos(angles), 500 + radius * np.sin(angles)], axis=1)


def test_that_a_polygon_with_far_too_few_corners_is_coarse():
    gear = circle(40)
    gear[::2] = 500 + (gear[::2] - 500) * 0.7
    findings = compared([polygon(circle(8, radius=97))], [polygon(gear)]).findings
    assert findings.by_code() == {"GEO-VERT": 1}
    assert findings.details[0]["why"] == "8 corners where the outline needs 40"
    assert "boundary_iou" in findings.details[0]
    assert codes([polygon(circle(20, radius=97))], [polygon(gear)]) == ["GEO-BOUND"]
    assert codes([polygon(circle(8))], [polygon(circle(8))]) == []


def test_that_a_spike_is_a_fault_where_gold_has_none():
    square = [(100, 100), (300, 100), (300, 300), (100, 300)]
    spiked = [*square[:2], (300, 195), (380, 200), (300, 205), *square[2:]]
    findings = compared([polygon(spiked)], [polygon(square)]).findings
    assert (findings.by_code(), findings.details[0]["why"]) == ({"GEO-VERT": 1}, "a spike")
    assert codes([polygon(spiked)], [polygon(spiked)]) == []
    blunt = [*square[:2], (300, 150), (350, 200), (300, 250), *square[2:]]
    assert codes([polygon(blunt)], [polygon(square)]) == ["GEO-BOUND"]


def test_that_stair_steps_are_a_fault_where_gold_is_drawn_without():
    rise = [point for step in range(100) for point in ((100 + step, 200 - step), (100 + step, 199 - step))]
    stairs, smooth = polygon([*rise, (200, 200)]), polygon([(100, 200), (200, 100), (200, 200)])
    findings = compared([stairs], [smooth]).findings
    assert (findings.by_code(), findings.details[0]["why"]) == ({"GEO-VERT": 1}, "stair-steps along the pixels")
    assert codes([stairs], [stairs]) == []
    assert codes([smooth], [stairs]) == []


def grouped(number: int, group: object, *, key: str = "group_id") -> Made:
    return box(100 * number, 0, 100 * number + 50, 50, extra={"other": {key: group}})


def test_that_groups_are_told_by_their_members_and_not_by_their_ids():
    gold = [grouped(0, 1), grouped(1, 1), grouped(2, 2), grouped(3, 2)]
    assert codes([grouped(0, 7), grouped(1, 7), grouped(2, "b"), grouped(3, "b")], gold) == []
    assert codes([grouped(n, 7, key="group") for n in (0, 1)], gold[:2]) == []


def test_that_a_member_in_another_group_is_wrongly_linked():
    gold = [grouped(0, 1), grouped(1, 1), grouped(2, 1), grouped(3, 2), grouped(4, 2), grouped(5, 2)]
    vendor = [grouped(0, 1), grouped(1, 1), grouped(2, 2), grouped(3, 2), grouped(4, 2), grouped(5, 2)]
    findings = compared(vendor, gold).findings
    assert findings.by_code() == {"GRP-LINK": 1}
    assert (findings.vendor[0], findings.gold[0]) == (3, 3)
    assert findings.details[0] == {"group_delivered": 2, "group_expected": 1, "group_members": [1, 2, 3]}


def test_that_a_group_of_one_is_none_and_zero_is_no_group():
    alone = [grouped(0, 5), grouped(1, 0), grouped(2, None)]
    assert codes(alone, [moved(one, extra={}) for one in alone]) == []
    assert codes([grouped(0, 5), grouped(1, 5)], alone[:2]) == ["GRP-LINK", "GRP-LINK"]
    assert codes(alone[:2], [grouped(0, 5), grouped(1, 5)]) == ["GRP-LINK", "GRP-LINK"]


def part(number: int, key: int, parent: object = None) -> Made:
    other = {} if parent is None else {"other": {"parentID": parent}}
    return box(100 * number, 0, 100 * number + 50, 50, extra={"id": f"r{key}", **other})


def test_that_parents_are_told_by_their_pairs_and_not_by_their_ids():
    gold = [part(0, 1), part(1, 2, "r1"), part(2, 3)]
    assert codes([part(0, 7), part(1, 8, "r7"), part(2, 9)], gold) == []
    findings = compared([part(0, 7), part(1, 8, "r9"), part(2, 9)], gold).findings
    assert findings.by_code() == {"GRP-LINK": 1}
    assert findings.details[0] == {"parent_delivered": 3, "parent_expected": 1}
    assert codes([part(0, 7), part(1, 8), part(2, 9)], gold) == ["GRP-LINK"]
    assert compared([part(0, 7), part(1, 8, "r7"), part(2, 9, "r7")], gold).findings.details[0] == {
        "parent_delivered": 1, "parent_expected": None,
    }  # fmt: skip


def test_that_nothing_is_said_of_parents_that_gold_does_not_know_or_that_are_missing():
    gold = [part(0, 1), part(1, 2, "r1")]
    assert codes([part(0, 7), part(1, 8, "r7")], [part(0, 1), part(1, 2)]) == []
    assert codes([part(1, 8)], gold) == ["MIS-OBJ"]
    assert codes(gold, [part(0, 1), part(1, 2, "r99")]) == []


EVERY_KIND = [
    SQUARE,
    turned_box(700, 700, 100, 50, 30),
    polygon([(500, 20), (600, 20), (600, 90), (500, 90)], [(520, 40), (560, 40), (560, 70)], holes=[1]),
    mask(np.pad(np.ones((40, 90), bool), ((600, 360), (100, 810)))),
    keypoints(BODY, seen=[1, 2, 0, 2, 2, 2, 2], box=(100, 80, 300, 420)),
    LANE,
    ellipse(850, 300, 80, 40, turned=25),
    tag(9),
    grouped(0, 1),
    grouped(1, 1),
]


@pytest.mark.parametrize(
    "chosen", [{}, {"class_aware": True}, {"same_kind": True}, {"line_direction": True}, {"shapes": "box"}]
)
def test_that_a_copy_of_gold_gives_no_finding_for_any_kind_of_shape(chosen):
    result = compared(EVERY_KIND, EVERY_KIND, **chosen)
    assert len(result.findings) == 0
    assert result.counts["matched"] == result.counts["right"] == len(EVERY_KIND) - 1
    assert result.pairs.iou == pytest.approx(1)


@pytest.mark.parametrize("one", EVERY_KIND)
def test_that_each_kind_that_is_missing_or_too_much_is_told(one):
    others = [other for other in EVERY_KIND if other is not one and other.extra.get("other") is None]
    missing, extra = codes(others, [*others, one]), codes([*others, one], others)
    if one.kind == ShapeKind.TAG:
        assert (missing, extra) == (["IMG-TAG"], [])
    else:
        assert missing in (["MIS-OBJ"], ["MIS-SMALL"])
        assert extra == ["EXT-GHOST"]


@settings(max_examples=25)
@given(st.permutations(range(len(EVERY_KIND) * 2)), st.permutations(range(len(EVERY_KIND))))
def test_that_the_order_of_a_file_changes_nothing_whatever_the_shapes(vendor_order, gold_order):
    twins = [moved(one, number=100 + at, class_id=one.class_id % 2 + 1) for at, one in enumerate(EVERY_KIND)]
    vendor = [moved(one, number=at + 1) for at, one in enumerate(EVERY_KIND)] + twins
    gold = [moved(one, number=at + 1) for at, one in enumerate(EVERY_KIND)]
    first = compared(vendor, gold)
    other = compared([vendor[at] for at in vendor_order], [gold[at] for at in gold_order])
    for name in ("code", "vendor", "gold", "delivered_class", "expected_class"):
        assert getattr(other.findings, name).tolist() == getattr(first.findings, name).tolist()
    assert other.findings.details == first.findings.details
    assert other.counts == first.counts


def test_that_real_people_copied_and_mirrored_are_right_and_swapped():
    """The people of 09-coco-photos: a copy has no finding; with left and right exchanged each person that has both is one swap, as far as they lie apart."""
    content = json.loads(data("09-coco-photos-cc-by", "person_keypoints.json").read_text("utf-8"))
    names = content["categories"][0]["keypoints"]
    people = [one for one in content["annotations"] if one["num_keypoints"] >= 8 and not one["iscrowd"]]
    sizes = ImageSizes.of([(one["id"], one["width"], one["height"]) for one in content["images"]])
    gold = annotations(*(person_of(one, names) for one in people))
    mirrored = [
        {"left": "right", "right": "left"}.get(n.split("_")[0], n.split("_")[0]) + n[len(n.split("_")[0]) :]
        for n in names
    ]
    copy, swapped = (
        compare(
            annotations(*(person_of(one, called) for one in people)), gold, sizes, Schema(1, []), ComparisonSettings()
        )
        for called in (names, mirrored)
    )
    assert len(people) > 10
    assert (len(copy.findings), copy.counts["matched"]) == (0, len(people))
    found = swapped.findings.by_code()
    assert found["KPT-SWAP"] >= 0.8 * len(people)


def person_of(one: dict, names: list[str]) -> Made:
    points = np.array(one["keypoints"], float).reshape(-1, 3)
    x, y, width, height = one["bbox"]
    extra = {
        "keypoints": points[:, :2].tolist(),
        "visibility": points[:, 2].astype(int).tolist(),
        "keypoint_names": names,
    }
    return box(x, y, x + width, y + height, image=one["image_id"], extra=extra)
