from typing import NamedTuple


class FormatFacts(NamedTuple):
    """What a person needs to know of a label format. extensions: of its files, with the dot. writes_folder: it is written as a folder of files."""

    name: str
    title: str
    reads: bool
    writes: bool
    writes_folder: bool
    extensions: tuple[str, ...]


def format_facts() -> list[FormatFacts]:
    """Every format that Assay knows, in the order of their names."""
    from assay.formats.catalogue import FORMATS  # every format takes 0.2 s to import

    return [
        FormatFacts(one.name, one.title, one.reads, one.writes, one.writes_folder, one.extensions) for one in FORMATS
    ]


def format_title(name: str) -> str:
    """A format as people write it: its title without what its files are."""
    title = next((one.title for one in format_facts() if one.name == name), name)
    return title.split(" (")[0]
