"""What a file looks like to somebody who has to tell its format."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from assay.formats.json_outline import WINDOWS, first_values, object_outline
from assay.formats.json_text import as_utf8
from assay.formats.plain_text import decoded_text
from assay.model.errors import AssayError

if TYPE_CHECKING:
    from assay.formats.delivered import Delivered

HEAD = 64 << 10
"""Bytes that are looked at; whole characters of UTF-16 and UTF-32."""

ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)")
NO_ELEMENT = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?[^>]*>", re.DOTALL)


class SampleKind(Enum):
    """What a file is made of."""

    OBJECT = "a JSON object"
    LIST = "a JSON list"
    LINES = "JSON, an object a line"
    XML = "XML"
    TEXT = "text"
    BINARY = "no text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A file to be recognised.

    json: of a JSON object its fields; of a list, or of JSON an object a line, the first three entries; everything in it cut down to the first three entries
    of lists and 200 characters of texts. root: the first element of XML. text: the first 64 kB, without a last line that is cut. problem: the sentence for
    JSON that is broken, or a file that cannot be read.
    """

    name: str
    kind: SampleKind
    head: bytes
    json: Any = None
    root: str = ""
    text: str = ""
    problem: str = ""

    @property
    def is_list(self) -> bool:
        """Whether it is a JSON list."""
        return self.kind is SampleKind.LIST

    @property
    def fields(self) -> Mapping[str, Any]:
        """The fields of a JSON object, or of the first entry of a JSON list or of JSON lines; none when it is something else."""
        found = self.json[0] if isinstance(self.json, list) and self.json else self.json
        return found if isinstance(found, dict) else {}

    @property
    def lines(self) -> list[str]:
        """The first lines of the text."""
        return self.text.splitlines()

    @property
    def looks_like(self) -> str:
        """What it is, as a sentence says it."""
        if self.problem:
            return "broken JSON" if self.kind is SampleKind.OBJECT else "a file that cannot be read"
        if self.kind is SampleKind.XML:
            return f"XML with <{self.root}> around everything" if self.root else "XML without any element"
        if self.kind is SampleKind.LIST:
            return "an empty JSON list" if not self.json else "a JSON list of entries" + named(self.fields, " with ")
        if self.kind is SampleKind.TEXT:
            return f"text that starts with {shortened(self.text)!r}" if self.text.strip() else "an empty file"
        return self.kind.value + named(self.fields, " with ")


def sample_of(delivered: "Delivered", name: str) -> Sample:
    """The file as far as recognising it needs. AssayError when it cannot be read."""
    head = delivered.head(name)
    start = head[:64].lstrip(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[")) or head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in start[:4]:
        return json_sample(delivered, name, head)
    text = decoded_text(head, cut=len(head) == HEAD)
    if text is None:
        return Sample(name=name, kind=SampleKind.BINARY, head=head)
    if text.lstrip().startswith("<"):
        return xml_sample(name, head, text)
    return Sample(name=name, kind=SampleKind.TEXT, head=head, text=text)


def xml_sample(name: str, head: bytes, text: str) -> Sample:
    """A sample of XML, or of a page that only looks like it."""
    found = ROOT.search(NO_ELEMENT.sub("", text))
    return Sample(name=name, kind=SampleKind.XML, head=head, text=text, root=found[1] if found else "")


def json_sample(delivered: "Delivered", name: str, head: bytes) -> Sample:
    """A sample of what starts like JSON, or like text of another encoding."""
    where = delivered.called(name)
    try:
        start = as_utf8(head, where, cut=True).lstrip()
        if start.startswith(b"["):
            return Sample(name=name, kind=SampleKind.LIST, head=head, json=list_outline(delivered, name, head))
        if start.startswith(b"{"):
            return object_sample(delivered, name, head)
    except AssayError as error:
        kind = SampleKind.OBJECT if head.lstrip().startswith((b"{", b"[")) else SampleKind.BINARY
        return Sample(name=name, kind=kind, head=head, problem=str(error) if kind is SampleKind.OBJECT else "")
    text = decoded_text(head, cut=len(head) == HEAD)
    if text is None:
        return Sample(name=name, kind=SampleKind.BINARY, head=head)
    if text.lstrip().startswith("<"):
        return xml_sample(name, head, text)
    return Sample(name=name, kind=SampleKind.TEXT, head=head, text=text)


def object_sample(delivered: "Delivered", name: str, head: bytes) -> Sample:
    """A sample of a JSON object, or of several, one a line."""
    where = delivered.called(name)
    entries = line_entries(as_utf8(head, where, cut=True))
    if len(entries) > 1:
        return Sample(name=name, kind=SampleKind.LINES, head=head, json=entries)
    return Sample(name=name, kind=SampleKind.OBJECT, head=head, json=object_outline(delivered.fields(name)))


def list_outline(delivered: "Delivered", name: str, head: bytes) -> list[Any]:
    """The first entries of a JSON list; more than the head is read only where the first entry does not fit in it."""
    where = delivered.called(name)
    if len(head) == HEAD and not first_values(as_utf8(head, where, cut=True)):
        head = delivered.head(name, WINDOWS[-1])
    return first_values(as_utf8(head, where, cut=len(head) >= HEAD))


def line_entries(text: bytes) -> Sequence[Any]:
    """The objects of JSON lines, fewer than two when it is one object that spans lines."""
    lines = [line for line in text.split(b"\n")[:4] if line.strip()]
    found = [first_values(b"[" + line + b"]") for line in lines[:3] if line.strip().startswith(b"{")]
    entries = [values[0] for values in found if len(values) == 1 and isinstance(values[0], dict)]
    return entries if len(lines) > 1 and len(entries) == len(found) == min(len(lines), 3) else entries[:1]


def named(fields: Mapping[str, Any], before: str) -> str:
    """The first names of some fields, as a sentence lists them."""
    names = [f'"{name[:40]}"' for name in list(fields)[:6]]
    return before + ", ".join(names) + (" …" if len(fields) > len(names) else "") if names else ""


def shortened(text: str, longest: int = 40) -> str:
    """The first words of a text."""
    words = " ".join(text[: 4 * longest].split())
    return words if len(words) <= longest else words[: longest - 1] + "…"
