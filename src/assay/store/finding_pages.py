"""Findings as packed pages: one row of arrays per image of a delivery. A finding gets a row of its own when something is said of it (`spoken_findings`)."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from assay.model.errors import AssayError
from assay.model.finding_record import FINDING, FoundColumns
from assay.model.ids import FindingId, ImageId, LabelSetId

_ENCODER = msgspec.json.Encoder(order="sorted", enc_hook=lambda value: value.item())
_PAGE = "id, image_id, count, records, details"
_BY_IMAGE = "by image:"
_DIGITS = 64


class FoundPage(NamedTuple):
    """What was found on one image. details: JSON by the finding's place on the page."""

    image_id: ImageId
    findings: int
    records: bytes
    details: bytes | None


def found_pages(records: NDArray[np.void], details: Mapping[int, Mapping[str, Any]]) -> list[FoundPage]:
    """Findings cut into pages. records: (n,) of FINDING, grouped by image. details: by row."""
    image = np.ascontiguousarray(records["image"])
    starts = np.flatnonzero(np.diff(image, prepend=-1))
    bounds = np.append(starts, len(image))
    whole = records.tobytes()
    cuts = (bounds * FINDING.itemsize).tolist()
    blobs = [whole[first:after] for first, after in pairwise(cuts)]
    said = map(_details_by_page(starts, details).get, range(len(starts)))
    columns = zip(image[starts].tolist(), np.diff(bounds).tolist(), blobs, said, strict=True)
    return [*map(FoundPage._make, columns)]


def _details_by_page(starts: NDArray[np.int64], details: Mapping[int, Mapping[str, Any]]) -> dict[int, bytes]:
    rows = np.fromiter(details, np.int64, len(details))
    pages = np.searchsorted(starts, rows, "right") - 1
    places = rows - starts[pages] if len(rows) else rows
    grouped: dict[int, dict[str, Any]] = {}
    for page, place, said in zip(pages.tolist(), places.tolist(), details.values(), strict=True):
        if said:
            grouped.setdefault(page, {})[str(place)] = said
    # all in one call; JSON has no line break inside
    lines = _ENCODER.encode_lines([*grouped.values()]).split(b"\n")
    return dict(zip(grouped, lines, strict=False))


def findings_digest(pages: Iterable[FoundPage]) -> str:
    """A digest of findings that changes with any of them, and from which one image's can be taken out: the sum of every page's SHA-256 modulo 2^256.

    After AdHash: Bellare, Micciancio, "A New Paradigm for Collision-free Hashing" (1997). Ids do not count, so that the same findings found again have the same.
    """
    return _as_text(sum(map(_of_page, pages)))


def moved_digest(digest: str, *, out: Iterable[FoundPage], into: Iterable[FoundPage]) -> str:
    """The digest that is left when some pages take the place of others."""
    before = int(digest.removeprefix(_BY_IMAGE), 16)
    return _as_text(before - sum(map(_of_page, out)) + sum(map(_of_page, into)))


def joined_digest(digests: Iterable[str]) -> str:
    """The digest of the findings of several bodies of images together."""
    return _as_text(sum(int(digest.removeprefix(_BY_IMAGE), 16) for digest in digests))


def is_by_image(digest: str) -> bool:
    """Whether a digest is one of `findings_digest`; older ones are of all findings in one."""
    return digest.startswith(_BY_IMAGE)


def _of_page(page: FoundPage) -> int:
    about = f"{page.image_id} {page.findings} {len(page.records)} ".encode()
    return int.from_bytes(hashlib.sha256(about + page.records + (page.details or b"")).digest(), "big")


def _as_text(total: int) -> str:
    return f"{_BY_IMAGE}{total % 2**256:0{_DIGITS}x}"


def insert_found(connection: sqlite3.Connection, delivery_id: LabelSetId, pages: Sequence[FoundPage]) -> int:
    """Write pages; gives the id of the first finding, which the others follow. The caller holds the transaction."""
    first = _next_id(connection)
    starts = first + np.concatenate([[0], np.cumsum([page.findings for page in pages], dtype=np.int64)])
    connection.executemany(
        f"INSERT INTO finding_page (delivery_id, {_PAGE}) VALUES ({delivery_id}, ?, ?, ?, ?, ?)",
        ((start, *page) for start, page in zip(starts.tolist(), pages, strict=False)),
    )
    return first


def _next_id(connection: sqlite3.Connection) -> int:
    last = connection.execute(
        "SELECT max(coalesce((SELECT max(id) FROM finding), 0),"
        " coalesce((SELECT id + count - 1 FROM finding_page ORDER BY id DESC LIMIT 1), 0))"
    ).fetchone()
    return last[0] + 1


def remove_found(
    connection: sqlite3.Connection, delivery_id: LabelSetId, images: Sequence[ImageId] | None = None
) -> None:
    """Take away the pages of a delivery: of all its images, or of these."""
    if images is None:
        connection.execute("DELETE FROM finding_page WHERE delivery_id = ?", (delivery_id,))
        return
    connection.executemany(
        f"DELETE FROM finding_page WHERE delivery_id = {delivery_id} AND image_id = ?", [(one,) for one in images]
    )


def stored_pages(
    connection: sqlite3.Connection, delivery_id: LabelSetId, images: Sequence[ImageId] | None = None
) -> list[FoundPage]:
    """The pages of a delivery as they stand in the project file, by image."""
    pages = [FoundPage(*row[1:]) for row in _rows(connection, delivery_id, images)]
    for page in pages:
        if not isinstance(page.records, bytes) or isinstance(page.details, str):
            raise _damaged(f"those of image {page.image_id} are no bytes")
    return pages


def count_codes(pages: Iterable[FoundPage]) -> Counter[str]:
    """How many findings of each code some pages hold."""
    codes = np.frombuffer(b"".join(page.records for page in pages), FINDING)["code"]
    return Counter({code.decode("ascii", "replace"): count for code, count in Counter(codes.tolist()).items()})


def read_found(
    connection: sqlite3.Connection, delivery_id: LabelSetId, images: Sequence[ImageId] | None = None
) -> FoundColumns:
    """What was found on a delivery, by image and id: on all its images, or on these."""
    return _unpacked(_rows(connection, delivery_id, images))


def found_with(connection: sqlite3.Connection, finding_id: FindingId) -> tuple[LabelSetId, FoundColumns] | None:
    """One finding and its delivery; None when no page has it any more."""
    row = connection.execute(
        f"SELECT delivery_id, {_PAGE} FROM finding_page WHERE id <= ? ORDER BY id DESC LIMIT 1", (finding_id,)
    ).fetchone()
    if row is None or finding_id >= row[1] + row[3]:
        return None
    return LabelSetId(row[0]), _unpacked([row[1:]]).take(np.array([finding_id - row[1]]))


def _rows(
    connection: sqlite3.Connection, delivery_id: LabelSetId, images: Sequence[ImageId] | None
) -> list[tuple[Any, ...]]:
    if images is None:
        return connection.execute(
            f"SELECT {_PAGE} FROM finding_page WHERE delivery_id = ? ORDER BY image_id, id", (delivery_id,)
        ).fetchall()
    query = f"SELECT {_PAGE} FROM finding_page WHERE delivery_id = ? AND image_id = ? ORDER BY id"
    return [row for one in sorted(images) for row in connection.execute(query, (delivery_id, int(one)))]


def _unpacked(rows: Sequence[tuple[Any, ...]]) -> FoundColumns:
    if not rows:
        return FoundColumns(np.zeros(0, np.int64), np.zeros(0, FINDING), {})
    starts, _, counts, blobs, texts = zip(*rows, strict=True)
    count = np.array(counts, np.int64)
    before = np.cumsum(count) - count
    try:
        records = np.frombuffer(b"".join(blobs), FINDING)
        details = _details_by_row(before, texts)
    except (ValueError, TypeError) as error:  # also msgspec's
        raise _damaged(str(error)) from error
    if len(records) != count.sum():
        raise _damaged("a page holds more or fewer findings than it says")
    ids = np.arange(len(records)) + np.repeat(np.array(starts, np.int64) - before, count)
    return FoundColumns(ids, records, details)


def _details_by_row(before: NDArray[np.int64], texts: Sequence[bytes | None]) -> dict[int, Mapping[str, Any]]:
    found: dict[int, Mapping[str, Any]] = {}
    for start, text in zip(before.tolist(), texts, strict=True):
        if text:
            found |= {start + int(place): said for place, said in msgspec.json.decode(text).items()}
    return found


def _damaged(why: str) -> AssayError:
    return AssayError(f"The findings in the project file are damaged ({why}); restore a copy of it")
