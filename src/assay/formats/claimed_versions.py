"""Which version of the schema and of the guideline a file says that it follows."""

from collections.abc import Mapping
from typing import Any

from assay.formats.csv_mapping import plain_name

NAMES: Mapping[str, tuple[str, ...]] = {
    "schema": ("schemaversion", "ontologyversion", "taxonomyversion", "schema"),
    "guideline": ("guidelineversion", "guidelinesversion", "sopversion", "instructionversion", "guideline", "sop"),
}
"""How fields are called that speak of a version; capitals, spaces and underscores do not count. A bare "version" is that of the data set or of the tool."""

LONGEST = 40


def claimed_versions(fields: Mapping[str, Any]) -> dict[str, str]:
    """The versions that some fields speak of, by "schema" and "guideline"; a value that is no short text or number says nothing."""
    said = {plain_name(str(name)): value for name, value in fields.items()}
    found: dict[str, str] = {}
    for what, names in NAMES.items():
        values = [said[name] for name in names if name in said]
        texts = [str(one).strip() for one in values if isinstance(one, (str, int, float)) and not isinstance(one, bool)]
        if texts and 0 < len(texts[0]) <= LONGEST:
            found[what] = texts[0]
    return found
