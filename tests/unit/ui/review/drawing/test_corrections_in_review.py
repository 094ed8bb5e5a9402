"""The corrections of the image at hand are followed one by one."""

import pytest

from assay.model.corrections import Corrects, Suggestion
from assay.model.shapes import ShapeKind
from assay.model.single_shape import Shape
from assay.review.propose_correction import propose_correction
from assay.store.corrections import corrections_on_image


@pytest.fixture
def suggested(desk):
    """A function that suggests a box on the image at hand, about the delivery or gold."""

    def suggest(left: float, *, about_gold: bool = False) -> None:
        label_set = desk.selection.gold if about_gold else desk.selection.delivery
        shape = Shape(kind=ShapeKind.BOX, box=(left, 2.0, left + 8, 9.0))
        about = Corrects(label_set_id=label_set.id, image_id=desk.selection.image_id)
        class_id = desk.page.image.labels.schema.classes[0].id
        assert desk.session.do(propose_correction, about, Suggestion(shape=shape, class_id=int(class_id)))

    return suggest


def lefts(desk):
    return [one.says.shape.box[0] for one in desk.page.corrections.all]


def stored(desk):
    """What the project file has, in the order that is shown."""
    connection, image_id = desk.project.connection, desk.selection.image_id
    sets = (desk.selection.delivery.id, desk.selection.gold.id)
    return [
        one.says.shape.box[0] for label_set in sets for one in corrections_on_image(connection, label_set, image_id)
    ]


def test_that_what_is_suggested_and_undone_is_followed_in_order(desk, suggested):
    for left, about_gold in ((1, False), (2, True), (3, False)):
        suggested(left, about_gold=about_gold)
        assert lefts(desk) == stored(desk)
    assert lefts(desk) == [1, 3, 2]
    desk.session.undo()
    desk.session.undo()
    assert lefts(desk) == stored(desk) == [1]
    desk.session.redo()
    assert lefts(desk) == stored(desk) == [1, 2]


def test_that_a_hidden_page_follows_another_image(desk, suggested):
    desk.open_image("one.png")
    suggested(1)
    suggested(2)
    desk.page.hide()
    desk.open_image("two.png")
    desk.session.undo()
    assert lefts(desk) == []
    desk.open_image("one.png")
    desk.page.show()
    assert lefts(desk) == stored(desk) == [1]
