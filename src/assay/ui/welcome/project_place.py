"""Where a new project goes, and what may be wrong with what somebody typed."""

import os
from dataclasses import dataclass
from pathlib import Path

from assay.model.project_suffix import PROJECT_SUFFIX

NOT_IN_NAMES = '<>:"/\\|?*'
"""What some system does not take in file names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """What is wrong with each field, as a sentence; empty when all is well."""

    name: str = ""
    folder: str = ""
    reviewer: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.folder or self.reviewer)


def project_path(*, name: str, folder: str) -> Path:
    """The file of a project with this name: in the folder, in characters that every system takes."""
    plain = "".join("-" if letter in NOT_IN_NAMES or ord(letter) < 32 else letter for letter in name.strip())
    stem = plain.removesuffix(PROJECT_SUFFIX).strip(" .")
    return Path(folder.strip()).expanduser() / f"{stem}{PROJECT_SUFFIX}"


def faults(*, name: str, folder: str, reviewer: str) -> Faults:
    """What is wrong with a new project's name, folder and first reviewer."""
    return Faults(
        name=_name_fault(name, folder),
        folder=_folder_fault(folder),
        reviewer="" if reviewer.strip() else "Give your name; every verdict is signed with it",
    )


def _name_fault(name: str, folder: str) -> str:
    if not name.strip():
        return "Give the project a name"
    path = project_path(name=name, folder=folder)
    if path.name == PROJECT_SUFFIX:
        return "Give the project a name with letters in it"
    if path.exists():
        return f"{path.name} is there already; choose another name, or open it"
    return ""


def _folder_fault(folder: str) -> str:
    path = Path(folder.strip()).expanduser()
    if not folder.strip() or not path.is_dir():
        return f"{folder.strip() or 'This'} is no folder; choose one that exists"
    if not os.access(path, os.W_OK):
        return f"{path} cannot be written; choose another folder"
    return ""
