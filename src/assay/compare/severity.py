"""Findings that weigh more than their code says."""

from dataclasses import replace

import numpy as np

from assay.compare.block import Block
from assay.compare.findings import CODES, Findings
from assay.model.annotations import UNKNOWN
from assay.model.defect_types import Severity, defect_types

RAISED = {Severity.MINOR: Severity.MAJOR, Severity.MAJOR: Severity.CRITICAL}
"""One step up; what is critical stays so, and an observation is never charged."""


def raised_for_safety(block: Block, findings: Findings) -> Findings:
    """The findings, those about safety-critical classes one step more severe; their details say the "severity" and its "severity_reason".

    The class is gold's where there is one, else the vendor's.
    """
    names = {int(one.id): one.name for one in block.schema.classes if one.safety_critical}
    if not names or not len(findings):
        return findings
    class_id = np.where(findings.expected_class == UNKNOWN, findings.delivered_class, findings.expected_class)
    details = dict(findings.details)
    for row in np.flatnonzero(np.isin(class_id, list(names))).tolist():
        severity = RAISED.get(defect_types()[CODES[findings.code[row]]].severity)
        if severity:
            reason = f"{names[int(class_id[row])]} is a safety-critical class"
            details[row] = {**details.get(row, {}), "severity": str(severity), "severity_reason": reason}
    return replace(findings, details=details)
