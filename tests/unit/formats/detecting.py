"""Delivered files written by hand, detected and read, for tests."""

from pathlib import Path

from PIL import Image

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.formats.reading import Reading
from assay.model.progress import result_of
from tests.unit.formats.soundness import assert_sound


def detected(path: Path, format_name: str) -> Reading:
    """What is there, which must be told to be of this format."""
    with Delivered.open(path) as delivered:
        found = detect(delivered)
        assert found.format.name == format_name
        reading = result_of(found.read(delivered))
    assert_sound(reading)
    assert reading.format == format_name
    return reading


def files(folder: Path, **texts: str) -> Path:
    """A folder with text files, `a_csv` for "a.csv"."""
    for name, text in texts.items():
        (folder / ".".join(name.rsplit("_", 1))).write_text(text, "utf-8")
    return folder


def picture(path: Path, *, width: int, height: int) -> Path:
    """A blank image file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("L", (width, height)).save(path)
    return path
