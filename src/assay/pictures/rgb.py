from pathlib import Path

from PIL import Image

from assay.pictures.decoder import Decoder
from assay.pictures.messages import Decoded
from assay.pictures.planes import OPAQUE


def read_rgb(decoder: Decoder, path: Path, *, behind: tuple[int, int, int]) -> Image.Image:
    """An image file as 8-bit RGB with its pixels as stored, and a colour behind what is transparent. AssayError when it cannot be had."""
    return rgb_of(next(decoder.ask(path, "show")), behind=behind)


def rgb_of(decoded: Decoded, *, behind: tuple[int, int, int]) -> Image.Image:
    """The first plane of an answer as an image."""
    plane = decoded.planes[0]
    size = (plane.width, plane.height)
    if plane.kind == OPAQUE:
        return Image.frombytes("RGB", size, decoded.pixels(plane), "raw", OPAQUE)
    image = Image.frombytes("RGBa", size, decoded.pixels(plane), "raw", plane.kind).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", size, (*behind, 255)), image).convert("RGB")
