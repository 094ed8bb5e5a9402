"""What a file looks like to somebody who has to tell its format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from msgspec import Raw

from assay.formats.json_text import as_utf8, decode, read_bytes

TEXT_STARTS = (b"{", b"[", b"<")


@dataclass(frozen=True, slots=True)
class Sample:
    """A file to be recognised. `fields`: the fields at the top of a JSON object, or of the first entry of a JSON list (`is_list`), not looked into."""

    path: Path
    looks_like: str
    is_list: bool = False
    fields: Mapping[str, Raw] = field(default_factory=dict)


def sample_of(path: Path) -> Sample:
    """The file as far as recognising it needs. AssayError when it cannot be opened, or is JSON that is broken."""
    data = read_bytes(path)
    head = data[:64].lstrip(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(TEXT_STARTS) and data[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"\0" not in head[:4]:
        return Sample(path, "neither JSON nor XML")
    if head.startswith(b"<"):
        return Sample(path, "XML")
    text = as_utf8(data, path)
    if text.lstrip().startswith(b"["):
        entries, _ = decode(text, msgspec.json.Decoder(list[Raw]).decode, path)
        fields = object_fields(entries[0]) if entries else {}
        return Sample(
            path, f"a JSON list of {len(entries):,} entries" + named(fields, " with "), is_list=True, fields=fields
        )
    fields, _ = decode(text, msgspec.json.Decoder(dict[str, Raw]).decode, path)
    return Sample(path, "a JSON object" + named(fields, " with "), fields=fields)


def object_fields(raw: Raw) -> Mapping[str, Raw]:
    """The fields of a JSON object, none when it is something else."""
    try:
        return msgspec.json.decode(raw, type=dict[str, Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}


def first_entry(raw: Raw | None) -> Mapping[str, Raw] | None:
    """The fields of the first entry of a JSON list, empty when the list is; None when it is no list."""
    try:
        entries = msgspec.json.decode(raw or b"null", type=list[Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return object_fields(entries[0]) if entries else {}


def named(fields: Mapping[str, Raw], before: str) -> str:
    """The first names of some fields, as a sentence lists them."""
    names = [f'"{name[:40]}"' for name in list(fields)[:6]]
    return before + ", ".join(names) + (" …" if len(fields) > len(names) else "") if names else ""
