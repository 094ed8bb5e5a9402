"""Where an import may go: which batches there are, and what stands in each already."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assay.model.batches import SetRole
from assay.store.batches import batch_named, batches, label_sets
from assay.store.image_folders import image_folder
from assay.store.people import vendors
from assay.store.project import Project

FIRST_BATCH = "Batch 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A batch as an import meets it. vendor, guideline_version: empty for a new batch. rounds: those that the role has already."""

    is_new: bool
    vendor: str
    vendor_is_settled: bool
    rounds: Sequence[int]
    image_folder: Path | None
    first_round: int
    guideline_version: str = ""

    @property
    def next_round(self) -> int:
        """The round that an import gets by itself."""
        return max(self.rounds, default=self.first_round - 1) + 1


def target(project: Project, batch_name: str, role: SetRole) -> Target:
    """The batch of this name, or a new one."""
    first = 0 if role is SetRole.DELIVERY else 1
    found = batch_named(project.connection, batch_name)
    if found is None:
        return Target(is_new=True, vendor="", vendor_is_settled=False, rounds=(), image_folder=None, first_round=first)
    sets = label_sets(project.connection, found.id)
    folder = image_folder(project, found)
    return Target(
        is_new=False,
        vendor=found.vendor,
        vendor_is_settled=any(one.role is SetRole.DELIVERY for one in sets),
        rounds=[one.round for one in sets if one.role is role],
        image_folder=folder if folder and folder.is_dir() else None,
        first_round=first,
        guideline_version=found.guideline_version,
    )


def batch_names(project: Project) -> list[str]:
    """The batches to choose from, the newest first."""
    return [one.name for one in reversed(batches(project.connection))]


def vendor_names(project: Project) -> list[str]:
    """The vendors to choose from."""
    return [vendor.name for vendor in vendors(project.connection)]
