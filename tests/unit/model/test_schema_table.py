import pytest

from assay.model.errors import AssayError
from assay.model.ids import ClassId
from assay.model.schema import Attribute, LabelClass, Schema
from assay.model.schema_table import classes_from_table, schema_table
from assay.model.shapes import ShapeKind

CAR = LabelClass(
    id=ClassId(1), name="car", colour="#123456", shapes=(ShapeKind.BOX, ShapeKind.ROTATED_BOX), parent="vehicle",
    attributes=(Attribute(name="colour", values=("red", "blue"), required=True), Attribute(name="occluded")),
    critical_with=("person",), safety_critical=True, min_size=15.0,
)  # fmt: skip
PERSON = LabelClass(id=ClassId(2), name="person", colour="#654321", declared=False)
SCHEMA = Schema(3, (CAR, PERSON))


def test_that_what_is_printed_can_be_loaded_again():
    printed = schema_table(SCHEMA)
    assert classes_from_table(printed, SCHEMA) == list(SCHEMA.classes)
    assert printed["classes"]["car"]["attributes"]["occluded"]["visibility"] is True


def test_that_what_a_table_does_not_say_stays_and_naming_a_class_declares_it():
    car, person = classes_from_table({"classes": {"car": {"min_size": 20}, "person": {}}}, SCHEMA)
    assert (car.min_size, car.parent, car.attributes) == (20, "vehicle", CAR.attributes)
    assert person.declared


def test_that_a_new_class_gets_a_colour():
    (bus,) = classes_from_table({"classes": {"bus": {"parent": "vehicle"}}}, SCHEMA)
    assert (bus.name, bus.parent) == ("bus", "vehicle")
    assert bus.colour.startswith("#")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ([], "the schema is a table, not []"),
        ({"klasses": {}}, "the schema: there is no “klasses”; use one of version, classes"),
        ({"classes": {"car": {"size": 3}}}, "class “car”: there is no “size”; use one of colour, parent"),
        ({"classes": {"car": {"min_size": "big"}}}, "min_size of class “car” is a number from 0 to 1000000, not 'big'"),
        ({"classes": {"car": {"min_size": True}}}, "not True"),
        ({"classes": {"car": {"min_size": float("nan")}}}, "not nan"),
        ({"classes": {"car": {"shapes": ["cube"]}}}, "there is no shape “cube”; use one of box"),
        ({"classes": {"car": {"safety_critical": 1}}}, "is true or false, not 1"),
        ({"classes": {"car": {"critical_with": ["dog"]}}}, "names “dog”, which is no class; name one of car, person"),
        ({"classes": {"car": {"attributes": {"colour": {"values": [1]}}}}}, "values of attribute “colour” of class “car”"),
        ({"classes": {"car": 3}}, "class “car” is a table, not 3"),
        ({"classes": {" ": {}}}, "the name of a class is empty"),
        ({"classes": {"\ud800": {}}}, r"the name of a class is text, not '\ud800'"),
        ({"classes": {"car": {"parent": "\udfff"}}}, "parent of class “car” is text"),
        ({"classes": {"car": {"colour": "red"}}}, "colour of class “car” is written like #5AA9FF, not 'red'"),
        ({"classes": {"car": {"critical_with": ["car"]}}}, "critical_with names itself"),
        ({"classes": {"car": {"attributes": {"": {}}}}}, "the name of an attribute of class “car” is empty"),
        ({"classes": {"car": {"min_size": 100 * "9"}}}, "not '" + 58 * "9" + "…"),
    ],
)  # fmt: skip
def test_that_a_table_that_makes_no_sense_is_refused_with_its_place(table, says):
    with pytest.raises(AssayError) as refused:
        classes_from_table(table, SCHEMA)
    assert says in str(refused.value)
