"""The NDJSON that is imported into Labelbox: a row per annotation, which names its data row and no sizes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_labels import as_id, as_object, image_called, others
from assay.formats.json_text import brief
from assay.formats.labelbox_objects import (
    SHAPES,
    attributes_of,
    draw,
    keeps_more,
    name_of,
    refuse_other_media,
    refuse_texts,
    score_of,
    tag_answers,
)
from assay.formats.pending import Said

KNOWN = frozenset(
    {"uuid", "schemaId", "name", "dataRow", "confidence", "classifications", "answer", "relationship", *SHAPES}
)


RowKey = tuple[str, str]
"""A data row and the uuid of one of its annotations."""


@dataclass(frozen=True, slots=True)
class Relations:
    """The relations among the rows of a file, by the row that each starts from; `keys` of all rows."""

    by_source: Mapping[RowKey, list[Mapping[str, Any]]]
    keys: frozenset[RowKey]


def is_import(entry: Any) -> bool:
    """Whether an entry is a row of it."""
    row = entry.get("dataRow") if isinstance(entry, dict) else None
    return (
        isinstance(row, dict)
        and bool({"id", "globalKey"} & row.keys())
        and bool({"uuid", "schemaId", "name"} & entry.keys())
    )


def row_key(row: Mapping[str, Any], uuid: Any) -> RowKey:
    """A data row and a uuid in it."""
    return repr(row.get("dataRow")), str(uuid)


def relations_of(rows: Sequence[Any]) -> Relations:
    """The relations among some rows."""
    entries = [row for row in rows if isinstance(row, dict)]
    found: dict[RowKey, list[Mapping[str, Any]]] = {}
    for row in entries:
        if isinstance(relation := row.get("relationship"), dict):
            what = {"name": name_of(row), "uuid": row.get("uuid"), **others(relation, frozenset({"source"}))}
            found.setdefault(row_key(row, relation.get("source")), []).append(what)
    drawn = (row for row in entries if "relationship" not in row)
    return Relations(found, frozenset(row_key(row, row.get("uuid")) for row in drawn))


def names_by_id(rows: Sequence[Any]) -> int:
    """How many rows name their image by the id of a data row only, which no image file is called after."""
    data_rows = [row["dataRow"] for row in rows if is_import(row)]
    return sum("globalKey" not in one for one in data_rows)


def read_row(gatherer: Gatherer, row: Mapping[str, Any], relations: Relations, name: str) -> None:
    """Take in a row. Fault when it is about something that is no image."""
    refuse_other_media(row)
    if isinstance(relation := row.get("relationship"), dict):
        if row_key(row, relation.get("source")) not in relations.keys:
            raise Fault(f"is a relation from {brief(relation.get('source'))}, which is no annotation of the file")
        return
    key = as_id(row.get("uuid"))
    other = others(row, KNOWN)
    if found := relations.by_source.get(row_key(row, key)):
        other["relations"] = found
    if keeps_more(row.get("classifications")):
        other["classifications"] = row["classifications"]
    attributes = attributes_of(row.get("classifications"))
    said = Said(source_id=key, score=score_of(row), attributes=attributes, other=other)
    if not name_of(row):
        raise Fault("has neither a name nor a schemaId")
    if "answer" in row:
        refuse_texts(row)
        tag_answers(gatherer, image_of(gatherer, row, name), row, said)
        return
    draw(gatherer, image_of(gatherer, row, name), name_of(row), row, said)


def image_of(gatherer: Gatherer, row: Mapping[str, Any], name: str) -> int:
    """The image of a data row, called by its key or its id."""
    data_row = as_object(row.get("dataRow"), "dataRow")
    called = as_id(data_row.get("globalKey")) or as_id(data_row.get("id"))
    if called is None:
        raise Fault("names no data row")
    return image_called(gatherer, str(called), near=name, key=as_id(data_row.get("id")))
