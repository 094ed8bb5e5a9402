"""Images that look alike, among very many: by fingerprints that differ in few bits, without comparing all with all."""

import itertools

import numpy as np
from numpy.typing import NDArray

Prints = NDArray[np.uint64]
Rows = NDArray[np.int64]

BITS = 64
FEWEST_BITS, MOST_BITS = 8, 56
"""Fingerprints with fewer or more bits set are those of blank images, which all look alike."""

MOST_IN_BUCKET = 2000
"""A part that more fingerprints share tells nothing; those that are alike share another one."""


def pairs_within(prints: Prints, distance: int) -> tuple[Rows, Rows, Rows]:
    """All pairs of fingerprints that differ in at most so many bits: the earlier row, the later row, and in how many they do.

    Cut into distance + 1 parts, two such fingerprints have one part in common (Manku, Jain and Das Sarma 2007, Detecting
    Near-Duplicates for Web Crawling), so only those that share a part are compared.
    """
    usable = np.flatnonzero(_is_telling(prints))
    found = [_in_part(prints, usable, low, high, distance) for low, high in _parts(distance + 1)]
    pairs = np.unique(np.concatenate([*found, np.zeros((0, 2), np.int64)]), axis=0)
    first, second = pairs[:, 0], pairs[:, 1]
    return first, second, np.bitwise_count(prints[first] ^ prints[second]).astype(np.int64)


def _is_telling(prints: Prints) -> NDArray[np.bool_]:
    counts = np.bitwise_count(prints)
    return (counts >= FEWEST_BITS) & (counts <= MOST_BITS)


def _parts(count: int) -> list[tuple[int, int]]:
    edges = np.linspace(0, BITS, count + 1).round().astype(int).tolist()
    return list(itertools.pairwise(edges))


def _in_part(prints: Prints, usable: Rows, low: int, high: int, distance: int) -> Rows:
    """(k, 2) the pairs that share the bits from low to high and are near."""
    part = (prints[usable] >> np.uint64(low)) & np.uint64((1 << (high - low)) - 1)
    order = np.argsort(part, kind="stable")
    rows, part = usable[order], part[order]
    _, starts, sizes = np.unique(part, return_index=True, return_counts=True)
    # how many of the same part come after each
    after = np.repeat(starts + sizes, sizes) - np.arange(len(part)) - 1
    at = np.flatnonzero(after)
    found = []
    # each is compared with the one `step` further on, for all buckets at once
    for step in range(1, MOST_IN_BUCKET):
        at = at[after[at] >= step]
        if not len(at):
            break
        first, second = rows[at], rows[at + step]
        near = np.bitwise_count(prints[first] ^ prints[second]) <= distance
        if near.any():
            found.append(np.sort(np.stack([first[near], second[near]], axis=1), axis=1))
    return np.concatenate([*found, np.zeros((0, 2), np.int64)])
