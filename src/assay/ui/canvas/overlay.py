"""Outlines painted once into an image that is wider than its pane, to be moved and scaled with the view until it is painted anew."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from assay.ui.canvas.areas import areas, shaded
from assay.ui.canvas.batches import Batch, Emphasis, Outlines, batches
from assay.ui.canvas.coats import Placing, coats
from assay.ui.canvas.layers import Layer
from assay.ui.canvas.overlay_style import OverlayStyle
from assay.ui.canvas.painting import paint_casings, paint_ground, paint_lines
from assay.ui.canvas.raster import Pixels, filled, image_of, lay_lines, traced
from assay.ui.canvas.shape_labels import ShapeLabel, placed_labels, write_labels
from assay.ui.canvas.spare_pictures import SparePictures
from assay.ui.canvas.view_transform import Size, View, to_screen, turn, visible_box
from assay.ui.theme.colours import CASING_OPACITY
from assay.ui.theme.tokens import Tokens

MARGIN = 256
"""Logical pixels around the pane that are painted too, so that a drag of this length needs no new overlay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayContent:
    """What an overlay shows, whatever the view. has_areas: whether what only the vendor or only gold covers is tinted. size: of the pane. ratio: device pixels per logical pixel."""

    layers: tuple[Layer, ...]
    emphasis: Emphasis
    only: Emphasis = None
    has_areas: bool = False
    style: OverlayStyle = field(default_factory=OverlayStyle)
    tokens: Tokens
    size: Size
    ratio: float


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """A finished overlay and the view that it was painted for."""

    content: OverlayContent
    view: View
    image: QImage
    pixels: Pixels | None = None
    """What the image looks into, kept as long as it."""

    @property
    def is_raster(self) -> bool:
        """Whether its lines were drawn outside Qt, because it shows many shapes."""
        return self.pixels is not None

    def covers(self, view: View) -> bool:
        """Whether moving this overlay shows another view exactly and wholly."""
        return covers(self.view, view)

    def paint(self, painter: QPainter, view: View, *, viewport: Size) -> None:
        """Draw the overlay where it belongs in another view; the painter's origin is the pane's top left corner."""
        nearer = view.scale / self.view.scale
        width, height = ((side + 2 * MARGIN) * nearer for side in self.content.size)
        middle_x, middle_y = to_screen(view, [(self.view.centre_x, self.view.centre_y)], viewport=viewport)[0].tolist()
        left, top = middle_x - width / 2, middle_y - height / 2
        if (view.scale, view.angle) == (self.view.scale, self.view.angle):
            # A whole number of device pixels: the overlay then moves without being resampled.
            ratio = self.content.ratio
            left, top = round(left * ratio) / ratio, round(top * ratio) / ratio
            painter.drawImage(QRectF(left, top, width, height), self.image, QRectF(self.image.rect()))
            return
        painter.save()
        painter.translate(middle_x, middle_y)
        painter.rotate(view.angle - self.view.angle)
        painter.drawImage(QRectF(-width / 2, -height / 2, width, height), self.image, QRectF(self.image.rect()))
        painter.restore()


def painted_overlay(content: OverlayContent, view: View, drawn: Sequence[Batch], pictures: SparePictures) -> Overlay:
    """An overlay painted by Qt, for few shapes."""
    width, height = picture_size(content)
    casings, image = (pictures.blank(width, height, ratio=content.ratio) for _ in range(2))
    with painting_on(casings, content, view) as painter:
        paint_casings(painter, drawn, content.style, content.tokens, opacity=1.0)
    with painting_on(image, content, view) as painter:
        paint_ground(painter, drawn, content.style, content.tokens)
        # Qt strokes in an opaque colour ten times as fast, and casings that cross do not darken one another.
        painter.setOpacity(content.style.opacity * CASING_OPACITY)
        lay(painter, casings)
        painter.setOpacity(content.style.opacity)
        paint_lines(painter, drawn, content.style, content.tokens)
    pictures.take_back(casings)
    write_labels(image, labels_of(content, drawn, placing_of(content, view)), content.tokens)
    return Overlay(content, view, image)


@contextmanager
def painting_on(image: QImage, content: OverlayContent, view: View) -> Iterator[QPainter]:
    """A painter on an overlay's image whose transform maps image pixels to it."""
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(MARGIN, MARGIN)
    painter.setTransform(pane_transform(view, content.size), combine=True)
    yield painter
    painter.end()


def lay(painter: QPainter, image: QImage) -> None:
    """Lay one image over another of the same size, whatever the painter's transform."""
    transform = painter.transform()
    painter.resetTransform()
    painter.drawImage(0, 0, image)
    painter.setTransform(transform)


def raster_overlay(content: OverlayContent, view: View, drawn: Sequence[Batch]) -> Overlay:
    """An overlay whose lines are drawn outside Qt, for many shapes; on any thread."""
    width, height = picture_size(content)
    placing = placing_of(content, view)
    laid = coats(drawn, content.style, placing, content.tokens)
    with ThreadPoolExecutor(1, "lines") as beside:
        lines = beside.submit(traced, laid, width=width, height=height)
        pixels = ground_of(content, drawn, placing)
        filled(laid, pixels)
        labels = labels_of(content, drawn, placing)
        image = image_of(pixels)
        lay_lines(laid, lines.result(), image, casing_opacity=CASING_OPACITY * content.style.opacity)
    image.setDevicePixelRatio(content.ratio)
    write_labels(image, labels, content.tokens)
    return Overlay(content, view, image, pixels)


def ground_of(content: OverlayContent, drawn: Sequence[Batch], placing: Placing) -> Pixels:
    """What lies below all outlines: the tinted areas, or nothing."""
    width, height = picture_size(content)
    if content.has_areas:
        return shaded(areas(drawn, placing, content.tokens), width=width, height=height)
    return np.zeros((height, width, 4), np.uint8)


def labels_of(content: OverlayContent, drawn: Sequence[Batch], placing: Placing) -> list[ShapeLabel]:
    """The names that an overlay shows."""
    width, height = picture_size(content)
    return placed_labels(drawn, placing, width=width, height=height) if content.style.labels else []


def placing_of(content: OverlayContent, view: View) -> Placing:
    """Where the image lies on an overlay painted for a view."""
    scale = view.scale * content.ratio
    middle_x, middle_y = ((side / 2 + MARGIN) * content.ratio for side in content.size)
    across, down = (np.array([view.centre_x, view.centre_y]) @ turn(view.angle) * scale).tolist()
    return Placing(scale, (middle_x - across, middle_y - down), content.ratio, view.angle)


def batches_of(content: OverlayContent, view: View, outlines: Outlines) -> list[Batch]:
    """What an overlay of this content has to draw for a view."""
    visible = visible_box(view, viewport=content.size, margin=MARGIN + 4)
    return batches(
        content.layers, outlines, visible=visible, scale=view.scale, emphasis=content.emphasis, only=content.only
    )


def covers(painted: View, wanted: View, *, margin: float = MARGIN) -> bool:
    """Whether an overlay painted for one view shows another exactly when it is moved. margin: by so many logical pixels at most."""
    if (painted.scale, painted.angle) != (wanted.scale, wanted.angle):
        return False
    apart = np.array([wanted.centre_x - painted.centre_x, wanted.centre_y - painted.centre_y]) * wanted.scale
    return bool(np.abs(apart @ turn(wanted.angle)).max() <= margin)


def picture_size(content: OverlayContent) -> tuple[int, int]:
    """Width and height of an overlay in device pixels."""
    width, height = ((side + 2 * MARGIN) * content.ratio for side in content.size)
    return round(width), round(height)


def pane_transform(view: View, size: Size) -> QTransform:
    """From image pixels to logical pixels of a pane of this size."""
    transform = QTransform.fromTranslate(size[0] / 2, size[1] / 2)
    transform.rotate(view.angle)
    transform.scale(view.scale, view.scale)
    transform.translate(-view.centre_x, -view.centre_y)
    return transform
