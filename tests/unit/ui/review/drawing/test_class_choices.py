from assay.model.ids import ClassId
from assay.model.schema import Attribute, LabelClass, Schema
from assay.ui.review.drawing.class_choices import choices, fitting

SCHEMA = Schema(
    1,
    (
        LabelClass(
            id=ClassId(1), name="car", colour="#fff", attributes=(Attribute(name="view", values=("front", "side")),)
        ),
        LabelClass(id=ClassId(2), name="delivery van", colour="#fff"),
    ),
)


def texts(found):
    return [one.text for one in found]


def test_that_classes_come_first_then_the_attributes_of_the_class_and_what_is_said_besides():
    found = choices(SCHEMA, 1, {"view": "side", "occluded": True})
    assert texts(found) == ["car", "delivery van", "view: front", "view: side", "occluded: true"]
    assert texts(one for one in found if one.holds) == ["car", "view: side", "occluded: true"]


def test_that_another_class_has_other_attributes():
    assert texts(choices(SCHEMA, 2, {})) == ["car", "delivery van"]


def test_that_a_few_letters_find_a_class():
    assert texts(fitting(choices(SCHEMA, 1, {}), "dv"))[0] == "delivery van"


def test_that_a_name_and_a_value_may_be_written():
    (written,) = fitting(choices(SCHEMA, 1, {}), "occluded = true")
    assert (written.attribute, written.value, written.text) == ("occluded", True, "occluded: true")
    (emptied,) = fitting(choices(SCHEMA, 1, {}), "occluded:")
    assert (emptied.attribute, emptied.value) == ("occluded", None)


def test_that_what_the_list_has_already_is_not_offered_twice():
    assert texts(fitting(choices(SCHEMA, 1, {}), "view: side")) == ["view: side"]
