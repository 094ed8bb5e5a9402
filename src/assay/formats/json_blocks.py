"""A long JSON list decoded a block of entries at a time, without a look at all of it first."""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec
from msgspec import Raw

from assay.formats.json_text import UNREADABLE

Decoded = TypeVar("Decoded")

BLOCK_BYTES = 1 << 18
"""Bytes decoded at a time: enough to be fast, few enough to keep the window alive and numpy's arrays in the processor's cache."""

MUCH = 8 * BLOCK_BYTES
FIRST = 1
"""Where the first entry is looked for: behind the bracket that begins the list."""

ENTRIES = 2048
BETWEEN = re.compile(rb"\},\s*+\{")


def decoded_blocks(text: Raw, decode: Callable[[bytes], Decoded]) -> Iterator[tuple[Decoded, int]]:
    """What `decode` makes of one block after another, each the text of a list of some entries, and how many bytes are done after it.

    text: a valid JSON list. decode: raises one of UNREADABLE when it is given no valid JSON, and only then. A block is cut between two
    objects. That may be inside an entry, but then a bracket or a quotation mark stays open: the block is no valid JSON, and a longer one is tried.
    """
    view = memoryview(text)
    at = FIRST
    while at < last_of(view):
        found, cut = decoded_block(view, at, decode)
        yield from ((one, cut) for one in found)
        at = cut + 1


def last_of(view: memoryview) -> int:
    """Where the bracket is that ends the list."""
    return len(view) - 1


def decoded_block(view: memoryview, at: int, decode: Callable[[bytes], Decoded]) -> tuple[list[Decoded], int]:
    """What `decode` makes of the block that begins at a place, in several parts where it is very long, and where it was cut."""
    size = BLOCK_BYTES
    while True:
        cut = next_cut(view, at + size)
        block = block_between(view, at, cut)
        try:
            return [decode(block)] if len(block) < MUCH else [decode(one) for one in in_parts(block)], cut
        except UNREADABLE:
            if cut == last_of(view):
                raise
            size *= 2


def block_between(view: memoryview, at: int, cut: int) -> bytes:
    """The text of a list of the entries between two places."""
    return b"".join((b"[", view[at:cut], b"]"))


def next_cut(view: memoryview, at: int) -> int:
    """Where the first object ends, after a place, that another follows; the end of the list when none does."""
    found = BETWEEN.search(view, at)
    return found.start() + 1 if found else last_of(view)


def in_parts(block: bytes) -> Iterator[bytes]:
    """A list that is too long for one block as lists of a few entries; in a text that is spaced unusually nearly nowhere can be cut."""
    raws = msgspec.json.decode(block, type=list[Raw])
    for start in range(0, len(raws), ENTRIES):
        yield b"".join((b"[", b",".join(raws[start : start + ENTRIES]), b"]"))
