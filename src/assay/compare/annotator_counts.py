"""The numbers of a comparison by annotator."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assay.compare.comparison import Comparison
from assay.compare.findings import CODES
from assay.model.annotations import Annotations


@dataclass(slots=True, kw_only=True)
class AnnotatorCounts:
    """One annotator's counted annotations, how many of them are right, and the findings about them by code."""

    annotations: int
    right: int
    findings: dict[str, int] = field(default_factory=dict)


def annotator_counts(comparison: Comparison, vendor: Annotations) -> dict[int, AnnotatorCounts]:
    """The counts by annotator id, UNKNOWN among them. What the vendor missed has no annotator and is not here.

    vendor: the annotations that were compared.
    """
    annotator, number = vendor.records["annotator_id"], vendor.records["number"]
    right = comparison.pairs.vendor_row[comparison.pairs.right]
    rights = _tally(annotator[right])
    counts = {
        one: AnnotatorCounts(annotations=count, right=rights.get(one, 0))
        for one, count in _tally(annotator[comparison.vendor_rows]).items()
    }
    about = np.flatnonzero(comparison.findings.vendor > 0)
    order = np.argsort(number)
    rows = order[np.searchsorted(number, comparison.findings.vendor[about], sorter=order)]
    # Annotator and code as one number, so that one count does for both.
    both = annotator[rows].astype(np.int64) * 256 + comparison.findings.code[about]
    for key, count in _tally(both).items():
        one = counts.setdefault(key // 256, AnnotatorCounts(annotations=0, right=0))
        one.findings[CODES[key % 256]] = count
    return counts


def _tally(values: NDArray[np.integer]) -> dict[int, int]:
    found, counts = np.unique(values, return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))
