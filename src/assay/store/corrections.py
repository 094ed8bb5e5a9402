"""Reading corrections, and how their shapes stand in a row."""

import base64
import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from assay.model.corrections import Correction, Corrects, Suggestion
from assay.model.errors import AssayError
from assay.model.ids import CorrectionId, DefectId, ImageId, LabelSetId
from assay.model.shapes import ShapeKind
from assay.model.single_shape import NO_RUNS, Shape

COLUMNS = (
    "id", "label_set_id", "image_id", "number", "finding_id", "defect_id", "kind", "class_id", "attributes", "shape", "removes",
    "reviewer_id", "at",
)  # fmt: skip


def corrections(connection: sqlite3.Connection, label_set_id: LabelSetId) -> list[Correction]:
    """All corrections of a label set, by image, then in the order they were made."""
    where = "label_set_id = ? ORDER BY image_id, id"
    return _read(connection, where, (label_set_id,))


def corrections_on_image(
    connection: sqlite3.Connection, label_set_id: LabelSetId, image_id: ImageId
) -> list[Correction]:
    """One image's corrections of a label set, in the order they were made."""
    return _read(connection, "label_set_id = ? AND image_id = ? ORDER BY id", (label_set_id, image_id))


def correction(connection: sqlite3.Connection, correction_id: CorrectionId) -> Correction | None:
    """The correction with this id, None when there is none."""
    return next(iter(_read(connection, "id = ?", (correction_id,))), None)


def correction_of(connection: sqlite3.Connection, label_set_id: LabelSetId, number: int) -> Correction | None:
    """The correction that replaces an annotation, None when there is none."""
    return next(iter(_read(connection, "label_set_id = ? AND number = ?", (label_set_id, number))), None)


def corrections_of_defect(connection: sqlite3.Connection, defect_id: DefectId) -> list[CorrectionId]:
    """The corrections that answer a defect which was logged by hand."""
    rows = connection.execute("SELECT id FROM correction WHERE defect_id = ? ORDER BY id", (defect_id,))
    return [CorrectionId(row[0]) for row in rows]


def count_corrections(connection: sqlite3.Connection, label_set_id: LabelSetId) -> int:
    """How many corrections a label set has."""
    return connection.execute("SELECT count(*) FROM correction WHERE label_set_id = ?", (label_set_id,)).fetchone()[0]


def corrections_after(connection: sqlite3.Connection, label_set_id: LabelSetId, action: int) -> list[Correction]:
    """A label set's corrections as an action left them: what came later is left out, what was changed or withdrawn is as it was."""
    columns = ", ".join(COLUMNS)
    rows = connection.execute(f"SELECT {columns} FROM correction WHERE label_set_id = ?", (label_set_id,))
    images: dict[int, Mapping[str, Any] | None] = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in rows}
    later = connection.execute(
        "SELECT row_id, before, min(action_id * 1000000 + seq) FROM change WHERE table_name = 'correction' AND action_id > ?"
        " GROUP BY row_id",
        (action,),
    )
    for row_id, before, _ in later:
        images[row_id] = json.loads(before) if before else None
    found = [image for _, image in sorted(images.items()) if image and image["label_set_id"] == label_set_id]
    names = _reviewer_names(connection)
    return sorted((_correction(image, names) for image in found), key=lambda one: (one.about.image_id, one.id))


def suggestion_values(suggestion: Suggestion) -> dict[str, Any]:
    """What a suggestion says as columns of its row."""
    return {
        "kind": int(suggestion.shape.kind),
        "class_id": suggestion.class_id,
        "attributes": json.dumps(dict(suggestion.attributes), ensure_ascii=False, sort_keys=True),
        "shape": shape_text(suggestion.shape),
        "removes": int(suggestion.removes),
    }


def shape_text(shape: Shape) -> str:
    """A shape as JSON text, which the journal can hold: numbers to the last digit, run lengths of masks deflated in base 64."""
    said: dict[str, Any] = {"box": shape.box}
    if shape.rings:
        said["rings"] = [ring.ravel().tolist() for ring in shape.rings]
        said["holes"] = [int(hole) for hole in shape.holes]
    if len(shape.runs):
        said["runs"] = base64.b64encode(zlib.compress(shape.runs.astype("<u4").tobytes(), 1)).decode("ascii")
    if shape.visibility:
        said["visibility"] = shape.visibility
    return json.dumps(said, separators=(",", ":"))


def shape_from_text(kind: int, text: str) -> Shape:
    """A shape from its row. Raises ValueError, KeyError or zlib.error when the text is damaged."""
    said = json.loads(text)
    x_min, y_min, x_max, y_max = map(float, said["box"])
    packed = said.get("runs")
    return Shape(
        kind=ShapeKind(kind),
        box=(x_min, y_min, x_max, y_max),
        rings=tuple(np.array(ring, np.float64).reshape(-1, 2) for ring in said.get("rings", ())),
        holes=tuple(map(bool, said.get("holes", ()))),
        runs=np.frombuffer(zlib.decompress(base64.b64decode(packed)), "<u4").astype(np.uint32) if packed else NO_RUNS,
        visibility=tuple(said.get("visibility", ())),
    )


def _read(connection: sqlite3.Connection, where: str, values: Sequence[Any]) -> list[Correction]:
    rows = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM correction WHERE {where}", values).fetchall()
    names = _reviewer_names(connection) if rows else {}
    return _corrections((dict(zip(COLUMNS, row, strict=True)) for row in rows), names)


def _corrections(images: Iterable[Mapping[str, Any]], names: Mapping[int, str]) -> list[Correction]:
    return [_correction(image, names) for image in images]


def _correction(image: Mapping[str, Any], names: Mapping[int, str]) -> Correction:
    try:
        says = Suggestion(
            shape=shape_from_text(image["kind"], image["shape"]),
            class_id=image["class_id"],
            attributes=json.loads(image["attributes"]),
            removes=bool(image["removes"]),
        )
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise AssayError(
            f"Correction {image['id']} is damaged in the project file ({error}); restore a copy of it"
        ) from error
    about = Corrects(
        label_set_id=image["label_set_id"],
        image_id=image["image_id"],
        number=image["number"],
        correction_id=image["id"],
        finding_id=image["finding_id"],
        defect_id=image["defect_id"],
    )
    return Correction(
        id=CorrectionId(image["id"]),
        about=about,
        says=says,
        reviewer=names.get(image["reviewer_id"], ""),
        at=image["at"],
    )


def _reviewer_names(connection: sqlite3.Connection) -> dict[int, str]:
    return dict(connection.execute("SELECT id, name FROM reviewer").fetchall())
