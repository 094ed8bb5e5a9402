import json

import pytest

from assay.model.batches import SetRole
from assay.model.errors import AssayError
from assay.model.progress import result_of
from assay.review.measure_raters import About, Between, RatersChosen, measure_raters
from assay.store.batches import batches, label_sets
from tests.shared_folder import data
from tests.small_delivery import DELIVERY, GOLD, bring_in, coco


@pytest.fixture
def bring(project, me, tmp_path):
    """A function that imports label sets by role and gives their batch and their ids."""

    def several(*sets):
        for number, (role, contents) in enumerate(sets):
            path = tmp_path / f"set {number}.json"
            path.write_text(json.dumps(contents))
            bring_in(project, path, role, by=me)
        batch = batches(project.connection)[0]
        return batch, tuple(one.id for one in label_sets(project.connection, batch.id))

    return several


@pytest.fixture
def measure(project):
    def measured(batch, sets, **more):
        chosen = RatersChosen(between=more.pop("between", Between.SETS), sets=sets, **more)
        return result_of(measure_raters(project, batch, chosen))

    return measured


@pytest.fixture
def two(bring, measure):
    return measure(*bring((SetRole.GOLD, coco(GOLD)), (SetRole.DELIVERY, coco(DELIVERY))))


def row(found, about, key=""):
    return next(one for one in found.table.rows if (one.about, one.key) == (about, key))


def test_that_every_figure_stands_with_raw_agreement_and_an_interval_over_images(two):
    whole = row(two, About.DETECTIONS)
    assert whole.raw.value == pytest.approx(0.4)
    assert whole.f1.value == pytest.approx(0.5)
    assert whole.kappa_of == "Cohen"
    for one in (whole.raw, whole.ac1, whole.kappa, whole.alpha, whole.f1):
        low, high = one.interval
        assert low <= one.value <= high


def test_that_the_same_choice_gives_the_same_intervals_again(two, project, measure):
    again = measure(batches(project.connection)[0], two.chosen.sets)
    assert again.table == two.table


def test_that_a_row_lists_the_objects_that_it_counts_those_in_dispute_first(two):
    whole = row(two, About.DETECTIONS)
    units = two.units(whole)
    assert (len(units), units.disputed) == (whole.units, 3)
    said = [set(units.unit(place).said.values()) for place in range(len(units))]
    assert [len(one) for one in said] == [2, 2, 2, 1, 1]


def test_that_a_class_lists_what_not_all_gave_it_first_and_then_as_many_as_it_counts(two):
    van = row(two, About.CLASS, 2)
    units = two.units(van)
    assert (len(units), units.disputed, units.unit(0).said) == (van.units, 1, {0: 1, 1: 2})


def test_that_where_a_class_was_drawn_who_drew_nothing_is_not_counted(two):
    drawn = row(two, About.CLASSES)
    assert len(two.units(drawn)) == drawn.units == 3


def attributed(*values):
    made = coco([(image, 1, (10 * image, 10, 60, 40)) for image in (1, 2, 3)])
    for annotation, said in zip(made["annotations"], values, strict=True):
        annotation["attributes"] = said
    return made


def test_that_numbers_have_an_ordinal_alpha_words_have_none_and_ids_are_no_scale(bring, measure):
    first = attributed(*({"quality": n, "colour": c} for n, c in ((1, "red"), (2, "blue"), (3, "red"))))
    second = attributed(*({"quality": n, "colour": c} for n, c in ((1, "red"), (3, "red"), (3, "Red"))))
    found = measure(*bring((SetRole.REVIEWER, first), (SetRole.REVIEWER, second)))
    quality, colour = row(found, About.ATTRIBUTE, "quality"), row(found, About.ATTRIBUTE, "colour")
    assert quality.ordinal.value > quality.alpha.value
    assert colour.ordinal is None
    units = found.units(quality)
    assert (units.disputed, [units.words[one] for one in units.unit(0).said.values()]) == (1, ["2", "3"])
    assert found.units(colour).disputed == 1


def test_that_nothing_to_compare_has_a_reason_and_no_number(bring, measure):
    found = measure(*bring((SetRole.REVIEWER, coco([])), (SetRole.REVIEWER, coco([]))))
    whole = row(found, About.DETECTIONS)
    assert (whole.f1.value, whole.alpha.value, whole.alpha.reason) == (
        None,
        None,
        "no variation: everything is in one category",
    )


@pytest.mark.parametrize(
    ("name", "alpha"), [("fruits", 0.0222), ("smile_fruits", 0.494), ("landscape_annotations", 0.4889)]
)
def test_that_annotators_are_chosen_by_name_and_all_have_the_published_alpha(project, me, measure, name, alpha):
    """05-three-annotators-known-alpha."""
    bring_in(project, data("05-three-annotators-known-alpha", f"{name}.json"), SetRole.REVIEWER, by=me)
    batch = batches(project.connection)[0]
    sets = tuple(one.id for one in label_sets(project.connection, batch.id))
    found = measure(batch, sets, between=Between.ANNOTATORS, boxes=True)
    assert round(row(found, About.DETECTIONS).alpha.value, 4) == alpha
    people = tuple(found.report.raters)
    assert measure(batch, sets, between=Between.ANNOTATORS, people=people[:2]).report.raters == list(people[:2])
    with pytest.raises(AssayError, match="1 of the two annotators"):
        measure(batch, sets, between=Between.ANNOTATORS, people=people[:1])
