from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from assay.ui.canvas.adjustment import AS_IT_IS, Adjustment
from assay.ui.canvas.beside_panels import beside_panels
from assay.ui.canvas.image_source import ImageSource
from assay.ui.canvas.layers import Layer, bounds, hidden_names
from assay.ui.canvas.lens import Lens
from assay.ui.canvas.outline_cache import OutlineCache
from assay.ui.canvas.overlay import OverlayContent
from assay.ui.canvas.overlay_works import OverlayWorks
from assay.ui.canvas.pane_overlay import overlay_content
from assay.ui.canvas.pane_painting import Picture, paint_dividers, paint_pane, touched_rectangles
from assay.ui.canvas.reduced_image import ReducedImage
from assay.ui.canvas.scene import Mode, Pane, Region, Scene, frozen, panes_of
from assay.ui.canvas.shown_image import ShownImage
from assay.ui.canvas.surround import paint_surround
from assay.ui.canvas.view_transform import Point, Size, View, to_image, visible_corners
from assay.ui.theme.current import current_tokens

PATIENCE = 50
"""Milliseconds for which what was painted last stays while an image is read: a glimpse of it takes a fraction of them, and an empty board would only flash."""


class Stage(Lens):
    """An image with label sets over it, seen through one camera by one or several panes. It paints; it does not listen."""

    scene_changed = Signal()
    image_failed = Signal(str)
    """The sentence that says why the image is not shown."""
    values_arrived = Signal()
    settled = Signal()
    """The image is there, or known not to be, and every outline is painted for the present view."""

    def __init__(self, images: ImageSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = ShownImage(images, self)
        self.keeps_view = False
        """Whether zoom, place and adjustment stay when another image is shown."""
        self._scene = Scene()
        self._pointer: Point | None = None
        self._pointer_place: Point = (-1.0, -1.0)
        self._ahead: tuple[Size, View] | None = None
        """The size that the labels of the likeliest next image refer to, and the view that it will be seen in."""
        self._outlines: dict[int, OutlineCache] = {}
        self._works = OverlayWorks(self.outlines, self)
        self._works.finished.connect(self.refresh)
        self._patience = QTimer(self, interval=PATIENCE, singleShot=True)
        self._patience.timeout.connect(self.refresh)
        self._making_ready = QTimer(self, interval=0, singleShot=True)
        self._making_ready.timeout.connect(lambda: self._want_overlays(self.panes()))
        self._image.arrived.connect(self._patience.stop)
        self._image.arrived.connect(self._rearrange)
        self._image.values_arrived.connect(self.values_arrived)
        self._image.sharpened.connect(self.refresh)
        self._image.failed.connect(self.image_failed)
        self._image.foreseen.connect(self._reduce_ahead)
        self._settling = QTimer(self, interval=0, singleShot=True)
        self._settling.timeout.connect(self.settled)
        self._settling.timeout.connect(self._image.read_ahead)
        self._is_settled = False
        self._is_stale = False

    def show_image(self, path: Path | None, *, size: Size | None = None, layers: Sequence[Layer] = ()) -> None:
        """Show another image, wholly, with its label sets; without path and layers the empty state.

        size: (width, height) that the labels refer to, known before the file is read; then shapes do not wait for one that takes long.
        """
        self._works.forget_except(layers)
        self._forget_outlines_except(layers)
        if not self.keeps_view:
            self._camera.begin_anew()
            self._image.adjust(AS_IT_IS)
        self._scene = self._scene.of_another(size, layers)
        self._image.show(path, declared=size)
        self._await_image()
        self._rearrange()

    def _await_image(self) -> None:
        """Leave the canvas as it is for a moment while the image is read, and have its outlines ready by then."""
        if not self._image.is_awaited:
            self._patience.stop()
        elif not self._patience.isActive():  # a held key does not put it off again and again
            self._patience.start()
            self._making_ready.start()

    def prepare(self, layers: Sequence[Layer], *, size: Size) -> None:
        """Have the outlines of another image painted as they will be seen, for it is likely to be shown next with these layers."""
        scene = self._scene.of_another(size, layers)
        panes = panes_of(scene, width=float(self.width()), height=float(self.height()))
        view = self._camera.view_of(size, viewport=panes[0].size, anew=not self.keeps_view)
        self._ahead = (size, view)
        self._reduce_ahead()
        self._works.prepare([(overlay_content(pane, scene, ratio=self.devicePixelRatioF()), view) for pane in panes])

    def _reduce_ahead(self) -> None:
        if self._ahead is not None:
            size, view = self._ahead
            scale = view.scale * self.devicePixelRatioF()
            self._image.reduce_ahead(declared=size, scale=scale, angle=view.angle)

    @property
    def adjustment(self) -> Adjustment:
        """How the image's pixels are shown."""
        return self._image.adjustment

    def adjust(self, adjustment: Adjustment) -> None:
        """Show the image's pixels otherwise."""
        self._image.adjust(adjustment)
        self._unsettle()

    def has_deep_image(self) -> bool:
        """Whether the image has more than 8 bits per channel."""
        return self._image.is_deep

    def expect(self, path: Path) -> None:
        """Have an image read that is about to be shown: it takes as long as all that is to be known besides."""
        self._image.expect(path)

    def prefetch(self, paths: Sequence[Path]) -> None:
        """Read images that are likely to be wanted next, once this one is painted: reading them meanwhile would delay it."""
        self._image.ahead = tuple(paths)
        if self._is_settled:
            self._image.read_ahead()

    def set_layers(self, layers: Sequence[Layer]) -> None:
        """Show other label sets on the same image; the view, and what is switched off by name, stay."""
        known = {layer.name for layer in self._scene.layers}
        hidden = self._scene.hidden | hidden_names([layer for layer in layers if layer.name not in known])
        self._forget_outlines_except(layers)
        self._rearrange(layers=tuple(layers), hidden=hidden & {layer.name for layer in layers}, hovered=None)

    def set_layer_visible(self, name: str, *, visible: bool) -> None:
        """Switch a layer on or off."""
        hidden = self._scene.hidden - {name} if visible else self._scene.hidden | {name}
        self._rearrange(hidden=hidden, hovered=None)

    def is_layer_visible(self, name: str) -> bool:
        """Whether a layer is switched on."""
        return name not in self._scene.hidden

    def set_regions(self, regions: Sequence[Region]) -> None:
        """Say where the findings are."""
        self._change(regions=tuple(regions))

    def select_region(self, key: int | None) -> None:
        """Frame one of the regions, or none."""
        self._change(region=key)

    def set_selection(self, numbers: Mapping[str, Collection[int]]) -> None:
        """Mark annotations, by layer name."""
        self._change(selected=frozen(numbers))

    def set_emphasis(self, numbers: Mapping[str, Collection[int]]) -> None:
        """Say which annotations findings are about, by layer name; in the differences mode all others are faint."""
        self._change(emphasis=frozen(numbers))

    def set_style(self, **changes: Any) -> None:
        """Draw the outlines otherwise: `colour_by`, `opacity`, `width`, `fill`, `labels`, `marks`."""
        self._change(style=replace(self._scene.style, **changes))

    def isolate(self, one: tuple[str, int] | None) -> None:
        """Show one annotation alone, by its layer's name and its number; None shows all again."""
        self._change(isolated=one)

    def set_mode(self, mode: Mode) -> None:
        """Show the label sets in another way."""
        self._rearrange(mode=mode, hovered=None)

    def set_blink_phase(self, *, on: bool) -> None:
        """While on, every layer but the first is shown, and the first is not."""
        self._change(blink=on, hovered=None)

    def scene(self) -> Scene:
        """All that is shown besides the pixels and the view."""
        return self._scene

    def outlines(self, layer: Layer) -> OutlineCache:
        """The outlines of a layer's annotations."""
        key = id(layer.annotations)
        if key not in self._outlines:
            self._outlines[key] = OutlineCache(layer.annotations)
        return self._outlines[key]

    def _forget_outlines_except(self, layers: Sequence[Layer]) -> None:
        kept = {id(layer.annotations) for layer in layers}
        self._outlines = {key: cache for key, cache in self._outlines.items() if key in kept}

    def panes(self) -> tuple[Pane, ...]:
        """The panes as they lie on the widget."""
        return panes_of(self._scene, width=float(self.width()), height=float(self.height()))

    def pane_at(self, x: float, y: float) -> Pane | None:
        """The pane at a position on the widget."""
        return next((pane for pane in self.panes() if pane.holds(x, y)), None)

    def image_point(self, pane: Pane, x: float, y: float) -> Point:
        """The image point at a position on the widget."""
        ((image_x, image_y),) = to_image(self.view(), [(x - pane.left, y - pane.top)], viewport=pane.size).tolist()
        return image_x, image_y

    def image_size(self) -> Size:
        """The image's own size once it is read, else the size that labels refer to, else what the shapes need."""
        if self._image.decoded is not None:
            return float(self._image.decoded.width), float(self._image.decoded.height)
        return self._scene.size or bounds(self._scene.layers)

    def has_picture(self) -> bool:
        """Whether there is anything to look at."""
        return self._image.path is not None or bool(self._scene.layers)

    def colour_at(self, x: float, y: float) -> tuple[int, int, int] | None:
        """Red, green and blue of an image pixel as shown."""
        return self._image.colour_at(x, y)

    def values_at(self, x: float, y: float) -> str:
        """What the file stores for an image pixel, in words; empty until `values_arrived` where it has to be read."""
        return self._image.values_at(x, y)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every pane, with the best overlays there are at the moment."""
        del event
        self._is_stale = False
        if self._patience.isActive():
            # whatever asked for a part of it: the rest must not go on showing the image before
            self._patience.stop()
            self.refresh()
        painter = QPainter(self)
        panes = self.panes() if self.has_picture() else []
        surround = QColor(current_tokens().surround)
        paint_surround(painter, self.rect(), panes, self.image_size(), self.view(), surround)
        is_ready = self._paint_panes(painter, panes) if panes else True
        painter.end()
        if is_ready and not self._is_settled:
            self._is_settled = True
            self._settling.start()

    def _paint_panes(self, painter: QPainter, panes: Sequence[Pane]) -> bool:
        """Paint them; whether nothing is left to be painted better."""
        picture = self._picture()
        self._image.want_detail(picture.view, viewport=panes[0].size, ratio=self.devicePixelRatioF())
        contents, is_ready = self._want_overlays(panes)
        for pane, content in zip(panes, contents, strict=True):
            # The pointer itself marks the place in its own pane.
            shown = replace(picture, pointer=None) if pane.holds(*self._pointer_place) else picture
            paint_pane(painter, pane, shown, self._works.nearest(content, picture.view))
        if len(panes) > 1:
            paint_dividers(painter, panes, QColor(picture.tokens.faint))
        return is_ready and self._image.is_settled_at(picture.view.scale * picture.ratio)

    def _want_overlays(self, panes: Sequence[Pane]) -> tuple[list[OverlayContent], bool]:
        """What the overlay of each pane shows, and whether all of them are ready; those that are not are begun."""
        contents = [overlay_content(pane, self._scene, ratio=self.devicePixelRatioF()) for pane in panes]
        return contents, self._works.want([(content, self.view()) for content in contents if content.layers])

    def magnified(self, position: Point, *, factor: float, side: float) -> QPixmap | None:
        """A square of what lies around a position on the widget, so many times as large as it is shown. side: in logical pixels."""
        pane = self.pane_at(*position)
        if pane is None or not self.has_picture():
            return None
        ratio = self.devicePixelRatioF()
        made = QPixmap(round(side * ratio), round(side * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(QColor(current_tokens().surround))
        x, y = self.image_point(pane, *position)
        near = replace(self.view(), scale=self.view().scale * factor, centre_x=x, centre_y=y)
        square = Pane(left=0, top=0, width=side, height=side, layers=pane.layers)
        # a loupe moves with the pointer: no copy of the image at its scale is kept
        untouched = replace(self._scene, hovered=None, selected={}, region=None)
        picture = replace(self._picture(), scene=untouched, view=near, pointer=None, reduced=ReducedImage())
        overlay = self._works.nearest(overlay_content(pane, self._scene, ratio=ratio), near)
        painter = QPainter(made)
        paint_pane(painter, square, picture, overlay)
        painter.end()
        return made

    def whole_level(self) -> QImage | None:
        """The image as a whole, at the smallest size that is at hand."""
        return None if self._image.adjusted is None else self._image.adjusted.level(0.0)[0]

    def seen(self) -> NDArray[np.float64]:
        """(4, 2) the corners of the part that the first pane shows, in image pixels; it may reach beyond the image."""
        return visible_corners(self.view(), viewport=self.panes()[0].size)

    def _picture(self) -> Picture:
        return Picture(
            scene=self._scene,
            view=self._camera.view,
            size=self.image_size(),
            image=self._image.adjusted,
            problem=self._image.problem(),
            pointer=self._pointer,
            reduced=self._image.reduced,
            part=self._image.part(),
            outlines=self.outlines,
            tokens=current_tokens(),
            ratio=self.devicePixelRatioF(),
            covered=self.covered(),
        )

    def covered(self) -> list[QRectF]:
        """Where panels lie over the image, so that no label is put under them."""
        return []

    def _change(self, **changes: Any) -> None:
        """Show a scene that differs in these fields."""
        self._scene = replace(self._scene, **changes)
        self._unsettle()

    def _change_touched(self, *, hovered: tuple[str, int] | None) -> None:
        """Have something else under the pointer. Only what was and what is touched is painted anew: a whole frame would take a few milliseconds."""
        stale = self._touched_area()
        self._scene = replace(self._scene, hovered=hovered)
        self.update(stale | self._touched_area())

    def _touched_area(self) -> QRegion:
        """Where something hovered or selected is painted, with its label."""
        picture, area = self._picture(), QRegion()
        for pane in self.panes():
            for rectangle in touched_rectangles(pane, picture):
                area |= QRegion(rectangle.translated(pane.left, pane.top).toAlignedRect())
        return area

    def _rearrange(self, **changes: Any) -> None:
        """Show a scene that differs in what is shown where: panes, panels and the fitted view follow."""
        self._change(**changes)
        self._fit_to_panes()
        self.scene_changed.emit()

    def _fit_to_panes(self) -> None:
        before = self.view()
        self._camera.resize(image=self.image_size(), viewport=self.panes()[0].size)
        if self.view() != before:
            self.view_changed.emit(self.view())

    def _unsettle(self) -> None:
        self._is_settled = False
        self._settling.stop()
        self.refresh()

    def refresh(self) -> None:
        """Have the picture painted anew; the panels over it stay as they are."""
        if not self._is_stale and not self._patience.isActive():
            self._is_stale = True
            self.update(beside_panels(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a fitted image fitted."""
        super().resizeEvent(event)
        self._fit_to_panes()
        self._unsettle()
