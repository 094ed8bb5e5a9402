from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.findings import ComparisonRecord
from assay.model.ids import BatchId
from assay.store.batches import batch, image_tally, label_sets
from assay.store.claimed_versions import claimed_versions
from assay.store.findings import count_by_code, current_comparison
from assay.store.intake import NO_FAULTS, FaultTally, faults_in_intake
from assay.store.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOverview:
    """All that the page says of one batch.

    sets: its label sets, deliveries first, the newest first. found, missing: its images. comparison: the newest delivery's, with the
    number of its findings. intake: the faults that its intake found, besides entries left out. claims: the versions that the newest delivery says it follows.
    """

    batch: Batch
    sets: Sequence[LabelSet]
    found: int
    missing: int
    comparison: ComparisonRecord | None
    findings: int
    intake: FaultTally = NO_FAULTS
    claims: Mapping[str, str] = field(default_factory=dict)

    @property
    def images(self) -> int:
        """How many images the batch has."""
        return self.found + self.missing

    @property
    def delivery(self) -> LabelSet | None:
        """The newest delivery."""
        return next((one for one in self.sets if one.role is SetRole.DELIVERY), None)

    @property
    def gold(self) -> LabelSet | None:
        """The newest gold revision."""
        return next((one for one in self.sets if one.role is SetRole.GOLD), None)

    @property
    def not_delivered(self) -> int:
        """How many images of the batch the newest delivery does not cover."""
        return max(0, self.images - self.delivery.images) if self.delivery else 0

    @property
    def is_outdated(self) -> bool:
        """Whether gold was revised after the comparison."""
        return bool(self.comparison and self.gold and self.comparison.gold_id != self.gold.id)


def read_overview(project: Project, batch_id: BatchId) -> BatchOverview:
    """Everything about one batch, as the project file says now."""
    connection = project.connection
    sets = sorted(label_sets(connection, batch_id), key=_newest_first)
    delivery = next((one for one in sets if one.role is SetRole.DELIVERY), None)
    comparison = current_comparison(connection, delivery.id) if delivery else None
    found, missing = image_tally(connection, batch_id)
    return BatchOverview(
        batch=batch(connection, batch_id),
        sets=sets,
        found=found,
        missing=missing,
        comparison=comparison,
        claims=claimed_versions(connection, delivery.id) if delivery else {},
        intake=faults_in_intake(connection, delivery.id) if delivery else NO_FAULTS,
        findings=sum(count_by_code(connection, comparison.id).values()) if comparison else 0,
    )


def _newest_first(label_set: LabelSet) -> tuple[int, int, int]:
    return list(SetRole).index(label_set.role), -label_set.round, -label_set.id
