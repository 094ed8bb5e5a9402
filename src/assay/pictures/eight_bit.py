"""Pixels of any bit depth and colour model as a screen shows them."""

from PIL import Image


def is_deep(mode: str) -> bool:
    """Whether a colour model has more than 8 bits per channel."""
    return mode in ("I", "F") or mode.startswith("I;")


def shown(image: Image.Image) -> Image.Image:
    """An image of any colour model as RGB, or as RGBa (premultiplied) when something behind it shows through."""
    if is_deep(image.mode):
        from assay.pictures.deep_values import stretched

        image = stretched(image)
    if image.has_transparency_data:
        coloured = image.convert("RGBA")
        if coloured.getchannel("A").getextrema() != (255, 255):
            return coloured.convert("RGBa")
    return image if image.mode == "RGB" else image.convert("RGB")


def opaque(image: Image.Image, behind: tuple[int, int, int]) -> Image.Image:
    """An image of any colour model as RGB, with a colour behind what is transparent."""
    made = shown(image)
    if made.mode == "RGB":
        return made
    board = Image.new("RGBA", made.size, (*behind, 255))
    return Image.alpha_composite(board, made.convert("RGBA")).convert("RGB")
