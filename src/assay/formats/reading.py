"""What label files contain, independent of any project: what every format is read into and written from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from assay.model.annotations import Annotations


class ReadImage(NamedTuple):
    """One image that a file names. `key`: its id there. `file_name`: relative, with `/`, never climbing out. `place`: where in the file it stands."""

    key: int | str
    file_name: str
    width: float | None
    height: float | None
    place: str


class ReadClass(NamedTuple):
    """One class that a file names. `key`: its id there."""

    key: int | str
    name: str
    supercategory: str = ""


class Rejected(NamedTuple):
    """What could not be kept: where in the file, and why as a sentence that names the value."""

    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


class Note(NamedTuple):
    """What was kept but should be known. `code` is the defect type it speaks for, empty when it is no fault."""

    where: str
    what: str
    code: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True, eq=False)
class ReadImages:
    """Images as columns, there may be 200,000. widths, heights: (n,) float64 in pixels, NaN when the file does not say."""

    keys: tuple[int | str, ...]
    file_names: tuple[str, ...]
    widths: NDArray[np.float64]
    heights: NDArray[np.float64]
    places: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[ReadImage]:
        return (self[index] for index in range(len(self)))

    def __getitem__(self, index: int) -> ReadImage:
        width, height = float(self.widths[index]), float(self.heights[index])
        return ReadImage(
            self.keys[index],
            self.file_names[index],
            None if np.isnan(width) else width,
            None if np.isnan(height) else height,
            self.places[index],
        )

    @classmethod
    def of(cls, images: Iterable[ReadImage]) -> Self:
        """From images one by one."""
        rows = list(images)
        unknown = float("nan")
        return cls(
            tuple(row.key for row in rows),
            tuple(row.file_name for row in rows),
            np.array([unknown if row.width is None else row.width for row in rows], np.float64),
            np.array([unknown if row.height is None else row.height for row in rows], np.float64),
            tuple(row.place for row in rows),
        )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Contents:
    """What a label file contains.

    The columns of `annotations` point into the lists beside them: `image` is an index into `images`, `class_id` into `classes`, `annotator_id` into
    `annotators` or UNKNOWN. They are grouped by image, in the order of the file within one, and `number` counts them from 1.
    skipped: by index into `images`, those that the vendor says could not be labelled, with who says so: "skipped by ana@v.org".
    """

    images: ReadImages
    classes: tuple[ReadClass, ...]
    annotators: tuple[str, ...]
    annotations: Annotations
    skipped: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Reading(Contents):
    """What was read from a file, with what had to be left out (`rejected`) and what should be known of the rest (`notes`).

    claims: which "schema" and "guideline" version it says that it follows, where it does.
    """

    format: str
    source: Path
    sha256: str
    rejected: tuple[Rejected, ...] = ()
    notes: tuple[Note, ...] = ()
    claims: Mapping[str, str] = field(default_factory=dict)
