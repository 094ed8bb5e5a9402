"""Writing XML: texts that it can hold, numbers without loss, and values of attributes."""

import json
import re
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from assay.formats.json_text import brief
from assay.formats.reading import Contents, Note

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write."""


def allowed(text: str) -> str:
    """The text with a replacement character for each that XML cannot hold."""
    return FORBIDDEN.sub("\ufffd", text)


def element(tag: str, text: str) -> str:
    """An element that holds nothing but text."""
    return f"<{tag}>{escape(allowed(text))}</{tag}>"


def attributes_of(**values: Any) -> str:
    """The attributes of a tag, each after a space; None is left out."""
    said = {name: value for name, value in values.items() if value is not None}
    texts = {name: decimal(value) if isinstance(value, float) else text_of(value) for name, value in said.items()}
    return "".join(f" {name}={quoteattr(allowed(text))}" for name, text in texts.items())


def text_of(value: Any) -> str:
    """A value as text: truths as true and false, numbers without loss, lists and objects as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def decimal(value: float) -> str:
    """A number in as few digits as give it again."""
    text = repr(float(value))
    return text.removesuffix(".0")


def unwritable_names(contents: Contents) -> Iterable[Note]:
    """The names of images and classes that XML cannot hold as they are."""
    for name in [*contents.images.file_names, *(one.name for one in contents.classes)]:
        if allowed(name) != name:
            yield Note(brief(name), "holds characters that XML cannot; they are replaced")
