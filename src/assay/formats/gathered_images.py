"""The images that files name, gathered as they turn up: each once."""

from dataclasses import dataclass, field

import numpy as np

from assay.formats.coco_lists import MOST_PIXELS
from assay.formats.fault import Fault
from assay.formats.image_names import HARMFUL, relative_name
from assay.formats.json_text import brief, plain
from assay.formats.reading import Note, ReadImages, Rejected

Key = int | str
MOST_NOTES = 200


@dataclass(slots=True)
class GatheredImages:
    """Images by file name. Columns, since there may be 200,000."""

    rejected: list[Rejected]
    notes: list[Note]
    index: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    keys: list[Key | None] = field(default_factory=list)
    sides: list[list[float]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    absolute: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, file_name: str, width: float | None, height: float | None, *, key: Key | None, place: str) -> int:
        """The number of an image; a name that is known already gives the same number. Fault when nothing is left of the name."""
        name = self.harmless(file_name, place)
        number = self.index.setdefault(name, len(self.names))
        size = [self.side("width", width, place), self.side("height", height, place)]
        if number == len(self.names):
            self.names.append(name)
            self.keys.append(key)
            self.sides.append(size)
            self.places.append(place)
        else:
            self.settle(number, size, place)
        return number

    def harmless(self, file_name: str, place: str) -> str:
        """The file name made relative."""
        name, done = relative_name(file_name)
        if not name:
            raise Fault(f"names no image file ({brief(file_name)})")
        if done in HARMFUL:
            self.rejected.append(
                Rejected(place, f"the file name {brief(file_name, 200)} {done}; it is read as {brief(name)}")
            )
        elif done:
            self.absolute.append((place, file_name, name))
        return name

    def side(self, what: str, value: float | None, place: str) -> float:
        """A width or height, NaN when the file does not say or says nonsense."""
        if value is None:
            return np.nan
        if not 0 < value <= MOST_PIXELS:
            self.notes.append(Note(place, f"{what} {value:g} is no image's; it counts as unknown", "FMT-COORD"))
            return np.nan
        return float(value)

    def settle(self, number: int, size: list[float], place: str) -> None:
        """An image is named again: what was not known is learned, another size is noted and does not count."""
        known = self.sides[number]
        for axis in (0, 1):
            if np.isnan(known[axis]):
                known[axis] = size[axis]
        if any(new == new and new != old for new, old in zip(size, known, strict=True)):
            what = f"gives {brief(self.names[number])} another size ({size[0]:g} × {size[1]:g}; {known[0]:g} × {known[1]:g} counts)"
            self.notes.append(Note(place, what, "FMT-COORD"))

    def all_notes(self) -> list[Note]:
        """The notes, with the one that speaks of all absolute names."""
        if not self.absolute:
            return self.notes
        place, written, name = self.absolute[0]
        what = f"{len(self.absolute):,} have absolute file names (the first is {place}, {brief(written)}), which are read as relative: {brief(name)}"
        return [*self.notes, Note("images", what)]

    def columns(self) -> ReadImages:
        """The images as columns."""
        sides = np.array(self.sides, np.float64).reshape(-1, 2)
        return ReadImages(
            tuple(with_free_keys(self.keys)),
            tuple(self.names),
            sides[:, 0].copy(),
            sides[:, 1].copy(),
            tuple(self.places),
        )


def with_free_keys(keys: list[Key | None]) -> list[Key]:
    """The keys, each once: one that is missing or taken becomes the next free number from 1."""
    taken = {plain(key) for key in keys if key is not None}
    used: set[Key] = set()
    found: list[Key] = []
    free = 1
    for given in keys:
        key = plain(given)
        if key is None or key in used:
            while free in taken:
                free += 1
            key = free
            taken.add(key)
        used.add(key)
        found.append(key)
    return found
