"""Several raters of one batch: how far they agree, and what they agree on."""

import json

import pytest

from assay.compare.consensus.rules import Rule
from assay.model.batches import CONSENSUS_FORMAT, SetRole
from assay.model.errors import AssayError
from assay.model.progress import result_of
from assay.review.build_consensus import build_consensus
from assay.review.measure_agreement import measure_agreement
from assay.review.raters_of_batch import Between
from assay.review.revert import redo, undo
from assay.store.annotation_reading import read_annotations
from assay.store.audit import audit
from assay.store.batches import batches, label_sets
from tests.shared_folder import data
from tests.small_delivery import DELIVERY, GOLD, bring_in, coco


@pytest.fixture
def batch_of(project, me, tmp_path):
    """A function that imports label sets by role and gives their batch."""

    def bring(*sets):
        for number, (role, contents) in enumerate(sets):
            path = tmp_path / f"set {number}.json"
            path.write_text(json.dumps(contents))
            bring_in(project, path, role, by=me)
        return batches(project.connection)[0]

    return bring


@pytest.fixture
def two(batch_of):
    return batch_of((SetRole.GOLD, coco(GOLD)), (SetRole.DELIVERY, coco(DELIVERY)))


def test_that_a_delivery_and_gold_are_two_raters(project, two):
    report = result_of(measure_agreement(project, two))
    assert report.raters == ["Vendor, round 0", "Gold, revision 1"]
    (pair,) = report.pairs
    assert (pair.matched, pair.mislabelled, pair.annotations) == (2, 1, (4, 4))
    assert pair.f1 == pytest.approx(0.5)


def test_that_label_sets_are_chosen_by_title_and_number_and_a_wrong_name_lists_them(project, two):
    report = result_of(measure_agreement(project, two, names=["Gold, revision 1", "2"]))
    assert report.raters == ["Gold, revision 1", "Vendor, round 0"]
    with pytest.raises(AssayError, match=r"no label set called “nobody”; there are: “Vendor, round 0” \(2\)"):
        result_of(measure_agreement(project, two, names=["nobody"]))
    with pytest.raises(AssayError, match=r"“2” is named twice"):
        result_of(measure_agreement(project, two, names=["Vendor, round 0", "2"]))


def test_that_one_label_set_without_annotators_is_too_little(project, batch_of):
    batch = batch_of((SetRole.GOLD, coco(GOLD)))
    with pytest.raises(AssayError, match="0 of the two annotators"):
        result_of(measure_agreement(project, batch))
    with pytest.raises(AssayError, match="1 of the two label sets"):
        result_of(measure_agreement(project, batch, between=Between.SETS))


@pytest.mark.parametrize("threshold", [0.0, 0.29, 1.1, float("nan")])
def test_that_a_threshold_out_of_range_is_refused(project, two, threshold):
    with pytest.raises(AssayError, match=r"a number from 0\.3 to 1"):
        result_of(measure_agreement(project, two, threshold=threshold))


@pytest.mark.parametrize(
    ("name", "alpha"), [("fruits", 0.0222), ("smile_fruits", 0.494), ("landscape_annotations", 0.4889)]
)
def test_that_annotators_within_one_file_have_the_published_alpha(project, me, name, alpha):
    """05-three-annotators-known-alpha; the published value is of boxes."""
    bring_in(project, data("05-three-annotators-known-alpha", f"{name}.json"), SetRole.REVIEWER, by=me)
    batch = batches(project.connection)[0]
    report = result_of(measure_agreement(project, batch, shapes="box"))
    assert (len(report.raters), round(report.whole.alpha.value, 4)) == (3, alpha)


def test_that_a_consensus_is_a_label_set_that_says_how_it_came_about(project, two, me):
    made = result_of(build_consensus(project, two, rule=Rule.QUORUM, quorum=2, by=me))
    assert made.label_set.format == CONSENSUS_FORMAT
    assert made.label_set.title == "Consensus: quorum of 2 of 2 raters at IoU 0.5"
    assert made.label_set.role is SetRole.REVIEWER
    found = read_annotations(project.connection, made.label_set.id)
    assert len(found) == made.label_set.annotations == 2
    assert found.extra[0]["other"]["raters"] == ["Vendor, round 0", "Gold, revision 1"]
    assert (made.units, made.undecided) == (5, 3)
    assert audit(project).problems == ()


def test_that_a_consensus_is_no_rater_beside_those_it_was_made_from_unless_it_is_named(project, two, me):
    result_of(build_consensus(project, two, rule=Rule.UNANIMOUS, by=me))
    assert len(result_of(measure_agreement(project, two)).raters) == 2
    (made,) = label_sets(project.connection, two.id, SetRole.REVIEWER)
    named = result_of(measure_agreement(project, two, names=[made.title, "Gold, revision 1"]))
    assert named.pairs[0].annotations == (2, 4)


def test_that_a_second_consensus_stands_beside_the_first(project, two, me):
    for _ in range(2):
        result_of(build_consensus(project, two, rule=Rule.UNANIMOUS, by=me))
    assert [one.round for one in label_sets(project.connection, two.id, SetRole.REVIEWER)] == [1, 2]


def test_that_a_consensus_is_undone_and_done_again_and_the_next_one_has_a_round_of_its_own(project, two, me):
    made = result_of(build_consensus(project, two, rule=Rule.UNANIMOUS, by=me)).label_set
    undo(project, by=me)
    assert label_sets(project.connection, two.id, SetRole.REVIEWER) == []
    other = result_of(build_consensus(project, two, rule=Rule.UNANIMOUS, by=me)).label_set
    assert (made.round, other.round) == (1, 2)
    undo(project, by=me)
    redo(project, by=me)
    assert [one.id for one in label_sets(project.connection, two.id, SetRole.REVIEWER)] == [other.id]
    assert len(read_annotations(project.connection, other.id)) == 2
    assert audit(project).problems == ()


def test_that_a_quorum_of_more_than_there_are_is_refused(project, two, me):
    with pytest.raises(AssayError, match="quorum of 3 cannot be had from 2 raters"):
        result_of(build_consensus(project, two, rule=Rule.QUORUM, quorum=3, by=me))


def test_that_a_consensus_stopped_on_the_way_leaves_the_project_as_it_was(project, two, me):
    work = build_consensus(project, two, rule=Rule.UNANIMOUS, by=me)
    next(work)
    work.close()
    assert label_sets(project.connection, two.id, SetRole.REVIEWER) == []
