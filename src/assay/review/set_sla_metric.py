"""Saying which accuracy a project, or one batch, is held to."""

import json

from assay.compare.accuracy.definitions import DEFINITIONS
from assay.model.batches import Batch
from assay.model.changes import Changes
from assay.model.errors import AssayError
from assay.model.people import Reviewer
from assay.model.sla import SlaMetric
from assay.store.project import Project
from assay.store.settings import setting, setting_id


def set_sla_metric(project: Project, metric: SlaMetric, *, batch: Batch | None = None, by: Reviewer) -> Changes:
    """Hold a batch, or without one every batch that has no metric of its own, to this metric.

    Raises AssayError when there is no such definition.
    """
    if metric.definition not in DEFINITIONS:
        known = ", ".join(DEFINITIONS)
        raise AssayError(f"There is no definition of accuracy “{metric.definition}”. They are {known}.")
    name, value = _name(batch), json.dumps(metric.as_json(), sort_keys=True)
    of = f"batch {batch.name}" if batch else "the project"
    title = DEFINITIONS[metric.definition].title.lower()
    summary = f"SLA metric of {of}: {title}, at least {metric.threshold:.1%}"
    with project.action("set_sla_metric", summary, by=by) as action:
        row = setting_id(project.connection, name)
        if row is None:
            action.insert("setting", {"name": name, "value": value})
        else:
            action.update("setting", row, {"value": value})
    return action.changes(summary)


def sla_metric(project: Project, batch: Batch) -> SlaMetric | None:
    """What a batch is held to: its own metric, else the project's; None before anybody said."""
    for name in (_name(batch), _name(None)):
        if said := setting(project.connection, name):
            return SlaMetric.from_json(json.loads(said))
    return None


def _name(batch: Batch | None) -> str:
    return f"SLA metric of batch {batch.id}" if batch else "SLA metric"
