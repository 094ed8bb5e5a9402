from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from assay.model.defect_types import Severity
from assay.ui.canvas.layers import Layer, hidden_names
from assay.ui.canvas.overlay_style import OverlayStyle
from assay.ui.canvas.view_transform import Box, Point, Size
from assay.ui.theme.colours import LayerRole

Numbers = Mapping[str, frozenset[int]]
"""Annotation numbers by the name of their layer."""


class Mode(StrEnum):
    """How the label sets are laid over or beside each other."""

    OVERLAY = "overlay"
    SIDE_BY_SIDE = "side_by_side"
    BLINK = "blink"
    DIFFERENCES = "differences"
    AREAS = "areas"


@dataclass(frozen=True, slots=True, kw_only=True)
class PointMark:
    """A keypoint that is not where it belongs, in image pixels. delivered: None when it was left out."""

    name: str
    belongs: Point
    delivered: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Where a finding or a defect is on the image. key: what the owner calls it. points: the keypoints that it is about."""

    key: int
    box: Box
    severity: Severity | None = None
    points: tuple[PointMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that the canvas shows besides the image's pixels and the view. hidden: names of layers that are switched off."""

    size: Size | None = None
    layers: tuple[Layer, ...] = ()
    hidden: frozenset[str] = frozenset()
    regions: tuple[Region, ...] = ()
    region: int | None = None
    selected: Numbers = field(default_factory=dict)
    hovered: tuple[str, int] | None = None
    emphasis: Numbers = field(default_factory=dict)
    isolated: tuple[str, int] | None = None
    style: OverlayStyle = field(default_factory=OverlayStyle)
    mode: Mode = Mode.OVERLAY
    blink: bool = False

    def of_another(self, size: Size | None, layers: Sequence[Layer]) -> "Scene":
        """The scene of another image, in the same mode and style; nothing is marked on it yet."""
        style = replace(self.style, marks={})
        return Scene(size=size, layers=tuple(layers), hidden=hidden_names(layers), style=style, mode=self.mode)

    def layer(self, name: str) -> Layer:
        """The layer of this name."""
        return next(layer for layer in self.layers if layer.name == name)

    def shows(self, role: LayerRole) -> bool:
        """Whether a label set of this kind is there and not switched off."""
        return any(layer.role is role and layer.name not in self.hidden for layer in self.layers)

    def only(self) -> frozenset[tuple[str, int]] | None:
        """The annotation that is shown alone; None when all are."""
        return None if self.isolated is None else frozenset([self.isolated])

    def emphasised(self) -> frozenset[tuple[str, int]] | None:
        """The annotations that are drawn fully while all others are faint; None when all are alike."""
        if self.mode is not Mode.DIFFERENCES:
            return None
        return frozenset((name, number) for name, numbers in self.emphasis.items() for number in numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pane:
    """One view of the image on the canvas: its rectangle in logical pixels and the layers drawn in it; title and role when it is one layer's own."""

    left: float
    top: float
    width: float
    height: float
    layers: tuple[Layer, ...]
    title: str = ""
    role: LayerRole | None = None

    @property
    def size(self) -> Size:
        """Width and height in logical pixels."""
        return self.width, self.height

    def holds(self, x: float, y: float) -> bool:
        """Whether a position on the canvas is inside."""
        return self.left <= x < self.left + self.width and self.top <= y < self.top + self.height


DIVIDER = 1.0


def panes_of(scene: Scene, *, width: float, height: float) -> tuple[Pane, ...]:
    """The panes of a canvas of this size: one for all layers, or side by side one per layer, at most two rows of them."""
    own = own_layers(scene)
    if scene.mode is not Mode.SIDE_BY_SIDE or len(own) < 2:
        return (Pane(left=0, top=0, width=width, height=height, layers=shown_layers(scene)),)
    apart = tuple(layer for layer in scene.layers if layer.is_apart and layer.name not in scene.hidden)
    columns, rows = (len(own), 1) if len(own) <= 3 else (-(-len(own) // 2), 2)
    pane_width = (width - (columns - 1) * DIVIDER) / columns
    pane_height = (height - (rows - 1) * DIVIDER) / rows
    return tuple(
        Pane(
            left=(place % columns) * (pane_width + DIVIDER),
            top=(place // columns) * (pane_height + DIVIDER),
            width=pane_width,
            height=pane_height,
            layers=apart if layer.name in scene.hidden else (layer, *apart),
            title=layer.name,
            role=layer.role,
        )
        for place, layer in enumerate(own)
    )


def own_layers(scene: Scene) -> tuple[Layer, ...]:
    """The layers that are laid beside each other or take turns: the label sets under review, and what was switched on besides."""
    return tuple(
        layer for layer in scene.layers if not layer.is_apart and not (layer.is_besides and layer.name in scene.hidden)
    )


def shown_layers(scene: Scene) -> tuple[Layer, ...]:
    """The layers drawn over one another; while blinking, the first alone or all the others."""
    if scene.mode is Mode.BLINK or scene.blink:
        own = own_layers(scene)
        return own[1:] if scene.blink else own[:1]
    return tuple(layer for layer in scene.layers if layer.name not in scene.hidden)


def frozen(numbers: Mapping[str, Collection[int]]) -> dict[str, frozenset[int]]:
    """Numbers by layer that nobody can change behind our back."""
    return {name: frozenset(chosen) for name, chosen in numbers.items()}
