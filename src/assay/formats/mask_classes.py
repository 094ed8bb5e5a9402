"""What the values or colours of label images stand for, as tools list it in a file beside them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from assay.formats.csv_boxes import sample_table
from assay.formats.delivered import Delivered
from assay.formats.plain_text import decoded_text
from assay.formats.sample import Sample, SampleKind

BACKGROUND = re.compile(r"_*(?:background|bg|unlabell?ed)_*", re.IGNORECASE)
VOID = re.compile(r"_*(?:void|ignore|unknown|dontcare|don't care)_*", re.IGNORECASE)
"""Names that stand for pixels about which nobody says anything."""

COLOUR = re.compile(r"\(?\s*(\d{1,3})[\s,;]+(\d{1,3})[\s,;]+(\d{1,3})\s*\)?")
LABEL_MAP = re.compile(r"([^:#]+):\s*(\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3})\s*:.*")
LISTS = ("classes.txt", "class_names.txt", "labels.txt")
MOST_CLASSES = 65536


@dataclass(frozen=True, slots=True)
class MaskClasses:
    """The names of values; of colours, as red + 256 green + 65536 blue, when `by_colour`. why: where they stand, as a clause. files: those that were read."""

    names: Mapping[int, str] = field(default_factory=dict)
    by_colour: bool = False
    why: str = ""
    files: tuple[str, ...] = ()


def mask_classes(delivered: Delivered) -> MaskClasses:
    """The first list of classes among the files, an empty one when there is none."""
    for name in [one for one in delivered.names if one.lower().endswith((".json", ".csv", ".txt"))][:200]:
        sample = delivered.sample(name)
        last = name.rsplit("/", 1)[-1].lower()
        names = values_of_json(sample)
        if names:
            return MaskClasses(names, why=f"{name} names their values", files=(name,))
        if names := colours_of_table(sample) or colours_of_label_map(sample):
            return MaskClasses(names, by_colour=True, why=f"{name} names their colours", files=(name,))
        if last in LISTS and (names := lines_of_list(delivered, name)):
            return MaskClasses(names, why=f"{name} names their values", files=(name,))
    return MaskClasses()


def values_of_json(sample: Sample) -> dict[int, str]:
    """The names of a JSON object like {"0": "background", "1": "cat"}."""
    found = sample.fields
    if sample.kind is not SampleKind.OBJECT or not found or len(found) > MOST_CLASSES:
        return {}
    if not all(
        re.fullmatch(r"[0-9]{1,6}", key) and isinstance(value, str) and value.strip() for key, value in found.items()
    ):
        return {}
    return {int(key): value.strip() for key, value in found.items()}


def colours_of_table(sample: Sample) -> dict[int, str]:
    """The names of a table with the columns class_name and class_color, as V7 Darwin writes it."""
    table = sample_table(sample)
    if table is None or tuple(table.header) != ("class_name", "class_color"):
        return {}
    return {number: row.values[0].strip() for row in table.rows if (number := colour_number(row.values[1])) is not None}


def colours_of_label_map(sample: Sample) -> dict[int, str]:
    """The names of a label map, as CVAT writes it: "cat:128,0,0::"."""
    lines = [line.strip() for line in sample.lines if line.strip() and not line.startswith("#")]
    matches = [LABEL_MAP.fullmatch(line) for line in lines]
    if sample.kind is not SampleKind.TEXT or not matches or not all(matches):
        return {}
    named = [(colour_number(match[2]), match[1].strip()) for match in matches if match]
    return {number: name for number, name in named if number is not None}


def colour_number(text: str) -> int | None:
    """A colour as one number, None when it is no colour."""
    match = COLOUR.fullmatch(text.strip())
    if match is None or any(int(part) > 255 for part in match.groups()):
        return None
    red, green, blue = map(int, match.groups())
    return red + 256 * green + 65536 * blue


def lines_of_list(delivered: Delivered, name: str) -> dict[int, str]:
    """The names of a list, a line each, from 0 on; labelme's lists start with "__ignore__", which is -1."""
    lines = [line.strip() for line in (decoded_text(delivered.head(name)) or "").splitlines() if line.strip()]
    first = -1 if lines[:1] == ["__ignore__"] else 0
    return {number: line for number, line in enumerate(lines, first) if number >= 0}
