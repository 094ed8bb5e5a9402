from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from assay.ui.actions import Page
from assay.ui.adjudicate.page import AdjudicatePage
from assay.ui.deliveries.page import DeliveriesPage
from assay.ui.jobs import Jobs
from assay.ui.review.page import ReviewPage
from assay.ui.rework.page import ReworkPage
from assay.ui.scorecard.page import ScorecardPage
from assay.ui.selection import Selection
from assay.ui.session import Session
from assay.ui.window.action_set import ActionSet

if TYPE_CHECKING:
    from assay.ui.window.workbench import Workbench


@runtime_checkable
class LeadsToPages(Protocol):
    """A page that leads to others: `page_wanted(Page)`."""

    page_wanted: SignalInstance


@runtime_checkable
class ReadsOut(Protocol):
    """A page that says what lies under the cursor: `readout(str)`."""

    readout: SignalInstance


@runtime_checkable
class HasHints(Protocol):
    """A page with keys worth printing: (keys, words), which may change."""

    hints_changed: SignalInstance

    def hints(self) -> list[tuple[str, str]]:
        """The keys that matter here, with what they do."""
        ...


PAGE_WIDGETS: dict[Page, Callable[[Session, Selection, ActionSet, Jobs], QWidget]] = {
    Page.DELIVERIES: DeliveriesPage,
    Page.REVIEW: ReviewPage,
    Page.ADJUDICATE: AdjudicatePage,
    Page.REWORK: ReworkPage,
    Page.SCORECARD: ScorecardPage,
}


def make_page(page: Page, bench: "Workbench") -> QWidget:
    """One page of the workbench."""
    return PAGE_WIDGETS[page](bench.session, bench.selection, bench.actions_by_name, bench.jobs)
