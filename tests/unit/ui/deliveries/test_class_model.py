import pytest

from assay.review.extend_schema import REFUSED
from assay.review.import_plan import ClassMapping
from assay.ui.deliveries.class_model import BECOMES, ClassModel

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
    assert choices == ["New class “lorry”", "car", "van", "Leave without class"]


def test_that_only_what_was_decided_otherwise_counts_as_chosen(model):
    model.setData(model.index(1, BECOMES), "van")
    model.setData(model.index(0, BECOMES), "car")
    assert model.chosen == {"lorry": "van"}
    model.setData(model.index(1, BECOMES), "lorry")
    assert model.chosen == {}


def test_that_a_class_left_without_one_is_not_new(model):
    model.setData(model.index(1, BECOMES), REFUSED)
    assert model.index(1, BECOMES).data() == "Leave without class"
    assert not model.new_classes
