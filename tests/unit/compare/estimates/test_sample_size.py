import pytest

from assay.compare.estimates import sample_size
from tests.shared_folder import vectors


def test_that_a_margin_needs_so_large_a_sample():
    """sample_size.json: cases."""
    for case in vectors("sample_size")["cases"]:
        said = {"share": case["p"], "margin": case["margin"], "confidence": case["conf"]}
        infinite = sample_size.for_margin(**said)
        assert infinite == pytest.approx(case["n0"])
        assert sample_size.rounded_up(infinite) == case["n0_ceil"]
        if case["N"]:
            finite = sample_size.for_margin(**said, lot=case["N"])
            assert finite == pytest.approx(case["n_fpc"])
            assert sample_size.rounded_up(finite) == case["n_fpc_ceil"]


def test_that_the_table_of_krejcie_and_morgan_is_reproduced():
    """sample_size.json: krejcie_morgan, which rounds to the nearest."""
    for case in vectors("sample_size")["krejcie_morgan"]:
        found = sample_size.for_margin(share=0.5, margin=0.05, lot=case["N"], chi_square=3.841)
        assert found == pytest.approx(case["formula"])
        assert round(found) == case["krejcie_morgan_1970"]


def test_that_so_many_without_a_defect_show_a_share():
    """sample_size.json: discovery, discovery_finite."""
    for case in vectors("sample_size")["discovery"]:
        assert sample_size.without_defect(most=case["p_max"], confidence=case["conf"]) == case["n"]
    for case in vectors("sample_size")["discovery_finite"]:
        said = {"lot": case["N"], "defective": case["max_defectives"], "confidence": case["conf"]}
        assert sample_size.without_defect_in_lot(**said) == case["n"]


def test_that_objects_of_one_image_weaken_a_sample():
    """sample_size.json: design_effect."""
    for case in vectors("sample_size")["design_effect"]:
        said = {"correlation": case["icc"], "per_image": case["m"]}
        assert sample_size.design_effect(**said) == pytest.approx(case["deff"])
        assert sample_size.clustered(case["n_srs"], **said) == case["n_clustered"]


def test_that_a_share_of_a_lot_is_rounded_up():
    """sample_size.json: pilot_rule; gold_honeypot.json: seeding."""
    for case in vectors("sample_size")["pilot_rule"]["examples"]:
        assert sample_size.share_of(case["N"], 0.01) == case["one_pct"]
        assert sample_size.share_of(case["N"], 0.05) == case["five_pct"]
    for case in vectors("gold_honeypot")["seeding"]:
        assert sample_size.share_of(case["batch"], case["gold_share"]) == case["gold_items"]
    assert sample_size.share_of(3, 0.01) == 1
    assert sample_size.share_of(0, 0.01) == 0
