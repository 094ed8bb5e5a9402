import re
from collections.abc import Sequence

IN_PLACE_OF_A_NAME = "[reviewer]"


def names_withheld(text: str, names: Sequence[str]) -> str:
    """A text in which no reviewer is named: what people wrote may go to the vendor, who wrote it may not."""
    known = sorted(filter(None, names), key=len, reverse=True)
    if not known:
        return text
    return re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", IN_PLACE_OF_A_NAME, text)
