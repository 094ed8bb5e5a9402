"""A comparison made once more from its own settings, to see whether it comes out the same. Writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assay.compare.finding_records import as_records
from assay.compare.findings import Findings
from assay.compare.findings_fingerprint import findings_fingerprint
from assay.model.findings import ComparisonRecord
from assay.model.progress import Work
from assay.review.recompare import recompare
from assay.store.comparison_inputs import inputs_as_they_are, provenance
from assay.store.finding_pages import findings_digest, found_pages, is_by_image
from assay.store.project import Project

OUTCOME = "findings_sha256"
_WORDS: Mapping[str, str] = {
    "assay": "Assay's version",
    "delivery_sha256": "the delivery",
    "gold_sha256": "gold",
    "images_sha256": "the images' sizes or those skipped",
    "schema_sha256": "the classes",
    "schema_version": "the schema's version",
}


@dataclass(frozen=True, slots=True)
class MadeAgain:
    """A comparison beside itself made again. kept, now: inputs and the digest of the findings by key; kept is empty for one of an older Assay."""

    record: ComparisonRecord
    kept: Mapping[str, Any]
    now: Mapping[str, Any]

    @property
    def changed(self) -> tuple[str, ...]:
        """The inputs that are not what they were, in words."""
        return tuple(words for key, words in _WORDS.items() if self.kept.get(key) != self.now[key])

    @property
    def same_findings(self) -> bool:
        """Whether the findings are the same to the last byte."""
        return self.kept.get(OUTCOME) == self.now[OUTCOME]

    @property
    def is_same(self) -> bool:
        """Whether inputs and findings are the same."""
        return self.same_findings and not self.changed

    @property
    def sentence(self) -> str:
        """The outcome in one sentence."""
        about = f"Comparison {self.record.id}"
        if not self.kept:
            return f"{about} was made by an Assay that kept no digests; compare the batch once more"
        found = "the same findings" if self.same_findings else "other findings"
        if self.changed:
            return f"{about} comes out with {found}, but its inputs have changed: {', '.join(self.changed)}"
        return f"{about} comes out with {found} from the same inputs"


def compare_again(project: Project, record: ComparisonRecord) -> Work[MadeAgain]:
    """Make a comparison again, by its own settings and its own label sets."""
    again = yield from recompare(project, record)
    now = inputs_as_they_are(project.connection, record.delivery_id, record.gold_id)
    kept = provenance(project.connection, record.id)
    now[OUTCOME] = _digest(again.comparison.findings, like=kept.get(OUTCOME))
    return MadeAgain(record, kept, now)


def _digest(found: Findings, *, like: str | None) -> str:
    """The digest of findings as the Assay made it that left this one."""
    if like is not None and not is_by_image(like):
        return findings_fingerprint(found)
    return findings_digest(found_pages(as_records(found), found.details))
