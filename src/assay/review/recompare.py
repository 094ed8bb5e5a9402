"""A comparison made once more, for what the project does not keep of it. Reads only."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.compare.comparison import Comparison
from assay.compare.settings import ComparisonSettings
from assay.model.annotations import Annotations
from assay.model.findings import ComparisonRecord
from assay.model.progress import Progress, Work
from assay.review.sides_to_compare import sides_to_compare
from assay.store.project import Project


@dataclass(frozen=True, slots=True)
class Recompared:
    """A comparison with what was compared. images: (m,) ids of those that have gold, sorted."""

    comparison: Comparison
    vendor: Annotations
    gold: Annotations
    images: NDArray[np.int32]


def recompare(
    project: Project, record: ComparisonRecord, settings: ComparisonSettings | None = None
) -> Work[Recompared]:
    """The comparison again, with its own settings unless others are given."""
    yield Progress(0, 0, "Reading annotations")
    sides = sides_to_compare(project, record.delivery_id, record.gold_id)
    found = yield from sides.work(settings or ComparisonSettings.from_json(record.settings), "Measuring")
    return Recompared(found, sides.vendor, sides.gold, sides.images.ids)
