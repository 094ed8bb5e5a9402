"""What the columns of a table of boxes mean: shown to the user, saved in the project, used again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

import msgspec

from assay.formats.fault import Fault
from assay.formats.json_text import decode
from assay.formats.numbers import number


class Units(StrEnum):
    """What coordinates are counted in."""

    PIXELS = "pixels"
    SHARE = "share"
    """From 0 to 1 of the image's width or height."""
    PERCENT = "percent"


class Corners(StrEnum):
    """What the four numbers of a box are."""

    EDGES = "edges"
    """x_min, y_min, x_max, y_max; 0 is the left edge of the first pixel."""
    PIXELS_FROM_0 = "pixels from 0"
    """The first and the last pixel, counted from 0."""
    PIXELS_FROM_1 = "pixels from 1"
    """The first and the last pixel, counted from 1, as Pascal VOC does."""
    SIZE = "size"
    """x_min, y_min, width, height."""
    CENTRE = "centre"
    """The centre's x and y, width, height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvMapping:
    """Which column is what, by the names of the header.

    box: four columns, in the order that `corners` says. image: "" when each file speaks of the image that has its name. width, height: of the image, "" when the
    table does not say. attributes: columns that become attributes. class_names: what values of the class column stand for. header: the names of the columns of
    a file that has no header. delimiter: what stands between columns, "" to tell it from the lines.
    """

    box: tuple[str, str, str, str]
    label: str
    image: str = ""
    width: str = ""
    height: str = ""
    id: str = ""
    annotator: str = ""
    score: str = ""
    attributes: tuple[str, ...] = ()
    units: Units = Units.PIXELS
    corners: Corners = Corners.EDGES
    class_names: Mapping[str, str] = field(default_factory=dict)
    header: tuple[str, ...] = ()
    delimiter: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that mean something."""
        named = (self.image, *self.box, self.label, self.width, self.height, self.id, self.annotator, self.score)
        return tuple(name for name in (*named, *self.attributes) if name)

    def to_json(self) -> bytes:
        """As JSON, to be shown and saved."""
        return msgspec.json.encode(self)

    @staticmethod
    def from_json(text: bytes, called: str = "The mapping") -> "CsvMapping":
        """From JSON. called: what a sentence names it. AssayError when it is none."""
        return decode(text, msgspec.json.Decoder(CsvMapping).decode, called)[0]


class Guess(NamedTuple):
    """A mapping that was told from a table, and why it is that, as a clause for the user."""

    mapping: CsvMapping
    why: str


BOXES: Sequence[tuple[Corners, tuple[str, str, str, str]]] = (
    (Corners.EDGES, ("xmin|minx|xleft|bboxxmin|boxxmin|left|xtl|bboxleft|topleftx", "ymin|miny|ytop|bboxymin|boxymin|top|ytl|bboxtop|toplefty",
                     "xmax|maxx|xright|bboxxmax|boxxmax|right|xbr|bboxright|bottomrightx", "ymax|maxy|ybottom|bboxymax|boxymax|bottom|ybr|bboxbottom|bottomrighty")),
    (Corners.EDGES, ("x0|bboxx0", "y0|bboxy0", "x1|bboxx1", "y1|bboxy1")),
    (Corners.EDGES, ("x1|bboxx1", "y1|bboxy1", "x2|bboxx2", "y2|bboxy2")),
    (Corners.CENTRE, ("cx|xcenter|xcentre|centerx|centrex", "cy|ycenter|ycentre|centery|centrey",
                      "w|width|boxwidth|bboxwidth|bboxw|boxw", "h|height|boxheight|bboxheight|bboxh|boxh")),
    (Corners.SIZE, ("x|xmin|left|x1|bboxx|bboxleft|boxx|topleftx", "y|ymin|top|y1|bboxy|bboxtop|boxy|toplefty",
                    "w|width|boxwidth|bboxwidth|bboxw|boxw", "h|height|boxheight|bboxheight|bboxh|boxh")),
)  # fmt: skip
"""How tools name the four columns of a box; spaces, underscores and capitals do not count."""

IMAGE = "filename|imagefilename|imagename|imagepath|imagefile|filepath|image|file|path|img|imgname|imgpath|imageid|imgid|frame"
NAMES: Mapping[str, str] = {
    "image": IMAGE,
    "label": "class|label|classname|labelname|category|categoryname|name|type|objectclass|objectname|tag|classid|labelid|categoryid",
    "width": "imagewidth|imgwidth|imagew|imgw|width|originalwidth",
    "height": "imageheight|imgheight|imageh|imgh|height|originalheight",
    "id": "id|annotationid|objectid|boxid|objectkey|uuid|annid|bboxid|regionid",
    "annotator": "annotator|annotatorid|annotatorname|annotatedby|worker|workerid|labeler|labeller|labeledby|labelledby|createdby|user|username|rater|raterid",
    "score": "score|confidence|probability|conf",
}  # fmt: skip
ATTRIBUTE = re.compile(r"(?:is)?(?:occluded|truncated|difficult|crowd|groupof|depiction|inside|pose)|attr.*")


def plain_name(name: str) -> str:
    """A column's name without what tools write differently."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def column_named(columns: Mapping[str, str], names: str) -> str:
    """The first of some names that is a column, "" when none is."""
    return next((columns[name] for name in names.split("|") if name in columns), "")


def box_columns(columns: Mapping[str, str]) -> tuple[Corners, tuple[str, str, str, str]] | None:
    """Which four columns are the box, and what they say."""
    for corners, names in BOXES:
        a, b, c, d = (column_named(columns, one) for one in names)
        if a and b and c and d:
            return corners, (a, b, c, d)
    return None


def guessed(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Guess | None:
    """The mapping of a table, told by its header and some rows; None when it has no image, class or box."""
    columns: dict[str, str] = {}
    for name in header:
        columns.setdefault(plain_name(name), name)
    box = box_columns(columns)
    if box is None or len(set(header)) != len(header):
        return None
    corners, four = box
    left = {plain: name for plain, name in columns.items() if name not in four}
    found: dict[str, str] = {}
    for meaning, names in NAMES.items():
        found[meaning] = column_named(left, names)
        left = {plain: name for plain, name in left.items() if name != found[meaning]}
    if not found["image"] or not found["label"]:
        return None
    attributes = tuple(name for plain, name in left.items() if ATTRIBUTE.fullmatch(plain))
    units = units_of(four, header, rows)
    mapping = replace(CsvMapping(box=four, label=""), corners=corners, units=units, attributes=attributes, **found)
    return Guess(mapping, why_of(mapping))


def units_of(box: Sequence[str], header: Sequence[str], rows: Sequence[Sequence[str]]) -> Units:
    """Shares when no number of some boxes is above 1, else pixels."""
    at = [list(header).index(name) for name in box]
    values = [value for row in rows for place in at if (value := known_number(row[place])) is not None]
    return Units.SHARE if values and max(map(abs, values)) <= 1 else Units.PIXELS


def known_number(text: str) -> float | None:
    """A number, None for what is none."""
    try:
        return number(text, "")
    except Fault:
        return None


def why_of(mapping: CsvMapping) -> str:
    """Why a table was taken for that, as a clause."""
    boxes = ", ".join(f'"{name}"' for name in mapping.box)
    counted = "no number of them is above 1, so they are shares" if mapping.units is Units.SHARE else "they are pixels"
    return f'its columns are called so: image "{mapping.image}", class "{mapping.label}", box {boxes} ({mapping.corners}); {counted}'
