"""Reading formats that have one label file per image."""

from collections.abc import Callable

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.reading import Reading
from assay.formats.recognised import Recognised
from assay.model.errors import AssayError
from assay.model.progress import Progress, Work

EVERY = 64


def read_files(
    delivered: Delivered, recognised: Recognised, gatherer: Gatherer, read_one: Callable[[Gatherer, str], None]
) -> Work[Reading]:
    """What all the label files say. read_one: fills the gatherer from the file of this name; what it raises costs only that file.

    A file that was handed over alone and cannot be read raises AssayError.
    """
    files = recognised.files
    for done, name in enumerate(files):
        if done % EVERY == 0:
            yield Progress(done, len(files), f"Reading {delivered.source.name}")
        if delivered.is_file:
            read_alone(delivered, gatherer, name, read_one)
            continue
        with gatherer.rejecting(delivered.place(name)):
            read_one(gatherer, name)
    yield Progress(len(files), len(files), f"Sorting annotations of {delivered.source.name}")
    return gatherer.reading()


def read_alone(delivered: Delivered, gatherer: Gatherer, name: str, read_one: Callable[[Gatherer, str], None]) -> None:
    """Read the only file."""
    try:
        read_one(gatherer, name)
    except Fault as fault:
        raise AssayError(f"{delivered.called(name)}: {fault}.") from fault
