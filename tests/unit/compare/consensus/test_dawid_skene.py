import numpy as np
import pytest

from assay.compare.consensus.dawid_skene import dawid_skene, majority
from tests.shared_folder import vectors


@pytest.fixture
def said():
    responses = vectors("dawid_skene")["responses"]
    counts = np.zeros((45, 5, 4), int)
    for patient, observers in responses.items():
        for observer, answers in observers.items():
            for answer in answers:
                counts[int(patient) - 1, int(observer) - 1, answer - 1] += 1
    return counts


def test_that_the_patients_of_dawid_and_skene_are_judged_as_they_judged_them(said):
    """dawid_skene.json: converged."""
    told, found = vectors("dawid_skene")["converged"], dawid_skene(said)
    assert found.shares == pytest.approx(told["class_marginals"], abs=1e-5)
    assert found.shares == pytest.approx(told["published_marginals"], abs=5e-3)
    assert found.log_likelihood[-1] == pytest.approx(told["log_likelihood"], abs=1e-6)
    assert found.errors == pytest.approx(np.array(told["error_rates_all"]), abs=1e-5)
    assert found.errors[0] == pytest.approx(np.array(told["error_rates_observer_1_rows_true"]), abs=1e-5)
    assert found.posterior[:5] == pytest.approx(np.array(told["posterior_first_5"]), abs=1e-6)
    assert (found.category + 1).tolist() == told["map_class"]
    votes = majority(said).argmax(axis=1) + 1
    assert votes.tolist() == told["majority_vote"]
    assert (np.flatnonzero(votes != found.category + 1) + 1).tolist() == told["differs_from_majority_at_patient"]


def test_that_so_many_rounds_are_needed_and_the_first_is_as_told(said):
    """dawid_skene.json: first_iteration, converged.iterations."""
    told = vectors("dawid_skene")
    found = dawid_skene(said).log_likelihood
    assert found[0] == pytest.approx(told["first_iteration"]["log_likelihood"])
    assert len(found) == told["converged"]["iterations"]
    assert found == sorted(found)


def test_that_raters_of_one_mind_are_certain_and_make_no_mistakes():
    """dawid_skene.json: small."""
    said = np.zeros((4, 3, 2), int)
    for unit, category in enumerate((0, 1, 0, 1)):
        said[unit, :, category] = 1
    found = dawid_skene(said)
    assert found.posterior.max(axis=1) == pytest.approx(np.ones(4))
    assert found.errors == pytest.approx(np.broadcast_to(np.eye(2), (3, 2, 2)))


def test_that_a_rater_who_said_nothing_of_a_unit_changes_nothing_about_it():
    said = np.zeros((3, 2, 2), int)
    said[:, 0, 0] = 1
    said[0, 1, 0] = 1
    assert dawid_skene(said).category.tolist() == [0, 0, 0]
