from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from assay.ui.canvas.decoded_image import DecodedImage
from assay.ui.canvas.detail import ShownPart
from assay.ui.canvas.overlay import pane_transform
from assay.ui.canvas.reduced_image import ReducedImage
from assay.ui.canvas.view_transform import Size, View, screen_box, to_screen, visible_box
from assay.ui.theme.tokens import Tokens

CRISP_SCALE = 8.0
"""From here on pixels are squares with a grid between them; below, they are smoothed."""
CHEQUER = 8


def paint_image(
    painter: QPainter, image: DecodedImage, view: View, *, viewport: Size, ratio: float, reduced: ReducedImage
) -> None:
    """Paint the visible part of an image: from its copy at this very scale, else from the level that has just enough pixels."""
    copy = reduced.at(image, view.scale * ratio, view.angle)
    if copy is None:
        paint_resampled(painter, image, view, viewport=viewport, ratio=ratio)
        return
    left, top, *_ = screen_box(view, (0.0, 0.0, image.width, image.height), viewport=viewport)
    copy.setDevicePixelRatio(ratio)
    # A whole number of device pixels: the copy is not resampled.
    painter.drawImage(QPointF(round(left * ratio) / ratio, round(top * ratio) / ratio), copy)


def paint_resampled(painter: QPainter, image: DecodedImage, view: View, *, viewport: Size, ratio: float) -> None:
    """Paint the visible part of an image from the level that has just enough pixels."""
    level, level_scale = image.level(view.scale * ratio)
    seen = visible_pixels((image.width, image.height), view, viewport=viewport)
    source = QRectF(
        seen.left() * level_scale, seen.top() * level_scale, seen.width() * level_scale, seen.height() * level_scale
    )
    if not seen.isEmpty():
        paint_pixels(painter, level, source, seen, view, viewport=viewport)


def paint_part(painter: QPainter, part: ShownPart, view: View, *, viewport: Size) -> None:
    """Paint the part of a large image that was read in detail."""
    paint_pixels(painter, part.image, QRectF(part.image.rect()), part.place, view, viewport=viewport)


def paint_pixels(
    painter: QPainter, image: QImage, source: QRectF, place: QRectF, view: View, *, viewport: Size
) -> None:
    """Paint some pixels of an image where they belong. source: in its own pixels; place: in pixels of the image that is looked at."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, view.scale < CRISP_SCALE)
    painter.setTransform(pane_transform(view, viewport), combine=True)
    painter.drawImage(place, image, source)
    painter.restore()


def visible_pixels(image: Size, view: View, *, viewport: Size) -> QRectF:
    """The visible part of the image in whole pixels, in image coordinates."""
    x_min, y_min, x_max, y_max = visible_box(view, viewport=viewport)
    part = QRectF(QPointF(x_min, y_min), QPointF(x_max, y_max)).toAlignedRect()
    return QRectF(part.adjusted(-1, -1, 1, 1)).intersected(QRectF(0, 0, *image))


def paint_board(painter: QPainter, size: Size, view: View, *, viewport: Size, colour: QColor) -> None:
    """Fill the place of an image with a colour."""
    painter.fillPath(visible_board(size, view, viewport=viewport), colour)


def paint_chequer(painter: QPainter, size: Size, view: View, *, viewport: Size, tokens: Tokens) -> None:
    """Paint the squares that stand for nothing: behind transparent pixels, or in place of an image that is absent."""
    light, dark = ("#22262C", "#1B1E23") if tokens.is_dark else ("#FFFFFF", "#ECEEF1")
    painter.save()
    # smooth edges cost three times as much, and an upright board has none
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, bool(view.angle % 90))
    painter.setBrushOrigin(QPointF(*to_screen(view, [(0.0, 0.0)], viewport=viewport)[0]))
    painter.fillPath(visible_board(size, view, viewport=viewport), QBrush(chequer(QColor(light), QColor(dark))))
    painter.restore()


def visible_board(size: Size, view: View, *, viewport: Size) -> QPainterPath:
    """The visible part of an image's place on the pane."""
    path = QPainterPath()
    path.addPolygon(pane_transform(view, viewport).map(QPolygonF(visible_pixels(size, view, viewport=viewport))))
    return path


def chequer(light: QColor, dark: QColor) -> QPixmap:
    """A tile of four squares in two colours; opaque, which Qt lays without looking at what is there."""
    tile = QPixmap(2 * CHEQUER, 2 * CHEQUER)
    tile.fill(light)
    painter = QPainter(tile)
    painter.fillRect(0, 0, CHEQUER, CHEQUER, dark)
    painter.fillRect(CHEQUER, CHEQUER, CHEQUER, CHEQUER, dark)
    painter.end()
    return tile


def paint_pixel_grid(painter: QPainter, image: Size, view: View, *, viewport: Size) -> None:
    """Paint lines between pixels when they are large enough to be looked at one by one."""
    if view.scale < CRISP_SCALE:
        return
    x_min, y_min, x_max, y_max = visible_box(view, viewport=viewport)
    columns = range(max(0, int(x_min)), min(int(image[0]), int(x_max) + 1) + 1)
    rows = range(max(0, int(y_min)), min(int(image[1]), int(y_max) + 1) + 1)
    if not len(columns) or not len(rows):
        return
    lines = [QLineF(column, rows[0], column, rows[-1]) for column in columns]
    lines += [QLineF(columns[0], row, columns[-1], row) for row in rows]
    pen = QPen(QColor(128, 128, 128, 56), 1)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.drawLines(lines)
