import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assay.resource_files import resource_file


class Severity(StrEnum):
    """How bad a defect is. An image counts once, with its worst."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    OBSERVATION = "observation"

    @property
    def letter(self) -> str:
        """The letter shown in the small square: C, M, m or o."""
        return {"critical": "C", "major": "M", "minor": "m", "observation": "o"}[self]


SEVERITIES = tuple(Severity)
"""Worst first."""


@dataclass(frozen=True, slots=True)
class DefectType:
    """One code of the taxonomy: its name, default severity, and the sentence for the vendor with {…} to fill in.

    is_suggested: a rule can only suggest it, a person must confirm it.
    """

    code: str
    name: str
    severity: Severity
    sentence: str
    is_suggested: bool = False


@cache
def defect_types() -> Mapping[str, DefectType]:
    """The taxonomy by code, in its own order: 45 codes in 11 families."""
    with resource_file("defect_types.toml").open("rb") as file:
        table = tomllib.load(file)
    return {
        code: DefectType(
            code, row["name"], Severity(row["severity"]), row["sentence"], is_suggested=row.get("suggested", False)
        )
        for code, row in table.items()
    }
