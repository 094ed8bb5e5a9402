"""Many pages written by one statement: their bytes go to SQLite joined, which cuts them apart. It takes no interpreter lock meanwhile, so that the next ones can be made ready."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import msgspec

from assay.model.ids import LabelSetId

NEVER_NULL = "records"
COLUMNS = (NEVER_NULL, "rings", "points", "runs", "extra")


class JoinedPages(NamedTuple):
    """Some pages, ready to be written.

    joined: by column that any of them fills, the bytes of all. places: JSON, a list for each page: its image, its count, and for each of these columns where its bytes
    begin and how many they are.
    """

    pages: int
    places: str
    joined: dict[str, bytes]


def joined_pages(rows: Sequence[tuple[Any, ...]]) -> JoinedPages:
    """Pages as `page_rows` gives them, at least one."""
    images, counts, *contents = zip(*rows, strict=True)
    places, joined = [images, counts], {}
    for name, pages in zip(COLUMNS, contents, strict=True):
        if name == NEVER_NULL or any(pages):
            joined[name] = b"".join([page or b"" for page in pages])
            lengths = [len(page or b"") for page in pages]
            places += [[0, *accumulate(lengths[:-1])], lengths]
    return JoinedPages(len(rows), msgspec.json.encode(list(zip(*places, strict=True))).decode(), joined)


def insert_joined(connection: sqlite3.Connection, label_set_id: LabelSetId, made: JoinedPages) -> None:
    """Write pages; the caller holds the transaction."""
    columns = ", ".join(made.joined)
    connection.execute(
        f"INSERT INTO annotation_page (label_set_id, image_id, count, {columns})"
        f" SELECT ?, {said(0)}, {said(1)}, {', '.join(cut_out(made.joined))} FROM json_each(?)",
        (label_set_id, *made.joined.values(), made.places),
    )


def cut_out(names: Iterable[str]) -> Iterator[str]:
    """For each of these columns the expression for a page's bytes, NULL where it has none."""
    for number, name in enumerate(names):
        part = f"substr(?, {said(2 + 2 * number)} + 1, {said(3 + 2 * number)})"
        # of nothing at all SQLite cuts out NULL
        yield f"ifnull({part}, x'')" if name == NEVER_NULL else f"nullif({part}, x'')"


def said(place: int) -> str:
    """The expression for what stands at a place in a page's list."""
    return f"json_extract(value, '$[{place}]')"
