"""Saying what is agreed with a vendor about a batch."""

from collections.abc import Callable, Mapping

from assay.model.batches import Batch
from assay.model.changes import Changes
from assay.model.people import Reviewer
from assay.model.terms import CHECKS, Terms
from assay.store.batches import batch as batch_with
from assay.store.people import vendor_with
from assay.store.project import Project

SAID: Mapping[str, Callable[[Terms, str], str]] = {
    "guideline_version": lambda terms, _: f"guideline {terms.guideline_version or 'none'}",
    "sla_hours": lambda terms, _: f"redelivery within {terms.sla_hours} h",
    "time_zone": lambda terms, vendor: f"{vendor} works in {terms.time_zone}",
    "contact": lambda terms, vendor: f"contact at {vendor}: {terms.contact or 'none'}",
}
"""How the history speaks of each field, from the terms and the vendor's name."""


def set_terms(project: Project, batch: Batch, terms: Terms, *, by: Reviewer) -> Changes:
    """Hold a batch to these terms, and its vendor's other batches to the vendor's part of them. What is so already is no action.

    Raises AssayError for a value that is none; one that stays is not asked again, since the project may come from a machine that knows more
    time zones.
    """
    news = terms.differing(terms_of(project, batch))
    for name in news:
        CHECKS[name](getattr(terms, name))
    if not news:
        return Changes()
    summary = f"Terms of {batch.name}: {'; '.join(SAID[name](terms, batch.vendor) for name in news)}"
    with project.action("set_terms", summary, by=by) as action:
        hours = {"guideline_version": terms.guideline_version, "sla_hours": terms.sla_hours}
        action.update("batch", batch.id, hours)
        action.update("vendor", batch.vendor_id, {"time_zone": terms.time_zone, "contact": terms.contact})
    return action.changes(summary)


def terms_of(project: Project, batch: Batch) -> Terms:
    """The terms that a batch is held to now."""
    now, vendor = batch_with(project.connection, batch.id), vendor_with(project.connection, batch.vendor_id)
    return Terms(
        guideline_version=now.guideline_version,
        sla_hours=now.sla_hours,
        time_zone=vendor.time_zone,
        contact=vendor.contact,
    )
