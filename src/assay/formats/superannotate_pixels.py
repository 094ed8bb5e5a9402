"""The masks of SuperAnnotate's pixel projects: each instance names colours of a PNG beside the JSON file.

Source: doc.superannotate.com/docs/pixel-json: "parts" are "#rrggbb" of `image.jpg___save.png`, each a colour of its own in that image.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.image_finder import FoundImage
from assay.formats.json_labels import as_list, as_object
from assay.formats.json_text import brief
from assay.formats.mask_files import ValueRuns, as_numbers, pixels_of
from assay.formats.pending import Said

COLOUR = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)


class PixelMasks:
    """The masks of one image, whose PNG is opened when an instance asks for it."""

    def __init__(self, delivered: Delivered, png: str) -> None:
        self.delivered = delivered
        self.png = png

    @cached_property
    def masks(self) -> ValueRuns:
        """The masks of all colours. Fault when the PNG is missing or cannot be opened."""
        if self.png not in self.delivered.entries.sizes:
            raise Fault(f"its pixels are in {brief(self.png)}, which is missing; hand it over together with this file")
        self.delivered.read(self.png)
        return ValueRuns(as_numbers(pixels_of(FoundImage(self.png, self.delivered.entries), colours=True)))

    def add(self, gatherer: Gatherer, image: int, label: str, entry: Mapping[str, Any], said: Said) -> None:
        """One instance: all pixels of any of its colours. Fault when there is none."""
        colours = [colour_number(as_object(part, "the part").get("color")) for part in as_list(entry["parts"], "parts")]
        masks = self.masks
        if not any(masks.pixels(colour) for colour in colours):
            raise Fault(f"no pixel of {brief(self.png)} has a colour of its parts")
        gatherer.mask(image, label, masks.runs(*colours), said, size=(masks.width, masks.height))


def colour_number(colour: Any) -> int:
    """A colour as red + 256 green + 65536 blue. Fault when it is none."""
    match = COLOUR.fullmatch(colour) if isinstance(colour, str) else None
    if match is None:
        raise Fault(f"the colour of a part is {brief(colour)} instead of #rrggbb")
    red, green, blue = (int(part, 16) for part in match.groups())
    return red + 256 * green + 65536 * blue
