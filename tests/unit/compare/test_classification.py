"""One test for each code of the taxonomy that a comparison decides, with a near miss beside it."""

import numpy as np
import pytest

from assay.compare.comparison import Comparison, compare
from assay.compare.settings import ComparisonSettings
from assay.model.ids import ClassId
from assay.model.images import ImageSizes
from assay.model.schema import Attribute, LabelClass, Schema
from assay.model.shapes import Flag, ShapeKind
from tests.annotation_builder import Made, annotations, box, mask, moved, polygon

NO_SCHEMA = Schema(1, [])
GOLD = box(100, 100, 200, 200)


def compared(vendor, gold, *, schema=NO_SCHEMA, delivered=None, images=(1,), skipped=None, **settings) -> Comparison:
    sizes = ImageSizes.of([(image, 1000, 1000) for image in images])
    ids = None if delivered is None else np.array(delivered)
    return compare(
        annotations(*vendor), annotations(*gold), sizes, schema, ComparisonSettings(**settings), ids, skipped
    )


def codes(vendor, gold, **said) -> list[str]:
    findings = compared(vendor, gold, **said).findings
    return [findings.code_of(row) for row in range(len(findings))]


def square(low: float, high: float, **said) -> Made:
    return polygon([(low, low), (high, low), (high, high), (low, high)], **said)


def test_that_a_perfect_delivery_has_no_finding():
    result = compared([GOLD], [GOLD])
    assert len(result.findings) == 0
    assert result.counts["right"] == result.counts["matched"] == 1


def test_that_a_gold_object_without_a_pair_is_missing():
    assert codes([GOLD], [GOLD, box(500, 500, 600, 600)]) == ["MIS-OBJ"]
    assert codes([GOLD, box(505, 500, 605, 600)], [GOLD, box(500, 500, 600, 600)], p=5) == []


def test_that_a_missing_object_below_the_small_area_is_a_small_one():
    assert codes([GOLD], [GOLD, box(500, 500, 531, 533)]) == ["MIS-SMALL"]
    assert codes([GOLD], [GOLD, box(500, 500, 532, 532)]) == ["MIS-OBJ"]
    assert codes([GOLD], [GOLD, box(500, 500, 532, 532)], small_area=2000) == ["MIS-SMALL"]


def test_that_the_area_of_an_outline_and_not_of_its_box_makes_it_small():
    triangle = polygon([(500, 500), (540, 500), (500, 540)])
    assert codes([GOLD], [GOLD, triangle]) == ["MIS-SMALL"]


def test_that_an_image_that_was_skipped_though_gold_has_objects_on_it_was_skipped_wrongly():
    result = compared(
        [], [GOLD, box(0, 0, 50, 50), box(0, 0, 50, 50, image=2)], images=(1, 2, 3), delivered=[1, 2, 3],
        skipped={1: "skipped by ana", 3: "skipped by ana"},
    )  # fmt: skip
    found = {int(image): row for row, image in enumerate(result.findings.image)}
    assert {image: result.findings.code_of(row) for image, row in found.items()} == {1: "IMG-SKIP", 2: "MIS-IMG"}
    details = result.findings.details[found[1]]
    assert (details["why"], details["gold_numbers"]) == ("skipped by ana", [1, 2])
    assert result.findings.box[found[1]].tolist() == [0, 0, 1000, 1000]


def test_that_an_image_that_one_skipped_and_another_labelled_is_not_skipped():
    assert codes([GOLD], [GOLD], delivered=[1], skipped={1: "skipped by ana"}) == []


def test_that_an_empty_image_is_one_finding_over_the_whole_image():
    result = compared([], [GOLD, box(0, 0, 50, 50)], delivered=[1])
    findings = result.findings
    assert [findings.code_of(row) for row in range(len(findings))] == ["MIS-IMG"]
    assert findings.box.tolist() == [[0, 0, 1000, 1000]]
    assert (findings.vendor[0], findings.gold[0]) == (0, 0)
    assert findings.details[0] == {"why": "no annotation", "gold_numbers": [1, 2]}
    assert result.counts["recall"] == 0.0


def test_that_an_image_not_in_the_delivery_is_not_annotated():
    findings = compared([], [GOLD], delivered=[]).findings
    assert findings.details[0]["why"] == "not delivered"


def test_that_an_image_without_gold_objects_may_be_empty():
    assert codes([], [], delivered=[1]) == []
    assert codes([box(900, 900, 950, 950)], [GOLD]) == ["MIS-OBJ", "EXT-GHOST"]


def test_that_a_vendor_annotation_far_from_gold_is_a_ghost():
    assert codes([GOLD, box(500, 500, 600, 600)], [GOLD]) == ["EXT-GHOST"]


def test_that_a_second_annotation_of_an_object_is_a_duplicate():
    findings = compared([GOLD, box(101, 101, 199, 199)], [GOLD]).findings
    assert findings.by_code() == {"EXT-DUP": 1}
    assert (findings.vendor[0], findings.gold[0]) == (2, 0)
    assert findings.details[0] == {"duplicate_of": 1}


def test_that_an_annotation_of_another_class_is_no_duplicate():
    assert codes([GOLD, box(101, 101, 199, 199, class_id=2)], [GOLD]) == ["EXT-GHOST"]


def test_that_a_duplicate_of_a_badly_placed_annotation_is_told_by_the_annotation():
    vendor = box(100, 100, 140, 200)
    assert codes([vendor, moved(vendor, box=(99, 100, 140, 200))], [GOLD]) == ["EXT-DUP", "GEO-PART"]


def test_that_half_overlap_with_a_paired_gold_object_is_a_duplicate_and_less_is_a_ghost():
    assert codes([GOLD, box(130, 100, 230, 200)], [GOLD]) == ["EXT-DUP"]
    assert codes([GOLD, box(140, 100, 240, 200)], [GOLD]) == ["EXT-GHOST"]


def test_that_a_jittered_duplicate_inside_gold_is_no_split():
    vendor = box(102, 102, 199, 199)
    assert codes([vendor, box(101, 104, 196, 199.5)], [GOLD]) == ["EXT-DUP"]


def test_that_an_annotation_inside_a_region_to_ignore_leaves_the_counts():
    region = box(400, 400, 800, 800, flags=Flag.IGNORE)
    result = compared([GOLD, box(350, 500, 449, 600), box(351, 500, 450, 600)], [GOLD, region])
    assert result.findings.by_code() == {"EXT-IGN": 1, "EXT-GHOST": 1}
    assert (result.counts["vendor"], result.counts["gold"]) == (2, 1)


def test_that_a_crowd_is_never_missing_and_a_vendors_crowd_never_extra():
    crowd = box(400, 400, 800, 800, flags=Flag.CROWD)
    result = compared([GOLD, moved(crowd, box=(0, 0, 50, 50))], [GOLD, crowd])
    assert len(result.findings) == 0
    assert (result.counts["vendor"], result.counts["gold"]) == (1, 1)


def test_that_a_pair_of_two_classes_is_one_wrong_class():
    result = compared([moved(GOLD, class_id=2)], [GOLD])
    assert result.findings.by_code() == {"CLS-SWAP": 1}
    assert (result.findings.delivered_class[0], result.findings.expected_class[0]) == (2, 1)
    assert (result.counts["matched"], result.counts["mislabelled"], result.counts["right"]) == (0, 1, 0)


def test_that_a_wrong_class_badly_located_is_two_findings():
    assert codes([box(140, 100, 240, 200, class_id=2)], [GOLD]) == ["CLS-SWAP", "GEO-POOR"]


def test_that_an_iou_below_t_ok_is_badly_located():
    findings = compared([box(120, 100, 220, 200)], [GOLD]).findings
    assert findings.by_code() == {"GEO-POOR": 1}
    assert findings.iou[0] == pytest.approx(80 / 120)
    assert findings.offsets.tolist() == [[-20, 0, 20, 0]]
    assert findings.box.tolist() == [[100, 100, 220, 200]]


def test_that_a_tiny_box_within_p_pixels_is_well_located_whatever_its_iou():
    assert codes([box(12, 12, 18, 18)], [box(10, 10, 16, 16)]) == []
    assert codes([box(13, 12, 19, 18)], [box(10, 10, 16, 16)]) == ["GEO-POOR"]


def test_that_both_sides_off_in_one_direction_is_a_shift():
    assert codes([box(110, 100, 210, 200)], [GOLD]) == ["GEO-SHIFT"]
    assert codes([box(102, 100, 202, 200)], [GOLD], t_good=0.99) == []


def test_that_a_shift_with_another_size_is_none():
    assert codes([box(105, 100, 216, 200)], [GOLD]) == ["GEO-TIGHT"]


def test_that_a_side_outside_and_none_inside_is_too_loose():
    findings = compared([box(95, 95, 210, 200)], [GOLD]).findings
    assert findings.by_code() == {"GEO-LOOSE": 1}
    assert findings.offsets.tolist() == [[5, 5, 10, 0]]
    assert codes([box(98, 98, 202, 202)], [GOLD], t_good=0.99) == []


def test_that_a_side_inside_cuts_the_object():
    assert codes([box(110, 108, 201, 200)], [GOLD]) == ["GEO-TIGHT"]


def test_that_the_tolerance_of_a_side_grows_with_golds_size_and_is_said():
    gold = box(0, 0, 500, 100)
    assert codes([box(0, 0, 510, 100)], [gold], t_good=0.99) == []
    findings = compared([box(0, 0, 511, 100)], [gold], t_good=0.99).findings
    assert findings.by_code() == {"GEO-LOOSE": 1}
    assert findings.details[0] == {"tolerances": (10, 2, 10, 2)}


def test_that_an_iou_of_t_good_or_more_needs_no_sides():
    assert codes([box(95, 95, 205, 200)], [GOLD]) == []


def test_that_t_ok_may_lie_below_t_pair():
    assert codes([box(120, 100, 220, 200)], [GOLD], t_pair=0.5, t_ok=0.3, t_good=0.4) == []


def test_that_an_outline_with_a_dent_is_inaccurate():
    dented = polygon([(100, 100), (200, 100), (200, 200), (150, 185), (100, 200)])
    findings = compared([dented], [square(100, 200)]).findings
    assert findings.by_code() == {"GEO-BOUND": 1}
    assert findings.details[0]["measure"] == "polygon"
    assert findings.details[0]["hausdorff"] == 15
    flat = polygon([(100, 100), (200, 100), (200, 200), (150, 192), (100, 200)])
    assert codes([flat], [square(100, 200)]) == []


def test_that_a_ragged_outline_is_inaccurate_by_its_boundary_iou():
    gold, vendor = np.zeros((2, 1000, 1000), bool)
    gold[100:500, 100:500] = True
    vendor[109:491, 109:491] = True
    findings = compared([mask(vendor)], [mask(gold)]).findings
    assert findings.by_code() == {"GEO-BOUND": 1}
    assert findings.details[0]["measure"] == "mask"
    assert findings.details[0]["boundary_iou"] < 0.7
    assert codes([mask(vendor)], [mask(gold)], t_boundary=0.3) == []


def test_that_an_outline_within_p_pixels_everywhere_follows_gold_whatever_its_boundary_iou():
    gold, vendor = np.zeros((2, 1000, 1000), bool)
    gold[100:300, 100:300] = True
    vendor[102:298, 102:298] = True
    assert codes([mask(vendor)], [mask(gold)], boundary_share=0.002) == []
    assert codes([mask(vendor)], [mask(gold)], boundary_share=0.002, p=1) == ["GEO-BOUND"]


def test_that_a_box_on_an_outline_has_no_inaccurate_outline():
    dented = polygon([(100, 100), (200, 100), (200, 200), (150, 185), (100, 200)])
    assert codes([box(100, 100, 200, 200)], [dented]) == []


def test_that_boxes_only_takes_outlines_for_boxes():
    diamond = polygon([(150, 100), (200, 150), (150, 200), (100, 150)])
    assert codes([diamond], [square(100, 200)]) == ["GEO-BOUND"]
    assert codes([diamond], [square(100, 200)], shapes="box") == []


def test_that_one_shape_over_two_objects_is_a_merge_naming_both():
    gold = [box(100, 100, 200, 200), box(205, 100, 305, 200)]
    findings = compared([box(100, 100, 305, 200)], gold).findings
    assert findings.by_code() == {"GRP-MERGE": 1}
    assert findings.details[0] == {"gold_numbers": [1, 2]}
    assert findings.iou[0] == pytest.approx(200 / 205)
    assert findings.box.tolist() == [[100, 100, 305, 200]]


def test_that_a_loose_box_beside_a_missing_object_is_no_merge():
    assert codes([box(100, 100, 230, 200)], [box(100, 100, 200, 200), box(205, 100, 305, 200)]) == [
        "MIS-OBJ",
        "GEO-LOOSE",
    ]


def test_that_a_shape_over_objects_with_partners_of_their_own_is_no_merge():
    gold = [box(100, 100, 200, 200), box(205, 100, 305, 200)]
    assert codes([*gold, box(100, 100, 305, 200)], gold) == ["EXT-GHOST"]


def test_that_a_merge_of_masks_is_told_by_pixels():
    left, right = np.zeros((2, 1000, 1000), bool)
    left[100:140, 100:140] = True
    right[100:140, 142:180] = True
    findings = compared([mask(left | right)], [mask(left), mask(right)]).findings
    assert findings.by_code() == {"GRP-MERGE": 1}
    assert findings.iou[0] == 1.0


def test_that_a_merge_of_many_objects_is_one_finding():
    gold = [box(100 + 40 * n, 100, 138 + 40 * n, 140) for n in range(20)]
    findings = compared([box(100, 100, 898, 140)], gold).findings
    assert findings.by_code() == {"GRP-MERGE": 1}
    assert findings.details[0] == {"gold_numbers": list(range(1, 21))}


def test_that_pieces_of_one_object_are_a_split_naming_all():
    findings = compared([box(100, 100, 150, 200), box(151, 100, 200, 200)], [GOLD]).findings
    assert findings.by_code() == {"GRP-SPLIT": 1}
    assert findings.gold[0] == 1
    assert findings.details[0] == {"vendor_numbers": [1, 2]}


def test_that_pieces_that_leave_much_of_the_object_out_are_no_split():
    assert codes([box(100, 100, 140, 200), box(175, 100, 200, 200)], [GOLD]) == ["EXT-GHOST", "GEO-PART"]


def test_that_polygon_pieces_are_united_on_vectors():
    pieces = [polygon([(100, 100), (200, 100), (100, 200)]), polygon([(200, 100), (200, 200), (100, 200)])]
    findings = compared(pieces, [square(100, 200)]).findings
    assert findings.by_code() == {"GRP-SPLIT": 1}
    assert findings.iou[0] == pytest.approx(1.0)


def test_that_a_different_attribute_is_one_finding_each():
    gold = moved(GOLD, attributes={"occluded": True, "colour": "red", "size": "large"})
    vendor = moved(GOLD, attributes={"occluded": "true", "colour": "blue", "size": "small"})
    findings = compared([vendor], [gold]).findings
    assert findings.by_code() == {"ATT-WRONG": 2}
    assert findings.details[0] == {"attribute": "colour", "delivered": "blue", "expected": "red"}
    assert codes([moved(vendor, class_id=2)], [gold]) == ["CLS-SWAP"]


def test_that_a_required_attribute_must_be_delivered():
    wanted = (Attribute(name="colour", required=True), Attribute(name="size"))
    schema = Schema(1, [LabelClass(id=ClassId(1), name="car", colour="#fff", attributes=wanted)])
    gold = moved(GOLD, attributes={"colour": "red", "size": "large"})
    findings = compared([GOLD], [gold], schema=schema).findings
    assert findings.by_code() == {"ATT-MISS": 1}
    assert findings.details[0] == {"attribute": "colour", "delivered": None, "expected": "red"}
    assert codes([gold], [gold], schema=schema) == []
    assert codes([GOLD], [GOLD], schema=schema) == []


def test_that_a_coordinate_beyond_the_image_is_outside():
    assert codes([box(100, 100, 1000.4, 200)], [box(100, 100, 1000, 200)]) == []
    result = compared([box(100, 100, 1000.6, 200)], [box(100, 100, 1000, 200)])
    assert result.findings.by_code() == {"GEO-OOB": 1}
    assert (result.counts["matched"], result.counts["right"]) == (1, 0)
    assert codes([box(-0.6, 100, 200, 200)], [box(0, 100, 200, 200)]) == ["GEO-OOB"]


def test_that_nothing_lies_outside_an_image_of_unknown_size():
    sizes = ImageSizes.of([(1, None, None)])
    one = annotations(box(50, 0, 5000, 100))
    assert len(compare(one, one, sizes, NO_SCHEMA, ComparisonSettings()).findings) == 0


def test_that_a_box_without_area_is_invalid_beside_being_a_ghost():
    findings = compared([box(150, 100, 150, 200)], [GOLD]).findings
    assert findings.by_code() == {"MIS-OBJ": 1, "EXT-GHOST": 1, "GEO-INVALID": 1}
    assert findings.details[2] == {"why": "its area is zero"}


def test_that_a_polygon_crossing_itself_is_invalid_and_still_compared():
    crossed = polygon([(100, 100), (200, 100), (200, 200), (100, 200), (100, 190), (110, 205), (95, 195)])
    result = compared([crossed], [square(100, 200)])
    assert result.findings.by_code()["GEO-INVALID"] == 1
    assert "self-intersection" in result.findings.details[0]["why"]
    assert result.counts["matched"] == 1


def test_that_a_flag_from_the_import_makes_a_shape_invalid():
    assert codes([moved(GOLD, flags=Flag.INVALID)], [GOLD]) == ["GEO-INVALID"]


def test_that_a_shape_of_a_kind_the_class_does_not_allow_is_of_the_wrong_type():
    polygons_only = LabelClass(id=ClassId(1), name="car", colour="#fff", shapes=(ShapeKind.POLYGON, ShapeKind.MASK))
    schema = Schema(1, [polygons_only, LabelClass(id=ClassId(2), name="bus", colour="#fff")])
    findings = compared([GOLD], [square(100, 200)], schema=schema).findings
    assert findings.by_code() == {"GEO-TYPE": 1}
    assert findings.details[0] == {"shape": "box", "allowed": ["polygon", "mask"]}
    assert codes([moved(GOLD, class_id=2)], [moved(GOLD, class_id=2)], schema=schema) == []


def test_that_image_tags_differ_by_their_class_and_are_no_objects():
    def tag(class_id: int) -> Made:
        return Made(kind=ShapeKind.TAG, box=(np.nan,) * 4, class_id=class_id)

    result = compared([GOLD, tag(7), tag(8)], [GOLD, tag(7), tag(9)])
    assert result.findings.by_code() == {"IMG-TAG": 1}
    assert (result.findings.delivered_class[0], result.findings.expected_class[0]) == (8, 9)
    assert (result.counts["vendor"], result.counts["gold"]) == (1, 1)
    assert codes([GOLD, tag(7)], [GOLD]) == []


CAR, VAN, PERSON, POLE = (ClassId(number) for number in (1, 2, 3, 4))
STREET = Schema(
    1,
    [
        LabelClass(id=CAR, name="car", colour="#fff", parent="vehicle", min_size=15),
        LabelClass(id=VAN, name="van", colour="#fff", parent="vehicle"),
        LabelClass(id=PERSON, name="person", colour="#fff", safety_critical=True, critical_with=("pole",)),
        LabelClass(id=POLE, name="pole", colour="#fff"),
        LabelClass(id=ClassId(5), name="vehicle", colour="#fff"),
        LabelClass(id=ClassId(6), name="vann", colour="#fff", declared=False),
    ],
)


def of_class(class_id: int) -> Made:
    return moved(GOLD, class_id=class_id)


def test_that_taking_one_child_of_a_parent_for_another_is_a_wrong_sub_class():
    assert codes([of_class(VAN)], [of_class(CAR)], schema=STREET) == ["CLS-SIB"]
    assert codes([of_class(5)], [of_class(CAR)], schema=STREET) == ["CLS-SIB"]
    assert codes([of_class(POLE)], [of_class(CAR)], schema=STREET) == ["CLS-SWAP"]


def test_that_a_pair_on_the_critical_list_is_critical_either_way_round():
    assert codes([of_class(POLE)], [of_class(PERSON)], schema=STREET) == ["CLS-CRIT"]
    assert codes([of_class(PERSON)], [of_class(POLE)], schema=STREET) == ["CLS-CRIT"]
    assert codes([of_class(CAR)], [of_class(PERSON)], schema=STREET) == ["CLS-SWAP"]


def test_that_a_class_that_nobody_declared_is_not_in_the_schema():
    assert codes([of_class(6)], [of_class(VAN)], schema=STREET) == ["CLS-UNK"]
    assert codes([of_class(-1)], [of_class(VAN)], schema=STREET) == ["CLS-UNK"]
    assert codes([of_class(6)], [of_class(6)], schema=STREET) == []


def test_that_what_is_smaller_than_its_class_asks_for_is_out_of_scope_and_leaves_the_counts():
    result = compared([of_class(CAR), box(500, 500, 514, 510)], [of_class(CAR)], schema=STREET)
    assert result.findings.by_code() == {"EXT-OOS": 1}
    assert result.findings.details[0] == {"why": "smaller than 15 px", "min_size": 15}
    assert (result.counts["vendor"], result.counts["precision"]) == (1, 1.0)
    assert codes([of_class(CAR), box(500, 500, 515, 510)], [of_class(CAR)], schema=STREET) == ["EXT-GHOST"]


def test_that_gold_below_its_least_size_need_not_be_found():
    tiny, small = box(500, 500, 514, 510), box(500, 500, 515, 510)
    result = compared([of_class(CAR)], [of_class(CAR), tiny], schema=STREET)
    assert (len(result.findings), result.counts["gold"], result.counts["recall"]) == (0, 1, 1.0)
    assert codes([of_class(CAR)], [of_class(CAR), small], schema=STREET) == ["MIS-SMALL"]
    assert codes([of_class(CAR), tiny], [of_class(CAR), tiny], schema=STREET) == []


def test_that_findings_about_a_safety_critical_class_weigh_one_step_more_and_say_why():
    person = of_class(PERSON)
    findings = compared([box(900, 900, 950, 950)], [person, box(500, 500, 600, 600)], schema=STREET).findings
    weights = {(findings.code_of(row), findings.severity_of(row)) for row in range(len(findings))}
    assert weights == {("MIS-OBJ", "critical"), ("MIS-OBJ", "major"), ("EXT-GHOST", "major")}
    (raised,) = (row for row in range(len(findings)) if findings.severity_of(row) == "critical")
    assert findings.details[raised]["severity_reason"] == "person is a safety-critical class"


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ({"occluded": True}, "MIS-OCC"),
        ({"truncated": 0.3}, "MIS-OCC"),
        ({"visibility": "partial"}, "MIS-OCC"),
        ({"occluded": "0"}, "MIS-OBJ"),
        ({"visibility": "full"}, "MIS-OBJ"),
        ({"colour": "red"}, "MIS-OBJ"),
    ],
)
def test_that_a_missing_object_that_gold_calls_hidden_is_an_occluded_one(attributes, code):
    hidden = box(500, 500, 600, 600, attributes=attributes)
    assert codes([GOLD], [GOLD, hidden]) == [code]


def test_that_a_small_hidden_object_is_a_small_one():
    assert codes([GOLD], [GOLD, box(500, 500, 510, 510, attributes={"occluded": True})]) == ["MIS-SMALL"]


def test_that_how_much_is_seen_is_told_apart_from_other_attributes():
    gold = moved(GOLD, attributes={"occluded": True, "dark": True})
    vendor = moved(GOLD, attributes={"occluded": False, "dark": False})
    assert codes([vendor], [gold]) == ["ATT-WRONG", "ATT-VIS"]
    rule = (Attribute(name="dark", visibility=True), Attribute(name="occluded", visibility=False))
    schema = Schema(1, [LabelClass(id=CAR, name="car", colour="#fff", attributes=rule)])
    findings = compared([vendor], [gold], schema=schema).findings
    seen = [(findings.code_of(row), findings.details[row]["attribute"]) for row in range(len(findings))]
    assert seen == [("ATT-WRONG", "occluded"), ("ATT-VIS", "dark")]


def test_that_a_value_that_the_schema_does_not_list_breaks_a_rule_and_is_not_wrong_as_well():
    rule = (Attribute(name="colour", values=("red", "green")),)
    schema = Schema(1, [LabelClass(id=CAR, name="car", colour="#fff", attributes=rule)])
    gold = moved(GOLD, attributes={"colour": "red"})
    findings = compared([moved(GOLD, attributes={"colour": "pink"})], [gold], schema=schema).findings
    assert findings.by_code() == {"ATT-RULE": 1}
    assert findings.details[0] == {"attribute": "colour", "delivered": "pink", "allowed": ["red", "green"]}
    assert codes([moved(GOLD, attributes={"colour": "Green"})], [gold], schema=schema) == ["ATT-WRONG"]


def test_that_a_threshold_of_a_class_holds_for_that_class_only():
    shifted = box(110, 100, 210, 200)
    for class_id, expected in ((CAR, ["GEO-POOR"]), (VAN, ["GEO-SHIFT"])):
        made = [moved(shifted, class_id=class_id)], [of_class(class_id)]
        assert codes(*made, schema=STREET, named={"t_ok": {"car": 0.9}}) == expected


@pytest.mark.parametrize(
    ("key", "value", "vendor", "gold", "without", "with_it"),
    [
        ("t_pair", 0.7, [box(130, 100, 230, 200)], [GOLD], ["GEO-POOR"], ["MIS-OBJ", "EXT-GHOST"]),
        ("t_good", 0.8, [box(110, 100, 210, 200)], [GOLD], ["GEO-SHIFT"], []),
        ("p", 15, [box(110, 100, 210, 200)], [GOLD], ["GEO-SHIFT"], []),
        ("small_area", 1e6, [GOLD], [GOLD, box(500, 500, 600, 600)], ["MIS-OBJ"], ["MIS-SMALL"]),
        ("t_duplicate", 0.99, [box(100, 100, 140, 200), box(99, 100, 140, 200)], [GOLD], ["EXT-DUP", "GEO-PART"], ["EXT-GHOST", "GEO-PART"]),
        ("t_ok", 0.995, [box(100, 100, 150, 200), box(151, 100, 200, 200)], [GOLD], ["GRP-SPLIT"], ["EXT-GHOST", "GEO-PART"]),
    ],
)  # fmt: skip
def test_that_each_threshold_can_be_set_for_a_class(key, value, vendor, gold, without, with_it):
    assert codes(vendor, gold, schema=STREET) == without
    assert codes(vendor, gold, schema=STREET, named={key: {"car": value}}) == with_it
    assert codes(vendor, gold, schema=STREET, named={key: {"van": value}}) == without
