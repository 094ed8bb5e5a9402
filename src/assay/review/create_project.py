import getpass
from pathlib import Path

from assay.model.errors import AssayError
from assay.model.people import Reviewer, Role
from assay.store.people import reviewers
from assay.store.project import SUFFIX, Project
from assay.store.settings import setting

FOUNDER = Reviewer(id=0, name="assay", role=Role.LEAD)  # type: ignore[arg-type]
"""In whose name a project is made, before it knows anybody."""


def create_project(path: Path, *, name: str = "", reviewer: str = "", role: Role = Role.LEAD) -> Project:
    """Make a project file with its first reviewer, a lead unless said otherwise. The suffix is added when it is missing."""
    path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
    if not path.parent.is_dir():
        raise AssayError(f"{path.parent}: there is no such folder; make it first or choose another one")
    project = Project.create(path)
    name = name or path.stem.replace("_", " ")
    with project.action("create_project", f"Make project “{name}”", by=FOUNDER, undoable=False) as action:
        action.insert("setting", {"name": "name", "value": name})
        action.insert("reviewer", {"name": reviewer or user_name(), "role": str(role)})
    return project


def user_name() -> str:
    """The name of whoever is logged in, for a first reviewer."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"


def last_reviewer(project: Project) -> Reviewer:
    """Who worked in this project last, or its first reviewer."""
    everybody = reviewers(project.connection)
    last = setting(project.connection, "last_reviewer")
    first = min(everybody, key=lambda person: person.id)
    return next((person for person in everybody if person.name == last), first)
