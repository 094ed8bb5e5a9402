"""XML label files: which of them are of a format, their elements, and the values in them."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from assay.formats.delivered import Delivered
from assay.formats.numbers import NUMBER
from assay.formats.sample import Sample, SampleKind
from assay.formats.xml_text import Placed

LONGEST_NUMBER = 24
"""Characters of a number with all its digits and an exponent."""

LONGEST_INTEGER = 18
"""Digits of a number that surely has room in 64 bits."""

INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
TRUTHS = {"true": True, "false": False}


def xml_files_like(delivered: Delivered, root: str, is_one: Callable[[Sample], bool]) -> list[str]:
    """The XML files that are of a format: all but those that were looked at and have another first element; none when none convinces.

    What is broken or says nothing counts as one of them, so that it is listed when it is read.
    """
    samples = {name: delivered.sample(name) for name in delivered.candidates(".xml")}
    if not any(sample.kind is SampleKind.XML and sample.root == root and is_one(sample) for sample in samples.values()):
        return []
    others = {name for name, sample in samples.items() if sample.root not in ("", root)}
    return [name for name in delivered.with_extension(".xml") if name not in others]


def children(element: Placed, tag: str) -> Iterator[Placed]:
    """The elements of this name right below an element."""
    for child in element:
        if child.tag == tag and isinstance(child, Placed):
            yield child


def value_of(text: str) -> Any:
    """What a text stands for in a file that does not tell texts from numbers: "true" and "false", numbers as a program writes them, else the text."""
    if text.lower() in TRUTHS:
        return TRUTHS[text.lower()]
    if len(text) > LONGEST_NUMBER or not NUMBER.fullmatch(text):
        return text
    if INTEGER.fullmatch(text) and len(text) <= LONGEST_INTEGER:
        return int(text)
    return float(text) if text == repr(float(text)) else text


def id_of(text: str) -> int | str | None:
    """An id as a number where it is one, None when there is none."""
    return int(text) if len(text) <= LONGEST_INTEGER and INTEGER.fullmatch(text) else text or None
