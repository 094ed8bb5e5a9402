"""Text of files that are made of lines, in whatever encoding it came."""

from assay.formats.fault import Fault
from assay.formats.json_text import ENCODINGS, unmarked_encoding

CONTROLS = {*range(9), 11, 14, 15, *range(16, 27), *range(28, 32), 127}
MOST_LINES = 5_000_000


def decoded_text(data: bytes, *, cut: bool = False) -> str | None:
    """The text of some bytes, None when they are none. cut: the bytes stop somewhere, so the last line is left off.

    UTF-8 and UTF-16 are told by their bytes; anything else counts as Windows-1252, which spreadsheets write.
    """
    encoding = next((name for mark, name in ENCODINGS if data.startswith(mark)), None) or unmarked_encoding(data)
    if encoding:
        data = data[: len(data) // 4 * 4] if cut else data
        text = data.decode(encoding, "replace")
        if not CONTROLS.isdisjoint(map(ord, text)):
            return None
    else:
        if not CONTROLS.isdisjoint(data):
            return None
        text = as_utf8_or_windows(data, cut=cut)
    text = text.removeprefix("\ufeff")
    return text[: text.rfind("\n") + 1] or text if cut else text


def as_utf8_or_windows(data: bytes, *, cut: bool) -> str:
    """UTF-8 where it is that."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if cut and error.start > len(data) - 4:
            return data[: error.start].decode("utf-8")
    return data.decode("cp1252", "replace")


def lines_of(data: bytes) -> list[tuple[int, str]]:
    """The lines that say something, each with its number from 1 and without space around it. Fault when it is no text."""
    text = decoded_text(data)
    if text is None:
        raise Fault("is no text file")
    # splitlines would also split at form feeds and Unicode's separators, which editors do not count as lines
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise Fault(f"has {len(lines):,} lines, as no label file has")
    return [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
