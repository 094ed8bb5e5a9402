"""What label files are called after the images they belong to."""

from collections.abc import Sequence

from assay.formats.entry_names import alike
from assay.formats.reading import Note


def label_file_names(image_names: Sequence[str], ending: str) -> tuple[list[str], list[Note]]:
    """The name of each image with another ending, ".txt" for ".jpg", in the same folders; and what must be known of some.

    Two images that differ in their endings only cannot share a file: the second keeps its ending before the new one.
    """
    taken: set[str] = set()
    names, notes = [], []
    for image in image_names:
        folder, _, last = image.rpartition("/")
        stem = last.rpartition(".")[0] or last
        name = f"{folder}/{stem}{ending}" if folder else f"{stem}{ending}"
        if alike(name) in taken:
            name = f"{image}{ending}"
            notes.append(Note(image, f"has the name of another image but for its ending; its labels are in {name}"))
        taken.add(alike(name))
        names.append(name)
    return names, notes
