"""Where the list at the side finds what a comparison, or one that is only tried, says of an object."""

from collections.abc import Sequence
from typing import Protocol

from assay.model.findings import Finding
from assay.model.ids import ComparisonId, ImageId
from assay.review.try_settings import Trial
from assay.store.findings import all_findings, findings_on_image
from assay.store.project import Project
from assay.ui.scorecard.entries import Entry


class Lookup(Protocol):
    """Whatever knows the findings of what is shown."""

    def of(self, entry: Entry) -> Finding | None:
        """The finding that speaks of an entry."""
        ...

    def on_image(self, image_id: ImageId) -> Sequence[Finding]:
        """The findings on an image."""
        ...

    def with_code(self, code: str) -> Sequence[Finding]:
        """The findings of a code, by image."""
        ...


class FindingLookup:
    """The findings of a comparison; those of an image are read when one of its rows is first looked at."""

    def __init__(self, project: Project, comparison_id: ComparisonId) -> None:
        self._project = project
        self._comparison_id = comparison_id
        self._by_image: dict[ImageId, list[Finding]] = {}

    def of(self, entry: Entry) -> Finding | None:
        """The finding that speaks of an entry."""
        return finding_about(self.on_image(entry.image_id), entry)

    def on_image(self, image_id: ImageId) -> Sequence[Finding]:
        """The findings on an image, worst first."""
        if image_id not in self._by_image:
            self._by_image[image_id] = findings_on_image(self._project.connection, self._comparison_id, image_id)
        return self._by_image[image_id]

    def with_code(self, code: str) -> Sequence[Finding]:
        """The findings of a code, by image."""
        return all_findings(self._project.connection, self._comparison_id, code)


class TrialLookup:
    """The findings that a comparison would have by other settings."""

    def __init__(self, trial: Trial) -> None:
        self._trial = trial

    def of(self, entry: Entry) -> Finding | None:
        """The finding that speaks of an entry."""
        return finding_about(self.on_image(entry.image_id), entry)

    def on_image(self, image_id: ImageId) -> Sequence[Finding]:
        """The findings on an image."""
        return self._trial.findings_on(image_id)

    def with_code(self, code: str) -> Sequence[Finding]:
        """The findings of a code, by image."""
        return self._trial.findings_of(code)


def finding_about(found: Sequence[Finding], entry: Entry) -> Finding | None:
    """The finding that speaks of an object; the first, so the worst, when there are several."""
    return next((finding for finding in found if speaks_of(finding, entry)), None)


def speaks_of(finding: Finding, entry: Entry) -> bool:
    """Whether a finding is about an object, by itself or as part of a merge, a split or an image that came back empty."""
    if entry.finding_id is not None:
        return finding.id == entry.finding_id
    if entry.code and finding.code != entry.code:
        return False
    if entry.code and not (entry.vendor_number or entry.gold_number):
        return not (finding.vendor_number or finding.gold_number)
    vendor = {finding.vendor_number, *finding.details.get("vendor_numbers", ())} - {0}
    gold = {finding.gold_number, *finding.details.get("gold_numbers", ())} - {0}
    return entry.vendor_number in vendor or entry.gold_number in gold
