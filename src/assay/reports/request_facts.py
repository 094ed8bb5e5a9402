"""Everything that a rework package tells, read once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.defect_types import SEVERITIES, Severity, defect_types
from assay.model.ids import BatchId, LabelSetId, RequestId
from assay.model.people import Vendor
from assay.model.rework import ReworkRequest
from assay.model.schema import Schema
from assay.reports.due_time import in_zone, moment
from assay.reports.names_withheld import names_withheld
from assay.reports.package_item import PackageItem, package_items
from assay.store.audit import added_since, columns_then, head_before
from assay.store.batches import batch, batches, label_set, label_sets
from assay.store.defects import rework_requests
from assay.store.people import reviewers, vendor_with
from assay.store.project import Project
from assay.store.schemas import current_schema
from assay.store.settings import setting

Row = TypeVar("Row", Batch, Vendor)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """A rework request with all that its package tells. head: number and hash of the last action before it."""

    project: str
    request: ReworkRequest
    batch: Batch
    vendor: Vendor
    delivery: LabelSet
    schema: Schema
    items: tuple[PackageItem, ...]
    head: tuple[int, str]

    @property
    def created(self) -> datetime:
        """When the request was made, in UTC."""
        return moment(self.request.at)

    @property
    def due(self) -> datetime:
        """When the redelivery is due, in UTC."""
        return moment(self.request.due_at)

    @property
    def due_there(self) -> datetime:
        """When the redelivery is due on the vendor's clock."""
        return in_zone(self.request.due_at, self.vendor.time_zone)

    @property
    def image_count(self) -> int:
        """How many images have items."""
        return len({item.image.id for item in self.items if item.image})

    def by_severity(self) -> Mapping[Severity, int]:
        """How many items there are of each severity, worst first."""
        counts = Counter(item.defect.severity for item in self.items)
        return {severity: counts[severity] for severity in SEVERITIES if counts[severity]}

    def by_code(self) -> Mapping[str, int]:
        """How many items there are of each defect code, in the taxonomy's order."""
        counts = Counter(item.defect.code for item in self.items)
        return {code: counts[code] for code in defect_types() if counts[code]}


def request_facts(project: Project, request_id: RequestId) -> RequestFacts:
    """Read everything about a request, as it stood when the request was made: what came into the project since then is left out."""
    connection = project.connection
    request = next(
        one for found in batches(connection) for one in rework_requests(connection, found.id) if one.id == request_id
    )
    its_batch = batch(connection, request.batch_id)
    head = head_before(connection, "rework_request", request_id)
    gold = newest_gold(project, request.batch_id, head[0])
    return RequestFacts(
        project=setting(connection, "name", project.path.stem),
        request=replace(request, note=names_withheld(request.note, [one.name for one in reviewers(connection)])),
        batch=_as_it_was(project, "batch", its_batch, ("guideline_version", "sla_hours"), head[0]),
        vendor=_as_it_was(
            project, "vendor", vendor_with(connection, its_batch.vendor_id), ("time_zone", "contact"), head[0]
        ),
        delivery=label_set(connection, request.label_set_id),
        schema=schema_then(project, head[0]),
        items=tuple(package_items(project, request_id, fallback_gold=gold, head=head[0])),
        head=head,
    )


def _as_it_was(project: Project, table: str, now: Row, terms: Sequence[str], action: int) -> Row:
    """A batch or a vendor with those terms that it had right after an action: the package of an old request stays the same bytes."""
    then = columns_then(project.connection, table, now.id, action)
    return replace(now, **{name: then[name] for name in terms if name in then})


def newest_gold(project: Project, batch_id: BatchId, action: int) -> LabelSetId | None:
    """The gold that was the newest right after an action, None when there was none."""
    later = added_since(project.connection, "label_set", action)
    found = [one for one in label_sets(project.connection, batch_id, SetRole.GOLD) if one.id not in later]
    return max(found, key=lambda one: (one.round, one.id)).id if found else None


def schema_then(project: Project, action: int) -> Schema:
    """The schema without the classes that were added after an action."""
    later = added_since(project.connection, "class", action)
    schema = current_schema(project.connection)
    return replace(schema, classes=tuple(one for one in schema.classes if one.id not in later))
