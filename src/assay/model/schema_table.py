"""A schema as a table of plain values, as people write it in TOML or JSON: {"classes": {NAME: {"parent": …, "attributes": {NAME: {…}}}}}."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assay.model.errors import AssayError
from assay.model.ids import ClassId
from assay.model.schema import CLASS_COLOURS, Attribute, LabelClass, Schema
from assay.model.shapes import SHAPE_NAMES

Table = Mapping[str, Any]
SHAPES = {name: shape for shape, name in SHAPE_NAMES.items()}
COLOUR = re.compile("#[0-9A-Fa-f]{6}")
LONE_HALF = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair: JSON can say it, but it is no text and cannot be stored."""

LONGEST_QUOTED = 60


def schema_table(schema: Schema) -> dict[str, Any]:
    """All classes of a schema by name, with everything that they say."""
    return {"version": schema.version, "classes": {one.name: _class_table(one) for one in schema.classes}}


def _class_table(one: LabelClass) -> dict[str, Any]:
    return {
        "colour": one.colour,
        "parent": one.parent,
        "shapes": [SHAPE_NAMES[shape] for shape in one.shapes],
        "min_size": one.min_size,
        "safety_critical": one.safety_critical,
        "critical_with": list(one.critical_with),
        "declared": one.declared,
        "attributes": {attribute.name: _attribute_table(attribute) for attribute in one.attributes},
    }


def _attribute_table(one: Attribute) -> dict[str, Any]:
    return {"values": list(one.values), "required": one.required, "visibility": one.tells_visibility}


def classes_from_table(table: object, schema: Schema) -> list[LabelClass]:
    """The classes that a table names, ready to be put into a schema; what it does not say of a class stays as the schema has it.

    Raises:
        AssayError: a key is unknown or a value is not of its kind; the sentence says where.
    """
    classes = _checked(_table("the schema", table), {"version": _number, "classes": _table}, "the schema").get(
        "classes", {}
    )
    known = {one.name: one for one in schema.classes}
    found = []
    for name, said in classes.items():
        _name("a class", name)
        new = LabelClass(id=ClassId(0), name=name, colour=CLASS_COLOURS[(len(known) + len(found)) % len(CLASS_COLOURS)])
        found.append(_changed(known.get(name, new), _table(f"class “{name}”", said)))
    _refuse_unknown_partners(found, {*known, *classes})
    return found


def _changed(one: LabelClass, said: Table) -> LabelClass:
    where = f"class “{one.name}”"
    values: dict[str, Any] = {"declared": True} | _checked(said, CLASS_KEYS, where)
    for name in {"critical_with"} & values.keys():
        values[name] = tuple(values[name])
    if "shapes" in values:
        values["shapes"] = tuple(_shape(where, shape) for shape in values["shapes"])
    if "attributes" in values:
        known = {attribute.name: attribute for attribute in one.attributes}
        values["attributes"] = tuple(
            _attribute(where, known.get(name, Attribute(name=_name(f"an attribute of {where}", name))), about)
            for name, about in values["attributes"].items()
        )
    return replace(one, **values)


def _attribute(where: str, one: Attribute, said: object) -> Attribute:
    where = f"attribute “{one.name}” of {where}"
    values = _checked(_table(where, said), ATTRIBUTE_KEYS, where)
    if "values" in values:
        values["values"] = tuple(values["values"])
    if values.get("visibility") == replace(one, visibility=None).tells_visibility:
        values["visibility"] = None  # what its name says already need not be kept
    return replace(one, **values)


def _shape(where: str, name: str) -> Any:
    if name not in SHAPES:
        raise AssayError(f"{where}: there is no shape “{name}”; use one of {', '.join(SHAPES)}")
    return SHAPES[name]


def _refuse_unknown_partners(classes: Sequence[LabelClass], names: set[str]) -> None:
    for one in classes:
        for other in one.critical_with:
            if other == one.name:
                raise AssayError(
                    f"class “{one.name}”: critical_with names itself; name the classes it is never taken for"
                )
            if other not in names:
                raise AssayError(
                    f"class “{one.name}”: critical_with names “{other}”, which is no class; name one of {', '.join(sorted(names))}"
                )


def _checked(said: Table, keys: Mapping[str, Callable[[str, object], Any]], where: str) -> dict[str, Any]:
    for key in said:
        if key not in keys:
            raise AssayError(f"{where}: there is no “{key}”; use one of {', '.join(keys)}")
    return {key: keys[key](f"{key} of {where}", value) for key, value in said.items()}


def _table(where: str, value: object) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise AssayError(f"{where} is a table, not {_quoted(value)}")
    return dict(value)


def _name(what: str, name: str) -> str:
    if not name.strip():
        raise AssayError(f"the name of {what} is empty; write one")
    return _text(f"the name of {what}", name)


def _text(where: str, value: object) -> str:
    if not isinstance(value, str) or LONE_HALF.search(value):
        raise AssayError(f"{where} is text, not {_quoted(value)}")
    return value


def _colour(where: str, value: object) -> str:
    if not COLOUR.fullmatch(_text(where, value)):
        raise AssayError(f"{where} is written like #5AA9FF, not {_quoted(value)}")
    return str(value)


def _quoted(value: object) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST_QUOTED else text[: LONGEST_QUOTED - 1] + "…"


def _texts(where: str, value: object) -> list[str]:
    if not isinstance(value, list):
        raise AssayError(f"{where} is a list of texts, not {_quoted(value)}")
    return [_text(where, one) for one in value]


def _truth(where: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise AssayError(f"{where} is true or false, not {_quoted(value)}")
    return value


def _number(where: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1e6:
        raise AssayError(f"{where} is a number from 0 to 1000000, not {_quoted(value)}")
    return float(value)


CLASS_KEYS: Mapping[str, Callable[[str, object], Any]] = {
    "colour": _colour, "parent": _text, "shapes": _texts, "min_size": _number, "safety_critical": _truth,
    "critical_with": _texts, "declared": _truth, "attributes": _table,
}  # fmt: skip

ATTRIBUTE_KEYS: Mapping[str, Callable[[str, object], Any]] = {
    "values": _texts,
    "required": _truth,
    "visibility": _truth,
}
