from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from assay.ui.canvas.batches import Outlines
from assay.ui.canvas.decoded_image import DecodedImage
from assay.ui.canvas.detail import ShownPart
from assay.ui.canvas.editing.apart_painting import paint_apart
from assay.ui.canvas.image_painting import paint_board, paint_chequer, paint_image, paint_part, paint_pixel_grid
from assay.ui.canvas.label_painting import paint_pill, pill_rectangle
from assay.ui.canvas.layers import Layer, painted_order
from assay.ui.canvas.outline_cache import OutlineCache
from assay.ui.canvas.overlay import Overlay, pane_transform
from assay.ui.canvas.painting import paint_hovered, paint_selected
from assay.ui.canvas.point_painting import paint_point_marks
from assay.ui.canvas.reduced_image import ReducedImage
from assay.ui.canvas.region_painting import AIR, paint_region, screen_rectangle
from assay.ui.canvas.scene import Pane, Scene
from assay.ui.canvas.view_transform import Point, Size, View, to_screen
from assay.ui.theme.colours import LayerRole, image_tokens
from assay.ui.theme.fonts import ui_font
from assay.ui.theme.tokens import RADIUS_LARGE, Tokens

MOST_LABELS = 6
"""More selected annotations than this are told by their tint alone."""
CROSS = 7.0
TITLE_LEFT = 12.0
TITLE_TOP = 54.0
"""Below the mode switch."""
PROBLEM_BELOW_TITLE = 40.0
TOUCHED_AIR = 8.0
"""Logical pixels around a touched shape within which its line, casing and vertices stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What every pane of one frame is painted from. problem: the sentence when the image cannot be shown. covered: where panels lie over the canvas."""

    scene: Scene
    view: View
    size: Size
    image: DecodedImage | None
    problem: str
    pointer: Point | None
    reduced: ReducedImage
    part: ShownPart | None
    outlines: Outlines
    tokens: Tokens
    ratio: float
    covered: Sequence[QRectF] = ()


def paint_pane(painter: QPainter, pane: Pane, picture: Picture, overlay: Overlay | None) -> None:
    """Paint one pane from below to above: image, outlines, the finding's frame, selection, labels, what is the matter."""
    painter.save()
    painter.setClipRect(QRectF(pane.left, pane.top, pane.width, pane.height))
    painter.translate(pane.left, pane.top)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_picture(painter, pane, picture)
    if overlay is not None and pane.layers:
        overlay.paint(painter, picture.view, viewport=pane.size)
    paint_apart(painter, pane, picture.view, picture.outlines, image_tokens(), selected=picture.scene.selected)
    for region in picture.scene.regions:
        if region.key == picture.scene.region:
            paint_region(painter, region, picture.view, viewport=pane.size, tokens=image_tokens())
    paint_touched(painter, pane, picture)
    paint_points(painter, pane, picture)
    paint_labels(painter, pane, picture)
    if picture.image is None and picture.problem:
        paint_problem(painter, pane, picture)
    if picture.pointer is not None:
        paint_cross(painter, pane, picture, picture.pointer)
    if pane.title and pane.role:
        pill = pill_rectangle(pane.title, QRectF(TITLE_LEFT, TITLE_TOP, 0, 0), pane.size, [])
        pill.moveTop(TITLE_TOP)
        paint_pill(painter, pill, pane.title, pane.role, picture.tokens)
    painter.restore()


def paint_picture(painter: QPainter, pane: Pane, picture: Picture) -> None:
    """Paint the image, or a board of its size in its place."""
    if picture.image is None and not picture.problem:
        colour = QColor(picture.tokens.window)
        paint_board(painter, picture.size, picture.view, viewport=pane.size, colour=colour)
    elif picture.image is None or picture.image.has_alpha:
        paint_chequer(painter, picture.size, picture.view, viewport=pane.size, tokens=picture.tokens)
    if picture.image is None:
        return
    paint_image(painter, picture.image, picture.view, viewport=pane.size, ratio=picture.ratio, reduced=picture.reduced)
    if picture.part is not None:
        paint_part(painter, picture.part, picture.view, viewport=pane.size)
    painter.save()
    painter.setTransform(pane_transform(picture.view, pane.size), combine=True)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    paint_pixel_grid(painter, picture.size, picture.view, viewport=pane.size)
    painter.restore()


def paint_problem(painter: QPainter, pane: Pane, picture: Picture) -> None:
    """Write why there is no image, at the top and over the outlines, where it hides the fewest of them and can be read."""
    top = TITLE_TOP + (PROBLEM_BELOW_TITLE if pane.title else 8.0)
    seen = QRectF(28.0, top, pane.width - 56.0, pane.height - top)
    painter.setFont(ui_font())
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    words = painter.boundingRect(seen, flags, picture.problem)
    painter.setPen(QColor(picture.tokens.line))
    painter.setBrush(QColor(picture.tokens.panel))
    painter.drawRoundedRect(words.adjusted(-12, -8, 12, 8), RADIUS_LARGE, RADIUS_LARGE)
    painter.setPen(QColor(picture.tokens.text))
    painter.drawText(seen, flags, picture.problem)


def touched(pane: Pane, scene: Scene) -> Iterator[tuple[Layer, int, bool]]:
    """The annotations of a pane that are hovered or selected: their layer, their row, and whether they are selected."""
    for layer in painted_order(pane.layers):
        selected = scene.selected.get(layer.name, frozenset())
        if scene.hovered is not None and scene.hovered[0] == layer.name and scene.hovered[1] not in selected:
            for row in layer.rows(frozenset([scene.hovered[1]])):
                yield layer, row, False
        for row in layer.rows(selected):
            yield layer, row, True


def paint_touched(painter: QPainter, pane: Pane, picture: Picture) -> None:
    """Paint what is hovered or selected over everything else."""
    painter.save()
    painter.setTransform(pane_transform(picture.view, pane.size), combine=True)
    for layer, row, is_selected in touched(pane, picture.scene):
        cache = picture.outlines(layer)
        if is_selected:
            paint_selected(painter, layer, cache, row, image_tokens(), picture.view.scale)
        else:
            paint_hovered(painter, layer, cache, row, image_tokens(), picture.view.scale)
    painter.restore()


def paint_points(painter: QPainter, pane: Pane, picture: Picture) -> None:
    """Mark where the keypoints of the finding at hand belong, which gold says: not while it is switched off."""
    scene = picture.scene
    at_hand = next((region for region in scene.regions if region.key == scene.region), None)
    if at_hand is not None and at_hand.points and scene.shows(LayerRole.GOLD):
        tokens = {"tokens": image_tokens(), "words": picture.tokens}
        paint_point_marks(painter, at_hand.points, picture.view, viewport=pane.size, **tokens)


def paint_labels(painter: QPainter, pane: Pane, picture: Picture) -> None:
    """Write beside what is hovered or selected what it is."""
    for pill, layer, text in placed_pills(pane, picture):
        paint_pill(painter, pill, text, layer.role, picture.tokens)


def placed_pills(pane: Pane, picture: Picture) -> list[tuple[QRectF, Layer, str]]:
    """The labels of a pane: where they stand, whose they are, and what they say."""
    items = list(touched(pane, picture.scene))
    if len(items) > MOST_LABELS:
        items = [item for item in items if not item[2]]
    covered = [panel.translated(-pane.left, -pane.top) for panel in picture.covered]
    placed: list[tuple[QRectF, Layer, str]] = []
    for layer, row, _ in items:
        text = label_text(layer, row)
        anchor = label_anchor(picture.outlines(layer), row, pane, picture)
        if text and anchor.intersects(QRectF(0, 0, pane.width, pane.height)):
            pill = pill_rectangle(text, anchor, pane.size, covered + [taken for taken, _, _ in placed])
            placed.append((pill, layer, text))
    return placed


def touched_rectangles(pane: Pane, picture: Picture) -> Iterator[QRectF]:
    """Where the pane shows something hovered or selected: the shapes, and all the room that their labels may take."""
    for layer, row, _ in touched(pane, picture.scene):
        cache = picture.outlines(layer)
        x_min, y_min, x_max, y_max = (float(side) for side in cache.boxes[row])
        yield screen_rectangle((x_min, y_min, x_max, y_max), picture.view, pane.size, air=TOUCHED_AIR)
        if not (points := cache.own_keypoints(row)).isEmpty():
            around = points.boundingRect()
            box = (around.left(), around.top(), around.right(), around.bottom())
            yield screen_rectangle(box, picture.view, pane.size, air=TOUCHED_AIR)
    for pill, _, _ in placed_pills(pane, picture):
        yield pill.adjusted(-1, -1, 1, 1)


def label_text(layer: Layer, row: int) -> str:
    """An annotation's class and number, or what its layer says of it."""
    return layer.labels.get(layer.number(row)) or f"{layer.class_name(row)} #{layer.number(row)}".strip()


def label_anchor(cache: OutlineCache, row: int, pane: Pane, picture: Picture) -> QRectF:
    """The rectangle that a label stands beside: the object, or the finding's frame around it."""
    x_min, y_min, x_max, y_max = (float(side) for side in cache.boxes[row])
    anchor = screen_rectangle((x_min, y_min, x_max, y_max), picture.view, pane.size)
    for region in picture.scene.regions:
        if region.key == picture.scene.region:
            frame = screen_rectangle(region.box, picture.view, pane.size, air=AIR)
            if frame.contains(anchor.center()):
                return frame
    return anchor


def paint_cross(painter: QPainter, pane: Pane, picture: Picture, point: Point) -> None:
    """Mark the place of the pointer in a pane where it is not."""
    x, y = to_screen(picture.view, [point], viewport=pane.size)[0]
    for colour, width in ((image_tokens().casing, 3.0), (image_tokens().text, 1.0)):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawLine(QPointF(x - CROSS, y), QPointF(x + CROSS, y))
        painter.drawLine(QPointF(x, y - CROSS), QPointF(x, y + CROSS))


def paint_dividers(painter: QPainter, panes: Sequence[Pane], colour: QColor) -> None:
    """Paint a thin line between panes."""
    for pane in panes:
        if pane.left:
            painter.fillRect(round(pane.left) - 1, round(pane.top), 1, round(pane.height), colour)
        if pane.top:
            painter.fillRect(round(pane.left), round(pane.top) - 1, round(pane.width), 1, colour)
