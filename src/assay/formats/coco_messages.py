"""What is said between the process that imports a COCO file and those that read blocks of it beside it: messages of a length and so many bytes."""

from collections.abc import Mapping, Sequence
from typing import IO, Any

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from assay.formats.coco_columns import Block
from assay.model.annotations import RECORD, Annotations

LENGTH = 8
LONGEST = 1 << 30
NO_BLOCK = b""
"""The answer for a block that is not as nearly every block is; the other end has to look at it itself."""


class Question(Struct, array_like=True, gc=False):
    """A block to be read. fields: those that are known to be in the file besides COCO's own."""

    fields: Sequence[str]
    block: memoryview


class Answer(Struct, array_like=True, gc=False):
    """A block in columns, its arrays as bytes."""

    records: memoryview
    ring_points: memoryview
    ring_hole: memoryview
    points: memoryview
    is_halved: bool
    runs: memoryview
    extra: Mapping[int, Mapping[str, Any]]
    entries: int
    rows: memoryview
    refused: list[tuple[int, int | str | None, str]]
    loose: dict[int, float]
    odd: list[tuple[int, int | str | None, str]]
    names: list[str]


_encoder = msgspec.msgpack.Encoder()
_questions = msgspec.msgpack.Decoder(Question)
_answers = msgspec.msgpack.Decoder(Answer)


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message. OSError when nobody reads any more."""
    stream.write(len(message).to_bytes(LENGTH, "little"))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message, None when none comes any more."""
    length = stream.read(LENGTH)
    size = int.from_bytes(length, "little")
    if len(length) < LENGTH or size > LONGEST:
        return None
    message = stream.read(size)
    return message if len(message) == size else None


def question(block: bytes, fields: Sequence[str]) -> bytes:
    """The message that asks for a block."""
    return _encoder.encode(Question(fields, memoryview(block)))


def asked(message: bytes) -> Question:
    """What a message asks for."""
    return _questions.decode(message)


def answer(block: Block) -> bytes:
    """The message that gives a block. OverflowError when it has a number beyond 64 bits, as an id may be."""
    annotations = block.annotations
    return _encoder.encode(
        Answer(
            as_bytes(annotations.records),
            as_bytes(annotations.ring_points),
            as_bytes(annotations.ring_hole),
            as_bytes(annotations.points),
            annotations.points.dtype == np.int32,
            as_bytes(annotations.runs),
            annotations.extra,
            block.entries,
            as_bytes(block.rows),
            block.refused,
            block.loose,
            block.odd,
            block.names,
        )
    )


def answered(message: bytes) -> Block:
    """The block that a message gives. ValueError when it gives none, which only another program would send."""
    said = _answers.decode(message)
    points = np.frombuffer(said.points, np.int32 if said.is_halved else np.float64).reshape(-1, 2)
    annotations = Annotations(
        np.frombuffer(said.records, RECORD),
        np.frombuffer(said.ring_points, np.int32),
        np.frombuffer(said.ring_hole, np.bool_),
        points,  # pyright: ignore[reportArgumentType] - packed ones are hundredths
        np.frombuffer(said.runs, np.uint32),
        said.extra,
    )
    rows = np.frombuffer(said.rows, np.int64)
    return Block(annotations, said.entries, rows, said.refused, said.loose, said.odd, said.names)


def as_bytes(values: NDArray[Any]) -> memoryview:
    """The bytes of an array."""
    return memoryview(values.tobytes())
