"""Image files as pixels to draw evidence on."""

from pathlib import Path

from PIL import Image

from assay.model.errors import AssayError
from assay.pictures.decoder import Decoder
from assay.pictures.rgb import read_rgb

BEHIND = (217, 220, 225)
"""What shows through transparent pixels: the canvas surround."""


class ImageSource:
    """Gives images by path; the last one is kept, because items of one image follow one another."""

    def __init__(self) -> None:
        self._decoder = Decoder()
        self._path: Path | None = None
        self._image: Image.Image | None = None

    def image(self, path: Path | None) -> Image.Image | None:
        """The image as RGB with its pixels as stored, not turned as EXIF may say: labels refer to them. None when it cannot be had."""
        if path is None:
            return None
        if path != self._path:
            self._path, self._image = path, self._read(path)
        return self._image

    def _read(self, path: Path) -> Image.Image | None:
        try:
            return read_rgb(self._decoder, path, behind=BEHIND)
        except AssayError:
            return None
