def format_title(name: str) -> str:
    """A format as people write it: its title without what its files are."""
    from assay.formats.catalogue import FORMATS  # every format takes 0.2 s to import

    title = next((one.title for one in FORMATS if one.name == name), name)
    return title.split(" (")[0]
