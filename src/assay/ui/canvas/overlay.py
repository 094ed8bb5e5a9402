"""Outlines painted once into an image that is wider than its pane, to be moved and scaled with the view until it is painted anew."""

import time
from collections.abc import Generator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from assay.ui.canvas.layers import Layer
from assay.ui.canvas.painting import Emphasis, Outlines, paint_outlines
from assay.ui.canvas.view_transform import Box, Size, View, to_screen, visible_box
from assay.ui.theme.tokens import Tokens

MARGIN = 256
"""Logical pixels around the pane that are painted too, so that a drag of this length needs no new overlay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayContent:
    """What an overlay shows, whatever the view. size: of the pane. ratio: device pixels per logical pixel."""

    layers: tuple[Layer, ...]
    emphasis: Emphasis
    tokens: Tokens
    size: Size
    ratio: float


@dataclass(frozen=True, slots=True)
class Overlay:
    """A finished overlay and the view that it was painted for."""

    content: OverlayContent
    view: View
    image: QImage

    def covers(self, view: View) -> bool:
        """Whether moving this overlay shows another view exactly and wholly."""
        return covers(self.view, view)

    def paint(self, painter: QPainter, view: View, *, viewport: Size) -> None:
        """Draw the overlay where it belongs in another view; the painter's origin is the pane's top left corner."""
        width, height = self.content.size
        covered = visible_box(self.view, viewport=self.content.size, margin=MARGIN)
        (left, top), (right, bottom) = to_screen(view, [covered[:2], covered[2:]], viewport=viewport)
        if view.scale == self.view.scale:
            # A whole number of device pixels: the overlay then moves without being resampled.
            ratio = self.content.ratio
            left, top = round(left * ratio) / ratio, round(top * ratio) / ratio
            right, bottom = left + width + 2 * MARGIN, top + height + 2 * MARGIN
        target = QRectF(left, top, right - left, bottom - top)
        painter.drawImage(target, self.image, QRectF(self.image.rect()))


class OverlayRender:
    """An overlay in the making, painted in slices so that the window stays alive meanwhile."""

    def __init__(self, content: OverlayContent, view: View, outlines: Outlines) -> None:
        self.content = content
        self.view = view
        self.seconds = 0.0
        self._image = blank(content)
        self._steps = self._painted(outlines)

    def advance(self, seconds: float) -> Overlay | None:
        """Paint for about so long; the overlay once it is finished."""
        began = time.perf_counter()
        for _ in self._steps:
            if time.perf_counter() - began > seconds:
                self.seconds += time.perf_counter() - began
                return None
        self.seconds += time.perf_counter() - began
        return Overlay(self.content, self.view, self._image)

    def close(self) -> None:
        """Give up; the painter lets go of the image."""
        self._steps.close()

    def _painted(self, outlines: Outlines) -> Generator[None]:
        painter = QPainter(self._image)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(MARGIN, MARGIN)
            painter.setTransform(pane_transform(self.view, self.content.size), combine=True)
            yield from paint_outlines(
                painter,
                self.content.layers,
                outlines,
                visible=self._visible(),
                scale=self.view.scale,
                emphasis=self.content.emphasis,
                tokens=self.content.tokens,
            )
        finally:
            painter.end()

    def _visible(self) -> Box:
        return visible_box(self.view, viewport=self.content.size, margin=MARGIN + 4)


def covers(painted: View, wanted: View) -> bool:
    """Whether an overlay painted for one view shows another exactly when it is moved."""
    return (
        painted.scale == wanted.scale
        and abs(wanted.centre_x - painted.centre_x) * wanted.scale <= MARGIN
        and abs(wanted.centre_y - painted.centre_y) * wanted.scale <= MARGIN
    )


def blank(content: OverlayContent) -> QImage:
    """A transparent image as large as a pane with its margins."""
    width = round((content.size[0] + 2 * MARGIN) * content.ratio)
    height = round((content.size[1] + 2 * MARGIN) * content.ratio)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(content.ratio)
    image.fill(0)
    return image


def pane_transform(view: View, size: Size) -> QTransform:
    """From image pixels to logical pixels of a pane of this size."""
    transform = QTransform.fromTranslate(size[0] / 2, size[1] / 2)
    transform.scale(view.scale, view.scale)
    transform.translate(-view.centre_x, -view.centre_y)
    return transform
