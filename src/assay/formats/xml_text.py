"""Reading XML that nobody vouches for: without document types and entities, bounded in size and depth, every element with its line."""

from collections.abc import Container, Iterator
from io import BytesIO
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import DefusedXMLParser

from assay.formats.fault import Fault
from assay.formats.json_text import brief
from assay.formats.numbers import number

DEEPEST = 64
"""Levels of elements: CVAT has six."""

MOST_BYTES = 256 << 20
"""Bytes of a file that is read as a whole: its elements take ten times as much memory. Larger ones are for `elements`."""

BLOCK = 256 << 10
LONGEST_TAG = 32 << 20
"""Bytes of one element's attributes: a mask's run lengths take one million; expat looks at all of a tag again with every block that is added."""


class Placed(Element):
    """An element that knows its line."""

    line: int = 0


class BoundedTree(TreeBuilder):
    """Builds elements that know their line, and complains about those that nest too deeply."""

    def __init__(self) -> None:
        super().__init__(element_factory=Placed)
        self.depth = 0
        self.position: Any = None
        self.finished: list[Placed] = []
        self.wanted: Container[str] = ()
        self.open: list[Placed] = []

    def start(self, tag: str, attrs: dict[str, str]) -> Element:  # pyright: ignore[reportIncompatibleMethodOverride]
        """An element begins."""
        if len(self.open) >= DEEPEST:
            raise Fault(f"nests elements too deeply to be a label file, line {self.position.CurrentLineNumber}")
        element = super().start(tag, attrs)
        assert isinstance(element, Placed)
        element.line = self.position.CurrentLineNumber
        self.open.append(element)
        return element

    def end(self, tag: str) -> Element:
        """An element ends."""
        element = super().end(tag)
        self.open.pop()
        if tag in self.wanted:
            self.finished.append(element)  # pyright: ignore[reportArgumentType] - the factory makes them
        return element


def parser_of(tree: BoundedTree) -> Any:
    """A parser that refuses document types, and with them entities."""
    parser = DefusedXMLParser(target=tree, forbid_dtd=True)
    tree.position = parser.parser
    return parser


def read_xml(data: bytes) -> Placed:
    """The first element with all in it. Fault with the line when it is no XML, or asks for what label files do not need."""
    if len(data) > MOST_BYTES:
        raise Fault(f"is too large to be read as a whole ({len(data):,} bytes)")
    tree = BoundedTree()
    fed(parser_of(tree), BytesIO(data))
    return tree.close()  # pyright: ignore[reportReturnType] - the factory makes them


def fed(parser: Any, file: BinaryIO) -> None:
    """Have a whole file parsed."""
    for _ in steps(parser, file):
        pass


def steps(parser: Any, file: BinaryIO) -> Iterator[None]:
    """Have a file parsed block by block. Fault with the line."""
    try:
        given = 0
        while block := file.read(BLOCK):
            parser.feed(block)
            given += len(block)
            if given - max(0, parser.parser.CurrentByteIndex) > LONGEST_TAG:
                raise Fault(f"has an element without end, line {parser.parser.CurrentLineNumber}")
            yield
        parser.close()
    except ParseError as error:
        line, column = error.position
        raise Fault(f"is no valid XML, line {line}, column {column + 1}: {str(error).split(':')[0]}") from error
    except DefusedXmlException as error:
        what = "a document type" if isinstance(error, DTDForbidden) else "an entity"
        raise Fault(f"declares {what}, which label files do not need and hostile ones abuse") from error
    except (ValueError, LookupError) as error:
        raise Fault(f"is no valid XML: {brief(str(error))}") from error


def elements(file: BinaryIO, wanted: Container[str]) -> Iterator[Placed]:
    """Each finished element that has one of the wanted names, from a file of any size; it is emptied when the next one is asked for.

    An element inside a wanted one must not be wanted itself. Fault with the line when it is no XML.
    """
    tree = BoundedTree()
    tree.wanted = wanted
    for _ in steps(parser_of(tree), file):
        yield from emptied_after_use(tree)
    yield from emptied_after_use(tree)


def emptied_after_use(tree: BoundedTree) -> Iterator[Placed]:
    """The elements finished since the last time."""
    finished, tree.finished = tree.finished, []
    for element in finished:
        yield element
        element.clear()
    for parent in tree.open:
        if parent.tag in tree.wanted:
            break
        # what is finished keeps its shell otherwise, and a million shells take half a gigabyte
        del parent[: max(0, len(parent) - 1)]


def text_in(element: Element, path: str, default: str = "") -> str:
    """The text of an element below this one, without space around it."""
    return (element.findtext(path) or default).strip()


def number_in(element: Element, path: str) -> float:
    """The number in an element below this one. Fault when it is missing or no number."""
    found = element.findtext(path)
    if found is None:
        raise Fault(f"<{path}> is missing")
    return number(found, f"<{path}>")


def attribute_number(element: Element, name: str) -> float:
    """The number in an attribute of this element. Fault when it is missing or no number."""
    found = element.get(name)
    if found is None:
        raise Fault(f'<{element.tag}> has no "{name}"')
    return number(found, f'"{name}" of <{element.tag}>')
