"""What a comparison comes to on each image, as definitions of accuracy count it."""

import numpy as np
from numpy.typing import NDArray

from assay.compare.accuracy.definitions import Tallies
from assay.compare.comparison import Comparison
from assay.compare.findings import CODES, Findings
from assay.model.annotations import Annotations
from assay.model.defect_types import SEVERITIES, Severity, defect_types

Rows = NDArray[np.int64]


def tallies(
    comparison: Comparison, vendor: Annotations, gold: Annotations, images: NDArray[np.int32], floor: Severity
) -> Tallies:
    """The tallies of a comparison of these annotations on these images, sorted by id. floor: findings less severe are no defects."""
    severity, counted = severities(comparison.findings), counted_as_defects(comparison.findings, floor)
    findings, pairs = comparison.findings, comparison.pairs
    faulty = np.isin(pairs.vendor, _positive(findings.vendor[counted]))
    faulty |= np.isin(pairs.gold, _positive(findings.gold[counted]))
    place = np.searchsorted(images, findings.image[counted])
    kinds = len(SEVERITIES)
    by_severity = np.bincount(place * kinds + severity[counted], minlength=len(images) * kinds)
    return Tallies(
        gold=_per_image(gold.records["image"][comparison.gold_rows], images),
        vendor=_per_image(vendor.records["image"][comparison.vendor_rows], images),
        paired=_per_image(pairs.image, images),
        right_class=_per_image(pairs.image[pairs.same_class], images),
        perfect=_per_image(pairs.image[pairs.same_class & ~faulty], images),
        severities=by_severity.reshape(len(images), kinds),
    )


def counted_as_defects(findings: Findings, floor: Severity) -> NDArray[np.bool_]:
    """(n,) whether each finding is at least as severe as the floor."""
    return severities(findings) <= SEVERITIES.index(floor)


def severities(findings: Findings) -> Rows:
    """(n,) the place in SEVERITIES of each finding: what its details say, else what its code says."""
    of_code = np.array([SEVERITIES.index(defect_types()[code].severity) for code in CODES], np.int64)
    found = of_code[findings.code]
    for row, said in findings.details.items():
        if "severity" in said:
            found[row] = SEVERITIES.index(said["severity"])
    return found


def _positive(numbers: NDArray[np.int32]) -> NDArray[np.int32]:
    return numbers[numbers > 0]


def _per_image(image: NDArray[np.int32], images: NDArray[np.int32]) -> Rows:
    return np.bincount(np.searchsorted(images, image), minlength=len(images))
