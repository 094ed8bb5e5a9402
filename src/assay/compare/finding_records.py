"""Findings as the project file keeps them."""

import numpy as np
from numpy.typing import NDArray

from assay.compare.findings import CODES, Findings
from assay.model.defect_types import SEVERITIES, defect_types
from assay.model.finding_record import FINDING

_NAMES = np.array(CODES, FINDING["code"])
_USUAL = np.array([SEVERITIES.index(kind.severity) for kind in defect_types().values()], np.int8)


def as_records(found: Findings) -> NDArray[np.void]:
    """(n,) of FINDING: every NaN and every zero as the same bytes, since what is kept is what was found, whatever it was computed from."""
    records = np.zeros(len(found), FINDING)
    records["code"] = _NAMES[found.code]
    for name in ("image", "vendor", "gold", "delivered_class", "expected_class"):
        records[name] = getattr(found, name)
    for name in ("iou", "offsets", "box"):
        records[name] = _plain(getattr(found, name))
    return records


def severities(found: Findings) -> NDArray[np.int8]:
    """(n,) which of SEVERITIES each comes with: what its details say, else what its code says."""
    given = _USUAL[found.code]
    for row, said in found.details.items():
        if named := said.get("severity"):
            given[row] = SEVERITIES.index(named)
    return given


def _plain(values: NDArray[np.float64]) -> NDArray[np.float64]:
    plain = values + 0.0
    plain[np.isnan(plain)] = np.nan
    return plain
