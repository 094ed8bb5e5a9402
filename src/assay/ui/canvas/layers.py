from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

import numpy as np

from assay.model.annotations import Annotations
from assay.ui.theme.colours import LayerRole


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """One label set's annotations on the image, as the canvas draws them.

    name: what the legend says; tells layers of one canvas apart. visible: whether it is switched on at first. key: the key that switches the layer, printed in the legend.
    class_names: what a class id is called on a label. class_colours: #RRGGBB by class id. annotator_names: by annotator id. is_apart: few shapes that change often, painted anew in every frame and no part of the
    overlay; in no pane of their own. is_besides: shown over the others only while it is switched on; else it takes no part in any mode. labels: what stands on an annotation's label in place of its class and number. crossed_out: numbers
    of annotations that should not be.
    """

    name: str
    role: LayerRole
    annotations: Annotations
    visible: bool = True
    key: str = ""
    class_names: Mapping[int, str] = field(default_factory=dict)
    class_colours: Mapping[int, str] = field(default_factory=dict)
    annotator_names: Mapping[int, str] = field(default_factory=dict)
    is_apart: bool = False
    is_besides: bool = False
    labels: Mapping[int, str] = field(default_factory=dict)
    crossed_out: frozenset[int] = frozenset()

    def number(self, row: int) -> int:
        """The number of the annotation in a row."""
        return int(self.annotations.records["number"][row])

    def rows(self, numbers: frozenset[int]) -> list[int]:
        """The rows of the annotations with these numbers."""
        if not numbers:
            return []
        return np.flatnonzero(np.isin(self.annotations.records["number"], list(numbers))).tolist()

    def class_name(self, row: int) -> str:
        """What the annotation's class is called."""
        return self.class_names.get(int(self.annotations.records["class_id"][row]), "")


PAINT_ORDER = (
    LayerRole.EARLIER,
    LayerRole.MODEL,
    LayerRole.VENDOR,
    LayerRole.REVIEWER,
    LayerRole.SECOND_REVIEWER,
    LayerRole.GOLD,
)
"""From below to above: gold's dashes let the vendor's line through, so it comes last."""


def painted_order(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """The layers from below to above."""
    return tuple(sorted(layers, key=lambda layer: PAINT_ORDER.index(layer.role)))


def hidden_names(layers: Sequence[Layer]) -> frozenset[str]:
    """The names of the layers that are switched off at first."""
    return frozenset(layer.name for layer in layers if not layer.visible)


def bounds(layers: Sequence[Layer]) -> tuple[float, float]:
    """The smallest width and height that hold every shape, for when neither the file nor anyone else says how large the image is."""
    corners = [layer.annotations.boxes[:, 2:] for layer in layers if len(layer.annotations)]
    if not corners:
        return 1.0, 1.0
    width, height = np.nanmax(np.concatenate(corners), axis=0).tolist()
    return max(width, 1.0), max(height, 1.0)


def look_alike(some: Sequence[Layer], others: Sequence[Layer]) -> bool:
    """Whether layers show the same annotations, the very same ones, in the same way."""
    return len(some) == len(others) and all(
        one.annotations is other.annotations and all(getattr(one, name) == getattr(other, name) for name in LOOKS)
        for one, other in zip(some, others, strict=True)
    )


LOOKS = tuple(field.name for field in fields(Layer) if field.name != "annotations")
