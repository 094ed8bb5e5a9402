"""Intake findings: reading them, and writing them in bulk. The caller of what writes holds the transaction."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assay.model.defect_types import Severity
from assay.model.errors import AssayError
from assay.model.findings import as_json
from assay.model.ids import IntakeFindingId, LabelSetId
from assay.model.intake import LOSING, Breach, IntakeFinding, intake_rules

_FINDING = (
    "SELECT f.id, f.label_set_id, f.rule, f.code, f.severity, f.image_id, f.number, f.place, f.sentence, f.details,"
    " (SELECT min(d.id) FROM defect d WHERE d.intake_finding_id = f.id) FROM intake_finding f"
)


@dataclass(frozen=True, slots=True)
class FaultTally:
    """How many faults an intake found, and how many of them were logged as defects."""

    found: int
    logged: int

    @property
    def open(self) -> int:
        """How many nobody logged."""
        return self.found - self.logged


NO_FAULTS = FaultTally(0, 0)


def intake_findings(connection: sqlite3.Connection, label_set_id: LabelSetId) -> list[IntakeFinding]:
    """Everything that the intake found of a label set, by rule in the order of the rules, then as it was found."""
    order = {name: place for place, name in enumerate(intake_rules())}
    rows = connection.execute(f"{_FINDING} WHERE f.label_set_id = ? ORDER BY f.id", (label_set_id,))
    return sorted((_finding(row) for row in rows), key=lambda one: order.get(one.rule, len(order)))


def intake_finding(connection: sqlite3.Connection, finding_id: IntakeFindingId) -> IntakeFinding:
    """The intake finding with this id."""
    return _finding(connection.execute(f"{_FINDING} WHERE f.id = ?", (finding_id,)).fetchone())


def faults_in_intake(connection: sqlite3.Connection, label_set_id: LabelSetId) -> FaultTally:
    """How many findings a label set has that are worse than an observation, but for what was left out of it, and how many of them are defects by now."""
    marks = ", ".join("?" * len(LOSING))
    row = connection.execute(
        "SELECT count(*), coalesce(sum(EXISTS (SELECT 1 FROM defect d WHERE d.intake_finding_id = f.id)), 0) FROM intake_finding f"
        f" WHERE label_set_id = ? AND severity <> 'observation' AND rule NOT IN ({marks})",
        (label_set_id, *LOSING),
    ).fetchone()
    return FaultTally(*row)


def insert_breaches(connection: sqlite3.Connection, label_set_id: LabelSetId, breaches: Iterable[Breach]) -> None:
    """Keep broken rules as findings of a label set."""
    rules = intake_rules()
    connection.executemany(
        "INSERT INTO intake_finding (label_set_id, rule, code, severity, image_id, number, place, sentence, details)"
        f" VALUES ({label_set_id}, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_row(breach, rules[breach.rule].code, rules[breach.rule].severity) for breach in breaches),
    )


@dataclass(frozen=True, slots=True)
class News:
    """How a check differs from the one before: the ids of findings that are no more, and what was found for the first time."""

    gone: Sequence[IntakeFindingId]
    new: Sequence[Breach]

    def __bool__(self) -> bool:
        return bool(self.gone or self.new)


def replace_breaches(connection: sqlite3.Connection, label_set_id: LabelSetId, news: News) -> None:
    """Take away what is found no more, and keep what is new."""
    connection.executemany("DELETE FROM intake_finding WHERE id = ?", [(one,) for one in news.gone])
    insert_breaches(connection, label_set_id, news.new)


def news_of(
    connection: sqlite3.Connection, label_set_id: LabelSetId, breaches: Sequence[Breach], *, rules: Iterable[str]
) -> News:
    """How what was found by some rules now differs from what is kept of them.

    One that is found again stays the row it was; one that is not is gone, unless it was ever logged as a defect.
    """
    names = set(rules)
    before = [one for one in intake_findings(connection, label_set_id) if one.rule in names]
    known = Counter(map(_key_of_finding, before))
    found = Counter(map(_key, breaches))
    kept = _ever_logged(connection)
    gone = [one.id for one in before if one.id not in kept and _used_up(found, _key_of_finding(one))]
    return News(gone, [breach for breach in breaches if _used_up(known, _key(breach))])


def _ever_logged(connection: sqlite3.Connection) -> set[int]:
    """The findings that a defect was made of, also one that was taken back: an old action may bring it back."""
    rows = connection.execute(
        "SELECT DISTINCT json_extract(after, '$.intake_finding_id') FROM change WHERE table_name = 'defect' AND after IS NOT NULL"
    )
    return {row[0] for row in rows}


Key = tuple[str, int | None, int, str]


def _used_up(counts: Counter[Key], key: Key) -> bool:
    """Whether no more of a kind is left; takes one away otherwise."""
    if counts[key]:
        counts[key] -= 1
        return False
    return True


def _key(breach: Breach) -> Key:
    return breach.rule, breach.image, breach.number, breach.sentence


def _key_of_finding(one: IntakeFinding) -> Key:
    return one.rule, one.image_id, one.number, one.sentence


def _row(breach: Breach, code: str, severity: Severity) -> tuple[Any, ...]:
    details = as_json(dict(breach.blanks))
    return (
        breach.rule, code, str(severity), breach.image, breach.number, breach.place, breach.sentence, details,
    )  # fmt: skip


def _finding(row: Sequence[Any]) -> IntakeFinding:
    if row[4] not in set(Severity):
        raise AssayError(
            f"Intake finding {row[0]} is damaged in the project file (severity {row[4]!r}); restore a copy of it"
        )
    return IntakeFinding(
        id=row[0], label_set_id=row[1], rule=row[2], code=row[3], severity=Severity(row[4]), image_id=row[5], number=row[6],
        place=row[7], sentence=row[8], details=json.loads(row[9]), defect_id=row[10],
    )  # fmt: skip
