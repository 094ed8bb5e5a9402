from assay.model.schema import LabelClass, Schema
from assay.ui.adjudicate.facts import differing, side_facts
from tests.annotation_builder import annotations, box

SCHEMA = Schema(1, (LabelClass(id=1, name="car", colour=""), LabelClass(id=2, name="van", colour="")))


def test_that_an_object_tells_class_shape_size_annotator_and_attributes():
    drawn = annotations(box(10, 10, 40, 30, annotator=7, attributes={"colour": "red"}))
    side = side_facts("Vendor", drawn, frozenset({1}), SCHEMA, {7: "a7"})
    assert side.facts == {"Class": "car", "Shape": "box", "Size": "30 × 20 px", "By": "a7", "colour": "red"}


def test_that_several_objects_are_told_together():
    drawn = annotations(box(0, 0, 4, 4), box(5, 0, 9, 4, class_id=2))
    side = side_facts("Gold", drawn, frozenset({1, 2}), SCHEMA, {})
    assert side.facts["Class"] == "car, van"
    assert side.facts["Size"] == "2 objects"


def test_that_a_side_without_the_object_tells_nothing():
    side = side_facts("Gold", annotations(box(0, 0, 4, 4)), frozenset(), SCHEMA, {})
    assert (side.objects, side.facts) == (0, {})


def test_that_only_what_both_tell_and_tell_differently_is_a_disagreement():
    vendor = annotations(box(0, 0, 4, 4, annotator=7, attributes={"colour": "red", "open": True}))
    gold = annotations(box(0, 0, 5, 5, class_id=2, attributes={"colour": "blue"}))
    sides = [side_facts("", one, frozenset({1}), SCHEMA, {7: "a7"}) for one in (vendor, gold)]
    assert differing(*sides) == {"Class", "colour"}
