"""What the project file keeps of a comparison of some images, or of all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assay.compare.comparison import Comparison
from assay.compare.count_sums import joined_counts
from assay.compare.counts import Counts, iou_sum
from assay.compare.finding_records import as_records, severities
from assay.store.finding_pages import FoundPage, findings_digest, found_pages, joined_digest


class Outcome(NamedTuple):
    """What was found by image, with its counts.

    images, severities: (n,) of each finding, see `FoundSeverities`. by_code: how many there are of each code. iou_sum: see `count_sums`. digest: of the findings.
    """

    pages: Sequence[FoundPage]
    images: NDArray[np.int32]
    severities: NDArray[np.int8]
    by_code: Mapping[str, int]
    counts: Counts
    iou_sum: int
    digest: str


def outcome_of(compared: Comparison) -> Outcome:
    """What is kept of a comparison."""
    found = compared.findings
    pages = found_pages(as_records(found), found.details)
    return Outcome(
        pages,
        found.image,
        severities(found),
        found.by_code(),
        compared.counts,
        iou_sum(compared.pairs),
        findings_digest(pages),
    )


def joined_outcomes(parts: Sequence[Outcome]) -> Outcome:
    """The outcomes of several bodies of images, in their order, as one."""
    pages = [page for part in parts for page in part.pages]
    ious = sum(part.iou_sum for part in parts)
    by_code: Counter[str] = Counter()
    for part in parts:
        by_code.update(part.by_code)
    return Outcome(
        pages,
        np.concatenate([part.images for part in parts]),
        np.concatenate([part.severities for part in parts]),
        by_code,
        joined_counts([part.counts for part in parts], ious),
        ious,
        joined_digest([part.digest for part in parts]),
    )
