from collections.abc import Mapping, Sequence
from typing import Any

from assay.formats.reading import ReadClass
from assay.model.annotations import UNKNOWN
from assay.model.ids import ClassId
from assay.model.schema import CLASS_COLOURS, LabelClass
from assay.review.import_plan import ClassMapping
from assay.review.rejected_classes import REJECTED
from assay.store.journal import Action
from assay.store.project import Project
from assay.store.schemas import class_values, current_schema

NO_PARENT = ("", "none", "null", "object", "objects", "root")
"""Supercategories that say nothing."""

NO_PARENTS: Mapping[str, str] = {}


def extend_schema(
    project: Project,
    action: Action,
    classes: Sequence[ClassMapping],
    chosen: Mapping[str, str],
    *,
    declared: bool = True,
    parents: Mapping[str, str] = NO_PARENTS,
) -> tuple[list[int], list[str]]:
    """The class id for each class of a file, in its order, and the names that were new and added to the schema.

    chosen: names of the file to names of the schema where a person decided otherwise; REJECTED gives UNKNOWN. declared: whether the file may say what the
    classes are; those of the first file, and those that a person chose, are declared in any case. parents: the class above each class of the file, where there is one. Classes that come
    with the first file are the schema's first version; later ones make a new version.
    """
    schema = current_schema(project.connection)
    declared = declared or not schema.classes
    known: dict[str, int] = {label_class.name: label_class.id for label_class in schema.classes}
    wanted = [chosen.get(one.name, one.becomes) for one in classes]
    above = {name: parents[one.name] for one, name in zip(classes, wanted, strict=True) if one.name in parents}
    new = list(dict.fromkeys(name for name in wanted if name != REJECTED and name not in known))
    if new:
        version = _version_for_new_classes(action, schema.version, bool(known))
        for name in new:
            row = _values(name, len(known), above.get(name, "")) | {
                "declared": int(declared or name in chosen.values()),
                "since_version": version,
            }
            known[name] = action.insert("class", row)
    if declared:
        _declare(action, [one for one in schema.classes if not one.declared and one.name in wanted])
    return [known.get(name, UNKNOWN) for name in wanted], new if schema.classes else []


def _declare(action: Action, classes: Sequence[LabelClass]) -> None:
    for label_class in classes:
        action.update("class", label_class.id, {"declared": 1})


def parents_in(classes: Sequence[ReadClass]) -> dict[str, str]:
    """The parent of each class of a file, from its supercategories.

    Files say "none", "object" or the name of the data set where they mean nothing; so supercategories count only where they tell classes
    apart, that is, where there are at least two of them.
    """
    said = {
        one.name: one.supercategory
        for one in classes
        if one.supercategory.casefold() not in (*NO_PARENT, one.name.casefold())
    }
    return said if len(set(said.values())) > 1 else {}


def define_classes(project: Project, action: Action, classes: Sequence[LabelClass]) -> None:
    """Put classes into the schema with all that they say; those of the same name are changed."""
    schema = current_schema(project.connection)
    known = {label_class.name: label_class.id for label_class in schema.classes}
    version = _version_for_new_classes(action, schema.version, bool(known))
    for label_class in classes:
        values = class_values(label_class)
        if label_class.name in known:
            action.update("class", known[label_class.name], values)
        else:
            known[label_class.name] = ClassId(action.insert("class", values | {"since_version": version}))


def _version_for_new_classes(action: Action, version: int, has_classes: bool) -> int:
    if version and not has_classes:
        return version
    return action.insert("schema_version", {"created_at": action.at, "note": "classes added"})


def _values(name: str, position: int, parent: str) -> dict[str, Any]:
    return {"name": name, "colour": CLASS_COLOURS[position % len(CLASS_COLOURS)], "parent": parent}
