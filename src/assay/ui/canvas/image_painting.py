from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from assay.ui.canvas.decoded_image import DecodedImage
from assay.ui.canvas.detail import Part
from assay.ui.canvas.reduced_image import ReducedImage
from assay.ui.canvas.view_transform import Size, View, to_screen, visible_box
from assay.ui.theme.tokens import Tokens

CRISP_SCALE = 8.0
"""From here on pixels are squares with a grid between them; below, they are smoothed."""
CHEQUER = 8


def image_rectangle(image: Size, view: View, viewport: Size) -> QRectF:
    """Where the whole image lies in the pane."""
    (left, top), (right, bottom) = to_screen(view, [(0, 0), image], viewport=viewport)
    return QRectF(left, top, right - left, bottom - top)


def paint_image(
    painter: QPainter, image: DecodedImage, view: View, *, viewport: Size, ratio: float, reduced: ReducedImage
) -> None:
    """Paint the visible part of an image: from its copy at this very scale, else from the level that has just enough pixels."""
    copy = reduced.at(image, view.scale * ratio)
    if copy is None:
        paint_resampled(painter, image, view, viewport=viewport, ratio=ratio)
        return
    place = image_rectangle((image.width, image.height), view, viewport).topLeft() * ratio
    copy.setDevicePixelRatio(ratio)
    # A whole number of device pixels: the copy is not resampled.
    painter.drawImage(QPointF(round(place.x()) / ratio, round(place.y()) / ratio), copy)


def paint_resampled(painter: QPainter, image: DecodedImage, view: View, *, viewport: Size, ratio: float) -> None:
    """Paint the visible part of an image from the level that has just enough pixels."""
    level, level_scale = image.level(view.scale * ratio)
    seen = visible_pixels(image, view, viewport=viewport)
    if seen.isEmpty():
        return
    (left, top), (right, bottom) = to_screen(
        view, [(seen.left(), seen.top()), (seen.right(), seen.bottom())], viewport=viewport
    )
    source = QRectF(
        seen.left() * level_scale, seen.top() * level_scale, seen.width() * level_scale, seen.height() * level_scale
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, view.scale < CRISP_SCALE)
    painter.drawImage(QRectF(left, top, right - left, bottom - top), level, source)
    painter.restore()


def paint_part(painter: QPainter, part: Part, view: View, *, viewport: Size) -> None:
    """Paint the part of a large image that was read in detail."""
    place = part.place()
    corners = [(place.left(), place.top()), (place.right(), place.bottom())]
    (left, top), (right, bottom) = to_screen(view, corners, viewport=viewport)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, view.scale < CRISP_SCALE)
    painter.drawImage(QRectF(left, top, right - left, bottom - top), part.image, QRectF(part.image.rect()))
    painter.restore()


def visible_pixels(image: DecodedImage, view: View, *, viewport: Size) -> QRectF:
    """The visible part of the image in whole pixels, in image coordinates."""
    x_min, y_min, x_max, y_max = visible_box(view, viewport=viewport)
    part = QRectF(QPointF(x_min, y_min), QPointF(x_max, y_max)).toAlignedRect()
    return QRectF(part.adjusted(-1, -1, 1, 1)).intersected(QRectF(0, 0, image.width, image.height))


def paint_chequer(painter: QPainter, rectangle: QRectF, *, viewport: Size, tokens: Tokens) -> None:
    """Paint the squares that stand for nothing: behind transparent pixels, or in place of an image that is absent."""
    seen = rectangle.intersected(QRectF(0, 0, viewport[0], viewport[1]))
    if seen.isEmpty():
        return
    light, dark = ("#22262C", "#1B1E23") if tokens.is_dark else ("#FFFFFF", "#ECEEF1")
    painter.fillRect(seen, QColor(light))
    painter.save()
    painter.setBrushOrigin(rectangle.topLeft())
    painter.fillRect(seen, QBrush(chequer(QColor(dark))))
    painter.restore()


def chequer(colour: QColor) -> QPixmap:
    """A tile with two squares of a colour on nothing."""
    tile = QPixmap(2 * CHEQUER, 2 * CHEQUER)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.fillRect(0, 0, CHEQUER, CHEQUER, colour)
    painter.fillRect(CHEQUER, CHEQUER, CHEQUER, CHEQUER, colour)
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
