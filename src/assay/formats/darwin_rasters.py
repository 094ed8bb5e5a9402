"""The raster layers of Darwin JSON: the masks of one image, each a value of one map of values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.formats.fault import Fault
from assay.formats.json_text import brief
from assay.formats.numbers import whole
from assay.model.annotations import spans

MOST_PIXELS = 1 << 26
"""Pixels of one mask, which are put into another order one by one."""

Runs = NDArray[np.int64]


@dataclass(slots=True)
class Layer:
    """A raster layer as it is written. values: which value stands for which annotation. runs: what it says, once somebody asked."""

    dense_rle: Any
    values: dict[str, Any]
    runs: tuple[Runs, Runs] | None = None


class Rasters:
    """The raster layers among the annotations of a file."""

    def __init__(self, entries: Sequence[Any]) -> None:
        self.annotations = {str(entry.get("id")) for entry in entries if isinstance(entry, dict)}
        self.layers = list(layers_of(entries))

    def mask(self, annotation: str, size: tuple[float, float]) -> Runs:
        """COCO's run lengths of an annotation. Fault when no layer has it, or its layer does not fill the image."""
        layer = next((one for one in self.layers if annotation in one.values), None)
        if layer is None:
            raise Fault("is a mask that is in no raster layer")
        width, height = map(int, size)
        layer.runs = layer.runs or runs_of(layer.dense_rle)
        values, counts = layer.runs
        pixels = width * height
        if (counts < 0).any() or (counts > pixels).any() or counts.sum() != pixels:
            raise Fault(f"its raster layer has {counts.sum():,} pixels and the image {pixels:,}")
        own = np.flatnonzero(values == whole(layer.values[annotation], "its value in the raster layer"))
        if counts[own].sum() > MOST_PIXELS:
            raise Fault(f"the mask has more than {MOST_PIXELS:,} pixels ({counts[own].sum():,})")
        return column_runs(spans(counts, own), width=width, height=height)

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


def runs_of(dense: Any) -> tuple[Runs, Runs]:
    """The values and lengths of runs, row by row. Fault when they are no runs."""
    try:
        found = np.asarray(dense)
    except ValueError:
        found = np.zeros(0)
    if found.ndim != 1 or found.dtype.kind not in "iu" or len(found) % 2:
        raise Fault(f"its raster layer is no list of values and lengths but {brief(dense)}")
    return found[::2].astype(np.int64), found[1::2].astype(np.int64)


def column_runs(pixels: Runs, *, width: int, height: int) -> Runs:
    """Run lengths down the columns, starting with background, from the places of pixels along the rows."""
    if not len(pixels):
        return np.array([width * height])
    places = np.sort(pixels % width * height + pixels // width)
    gaps = np.flatnonzero(np.diff(places) != 1)
    firsts, lasts = places[np.append(0, gaps + 1)], places[np.append(gaps, len(places) - 1)]
    return np.diff(np.concatenate([[0], np.column_stack([firsts, lasts + 1]).ravel(), [width * height]]))
