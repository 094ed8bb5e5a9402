import pytest

from assay.model.batches import SetRole
from assay.model.progress import result_of
from assay.review.compare_delivery import compare_delivery
from assay.review.try_settings import ComparisonSettings
from assay.store.batches import label_sets
from assay.ui.canvas.scene import Mode
from assay.ui.theme.colours import LayerRole
from tests.small_delivery import bring_in, compared, lay_out

EARLIER, VENDOR, GOLD, MODEL = "Vendor, round 0", "Vendor, round 1", "Gold, revision 1", "detector"


@pytest.fixture
def desk(sit_down, project, me, tmp_path):
    """A second round and a model's labels beside gold."""
    compared(project, tmp_path / "batch", by=me)
    _, again = lay_out(tmp_path / "again")
    again.write_text(again.read_text().replace("[10, 10, 60, 40]", "[12, 10, 60, 40]"))
    bring_in(project, again, SetRole.DELIVERY, by=me)
    _, model = lay_out(tmp_path / "model")
    model.write_text(model.read_text().replace("[10, 10, 60, 40]", "[14, 10, 60, 40]"))
    bring_in(project, model.rename(model.with_stem(MODEL)), SetRole.MODEL, by=me)
    return sit_down()


def layers(desk):
    return {layer.name: layer for layer in desk.page.canvas.scene().layers}


def switch(desk, name):
    desk.page.canvas.controls.legend.row(name).click()


def test_that_earlier_rounds_and_models_are_off_in_the_legend_at_first(desk):
    assert list(layers(desk)) == [VENDOR, GOLD, EARLIER, MODEL]
    assert layers(desk)[EARLIER].role is LayerRole.EARLIER
    assert layers(desk)[MODEL].role is LayerRole.MODEL
    assert not any(desk.page.canvas.is_layer_visible(name) for name in (EARLIER, MODEL))
    assert len(layers(desk)[EARLIER].annotations.records) == 0


def test_that_one_switched_on_in_the_legend_is_shown_and_stays_on_from_image_to_image(desk):
    desk.open_image("one.png")
    switch(desk, EARLIER)
    assert desk.page.canvas.is_layer_visible(EARLIER)
    assert layers(desk)[EARLIER].annotations.records["box"][0].tolist() == [10, 10, 70, 50]
    desk.open_image("two.png")
    assert desk.page.canvas.is_layer_visible(EARLIER)
    assert len(layers(desk)[EARLIER].annotations.records) == 1
    switch(desk, EARLIER)
    desk.open_image("one.png")
    assert not desk.page.canvas.is_layer_visible(EARLIER)


def test_that_only_what_is_switched_on_has_a_pane_side_by_side(desk):
    desk.page.canvas.set_mode(Mode.SIDE_BY_SIDE)
    assert [pane.title for pane in desk.page.canvas.panes()] == [VENDOR, GOLD]
    switch(desk, MODEL)
    assert [pane.title for pane in desk.page.canvas.panes()] == [VENDOR, GOLD, MODEL]


def test_that_a_click_on_an_earlier_round_is_about_nothing_in_the_review(desk):
    switch(desk, EARLIER)
    before = desk.page.image.finding
    desk.page.canvas.annotation_clicked.emit(EARLIER, 1)
    assert desk.page.image.finding == before


def test_that_facts_are_headed_by_the_label_sets_that_are_compared(desk, project, me):
    of = {one.title: one for one in label_sets(project.connection, desk.selection.batch.id)}
    pair = of[MODEL], of[GOLD]
    record = result_of(compare_delivery(project, desk.selection.batch, ComparisonSettings(), by=me, sets=pair))
    desk.selection.look_at(*pair)
    assert desk.selection.comparison == record
    desk.open_image("one.png")
    table = desk.page.findings.finding_details.table
    assert table.headings() == (MODEL, GOLD)
