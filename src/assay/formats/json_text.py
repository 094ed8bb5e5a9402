"""Reading JSON that nobody vouches for: other encodings, NaN, files cut short, nesting without end."""

import codecs
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from assay.model.errors import AssayError

Decoded = TypeVar("Decoded")

Fields = dict[str, msgspec.Raw]
"""The fields of a JSON object, their values not looked into."""

UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What msgspec raises for JSON that it cannot read or that is of another shape than asked for."""

ENCODINGS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
             (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


def as_utf8(data: bytes, path: Path | str, *, cut: bool = False) -> bytes:
    """The text as UTF-8 without a byte order mark. UTF-16 and UTF-32 are converted; anything else is an AssayError with its place.

    path: how the sentence names the file. cut: the data stops somewhere, maybe within a character.
    """
    encoding = next((name for mark, name in ENCODINGS if data.startswith(mark)), None) or unmarked_encoding(data)
    try:
        if encoding:
            return data.decode(encoding, "ignore" if cut else "strict").encode("utf-8")
        if not data.isascii() and not cut:
            data.decode("utf-8")
    except UnicodeError as error:
        if not encoding and not data.lstrip().startswith((b"{", b"[")):
            raise AssayError(f"{path} is no JSON file: it starts with {brief(data[:8])}.") from error
        place = place_in(data, getattr(error, "start", 0))
        wanted = (encoding or "utf-8").upper()
        raise AssayError(f"{path}, {place}: the text is not valid {wanted}; save the file as UTF-8.") from error
    return data


def unmarked_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, told by the zero bytes beside the first character."""
    zeros = "".join("0" if byte == 0 else "x" for byte in data[:4])
    return {"x0x0": "utf-16-le", "0x0x": "utf-16-be", "x000": "utf-32-le", "000x": "utf-32-be"}.get(zeros)


def decode(data: bytes, decoder: Callable[[bytes], Decoded], path: Path | str) -> tuple[Decoded, bytes]:
    """The decoded text and the text that was decoded: NaN, Infinity and halves of characters are mended where they stop the decoder."""
    try:
        return decoder(data), data
    except UNREADABLE as error:
        mended = without_bad_tokens(data) if not isinstance(error, (msgspec.ValidationError, RecursionError)) else data
        if mended == data:
            raise AssayError(complaint(error, data, path)) from error
    try:
        return decoder(mended), mended
    except UNREADABLE as error:
        raise AssayError(complaint(error, mended, path)) from error


def object_fields(data: bytes, path: Path | str) -> Fields:
    """The fields of a JSON object, as text. AssayError when it is none, or broken anywhere, told by a quick look over all of it."""
    return decode(as_utf8(data, path), msgspec.json.Decoder(Fields).decode, path)[0]


# Every alternative eats what the others do not, and nothing is given back, so that the time is linear in any text.
BAD_NUMBER = re.compile(
    rb'(?:[^"NI-]++|"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|-(?!Infinity)|N(?!aN)|I(?!nfinity))*+(NaN|-?Infinity|\Z)', re.DOTALL
)
ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)
STAND_INS = {b"NaN": b'"N"', b"Infinity": b'"Infini"', b"-Infinity": b'"-Infini"'}
"""Texts of the same length, so that every other place keeps its byte; they are refused wherever a number is wanted."""


def without_bad_tokens(data: bytes) -> bytes:
    """The text with NaN and Infinity as texts of the same length, and half of a surrogate pair as the replacement character."""
    if b"NaN" in data or b"Infinity" in data:
        mended = bytearray(data)
        for match in BAD_NUMBER.finditer(data):
            mended[match.start(1) : match.end(1)] = STAND_INS.get(match[1], b"")
        data = bytes(mended)
    if b"\\ud" in data or b"\\uD" in data:
        data = ESCAPE.sub(lambda match: b"\\ufffd" if match[1] else match[0], data)
    return data


def shown(raw: bytes | msgspec.Raw, longest: int = 60) -> str:
    """A piece of JSON as a sentence quotes it: one line, short, with the numbers that stood there."""
    text = bytes(raw)[: 4 * longest].decode("utf-8", "replace")
    for number, stand_in in STAND_INS.items():
        text = text.replace(stand_in.decode(), number.decode())
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def brief(value: object, longest: int = 60) -> str:
    """A value as a sentence quotes it, short enough to read."""
    text = repr(value) if not isinstance(value, int) or abs(value) < 10**longest else "a number without end"
    return text if len(text) <= longest else text[: longest - 1] + "…"


def complaint(error: Exception, data: bytes, path: Path | str) -> str:
    """The sentence for text that is not JSON, or not of the shape that was asked for."""
    message = str(error)
    if isinstance(error, RecursionError):
        return f"{path} nests lists and objects too deeply to be a label file; ask for it in a documented format."
    if isinstance(error, msgspec.ValidationError):
        return f"{path}: {message[0].lower()}{message[1:].replace('`', '')}; this is another kind of file."
    if "truncated" in message:
        return f"{path} stops in the middle, {place_in(data, len(data))}: it was cut short on its way. Ask for the whole file again."
    position = re.search(r"\(byte (\d+)\)", message)
    where = place_in(data, int(position[1])) if position else "somewhere"
    what = message.removeprefix("JSON is malformed: ").split(" (byte")[0]
    found = f", found {shown(data[int(position[1]) : int(position[1]) + 20])!r}" if position else ""
    return f"{path} is not valid JSON, {where}: {what}{found}. Ask for the file again."


def place_in(data: bytes, position: int) -> str:
    """Where a byte lies: line and column as editors count them, and the byte itself."""
    line = data.count(b"\n", 0, position) + 1
    column = position - (data.rfind(b"\n", 0, position) + 1) + 1
    return f"line {line}, column {column} (byte {position} of {len(data)})"


def plain(value: Any, depth: int = 32) -> Any:
    """A decoded value that every JSON writer can write again: whole numbers beyond 64 bits and what nests too deeply become text."""
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return str(value)
    if isinstance(value, (dict, list)) and depth == 0:
        return "…"
    if isinstance(value, dict):
        return {name: plain(item, depth - 1) for name, item in value.items()}
    if isinstance(value, list):
        return [plain(item, depth - 1) for item in value]
    return value
