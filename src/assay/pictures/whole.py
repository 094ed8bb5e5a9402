from dataclasses import replace

from PIL import Image

from assay.pictures.eight_bit import is_deep, shown
from assay.pictures.facts import PictureFacts, facts_of
from assay.pictures.planes import Plane, levels_of, packed


def whole_picture(image: Image.Image) -> tuple[PictureFacts, list[Plane], list[bytes]]:
    """The first frame of an opened image with its halves, and with its own values when they are deep."""
    facts = facts_of(image)
    image.load()
    if not is_deep(image.mode):
        return (facts, *packed(levels_of(shown(image))))
    from assay.pictures.deep_values import stretched, value_range, values_of

    values = values_of(image)
    low, high = value_range(values)
    return (replace(facts, low=low, high=high), *packed(levels_of(shown(stretched(image))), values))
