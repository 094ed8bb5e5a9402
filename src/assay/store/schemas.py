"""Reading the schema: the classes that annotations may have, with their attributes."""

import json
import sqlite3

from assay.model.ids import ClassId
from assay.model.schema import Attribute, LabelClass, Schema
from assay.model.shapes import ShapeKind


def current_schema(connection: sqlite3.Connection) -> Schema:
    """The newest version of the schema; version 0 without classes when nothing was imported yet."""
    version = connection.execute("SELECT coalesce(max(id), 0) FROM schema_version").fetchone()[0]
    rows = connection.execute("SELECT id, name, colour, shapes, attributes FROM class ORDER BY id")
    return Schema(version, tuple(_label_class(*row) for row in rows))


def shapes_json(shapes: tuple[ShapeKind, ...]) -> str:
    """How a class's allowed shapes are stored."""
    return json.dumps([int(shape) for shape in shapes])


def attributes_json(attributes: tuple[Attribute, ...]) -> str:
    """How a class's attributes are stored."""
    return json.dumps([{"name": a.name, "values": list(a.values), "required": a.required} for a in attributes])


def _label_class(class_id: int, name: str, colour: str, shapes: str, attributes: str) -> LabelClass:
    return LabelClass(
        id=ClassId(class_id),
        name=name,
        colour=colour,
        shapes=tuple(ShapeKind(shape) for shape in json.loads(shapes)),
        attributes=tuple(
            Attribute(name=a["name"], values=tuple(a["values"]), required=a["required"]) for a in json.loads(attributes)
        ),
    )
