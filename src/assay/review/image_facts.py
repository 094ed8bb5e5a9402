"""What is known of the image files of a delivery: where they lie, their size, their hash."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from assay.model.progress import Progress, Work

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

GUESSES = ("", "images", "../images", "..", "../..", "JPEGImages", "../JPEGImages")
"""Where images lie as a rule, seen from the file that names them."""

_SAMPLE = 200

ORIENTATION = 0x0112
"""The EXIF tag that says how an image is to be turned (CIPA DC-008)."""


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """One image file. width, height: as stored, None when it cannot be opened. problem: why not, empty when all is well.

    orientation: how EXIF says to turn it, 1 to 8, where 1 is upright.
    """

    found: bool
    width: int | None = None
    height: int | None = None
    sha256: str | None = None
    problem: str = ""
    orientation: int = 1


def guess_image_root(source: Path, file_names: Sequence[str]) -> Path | None:
    """The folder near a label file in which most of its images are; None when none of them is anywhere."""
    folder = source if source.is_dir() else source.parent
    sample = file_names[:: max(1, len(file_names) // _SAMPLE)]
    scored = [(sum(_is_file(folder / guess / name) for name in sample), -order) for order, guess in enumerate(GUESSES)]
    best = max(scored)
    return (folder / GUESSES[-best[1]]).resolve() if best[0] else None


def image_root_within(folder: Path, file_names: Sequence[str]) -> Path:
    """The folder itself where images lie under their names in it, else the one below it in which they do; itself again when there is none."""
    sample = file_names[:: max(1, len(file_names) // _SAMPLE)]
    if any(_is_file(folder / name) for name in sample):
        return folder
    for name in sample[:3]:
        last = name.rsplit("/", 1)[-1]
        for found in sorted(folder.rglob(escape(last))) if last else []:
            if found.as_posix().endswith(f"/{name}"):
                return found.parents[name.count("/")]
    return folder


def image_facts(root: Path | None, file_names: Sequence[str]) -> Work[list[ImageFacts]]:
    """Look at every image file once: size and SHA-256."""
    if root is None:
        return [ImageFacts(found=False)] * len(file_names)
    facts: list[ImageFacts] = []
    for number, name in enumerate(file_names):
        if number % 16 == 0:
            yield Progress(number, len(file_names), "Looking at the images")
        facts.append(_facts(root / name))
    return facts


def _facts(path: Path) -> ImageFacts:
    if not _is_file(path):
        return ImageFacts(found=False)
    try:
        if not path.stat().st_size:  # also what the kernel calls a file, which may never end
            return ImageFacts(found=True, problem="is empty")
        digest = hashlib.sha256()
        for block in _blocks(path):
            digest.update(block)
    except OSError as error:
        return ImageFacts(found=True, problem=f"cannot be read ({error.strerror})")
    width, height, problem, orientation = _header(path)
    return ImageFacts(
        found=True, width=width, height=height, sha256=digest.hexdigest(), problem=problem, orientation=orientation
    )


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - no name makes it raise, however long


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            yield block


def _header(path: Path) -> tuple[int | None, int | None, str, int]:
    from PIL import Image

    from assay.pictures.opening import UNREADABLE, known_formats, why_unreadable, without_pixel_limit

    try:
        with without_pixel_limit(), Image.open(path, formats=known_formats()) as image:
            return *image.size, "", _orientation(image)
    except (MemoryError, *UNREADABLE) as error:
        return None, None, f"is no image that can be opened ({why_unreadable(error)})", 1


def _orientation(image: "ImageFile") -> int:
    """The EXIF orientation, 1 when there is none or nonsense. A PNG without EXIF before its pixels is not decoded to look for it behind them."""
    if "exif" not in image.info and image.format != "TIFF":
        return 1
    found = image.getexif().get(ORIENTATION, 1)
    return found if found in range(1, 9) else 1
