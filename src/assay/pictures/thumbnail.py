from PIL import Image, ImageOps

from assay.pictures.eight_bit import is_deep, shown


def thumbnail(image: Image.Image, *, width: int, height: int) -> Image.Image:
    """The middle of an opened image at exactly this size, as RGB or RGBa."""
    # JPEG files are decoded at an eighth of their size when that is enough
    image.draft("RGB", (width, height))
    return shown(ImageOps.fit(resizable(image), (width, height)))


def resizable(image: Image.Image) -> Image.Image:
    """The image in a colour model that can be resized smoothly."""
    if is_deep(image.mode):
        return shown(image)
    return image.convert("RGBA" if image.has_transparency_data else "RGB")
