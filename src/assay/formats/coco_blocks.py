"""COCO's annotations read block by block, by this process and by others beside it; what is read is the same, and in the same order, however many there are."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future

from msgspec import Raw

from assay.formats import json_blocks
from assay.formats.coco_beside import BlockProcess
from assay.formats.coco_columns import Block, Lookup, block_of
from assay.formats.coco_json import AnnotationDecoder
from assay.formats.json_blocks import FIRST, block_between, decoded_block, last_of, next_cut
from assay.model.without_gc import without_gc

MOST_UNUSUAL = 8
"""Unusual blocks after which nothing is read ahead any more: what was read behind such a block is thrown away."""

SECONDS = 60.0
"""A block takes milliseconds; a process that gives nothing for so long is stuck."""


def blocks_of(text: Raw, lookup: Lookup, processes: Sequence[BlockProcess]) -> Iterator[tuple[Block, int]]:
    """The blocks of a valid JSON list of annotations, each with the number of bytes that are done after it.

    The first block, and any that is unusual, is read here, which learns the fields that it has; those that follow are read by whoever has time.
    """
    for one in processes:
        one.tell(lookup)
    view = memoryview(text)
    decoder = AnnotationDecoder()
    at, patience = FIRST, MOST_UNUSUAL if processes else 0
    while at < last_of(view):
        found, cut = usual_blocks(view, at, decoder, lookup)
        yield from ((block, cut) for block in found)
        if patience:
            patience -= 1
            for one in blocks_ahead(view, cut + 1, decoder, lookup, processes):
                yield one
                cut = one[1]
        at = cut + 1


def usual_blocks(view: memoryview, at: int, decoder: AnnotationDecoder, lookup: Lookup) -> tuple[Sequence[Block], int]:
    """The block that begins at a place, in several parts where it is very long, and where it was cut."""
    with without_gc():
        found, cut = decoded_block(view, at, decoder.decode)
        return [block_of(one, lookup) for one in found], cut


def blocks_ahead(
    view: memoryview, at: int, decoder: AnnotationDecoder, lookup: Lookup, processes: Sequence[BlockProcess]
) -> Iterator[tuple[Block, int]]:
    """The blocks from a place on, in the order of the text, up to the first that is unusual in any way: it may have been cut wrongly, and so all behind it."""
    waiting: deque[tuple[Future[Block | None], int]] = deque()
    while waiting or at < last_of(view):
        for one in processes:
            while at < last_of(view) and one.is_free:
                cut = next_cut(view, at + json_blocks.BLOCK_BYTES)
                waiting.append((one.ask(block_between(view, at, cut), decoder.learned), cut))
                at = cut + 1
        if at < last_of(view) and not (waiting and waiting[0][0].done()):
            cut = next_cut(view, at + json_blocks.BLOCK_BYTES)
            waiting.append((own_block(block_between(view, at, cut), decoder, lookup), cut))
            at = cut + 1
        while waiting and (at >= last_of(view) or waiting[0][0].done()):
            found, cut = waiting.popleft()
            if (block := answer_of(found)) is None:
                return
            yield block, cut


def own_block(text: bytes, decoder: AnnotationDecoder, lookup: Lookup) -> "Future[Block | None]":
    """A block that this process has read, None when it is unusual."""
    found: Future[Block | None] = Future()
    with without_gc():
        decoded = decoder.decode_known(text)
        found.set_result(block_of(decoded, lookup) if decoded else None)
    return found


def answer_of(found: "Future[Block | None]") -> Block | None:
    """A block that another process has read, None also when that process is stuck."""
    try:
        return found.result(SECONDS)
    except TimeoutError:
        return None
