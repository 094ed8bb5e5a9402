"""Contents of one annotation, for tests of writers."""

from typing import Any

import numpy as np

from assay.formats.pending import Pending, Said
from assay.formats.reading import Contents, ReadClass, ReadImage, ReadImages
from assay.model.annotations import UNKNOWN
from assay.model.shapes import ShapeKind


def contents_of(
    kind: ShapeKind,
    box: tuple[float, float, float, float] = (10, 10, 30, 30),
    *,
    label: str = "cat",
    width: float | None = 100,
    height: float | None = 80,
    annotator: int = UNKNOWN,
    annotators: tuple[str, ...] = ("Ann",),
    said: Said | None = None,
    **shape: Any,
) -> Contents:
    """One annotation on one image. shape: its rings, holes, runs or what else it has."""
    pending = Pending()
    pending.add(kind, box, image=0, class_id=0, annotator_id=annotator, said=said or Said(), **shape)
    annotations = pending.columns()
    annotations.records["number"] = np.arange(1, len(annotations) + 1)
    images = ReadImages.of([ReadImage(1, "a.jpg", width, height, "")])
    return Contents(images=images, classes=(ReadClass(1, label),), annotators=annotators, annotations=annotations)
