import getpass
import os
from pathlib import Path

from assay.model.errors import AssayError
from assay.model.people import Reviewer, Role
from assay.model.project_suffix import PROJECT_SUFFIX
from assay.store.people import reviewers
from assay.store.project import Project
from assay.store.settings import setting

FOUNDER = Reviewer(id=0, name="assay", role=Role.LEAD)  # type: ignore[arg-type]
"""In whose name a project is made, before it knows anybody."""


def create_project(path: Path, *, name: str = "", reviewer: str = "", role: Role = Role.LEAD) -> Project:
    """Make a project file with its first reviewer, a lead unless said otherwise. The suffix is added when it is missing."""
    if path.name in ("", ".."):
        raise AssayError(f"{path}: this names a folder; name the {PROJECT_SUFFIX} file to be made")
    path = path if path.suffix == PROJECT_SUFFIX else path.with_name(path.name + PROJECT_SUFFIX)
    if not os.path.isdir(path.parent):  # noqa: PTH112 - no name makes it raise
        raise AssayError(f"{path.parent}: there is no such folder; make it first or choose another one")
    project = Project.create(path)
    try:
        _found(project, name or path.stem.replace("_", " "), reviewer or user_name(), role)
    except BaseException:
        # without a reviewer it could never be opened
        project.close()
        path.unlink()
        raise
    return project


def _found(project: Project, name: str, reviewer: str, role: Role) -> None:
    with project.action("create_project", f"Make project “{name}”", by=FOUNDER, undoable=False) as action:
        action.insert("setting", {"name": "name", "value": name})
        action.insert("reviewer", {"name": reviewer, "role": str(role)})


def user_name() -> str:
    """The name of whoever is logged in, for a first reviewer."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"


def last_reviewer(project: Project) -> Reviewer:
    """Who worked in this project last, or its first reviewer. Raises AssayError when it has none: its making was broken off."""
    everybody = reviewers(project.connection)
    if not everybody:
        raise AssayError(
            f"{project.path}: the project has no reviewer, it was never finished; delete it and make it anew"
        )
    last = setting(project.connection, "last_reviewer")
    first = min(everybody, key=lambda person: person.id)
    return next((person for person in everybody if person.name == last), first)
