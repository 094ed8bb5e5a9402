from collections.abc import Mapping, Sequence

from assay.model.annotations import UNKNOWN
from assay.model.ids import ClassId
from assay.model.schema import CLASS_COLOURS, LabelClass
from assay.review.import_plan import ClassMapping
from assay.review.rejected_classes import REJECTED
from assay.store.journal import Action
from assay.store.project import Project
from assay.store.schemas import attributes_json, current_schema, shapes_json


def extend_schema(
    project: Project, action: Action, classes: Sequence[ClassMapping], chosen: Mapping[str, str]
) -> tuple[list[int], list[str]]:
    """The class id for each class of a file, in its order, and the names that were new and added to the schema.

    chosen: names of the file to names of the schema where a person decided otherwise; REJECTED gives UNKNOWN. Classes that come with the first file are
    the schema's first version; later ones make a new version.
    """
    schema = current_schema(project.connection)
    known: dict[str, int] = {label_class.name: label_class.id for label_class in schema.classes}
    wanted = [chosen.get(one.name, one.becomes) for one in classes]
    new = list(dict.fromkeys(name for name in wanted if name != REJECTED and name not in known))
    if new:
        version = _version_for_new_classes(action, schema.version, bool(known))
        for name in new:
            known[name] = _add(action, name, version, len(known))
    return [known.get(name, UNKNOWN) for name in wanted], new if schema.classes else []


def define_classes(project: Project, action: Action, classes: Sequence[LabelClass]) -> None:
    """Put classes into the schema with their colours, shapes and attributes; those of the same name are changed."""
    schema = current_schema(project.connection)
    known = {label_class.name: label_class.id for label_class in schema.classes}
    version = _version_for_new_classes(action, schema.version, bool(known))
    for label_class in classes:
        values = {
            "name": label_class.name, "colour": label_class.colour, "shapes": shapes_json(label_class.shapes),
            "attributes": attributes_json(label_class.attributes),
        }  # fmt: skip
        if label_class.name in known:
            action.update("class", known[label_class.name], values)
        else:
            known[label_class.name] = ClassId(action.insert("class", values | {"since_version": version}))


def _version_for_new_classes(action: Action, version: int, has_classes: bool) -> int:
    if version and not has_classes:
        return version
    return action.insert("schema_version", {"created_at": action.at, "note": "classes added"})


def _add(action: Action, name: str, version: int, position: int) -> int:
    colour = CLASS_COLOURS[position % len(CLASS_COLOURS)]
    return action.insert("class", {"name": name, "colour": colour, "since_version": version})
