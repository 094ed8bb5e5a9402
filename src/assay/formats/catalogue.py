"""The formats that Assay knows, one row each."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assay.formats import coco
from assay.formats.delivered import Delivered
from assay.formats.reading import Contents, Note, Reading
from assay.formats.recognised import Recognised
from assay.formats.sample import Sample
from assay.model.errors import AssayError
from assay.model.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One label format: how it is called, how what was handed over is recognised, and what reads and writes it (None when nothing does).

    recognise: tells why the files are of this format and which of them it reads; None when they are not. nearly: tells what a file is instead, and what to
    ask for, when it is a relative of this format that cannot be read. writes_folder: what is written is a folder of files and not one file.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    recognise: Callable[[Delivered], Recognised | None]
    nearly: Callable[[Sample], str] = lambda _: ""
    read: Callable[[Delivered, Recognised], Generator[Progress, None, Reading]] | None = None
    write: Callable[[Path, Contents], Generator[Progress, None, Sequence[Note]]] | None = None
    writes_folder: bool = False

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
        recognise=coco.recognise,
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
