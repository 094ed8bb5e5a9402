"""Corrections as rows of an action: what every verb about them writes, and what none of them accepts."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.geometry.polygons import FARTHEST_COORDINATE, FEWEST_POINTS
from assay.model.corrections import Correction, Corrects, Suggestion
from assay.model.errors import AssayError
from assay.model.ids import CorrectionId, ImageId
from assay.model.people import Reviewer
from assay.model.shapes import SHAPE_NAMES, ShapeKind
from assay.model.single_shape import Shape
from assay.store.annotation_reading import read_annotations
from assay.store.batches import image, label_set
from assay.store.corrections import correction, correction_of, suggestion_values
from assay.store.journal import Action
from assay.store.project import Project
from assay.store.schemas import class_name

THIN = frozenset({ShapeKind.KEYPOINTS, ShapeKind.POLYLINE, ShapeKind.TAG})
"""Kinds of shape that cover no area."""


def put_correction(
    project: Project, action: Action, about: Corrects, suggestion: Suggestion, *, by: Reviewer
) -> CorrectionId:
    """Suggest something, in place of what was suggested for the same object before; as part of the action that decides so."""
    known = standing(project, about)
    values: dict[str, Any] = suggestion_values(suggestion) | {"reviewer_id": by.id, "at": action.at}
    if known is not None:
        action.update("correction", known.id, values)
        return known.id
    place = {
        "label_set_id": about.label_set_id, "image_id": about.image_id, "number": about.number,
        "finding_id": about.finding_id, "defect_id": about.defect_id,
    }  # fmt: skip
    return CorrectionId(action.insert("correction", place | values))


def standing(project: Project, about: Corrects) -> Correction | None:
    """The correction that there is already for the same object."""
    if about.correction_id is not None:
        return existing(project, about.correction_id)
    return correction_of(project.connection, about.label_set_id, about.number) if about.number else None


def existing(project: Project, correction_id: CorrectionId) -> Correction:
    """The correction with this id. Raises AssayError when it was withdrawn."""
    found = correction(project.connection, correction_id)
    if found is None:
        raise AssayError(f"Correction {correction_id} is not there any more; it was withdrawn")
    return found


def refuse_place(project: Project, about: Corrects) -> None:
    """Raises AssayError when the image is not of the label set's batch, or has no annotation of the number there."""
    found = image(project.connection, about.image_id)
    its_set = label_set(project.connection, about.label_set_id)
    if found.batch_id != its_set.batch_id:
        raise AssayError(f"{found.file_name} is not an image of the batch of “{its_set.title}”")
    if about.number:
        annotations = read_annotations(project.connection, about.label_set_id, [about.image_id])
        if about.number not in annotations.records["number"]:
            raise AssayError(f"“{its_set.title}” has no annotation {about.number} on {found.file_name}")


def refuse_suggestion(project: Project, image_id: ImageId, suggestion: Suggestion) -> None:
    """Raises AssayError for a shape that is none or lies beside the image, and for a class that the schema does not have."""
    if not suggestion.removes:
        found = image(project.connection, image_id)
        fault = shape_fault(suggestion.shape) or place_fault(suggestion.shape, found.width, found.height)
        if fault:
            raise AssayError(f"This {SHAPE_NAMES[suggestion.shape.kind]} cannot be suggested: {fault}")
    if suggestion.class_id >= 0 and class_name(project.connection, suggestion.class_id) is None:
        raise AssayError(f"The schema has no class {suggestion.class_id}; choose one of its classes")


def shape_fault(shape: Shape) -> str:
    """Why nobody could draw a shape, empty when all is well. One that crosses itself is let through: a delivery may hold such."""
    coordinates = np.concatenate([np.array(shape.box), *(ring.ravel() for ring in shape.rings)])
    if not (np.abs(coordinates) <= FARTHEST_COORDINATE).all():  # NaN is not within anything
        return "a coordinate is no number, or far beyond any image"
    if shape.kind is ShapeKind.MASK:
        return _mask_fault(shape.runs)
    if shape.kind in (ShapeKind.BOX, ShapeKind.ROTATED_BOX):
        flat = min(shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]) <= 0
        return "it has no area" if flat else ""
    fewest = {ShapeKind.POLYGON: FEWEST_POINTS, ShapeKind.POLYLINE: 2, ShapeKind.KEYPOINTS: 1}.get(shape.kind, 0)
    if fewest and (not shape.rings or min(map(len, shape.rings)) < fewest):
        return f"it has fewer than {fewest} points"
    return ""


def place_fault(shape: Shape, width: int | None, height: int | None) -> str:
    """Why a shape cannot stand where it is, empty when all is well: it is wholly outside its image. width, height: None when nobody knows them."""
    if not width or not height:
        return ""
    x_min, y_min, x_max, y_max = shape.box
    if (
        shape.kind in THIN
    ):  # a point or a line may lie on the edge; what has an area and only touches it has nothing on the image
        is_beside = x_max < 0 or y_max < 0 or x_min > width or y_min > height
    else:
        is_beside = x_max <= 0 or y_max <= 0 or x_min >= width or y_min >= height
    return f"it lies wholly outside the image ({width:,} × {height:,}); draw it on the image" if is_beside else ""


def _mask_fault(runs: NDArray[np.uint32]) -> str:
    if len(runs) <= 3:  # height, width and one run of background
        return "it covers no pixel"
    sums_up = int(runs[2:].sum(dtype=np.int64)) == int(runs[0]) * int(runs[1])
    return "" if sums_up else "its runs are not as many pixels as it says"


def of_what(project: Project, about: Corrects, suggestion: Suggestion) -> str:
    """An object in words, for a summary: "car on 0001.jpg"."""
    name = class_name(project.connection, suggestion.class_id) or "object"
    return f"{name} on {image(project.connection, about.image_id).file_name}"
