"""A process that reads blocks of a large COCO file for another one: `python -m assay.formats.coco_process`. It sees no file; blocks come in and columns go out."""

import gc
import pickle
import sys
from typing import IO

from assay.formats.coco_columns import Lookup, block_of
from assay.formats.coco_json import AnnotationDecoder
from assay.formats.coco_messages import NO_BLOCK, answer, asked, receive, send


def main() -> None:
    """Answer until nobody asks any more."""
    gc.disable()  # nothing here is garbage that refers to itself, and looking for some doubles the time
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints must not be taken for an answer
    try:
        answer_all(sys.stdin.buffer, answers)
    except BrokenPipeError:
        sys.exit(1)


def answer_all(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Take what annotations refer to, from the process that began this one, and then answer each block."""
    first = receive(questions)
    if first is None:
        return
    lookup: Lookup = pickle.loads(first)
    decoder = AnnotationDecoder()
    while (message := receive(questions)) is not None:
        send(answers, answer_to(message, decoder, lookup))


def answer_to(message: bytes, decoder: AnnotationDecoder, lookup: Lookup) -> bytes:
    """The block in columns, NO_BLOCK where anything of it is unusual."""
    said = asked(message)
    decoder.know(said.fields)
    decoded = decoder.decode_known(bytes(said.block))
    if decoded is None:
        return NO_BLOCK
    try:
        return answer(block_of(decoded, lookup))
    except OverflowError:
        return NO_BLOCK


if __name__ == "__main__":
    main()
