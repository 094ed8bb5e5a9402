"""JSON lists of lists of numbers, as polygons are written, parsed all at once: a third of the time that an object for every number takes, and without the interpreter lock.

Only plain decimals are parsed here. Eight digits fit a machine word, and three multiplications turn a word of digits into their number (Lemire, "Quickly parsing eight
digits", 2018). Digits / 10^decimals is then the nearest double, since both are exact (Clinger, "How to read floating point numbers accurately", 1990).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from msgspec import Raw
from numpy.typing import NDArray

COMMA, MINUS, DOT, LAST, OPEN, CLOSE = b",-.9[]"
WORD = 8
ROOM = b"," * (WORD - 1)
MOST_LONG = 0.2
"""Share of numbers with more than eight characters from which on the usual way is the faster one."""

AT_ONCE = 50_000
"""Bytes of text parsed at once: what numpy allocates for them is small enough to be used again at once, which halves the time."""

EVERY_BYTE = np.uint64(0x0101010101010101)
HIGH_BITS = np.uint64(0x8080808080808080)
ZEROS = np.uint64(0x3030303030303030)
OWN_BYTES = np.array([((1 << 8 * own) - 1) << 8 * (WORD - own) for own in range(WORD + 1)], np.uint64)
"""By the length of a number, which bytes of the word that ends with it are its own."""

OTHER_ZEROS = ZEROS & ~OWN_BYTES
DOTS = EVERY_BYTE * np.uint64(DOT)
TENS = 10.0 ** np.array([0, *(7 - place // 8 for place in range(1, 64))])
"""By the number of bits below the point in a word, 0 when there is none: what the digits are divided by."""

JOINS = [
    (np.uint64(ten), np.uint64(bits), np.uint64(kept))
    for ten, bits, kept in ((10, 8, 0x00FF00FF00FF00FF), (100, 16, 0x0000FFFF0000FFFF), (10000, 32, 0xFFFFFFFF))
]
"""How pairs of digits are joined, then fours, then all: the tens of the first, the bits to the second, and the bits that count then."""


class NumberLists(NamedTuple):
    """lists: (n,) lists in each text. lengths: (r,) numbers in each list. values: (k,) all numbers."""

    lists: NDArray[np.int64]
    lengths: NDArray[np.int64]
    values: NDArray[np.float64]


def number_lists(texts: Sequence[Raw | bytes]) -> NumberLists | None:
    """The numbers of valid JSON texts such as [[1, 2.5], [3, 4]]. None when one is anything else than a list of filled lists of plain decimals."""
    step = 1 + AT_ONCE * len(texts) // (1 + sum(map(len, texts)))
    found: list[NumberLists] = []
    for start in range(0, len(texts), step):
        some = numbers_at_once(texts[start : start + step])
        if some is None:
            return None
        found.append(some)
    return NumberLists(*map(np.concatenate, zip(*found, strict=True))) if found else None


def numbers_at_once(texts: Sequence[Raw | bytes]) -> NumberLists | None:
    """The numbers of some texts, as `number_lists` gives them."""
    # before them room for the words that end at the first numbers, and a comma after the last
    text = b",".join((ROOM, *texts, b""))
    if b"E" in text:
        return None
    codes = np.frombuffer(text, np.uint8)
    if any(space in text for space in b" \n\r\t"):
        return numbers_at_once([bytes(one).translate(None, b" \n\r\t") for one in texts]) if b'"' not in text else None
    if codes.min() < COMMA or codes.max() > CLOSE:
        return None
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    starts = WORD + np.cumsum(lengths) - lengths
    if (found := one_list_each(codes, starts)) is not None:
        return found
    codes = codes[:-1]
    opens, closes = np.flatnonzero(codes == OPEN), np.flatnonzero(codes == CLOSE)
    if not is_two_deep(codes, starts, opens, closes):
        return None
    firsts = opens[codes[opens + 1] != OPEN] + 1
    lasts = closes[codes[closes - 1] != CLOSE]
    ends = np.flatnonzero((codes == COMMA) | (codes == CLOSE))
    ends = ends[(codes[ends - 1] <= LAST) & (ends > firsts[0])]
    lists = np.diff(np.searchsorted(firsts, [*starts, len(codes)]))
    places = np.searchsorted(ends, firsts)
    values = decimals(codes, begins(ends, firsts, places), ends)
    if values is None or len(firsts) != len(lasts):
        return None
    return NumberLists(lists, np.diff([*places, len(ends)]), values)


def one_list_each(codes: NDArray[np.uint8], starts: NDArray[np.int64]) -> NumberLists | None:
    """The numbers where every text has one list in its list, as nearly all outlines have: between them lie commas and little else. None where it is otherwise.

    codes: the texts with a comma after each. starts: where each of them begins.
    """
    stops = np.append(starts[1:], len(codes)) - 1
    brackets = [codes[starts] == OPEN, codes[starts + 1] == OPEN, codes[stops - 2] == CLOSE, codes[stops - 1] == CLOSE]
    if np.count_nonzero(codes > LAST) != 4 * len(starts) or not np.all(brackets):
        return None
    ends = np.flatnonzero(codes[WORD:] == COMMA) + WORD
    begin = np.empty_like(ends)
    begin[0], begin[1:] = WORD, ends[:-1] + 1
    lasts = np.searchsorted(ends, stops)
    firsts = np.append(0, lasts[:-1] + 1)
    begin[firsts] += 2
    ends[lasts] -= 2
    values = decimals(codes, begin, ends) if (ends > begin).all() else None
    return None if values is None else NumberLists(np.ones(len(starts), np.int64), lasts - firsts + 1, values)


def is_two_deep(
    codes: NDArray[np.uint8], starts: NDArray[np.int64], opens: NDArray[np.int64], closes: NDArray[np.int64]
) -> bool:
    """Whether every text is a list of filled lists, and numbers are in those only. The texts are valid JSON, so brackets match and commas separate."""
    twice = opens[codes[np.minimum(opens + 1, len(codes) - 1)] == OPEN]
    if not np.array_equal(twice, starts):
        return False
    inner = np.setdiff1d(opens, starts, assume_unique=True)
    # before an inner list stands the outer bracket, or a comma after another inner list
    if not ((codes[inner - 1] == OPEN) | (codes[inner - 2] == CLOSE)).all():
        return False
    if (codes[closes - 1] == OPEN).any():
        return False
    # after an inner list stands the outer bracket, or a comma before another inner list
    after = closes[:-1]
    return bool(((codes[after + 1] == CLOSE) | (codes[np.minimum(after + 2, len(codes) - 1)] == OPEN)).all())


def begins(ends: NDArray[np.int64], firsts: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each number begins: after the separator that ends the one before it, or where its list begins."""
    found = np.empty_like(ends)
    found[1:] = ends[:-1] + 1
    found[places] = firsts
    return found


def decimals(codes: NDArray[np.uint8], begin: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.float64] | None:
    """The numbers that stand between some places of a text; none of these is before WORD. None when too many of them are long."""
    length = end - begin
    negative = codes[begin] == MINUS if (codes == MINUS).any() else None
    if negative is not None:
        length -= negative
    long = np.flatnonzero(length > WORD)
    if len(long) > MOST_LONG * len(length):
        return None
    values = short_decimals(words_before(codes, end), length)
    for place in long.tolist():
        values[place] = abs(float(codes[begin[place] : end[place]].tobytes()))
    if negative is not None:
        # -0 is a whole number, which has no negative zero; -0.0 is none
        np.negative(values, out=values, where=negative & ((length > 1) | (values != 0)))
    return values


def words_before(codes: NDArray[np.uint8], end: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The eight bytes before each place, the first of them lowest."""
    every = np.ndarray((len(codes) - WORD + 1,), "<u8", codes, 0, (1,))
    return every[end - WORD]


def short_decimals(words: NDArray[np.uint64], length: NDArray[np.int64]) -> NDArray[np.float64]:
    """What the last `length` characters of each word say, digits with at most one point among them. The words change."""
    length = np.minimum(length, WORD)
    words &= OWN_BYTES[length]
    words |= OTHER_ZEROS[length]
    other = words ^ DOTS
    point = other - EVERY_BYTE
    np.invert(other, out=other)
    point &= other
    point &= HIGH_BITS
    point >>= np.uint64(7)
    # without a point nothing is below it, and nothing moves
    some = (point != 0).view(np.uint8)
    below = point - some
    point <<= np.uint64(8)
    point -= some
    np.invert(point, out=point)
    point &= words
    words &= below
    words <<= np.uint64(8)
    words |= point
    words |= np.uint64(0x30)
    return digits(words) / TENS[np.bitwise_count(below)]


def digits(words: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The number that eight digits say. The words change."""
    words -= ZEROS
    for ten, bits, kept in JOINS:
        lower = words >> bits
        words *= ten
        words += lower
        words &= kept
    return words.view(np.int64)
