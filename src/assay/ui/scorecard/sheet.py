from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assay.ui.scorecard.columns import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of a breakdown: the view that it fills, its columns and rows, and what is said instead when there is no row."""

    view: str
    columns: Sequence[Column[Any]]
    rows: Sequence[Any]
    none: tuple[str, str] = ("Nothing to count", "There is no such object in this comparison.")
    """A title and a sentence."""
