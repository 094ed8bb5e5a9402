import time

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assay.intake.look_alikes import FEWEST_BITS, MOST_BITS, pairs_within

PRINTS = st.lists(st.integers(0, 2**64 - 1), max_size=12).flatmap(
    lambda prints: st.tuples(
        st.just(prints), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 2**64 - 1)), max_size=8)
    )
)


def brute_force(prints, distance):
    telling = [FEWEST_BITS <= one.bit_count() <= MOST_BITS for one in prints]
    return {
        (a, b): (prints[a] ^ prints[b]).bit_count()
        for b in range(len(prints))
        for a in range(b)
        if telling[a] and telling[b] and (prints[a] ^ prints[b]).bit_count() <= distance
    }


@given(PRINTS, st.integers(0, 10))
def test_that_exactly_the_pairs_are_found_that_comparing_all_with_all_finds(made, distance):
    prints, changes = made
    # copies with few bits flipped, or there would hardly be any pair
    prints = prints + [
        prints[at] ^ (flips & flips >> 7 & flips >> 13 & flips >> 29) for at, flips in changes if at < len(prints)
    ]
    first, second, bits = pairs_within(np.array(prints, np.uint64), distance)
    found = dict(zip(zip(first.tolist(), second.tolist(), strict=True), bits.tolist(), strict=True))
    assert found == brute_force(prints, distance)


def test_that_blank_images_are_not_taken_for_one_another():
    assert len(pairs_within(np.array([1 << 63, 1 << 63, 0, 0], np.uint64), 6)[0]) == 0


def test_that_twenty_thousand_images_are_searched_in_a_moment():
    random = np.random.default_rng(5)
    prints = random.integers(0, 2**64, 20_000, dtype=np.uint64)
    prints[777] = prints[3] ^ np.uint64(0b1011)
    start = time.process_time()
    first, second, bits = pairs_within(prints, 6)
    assert (first.tolist(), second.tolist(), bits.tolist()) == ([3], [777], [3])
    assert time.process_time() - start < 2
