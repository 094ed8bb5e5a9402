from assay.model.changes import Changes
from assay.model.errors import AssayError
from assay.model.people import Reviewer, Role
from assay.store.people import reviewers
from assay.store.project import Project
from assay.store.settings import setting_id


def add_reviewer(project: Project, name: str, role: Role, *, by: Reviewer) -> Changes:
    """Add somebody who judges here. Raises AssayError for an empty name or one that is taken."""
    name = name.strip()
    if not name:
        raise AssayError("A reviewer needs a name")
    if any(person.name == name for person in reviewers(project.connection)):
        raise AssayError(f"There is a reviewer “{name}” already")
    summary = f"Add {role} {name}"
    with project.action("add_reviewer", summary, by=by) as action:
        action.insert("reviewer", {"name": name, "role": str(role)})
    return action.changes(summary)


def switch_reviewer(project: Project, person: Reviewer) -> Changes:
    """Go on as somebody else; the next start remembers it. Not part of what can be undone."""
    summary = f"{person.name} goes on as {person.role}"
    with project.action("switch_reviewer", summary, by=person) as action:
        row = setting_id(project.connection, "last_reviewer")
        if row is None:
            action.insert("setting", {"name": "last_reviewer", "value": person.name})
        else:
            action.update("setting", row, {"value": person.name})
    return action.changes(summary)
