"""JSON cut down to what a format is told by: the fields, and the first few entries of every list."""

import json
from typing import Any

import msgspec
from msgspec import Raw

from assay.formats.json_text import UNREADABLE, Fields

ENTRIES = 3
FIELDS = 64
LONGEST_TEXT = 200
DEPTH = 8
WINDOWS = (64 << 10, 4 << 20, 64 << 20)
"""Bytes of a list that are looked at for its first entries: more only while the first entry does not fit."""

SPACE = " \t\r\n"


def object_outline(fields: Fields) -> dict[str, Any]:
    """The fields of a JSON object, cut down."""
    return {name: outline(raw) for name, raw in list(fields.items())[:FIELDS]}


def outline(raw: Raw) -> Any:
    """A JSON value cut down; None when it cannot be decoded."""
    view = memoryview(raw)
    if len(view) < WINDOWS[0]:
        try:
            return cut_down(msgspec.json.decode(raw))
        except UNREADABLE:
            pass
    return first_values(view) if bytes(view[:1]) == b"[" else first_fields(view)


def first_values(text: bytes | memoryview) -> list[Any]:
    """The first entries of a JSON list, cut down, as far as they are whole."""
    for window in WINDOWS:
        found, at = [], 1
        part = bytes(text[:window]).lstrip().decode("utf-8", "replace")
        while len(found) < ENTRIES and (one := value_at(part, at)):
            value, at = one
            found.append(cut_down(value))
        if found or window >= len(text):
            return found
    return []


def first_fields(text: bytes | memoryview) -> dict[str, Any] | None:
    """The first fields of a JSON object, cut down; None when it is none."""
    part = bytes(text[: WINDOWS[0]]).lstrip().decode("utf-8", "replace")
    if not part.startswith("{"):
        return None
    found: dict[str, Any] = {}
    at = 1
    while len(found) < ENTRIES and (key := value_at(part, at)) and isinstance(key[0], str):
        if (value := value_at(part, key[1])) is None:
            break
        found[key[0]], at = cut_down(value[0]), value[1]
    return found


def value_at(text: str, at: int) -> tuple[Any, int] | None:
    """The value after a bracket, comma or colon, and where it ends; None when it does not end in the text."""
    while at < len(text) and text[at] in SPACE + ",:":
        at += 1
    try:
        return json.JSONDecoder(strict=False).raw_decode(text, at)
    except (ValueError, RecursionError):
        return None


def cut_down(value: Any, depth: int = DEPTH) -> Any:
    """A value with the first entries of its lists, the first fields of its objects and the first characters of its texts."""
    if isinstance(value, str):
        return value[:LONGEST_TEXT]
    if not isinstance(value, (dict, list)):
        return value
    if depth == 0:
        return None
    if isinstance(value, list):
        return [cut_down(item, depth - 1) for item in value[:ENTRIES]]
    return {name: cut_down(item, depth - 1) for name, item in list(value.items())[:FIELDS]}
