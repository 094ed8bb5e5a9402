"""Which image a label file speaks of, when there is a label file for each image."""

from dataclasses import dataclass, field

from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.image_finder import FoundImage
from assay.formats.image_names import relative_name
from assay.formats.json_text import brief

Side = float | None


@dataclass(slots=True)
class LabelImages:
    """The images that label files speak of, each with the file that did so first."""

    first: dict[int, str] = field(default_factory=dict)

    def image(self, gatherer: Gatherer, label: str, file_name: str, width: Side = None, height: Side = None) -> int:
        """The number of the image that a label file names, as `image_of` finds it. Fault when an earlier file speaks of it."""
        image = image_of(gatherer, label, file_name, width, height)
        self.claim(image, label)
        return image

    def claim(self, image: int, label: str) -> None:
        """A label file speaks of an image. Fault when an earlier one did: they are two opinions, and mixing them would double every object."""
        first = self.first.setdefault(image, label)
        if first != label:
            raise Fault(f"speaks of the same image as {first}, which was read; hand over the one that was delivered")


def image_of(gatherer: Gatherer, label: str, file_name: str, width: Side = None, height: Side = None) -> int:
    """The number of the image of this name, or else of the one that is called as the label file is; its own size where the file gives none.

    Fault when there is neither a name nor such an image.
    """
    found = found_image(gatherer, label, file_name)
    if found and not (width and height):
        width, height = found.size()
    name = found.name if found else file_name
    if not name:
        raise Fault("names no image, and none of its own name was found")
    return gatherer.image(name, width, height, place=gatherer.delivered.place(label))


def found_image(gatherer: Gatherer, label: str, file_name: str) -> FoundImage | None:
    """The image itself, None when it is not there."""
    images = gatherer.delivered.images
    name, _ = relative_name(file_name)
    if name and (found := images.named(name, label)):
        return found
    beside = images.beside(label)
    if beside and name:
        what = f"names the image {brief(file_name)}, which is not there; {brief(beside.name)} is taken, which is called as the label file is"
        gatherer.note(gatherer.delivered.place(label), what)
    return beside
