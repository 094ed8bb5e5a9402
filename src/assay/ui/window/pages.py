from importlib import import_module
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from assay.ui.actions import Page

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


PAGE_WIDGETS: dict[Page, tuple[str, str]] = {
    Page.DELIVERIES: ("assay.ui.deliveries.page", "DeliveriesPage"),
    Page.REVIEW: ("assay.ui.review.page", "ReviewPage"),
    Page.ADJUDICATE: ("assay.ui.adjudicate.page", "AdjudicatePage"),
    Page.REWORK: ("assay.ui.rework.page", "ReworkPage"),
    Page.SCORECARD: ("assay.ui.scorecard.page", "ScorecardPage"),
}
"""Each page's module and class; imported when the page is first shown, as all five would triple the time to the first image."""


def make_page(page: Page, bench: "Workbench") -> QWidget:
    """One page of the workbench."""
    module, name = PAGE_WIDGETS[page]
    widget = getattr(import_module(module), name)
    return widget(bench.session, bench.selection, bench.actions_by_name, bench.jobs)
