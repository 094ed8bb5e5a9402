import numpy as np

from assay.reports.package_item import class_in_words, class_names, numbers_of
from tests.annotation_builder import annotations, box


def test_that_items_keep_the_order_and_numbers_of_the_request(facts):
    assert [item.item.number for item in facts.items] == ["R001", "R002", "R003", "R004", "R005", "R006"]


def test_that_an_item_holds_exactly_the_annotations_that_it_is_about(facts):
    assert [len(item.delivered) for item in facts.items] == [1, 1, 1, 1, 0, 0]
    assert [len(item.expected) for item in facts.items] == [1, 0, 1, 1, 1, 0]
    np.testing.assert_array_equal(facts.items[4].expected.boxes, [[200, 60, 260, 100]])


def test_that_a_finding_about_several_annotations_names_them_all(facts):
    finding = facts.items[0].finding
    merge = type(finding)(
        **{field: getattr(finding, field) for field in finding.__slots__} | {"details": {"gold_numbers": [4, 5]}}
    )
    assert numbers_of(0, merge, "gold_numbers") == [0, 4, 5]
    assert numbers_of(7, None, "gold_numbers") == [7]


def test_that_classes_are_told_once_and_where_they_differ_as_a_change(facts):
    two = annotations(box(0, 0, 1, 1), box(0, 0, 1, 1), box(0, 0, 1, 1, class_id=2))
    assert class_names(two, facts.schema) == ["car", "truck"]
    assert class_in_words(facts.items[3], facts.schema) == "truck → car"
    assert class_in_words(facts.items[0], facts.schema) == "car"
    assert class_in_words(facts.items[5], facts.schema) == ""


def test_that_no_defect_of_a_package_tells_its_reviewer(facts):
    assert {item.defect.reviewer for item in facts.items} == {""}
