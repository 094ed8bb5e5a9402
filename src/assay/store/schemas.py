"""Reading the schema: the classes that annotations may have, with their attributes."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from assay.model.ids import ClassId
from assay.model.schema import Attribute, LabelClass, Schema
from assay.model.shapes import ShapeKind

COLUMNS = "id, name, colour, shapes, attributes, parent, critical_with, safety_critical, min_size, declared"


def current_schema(connection: sqlite3.Connection) -> Schema:
    """The newest version of the schema; version 0 without classes when nothing was imported yet."""
    version = connection.execute("SELECT coalesce(max(id), 0) FROM schema_version").fetchone()[0]
    rows = connection.execute(f"SELECT {COLUMNS} FROM class ORDER BY id")
    return Schema(version, tuple(_label_class(row) for row in rows))


def class_values(label_class: LabelClass) -> dict[str, Any]:
    """A class as the columns that it is stored in, without its id and version."""
    return {
        "name": label_class.name,
        "colour": label_class.colour,
        "shapes": json.dumps([int(shape) for shape in label_class.shapes]),
        "attributes": json.dumps([_attribute_values(attribute) for attribute in label_class.attributes]),
        "parent": label_class.parent,
        "critical_with": json.dumps(list(label_class.critical_with)),
        "safety_critical": int(label_class.safety_critical),
        "min_size": float(label_class.min_size),
        "declared": int(label_class.declared),
    }


def _attribute_values(attribute: Attribute) -> dict[str, Any]:
    values = {"name": attribute.name, "values": list(attribute.values), "required": attribute.required}
    return values if attribute.visibility is None else values | {"visibility": attribute.visibility}


def class_name(connection: sqlite3.Connection, class_id: int) -> str | None:
    """The name of one class; None when the schema does not have it. Quicker than reading the whole schema for it."""
    row = connection.execute("SELECT name FROM class WHERE id = ?", (class_id,)).fetchone()
    return row[0] if row else None


def _label_class(row: Sequence[Any]) -> LabelClass:
    class_id, name, colour, shapes, attributes, parent, critical_with, safety_critical, min_size, declared = row
    return LabelClass(
        id=ClassId(class_id),
        name=name,
        colour=colour,
        shapes=tuple(ShapeKind(shape) for shape in json.loads(shapes)),
        attributes=tuple(_attribute(one) for one in json.loads(attributes)),
        parent=parent,
        critical_with=tuple(json.loads(critical_with)),
        safety_critical=bool(safety_critical),
        min_size=min_size,
        declared=bool(declared),
    )


def _attribute(one: Mapping[str, Any]) -> Attribute:
    return Attribute(
        name=one["name"], values=tuple(one["values"]), required=one["required"], visibility=one.get("visibility")
    )
