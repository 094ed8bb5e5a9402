"""The raster layers of Darwin JSON: the masks of one image, each a value of one map of values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.formats.fault import Fault
from assay.formats.json_text import brief

MOST_PIXELS = 1 << 28
"""Pixels of an image with masks; every mask is drawn as a whole."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A raster layer as it is written. values: which value stands for which annotation."""

    dense_rle: Any
    values: dict[str, Any]


class Rasters:
    """The raster layers among the annotations of a file."""

    def __init__(self, entries: Sequence[Any]) -> None:
        self.annotations = {str(entry.get("id")) for entry in entries if isinstance(entry, dict)}
        self.layers = list(layers_of(entries))

    def mask(self, annotation: str, size: tuple[float, float]) -> NDArray[np.bool_]:
        """(height, width) the pixels of an annotation. Fault when no layer has it, or its layer does not fill the image."""
        layer = next((one for one in self.layers if annotation in one.values), None)
        if layer is None:
            raise Fault("is a mask that is in no raster layer")
        width, height = map(int, size)
        values, counts = runs_of(layer.dense_rle, width * height)
        return np.repeat(values == layer.values[annotation], counts).reshape(height, width)

    def unused(self) -> list[str]:
        """Ids that a layer has a mask for and that no annotation has."""
        return [brief(one) for layer in self.layers for one in layer.values if one not in self.annotations]


def layers_of(entries: Sequence[Any]) -> Iterator[Layer]:
    """The raster layers among some annotations."""
    for entry in entries:
        raster = entry.get("raster_layer") if isinstance(entry, dict) else None
        if isinstance(raster, dict):
            values = raster.get("mask_annotation_ids_mapping")
            yield Layer(raster.get("dense_rle"), values if isinstance(values, dict) else {})


def runs_of(dense: Any, pixels: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The values and lengths of runs, row by row. Fault when they are no runs, or do not fill the image."""
    if pixels > MOST_PIXELS:
        raise Fault(f"the image is too large for masks ({pixels:,} pixels)")
    try:
        found = np.asarray(dense)
    except ValueError:
        found = np.zeros(0)
    if found.ndim != 1 or found.dtype.kind not in "iu" or len(found) % 2:
        raise Fault(f"its raster layer is no list of values and lengths but {brief(dense)}")
    values, counts = found[::2].astype(np.int64), found[1::2].astype(np.int64)
    if (counts < 0).any() or (counts > pixels).any() or counts.sum() != pixels:
        raise Fault(f"its raster layer has {counts.sum():,} pixels and the image {pixels:,}")
    return values, counts
