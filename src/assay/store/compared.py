"""Which deliveries were compared with gold, each with the comparison that it is judged by."""

import sqlite3
from dataclasses import dataclass

from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.findings import ComparisonRecord
from assay.store.batches import batches, label_sets
from assay.store.findings import current_comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedDelivery:
    """A delivery of a batch, and its comparison."""

    batch: Batch
    delivery: LabelSet
    record: ComparisonRecord

    @property
    def title(self) -> str:
        """Which delivery it is: "Boards 01, round 0"."""
        return f"{self.batch.name}, round {self.delivery.round}"


def compared_deliveries(connection: sqlite3.Connection) -> list[ComparedDelivery]:
    """Every delivery that was compared, batch by batch and round by round."""
    return [
        ComparedDelivery(batch=batch, delivery=delivery, record=record)
        for batch in batches(connection)
        for delivery in label_sets(connection, batch.id, SetRole.DELIVERY)
        if (record := current_comparison(connection, delivery.id))
    ]
