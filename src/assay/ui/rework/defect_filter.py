from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assay.model.defect_types import SEVERITIES, Severity
from assay.ui.rework.defect_rows import DefectRow, State


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectFilter:
    """Which defects are shown: those in one state (all when None), of these severities (all when empty)."""

    state: State | None = None
    severities: frozenset[Severity] = frozenset()

    def has(self, row: DefectRow) -> bool:
        """Whether a defect is shown."""
        return self.has_state(row) and (not self.severities or row.severity in self.severities)

    def has_state(self, row: DefectRow) -> bool:
        """Whether a defect is in the state that is shown."""
        return self.state is None or row.state is self.state


def count_severities(rows: Sequence[DefectRow]) -> dict[Severity, int]:
    """How many there are of each severity, worst first; 0 for those that do not occur."""
    counts = Counter(row.severity for row in rows)
    return {severity: counts[severity] for severity in SEVERITIES}


def count_states(rows: Sequence[DefectRow]) -> dict[State, int]:
    """How many there are in each state."""
    counts = Counter(row.state for row in rows)
    return {state: counts[state] for state in State}


def count_codes(rows: Sequence[DefectRow]) -> list[tuple[str, str, int]]:
    """(code, name, number) of the codes that occur, the most frequent first."""
    counts = Counter((row.code, row.name) for row in rows)
    return [(*key, number) for key, number in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
