from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Which rows of which tables an action changed. An empty set of rows means: any of them."""

    rows: Mapping[str, frozenset[int]] = field(default_factory=dict)
    summary: str = ""

    @classmethod
    def everywhere(cls, tables: Iterable[str], summary: str = "") -> "Changes":
        """Changes of whole tables, as bulk work makes them."""
        return cls({table: frozenset() for table in tables}, summary)

    def touch(self, *tables: str) -> bool:
        """Whether any of these tables changed."""
        return any(table in self.rows for table in tables)

    def __bool__(self) -> bool:
        return bool(self.rows)
