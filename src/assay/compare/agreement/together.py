"""Agreement told whole: never a κ without raw agreement and AC beside it."""

from dataclasses import dataclass

from assay.compare.agreement.coefficient import Coefficient
from assay.compare.agreement.cohen import cohen_kappa
from assay.compare.agreement.krippendorff import krippendorff_alpha
from assay.compare.agreement.many_raters import fleiss_kappa, gwet_ac, observed_agreement
from assay.compare.agreement.ratings import Ratings, table_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What raters agree on. units: rated by two or more. raw: share of agreeing pairs of raters. kappa: of Cohen for two raters, of Fleiss for more.

    κ and α collapse where one category is rare (94.4 % agreement can be κ = −0.02), AC1 does not; so all three are here, always.
    """

    units: int
    raters: int
    raw: float | None
    ac1: Coefficient
    kappa: Coefficient
    kappa_of: str
    alpha: Coefficient


def agreement(ratings: Ratings) -> Agreement:
    """Raw agreement, AC1, κ and nominal α of the same ratings."""
    two = ratings.raters == 2
    return Agreement(
        units=ratings.rated,
        raters=ratings.raters,
        raw=observed_agreement(ratings.counts),
        ac1=gwet_ac(ratings.counts),
        kappa=cohen_kappa(table_of(ratings)) if two else fleiss_kappa(ratings.counts),
        kappa_of="Cohen" if two else "Fleiss",
        alpha=krippendorff_alpha(ratings),
    )
