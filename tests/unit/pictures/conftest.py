from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assay.pictures.decoder import Decoder
from assay.pictures.messages import Decoded
from assay.pictures.planes import OPAQUE, PREMULTIPLIED

Show = Callable[[Path], Decoded]


@pytest.fixture(scope="session")
def decoder():
    """One decoding process for all tests that leave it alive."""
    made = Decoder()
    yield made
    made.close()


@pytest.fixture
def show(decoder) -> Show:
    """The last answer about an image file."""
    return lambda path: list(decoder.ask(path, "show"))[-1]


def pixels(decoded: Decoded, number: int = 0) -> NDArray:
    """A plane as (height, width, 3 or 4) red, green, blue and alpha, premultiplied; or (height, width) values."""
    plane = decoded.planes[number]
    if plane.kind not in (OPAQUE, PREMULTIPLIED):
        return np.frombuffer(decoded.pixels(plane), plane.kind).reshape(plane.height, plane.width)
    stored = np.frombuffer(decoded.pixels(plane), np.uint8).reshape(plane.height, plane.width, 4)
    return stored[..., (2, 1, 0) if plane.kind == OPAQUE else (2, 1, 0, 3)]
