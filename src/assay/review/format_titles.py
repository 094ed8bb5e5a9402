from assay.formats.catalogue import FORMATS


def format_title(name: str) -> str:
    """A format as people write it: its title without what its files are."""
    title = next((one.title for one in FORMATS if one.name == name), name)
    return title.split(" (")[0]
