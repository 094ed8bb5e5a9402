import pytest

from assay.compare.precision_recall import macro_f, micro, precision_recall
from tests.shared_folder import vectors


def assert_rates(rates, case, key="f1"):
    assert rates.precision == (case["precision"] if case["precision"] is None else pytest.approx(case["precision"]))
    assert rates.recall == (case["recall"] if case["recall"] is None else pytest.approx(case["recall"]))
    assert rates.f_beta == (case[key] if case[key] is None else pytest.approx(case[key]))
    assert rates.jaccard == (
        case["jaccard_accuracy"] if case["jaccard_accuracy"] is None else pytest.approx(case["jaccard_accuracy"])
    )


@pytest.mark.parametrize(("beta", "key"), [(1.0, "f1"), (0.5, "f05"), (2.0, "f2")])
def test_that_rates_are_those_of_the_vectors_and_none_where_there_are_no_cases(beta, key):
    """precision_recall_f1_ap.json: cases."""
    for case in vectors("precision_recall_f1_ap")["cases"]:
        assert_rates(precision_recall(tp=case["tp"], fp=case["fp"], fn=case["fn"], beta=beta), case, key)


def test_that_micro_adds_counts_up_and_macro_averages_classes():
    """precision_recall_f1_ap.json: micro_macro."""
    case = vectors("precision_recall_f1_ap")["micro_macro"]
    rates = [precision_recall(tp=c["tp"], fp=c["fp"], fn=c["fn"]) for c in case["per_class"]]
    assert_rates(micro(rates), case["micro"])
    assert macro_f(rates) == pytest.approx(case["macro_f1"])


def test_that_a_class_without_cases_is_left_out_of_the_mean():
    rates = [precision_recall(tp=1, fp=0, fn=0), precision_recall(tp=0, fp=0, fn=0)]
    assert macro_f(rates) == 1.0
    assert macro_f(rates[1:]) is None
