from assay.ui.canvas.overlay import OverlayContent
from assay.ui.canvas.scene import Mode, Pane, Scene
from assay.ui.theme.colours import image_tokens


def overlay_content(pane: Pane, scene: Scene, *, ratio: float) -> OverlayContent:
    """What the overlay of a pane shows. ratio: device pixels per logical pixel."""
    return OverlayContent(
        layers=tuple(layer for layer in pane.layers if not layer.is_apart),
        emphasis=scene.emphasised(),
        only=scene.only(),
        has_areas=scene.mode is Mode.AREAS,
        style=scene.style.as_drawn(),
        tokens=image_tokens(),
        size=pane.size,
        ratio=ratio,
    )
