"""The entries of Label Studio's files taken apart: full exports, JSON-MIN, what is stored per annotation, and exports of before 1.0."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assay.formats.fault import Fault
from assay.formats.json_labels import EMPTY, as_id, as_list, as_object
from assay.formats.json_text import brief

OPINIONS = ("annotations", "completions", "predictions")
MIN = frozenset({"annotation_id", "annotator"})
MIN_OWN = frozenset(
    {"id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement", "history"}
)
MIN_SHAPES = (("rle", "brush"), ("radiusX", "ellipse"), ("vertices", "vector"), ("points", "polygon"), ("height", "rectangle"), ("x", "keypoint"))  # fmt: skip
"""Shapes without labels by a field that they have."""

UNSAID = frozenset({"result", "completed_by", "prediction", "history", "draft", "drafts", "model_version", "project", "result_count", "was_cancelled", "skipped",
                    "created_ago", "bulk_created", "neighbors", "cluster", "mislabeling", "annotator"})  # fmt: skip
RENAMED = {"score": "prediction_score"}


@dataclass(frozen=True, slots=True)
class Task:
    """A task: its id, what it is about, and each entry of what people and models said of it, with the list it stood in."""

    key: int | str | None
    data: Mapping[str, Any]
    entries: list[tuple[str, int, Any]]


def is_task(entry: Any) -> bool:
    """Whether something is a task in any of the ways that Label Studio writes it."""
    if not isinstance(entry, dict):
        return False
    if isinstance(entry.get("data"), dict) and any(isinstance(entry.get(name), list) for name in OPINIONS):
        return True
    return is_min(entry) or is_stored(entry)


def is_min(entry: Mapping[str, Any]) -> bool:
    """Whether an entry is JSON-MIN's: what is said stands beside the data."""
    return entry.keys() >= MIN and not isinstance(entry.get("data"), dict)


def is_stored(entry: Mapping[str, Any]) -> bool:
    """Whether an entry is an annotation with its task inside, as a storage gets it."""
    task = entry.get("task")
    return isinstance(entry.get("result"), list) and isinstance(task, dict) and isinstance(task.get("data"), dict)


def task_of(entry: Mapping[str, Any]) -> Task:
    """An entry taken apart. Fault when it is no task."""
    if is_stored(entry):
        task = entry["task"]
        return Task(as_id(task.get("id")), task["data"], [("annotations", 0, {**entry, "task": task.get("id")})])
    if is_min(entry):
        return min_task(entry)
    if not isinstance(entry.get("data"), dict):
        raise Fault(f"is no task, since its data are no object but {brief(entry.get('data'))}")
    found = [(name, at, one) for name in OPINIONS for at, one in enumerate(as_list(entry.get(name), f'"{name}"'))]
    return Task(as_id(entry.get("id")), entry["data"], found)


def min_task(entry: Mapping[str, Any]) -> Task:
    """A task of JSON-MIN: the data stand before its id, the results behind it under the names of what they were made with."""
    names = list(entry)
    first = names.index("id") if "id" in names else len(names)
    results = [name for at, name in enumerate(names) if name not in MIN_OWN and (at > first or is_result(entry[name]))]
    data = {name: value for name, value in entry.items() if name not in MIN_OWN and name not in results}
    annotation = {name: value for name, value in entry.items() if name in MIN_OWN and name != "id"}
    annotation["id"] = annotation.pop("annotation_id", None)
    annotation["completed_by"] = entry.get("annotator")
    annotation["result"] = [one for name in results for one in min_results(name, entry[name])]
    return Task(as_id(entry.get("id")), data, [("annotations", 0, annotation)])


def is_result(value: Any) -> bool:
    """Whether a field of JSON-MIN can only be a result."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict) and (
        "original_width" in first or any(name in first for name in ("choices", "taxonomy"))
    )


def min_results(name: str, value: Any) -> Iterator[dict[str, Any]]:
    """The results that a field of JSON-MIN stands for."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield {"type": "choices", "from_name": name, "value": {"choices": [one]}}
        elif isinstance(one, dict):
            sizes = {side: one[side] for side in ("original_width", "original_height") if side in one}
            yield {"type": min_type(one), "from_name": name, "value": one, **sizes}
        else:
            yield {"type": name, "from_name": name, "value": {name: one}}


def min_type(value: Mapping[str, Any]) -> str:
    """What kind of result a value of JSON-MIN is."""
    kinds = [name for name in value if name.endswith("labels") or name in ("choices", "taxonomy")]
    return kinds[0] if kinds else next((kind for name, kind in MIN_SHAPES if name in value), "value")


def said_by(entry: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """What an annotation or prediction says of all its regions."""
    own = kind.removesuffix("s").replace("completion", "annotation")
    found = {RENAMED.get(name, name): value for name, value in entry.items() if name not in UNSAID and name != "id"}
    found = {name: value for name, value in found.items() if value not in EMPTY and value is not False}
    if (key := as_id(entry.get("id"))) is not None:
        found[f"{own}_id"] = key
    return found


def annotator_of(entry: Mapping[str, Any], kind: str) -> str:
    """Who said it: a person by mail address, name or number, a model by its version; "" when that is not written."""
    if kind == "predictions":
        version = str(entry.get("model_version") or "")
        return f"model {version}" if version.isdigit() else version  # a person may have the same number
    person = entry.get("completed_by")
    if isinstance(person, dict):
        names = [str(person.get(name) or "") for name in ("first_name", "last_name")]
        return str(person.get("email") or " ".join(filter(None, names)) or person.get("id") or "")
    return str(person if as_id(person) is not None else entry.get("created_username") or "")


def results_of(entry: Mapping[str, Any]) -> list[Any]:
    """The results of an annotation or prediction."""
    return as_list(entry.get("result"), '"result"')


def as_entry(value: Any, kind: str) -> Mapping[str, Any]:
    """An annotation or prediction. Fault when it is none."""
    return as_object(value, f"the {kind.removesuffix('s')}")
