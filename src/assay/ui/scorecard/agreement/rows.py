"""The coefficients of one row as lines of the chart, and the columns of the table of rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assay.review.measure_raters import About, AgreementFigures, Estimate
from assay.ui.scorecard.agreement.words import paradox, span, title_of, value, why
from assay.ui.scorecard.columns import Column, silent

RowColumn = Column[AgreementFigures]
MARK = "⚠ "
"""Before a κ that collapses although raters agree."""


@dataclass(frozen=True, slots=True)
class Line:
    """One coefficient in the chart: its name, its value with its interval, and what it is."""

    name: str
    estimate: Estimate
    tip: str


def lines(row: AgreementFigures) -> list[Line]:
    """The coefficients of one row; κ never stands without raw agreement and AC1 above it."""
    found = [
        Line("Raw agreement", row.raw, "Share of pairs of raters that say the same; chance is not taken out"),
        Line("Gwet’s AC1", row.ac1, "Chance taken out; steady where one category is rare"),
        Line(
            {"Cohen": "Cohen’s κ", "Fleiss": "Fleiss’ κ"}[row.kappa_of],
            row.kappa,
            "Chance taken out; collapses where one category is rare",
        ),
        Line(_alpha_name(row), row.alpha, "Krippendorff’s α; from 0.800 on to be relied on, from 0.667 tentatively"),
    ]
    if row.ordinal is not None:
        found.append(Line("Ordinal α", row.ordinal, "Krippendorff’s α in which neighbouring values are nearly right"))
    if row.f1 is not None:
        found.append(Line("Pairwise F1", row.f1, "2 × matched / (first + second), the mean over pairs of raters"))
    return found


def _alpha_name(row: AgreementFigures) -> str:
    return "α for detections" if row.about is About.DETECTIONS else "Krippendorff’s α"


def row_columns(classes: Mapping[int, str]) -> Sequence[RowColumn]:
    """What is agreed on, how many units, and every coefficient with its interval on pointing at it."""
    return [
        Column(
            title="Agreement on",
            text=lambda row: title_of(row, classes),
            order=lambda row: title_of(row, classes).casefold(),
            is_figure=False,
        ),
        Column(
            title="n",
            text=lambda row: f"{row.units:,}",
            order=lambda row: row.units,
            tip="Objects that two or more raters rated",
            faint=lambda row: not row.units,
        ),
        *_estimate("Raw", lambda row: row.raw),
        *_estimate("AC1", lambda row: row.ac1),
        *_estimate("κ", lambda row: row.kappa, paradox),
        *_estimate("α", lambda row: row.alpha),
        *_estimate("F1", lambda row: row.f1),
    ]


def _estimate(
    title: str,
    of: Callable[[AgreementFigures], Estimate | None],
    warning: Callable[[AgreementFigures], str] = silent,
) -> Sequence[RowColumn]:
    return [
        Column(
            title=title,
            text=lambda row: f"{MARK if warning(row) else ''}{value(of(row))}",
            order=lambda row: one.value if (one := of(row)) else None,
            faint=lambda row: (one := of(row)) is None or one.value is None,
            note=lambda row: "\n".join(filter(None, (said(of(row)), warning(row)))),
        )
    ]


def said(one: Estimate | None) -> str:
    """An estimate's interval, or why there is none."""
    if one is None:
        return "F1 counts whole objects, so it is not asked here"
    return f"95 %: {span(one)}" if one.interval else f"{why(one)[:1].upper()}{why(one)[1:]}"
