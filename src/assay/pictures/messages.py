"""What is said between the window and a decoding process: one line of JSON each way, pixels apart. JSON because a decoder that a file has taken over must not be believed more than a file."""

import json
import mmap
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from assay.pictures.facts import PictureFacts
from assay.pictures.handover import take
from assay.pictures.planes import Plane

EMPTY = mmap.mmap(-1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """An answer with pixels. block: the memory in which the planes lie. extras: what else the question asked for. is_last: whether no further answer follows."""

    facts: PictureFacts
    planes: tuple[Plane, ...] = ()
    block: mmap.mmap = EMPTY
    extras: Mapping[str, Any] = field(default_factory=dict)
    is_last: bool = True

    def pixels(self, plane: Plane) -> memoryview:
        """The bytes of a plane."""
        return memoryview(self.block)[plane.offset : plane.offset + plane.bytes]


def answer_line(
    facts: PictureFacts, *, planes: Sequence[Plane] = (), file: Path | None = None, is_last: bool = True, **extras: Any
) -> bytes:
    """An answer as it is sent."""
    said = {
        "facts": asdict(facts),
        "planes": [asdict(plane) for plane in planes],
        "file": str(file) if file else "",
        "is_last": is_last,
        "extras": extras,
    }
    return line(said)


def problem_line(problem: str) -> bytes:
    """A sentence in place of an answer."""
    return line({"problem": problem})


def line(said: Mapping[str, Any]) -> bytes:
    """One message; names of files may hold bytes that are no text."""
    return json.dumps(said).encode("ascii") + b"\n"


def decoded_of(said: Mapping[str, Any], folders: Sequence[Path]) -> Decoded:
    """An answer that arrived. ValueError when it speaks of memory that was not handed over."""
    planes = tuple(Plane(**plane) for plane in said["planes"])
    file = Path(said["file"])
    if planes and file.parent not in folders:
        raise ValueError(file)
    block = take(file) if planes else EMPTY
    if any(plane.offset < 0 or plane.offset + plane.bytes > len(block) for plane in planes):
        raise ValueError(planes)
    return Decoded(
        facts=PictureFacts(**said["facts"]),
        planes=planes,
        block=block,
        extras=said["extras"],
        is_last=said["is_last"],
    )
