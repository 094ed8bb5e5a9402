"""The hash chain over the journal, which makes tampering visible.

hash_n = SHA-256(hex(prev_hash) + LF + canonical JSON of the event); the first event's prev_hash is 64 zeros. Canonical JSON: UTF-8, keys sorted by
code point, no spaces, non-ASCII kept, no floats. A chain shows a change in its middle, not a cut-off tail: that is why its head is
printed in every report and package.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

FIRST_HASH = "0" * 64


def canonical(event: Mapping[str, Any]) -> str:
    """The one way to write an event down."""
    return json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def chain_hash(prev_hash: str, event: Mapping[str, Any]) -> str:
    """The hash of an event that follows one with `prev_hash`, as 64 hex digits."""
    return hashlib.sha256(f"{prev_hash}\n{canonical(event)}".encode()).hexdigest()


def _fits(stored: str, prev_hash: str, event: Mapping[str, Any]) -> bool:
    try:
        return chain_hash(prev_hash, event) == stored
    except (TypeError, ValueError):  # holds what no event can: bytes, an infinite number
        return False


def first_break(links: Iterable[tuple[int, Mapping[str, Any], str, str]]) -> int | None:
    """The number of the first event whose hash does not fit, None when the chain is whole.

    links: (number, event, stored prev_hash, stored hash) in order.
    """
    expected = FIRST_HASH
    for number, event, prev_hash, stored in links:
        if prev_hash != expected or not _fits(stored, prev_hash, event):
            return number
        expected = stored
    return None
