"""How it is said of an image that its annotator skipped it, and read back from that."""

BY = "skipped by "
NAMELESS = "its annotator"


def said_of_skip(by: str) -> str:
    """What is kept of a skipped image. by: who skipped it, "" when the file does not say."""
    return f"{BY}{by or NAMELESS}"


def who_skipped(said: str) -> str:
    """Who skipped an image, "" when the file did not say."""
    by = said.removeprefix(BY)
    return "" if by == NAMELESS else by
