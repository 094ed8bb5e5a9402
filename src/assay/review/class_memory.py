"""Which class of the schema each vendor's class names became before, so that nobody says it twice."""

import json
from collections.abc import Mapping

from assay.store.journal import Action
from assay.store.project import Project
from assay.store.settings import setting, setting_id


def remembered_classes(project: Project, vendor: str) -> dict[str, str]:
    """A vendor's class names and what they became, empty for a vendor of whom nothing was said."""
    return json.loads(setting(project.connection, _name(vendor), "{}"))


def remember_classes(project: Project, action: Action, vendor: str, chosen: Mapping[str, str]) -> None:
    """Keep what was chosen for a vendor's class names, as part of the action that imports them."""
    known = remembered_classes(project, vendor)
    together = known | dict(chosen)
    if together == known:
        return
    value = json.dumps(together, ensure_ascii=False, sort_keys=True)
    row = setting_id(project.connection, _name(vendor))
    if row is None:
        action.insert("setting", {"name": _name(vendor), "value": value})
    else:
        action.update("setting", row, {"value": value})


def _name(vendor: str) -> str:
    return f"classes of {vendor}"
