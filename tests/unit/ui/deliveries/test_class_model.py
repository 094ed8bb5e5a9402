import pytest

from assay.review.import_plan import ClassMapping
from assay.review.rejected_classes import REJECTED
from assay.ui.deliveries.class_model import BECOMES, FATE, ClassModel

LORRY = ClassMapping("lorry", 4, "lorry", is_new=True)
CAR = ClassMapping("Car", 9, "car", is_new=False)


@pytest.fixture
def model(qapp) -> ClassModel:
    made = ClassModel()
    made.show_classes([CAR, LORRY], ["car", "van"])
    return made


def test_that_a_known_class_becomes_the_one_of_the_schema(model):
    assert model.index(0, BECOMES).data() == "car"


def test_that_an_unknown_class_is_marked_as_new(model):
    assert model.index(1, BECOMES).data() == "New class “lorry”"
    assert model.new_classes == ["lorry"]


def test_that_a_class_may_stay_new_join_another_or_be_left_out(model):
    choices = [choice.text for choice in model.choices(model.index(1, BECOMES))]
    assert choices == ["New class “lorry”", "car", "van", "Reject its annotations"]


def test_that_only_what_was_decided_otherwise_counts_as_chosen(model):
    model.setData(model.index(1, BECOMES), "van")
    model.setData(model.index(0, BECOMES), "car")
    assert model.chosen == {"lorry": "van"}
    model.setData(model.index(1, BECOMES), "lorry")
    assert model.chosen == {}


def test_that_a_rejected_class_is_not_new(model):
    model.setData(model.index(1, BECOMES), REJECTED)
    assert model.index(1, BECOMES).data() == "Reject its annotations"
    assert not model.new_classes
    assert model.left_out == 4


def test_that_a_near_spelling_is_suggested_and_counts_unless_decided_otherwise(model):
    slip = ClassMapping("vann", 3, "vann", is_new=True, nearest="van")
    model.show_classes([slip], ["car", "van"])
    assert [model.index(0, column).data() for column in (BECOMES, FATE)] == ["van", "suggested"]
    assert model.chosen == {"vann": "van"}
    model.add_to_schema(0)
    assert (model.chosen, model.new_classes, model.index(0, FATE).data()) == (
        {"vann": "vann"}, ["vann"], "added",
    )  # fmt: skip
