"""Which format a file or a folder is in: told by what is in it, never by what it is called."""

import os
from dataclasses import dataclass
from pathlib import Path

from assay.formats.catalogue import FORMATS
from assay.formats.sample import Sample, sample_of
from assay.model.errors import AssayError

USUAL_NAMES = (
    "_annotations.coco.json",
    "instances_default.json",
    "instances.json",
    "annotations.json",
    "result.json",
    "labels.json",
)
"""What COCO files are called by the tools that write them; only used to choose among several that are all COCO."""

MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class Detection:
    """The format of what was delivered, why it was taken for that, and the file to read."""

    format: str
    why: str
    source: Path


def detect(path: Path) -> Detection:
    """The format of a file, or of the one label file in a folder.

    Raises AssayError, saying what was looked for and what was found instead, when there is none, or more than one.
    """
    return detect_in_folder(path) if path.is_dir() else detect_file(path)


def detect_file(path: Path) -> Detection:
    """The format of one file."""
    sample = sample_of(path)
    found = recognised(sample)
    if found is None:
        if nearly := next((said for one in FORMATS if (said := one.nearly(sample))), ""):
            raise AssayError(f"{path} is {nearly}.")
        wanted = "; ".join(one.title for one in FORMATS)
        raise AssayError(f"{path} is in no format that can be read ({wanted}): it is {sample.looks_like}.")
    return found


def recognised(sample: Sample) -> Detection | None:
    """What the first format that knows the file makes of it."""
    for one in FORMATS:
        if why := one.recognise(sample):
            return Detection(one.name, why, sample.path)
    return None


def detect_in_folder(folder: Path) -> Detection:
    """The format of the one label file in a folder and the folders in it."""
    found, others = [], []
    for path in label_files(folder):
        try:
            detection = recognised(sample := sample_of(path))
        except AssayError as error:
            others.append(str(error))
            continue
        if detection is None:
            others.append(f"{path.relative_to(folder)} is {sample.looks_like}")
        else:
            found.append(detection)
    usual = [one for one in found if one.source.name in USUAL_NAMES]
    if len(found) == 1 or len(usual) == 1:
        return (found if len(found) == 1 else usual)[0]
    if found:
        names = listed([str(one.source.relative_to(folder)) for one in found])
        raise AssayError(f"{folder} holds {len(found)} label files ({names}); name the one that was delivered.")
    wanted = "; ".join(one.title for one in FORMATS)
    instead = f": {listed(others)}" if others else "; it holds no file of their kinds"
    raise AssayError(f"{folder} holds no labels in a format that can be read ({wanted}){instead}.")


def label_files(folder: Path) -> list[Path]:
    """The files in a folder and those in it whose extension some format has; links are not followed."""
    extensions = tuple(extension for one in FORMATS for extension in one.extensions)
    return sorted(
        Path(place) / name
        for place, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith(extensions) and not name.startswith("._")
    )


def listed(texts: list[str]) -> str:
    """A few of some texts, and how many more there are."""
    more = f" and {len(texts) - MOST_LISTED} more" if len(texts) > MOST_LISTED else ""
    return ", ".join(texts[:MOST_LISTED]) + more
