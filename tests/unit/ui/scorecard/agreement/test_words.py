import pytest

from assay.review.measure_raters import About, AgreementFigures, Estimate
from assay.ui.scorecard.agreement.forest_painting import least
from assay.ui.scorecard.agreement.rows import Line, lines, row_columns
from assay.ui.scorecard.agreement.words import paradox, span, value
from tests.shared_folder import vectors


def row(*, raw, ac1, kappa):
    return AgreementFigures(
        about=About.DETECTIONS, key="", units=125, raw=Estimate(value=raw), ac1=Estimate(value=ac1),
        kappa=Estimate(value=kappa), kappa_of="Cohen", alpha=Estimate(value=kappa),
    )  # fmt: skip


def test_that_a_kappa_that_collapses_although_raters_agree_is_warned_of_beside_ac1():
    """gwet_ac1_ac2.json: paradox."""
    case = vectors("gwet_ac1_ac2")["two_rater_tables"]["paradox"]
    told = row(raw=case["gwet"]["pa"], ac1=case["gwet"]["coefficient_value"], kappa=case["cohen"]["coefficient_value"])
    assert paradox(told).startswith("Prevalence paradox: raters agree on 94% and κ is only −0.02")
    assert "AC1 (0.94)" in paradox(told)
    kappa = next(one for one in row_columns({}) if one.title == "κ")
    assert kappa.text(told) == "⚠ −0.023"
    assert "Prevalence paradox" in kappa.note(told)


@pytest.mark.parametrize("figures", [(0.9, 0.85, 0.8), (0.5, 0.4, -0.1), (None, None, None)])
def test_that_no_warning_is_given_where_kappa_says_what_ac1_says_or_raters_disagree(figures):
    raw, ac1, kappa = figures
    assert paradox(row(raw=raw, ac1=ac1, kappa=kappa)) == ""


def test_that_kappa_comes_after_raw_agreement_and_ac1():
    assert [one.name for one in lines(row(raw=1, ac1=1, kappa=1))][:3] == ["Raw agreement", "Gwet’s AC1", "Cohen’s κ"]


def test_that_what_has_no_value_is_not_said_to_be_zero():
    assert (value(Estimate(value=None)), value(None), value(Estimate(value=-0.0001))) == ("n/a", "n/a", "0.000")
    assert span(Estimate(value=0.5, interval=(-0.1, 0.8))) == "−0.100 – 0.800"


@pytest.mark.parametrize(("lowest", "axis"), [(0.3, 0.0), (-0.05, -0.2), (-0.2, -0.2), (-3.0, -1.0)])
def test_that_the_axis_begins_at_zero_or_at_the_step_below_the_lowest_value(lowest, axis):
    assert least([Line("", Estimate(value=lowest), "")]) == pytest.approx(axis)
