"""What attributes say of how much of an object is seen."""

from collections.abc import Mapping
from typing import Any

from assay.model.schema import LabelClass, names_visibility

WHOLE = ("", "false", "no", "none", "never", "0", "0.0", "n", "not occluded", "not truncated", "unoccluded", "visible", "fully visible", "full", "fully", "clear")  # fmt: skip
"""Words that say that nothing hides the object."""

IN_FULL = ("1", "1.0", "100", "100.0", "4", "true", "yes", "high", "80-100", "v80-100", *WHOLE[9:])
"""Words that say so of an attribute that tells how much is visible, rather than how much is hidden."""


def tells_visibility(name: str, label_class: LabelClass | None) -> bool:
    """Whether an attribute of a class says how much of the object is seen: as the schema has it, else by its name."""
    said = [one for one in label_class.attributes if one.name == name] if label_class else []
    return said[0].tells_visibility if said else names_visibility(name)


def is_partly_hidden(attributes: Mapping[str, Any], label_class: LabelClass | None) -> bool:
    """Whether any attribute says that the object is occluded or cut off by the image's edge."""
    return any(_hides(name, value) for name, value in attributes.items() if tells_visibility(name, label_class))


def _hides(name: str, value: Any) -> bool:
    if value is None:
        return False
    word = str(value).strip().casefold()
    return word not in (("", *IN_FULL) if "visib" in name.casefold() else WHOLE)
