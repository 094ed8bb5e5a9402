"""Findings and logged defects as lines of one list; no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from assay.model.defect_types import Severity, defect_types
from assay.model.defects import Defect
from assay.model.findings import Finding
from assay.model.schema import Schema
from assay.model.sentences import headline
from assay.ui.review.findings.wording import defect_line, is_struck, second_line, verdict_word
from assay.ui.review.place import Box

NO_SCHEMA = Schema(0, ())


class Ending(Enum):
    """How a line ends, for its colour."""

    NONE = auto()
    CHARGED = auto()
    CONTESTED = auto()
    QUIET = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One line: a finding (key > 0, its id) or a defect logged by hand (key < 0, its id negated).

    ending: the word at its end. section: the title that stands above it, "" for none.
    """

    key: int
    severity: Severity
    headline: str
    second_line: str
    ending: str
    kind: Ending
    struck: bool = False
    section: str = ""


class ListRows(Sequence[ListRow]):
    """The lines of one image: its findings, then what was logged by hand. Each is worded when it is first looked at, as few of many are seen.

    whole: where a defect about the whole image lies.
    """

    def __init__(
        self,
        findings: Sequence[Finding] = (),
        logged: Sequence[Defect] = (),
        schema: Schema = NO_SCHEMA,
        whole: Box | None = None,
    ) -> None:
        self.findings, self._logged, self.schema, self._whole = findings, logged, schema, whole
        self.worded: dict[int, ListRow] = {}
        self.keys = [*(int(finding.id) for finding in findings), *(-int(defect.id) for defect in logged)]

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self[one] for one in range(len(self))[place]]
        place = range(len(self))[place]
        if place not in self.worded:
            self.worded[place] = self._row(place)
        return self.worded[place]

    def take_words(self, other: "ListRows") -> None:
        """Take over how the very same findings were worded before."""
        if other.schema is self.schema:
            pairs = enumerate(zip(self.findings, other.findings, strict=False))
            same = {place for place, (one, known) in pairs if one is known}
            self.worded.update({place: row for place, row in other.worded.items() if place in same})

    def has_title(self, place: int) -> bool:
        """Whether the title of what was logged by hand stands above a line."""
        return bool(self._logged) and place == len(self.findings)

    def _row(self, place: int) -> ListRow:
        if place < len(self.findings):
            return row_of_finding(self.findings[place], self.schema)
        defect = self._logged[place - len(self.findings)]
        return row_of_defect(defect, is_first=self.has_title(place), is_whole=defect.box == self._whole)


def row_of_finding(finding: Finding, schema: Schema) -> ListRow:
    """A finding as a line."""
    return ListRow(
        key=finding.id,
        severity=finding.severity,
        headline=headline(finding, schema),
        second_line=second_line(finding),
        ending=verdict_word(finding),
        kind=_ending(finding),
        struck=is_struck(finding),
    )


def row_of_defect(defect: Defect, *, is_first: bool, is_whole: bool) -> ListRow:
    """A defect that was logged by hand as a line; the first one has the title above it. is_whole: it is about the whole image."""
    return ListRow(
        key=-defect.id,
        severity=defect.severity,
        headline=defect_types()[defect.code].name,
        second_line=defect_line(defect, is_whole=is_whole),
        ending="Sent" if defect.request_id is not None else "Logged",
        kind=Ending.CHARGED if defect.charged else Ending.QUIET,
        section="Logged by hand" if is_first else "",
    )


def _ending(finding: Finding) -> Ending:
    if finding.is_contested:
        return Ending.CONTESTED
    if finding.verdict is None:
        return Ending.QUIET if finding.is_suggested else Ending.NONE
    return Ending.CHARGED if finding.verdict.charges else Ending.QUIET
