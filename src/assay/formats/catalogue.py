"""The formats that Assay knows, one row each."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assay.formats import coco
from assay.formats.reading import Contents, Note, Reading
from assay.formats.sample import Sample
from assay.model.errors import AssayError
from assay.model.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One label format: how it is called, how a file of it is recognised, and what reads and writes it (None when nothing does).

    recognise: gives the reason why a file is of this format, "" when it is not. nearly: gives what a file is instead, and what to ask for, when it is a
    relative of this format that cannot be read.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    recognise: Callable[[Sample], str]
    nearly: Callable[[Sample], str] = lambda _: ""
    read: Callable[[Path], Generator[Progress, None, Reading]] | None = None
    write: Callable[[Path, Contents], Generator[Progress, None, Sequence[Note]]] | None = None

    @property
    def reads(self) -> bool:
        """Whether files of this format can be read."""
        return self.read is not None

    @property
    def writes(self) -> bool:
        """Whether files of this format can be written."""
        return self.write is not None


FORMATS = (
    Format(
        name="coco",
        title="COCO instances (JSON)",
        extensions=(".json",),
        recognise=coco.recognised,
        nearly=coco.relative,
        read=coco.read,
        write=coco.write,
    ),
)


def format_named(name: str) -> Format:
    """The format of this name, whatever its case. AssayError that lists the known ones."""
    found = next((one for one in FORMATS if one.name == name.lower()), None)
    if found is None:
        raise AssayError(f"There is no format {name!r}; known are {', '.join(one.name for one in FORMATS)}.")
    return found
