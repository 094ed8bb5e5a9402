"""Tables of plain values as people write them by hand: read from TOML or JSON, printed as TOML."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assay.formats.named_file import whole_file
from assay.model.errors import AssayError


def read_plain_table(source: Path, what: str) -> dict[str, Any]:
    """What a TOML or JSON file says; JSON is told by its brace. what: what the file is to be, for the sentence.

    Raises AssayError with the place where it cannot be read.
    """
    data = whole_file(source, what)
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise AssayError(f"{source}: is neither TOML nor a JSON object ({error}); name {what}") from error


def toml_lines(table: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[str]:
    """A table of texts, numbers, truths, lists and tables as the lines of a TOML file."""
    plain = {key: value for key, value in table.items() if not isinstance(value, Mapping)}
    if path and plain:
        yield ""
        yield f"[{'.'.join(map(_key, path))}]"
    for key, value in plain.items():
        yield f"{key} = {_value(value)}"
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from toml_lines(value, (*path, key))


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("_", "").isalnum() else _value(name)


def _value(value: object) -> str:
    # TOML writes texts, numbers, truths and lists as JSON does, but for the one control character that JSON leaves as it is
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
