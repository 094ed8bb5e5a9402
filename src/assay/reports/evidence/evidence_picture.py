"""One evidence picture: the part of the image that an item is about, what was delivered, what is expected, and a caption."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from assay.model.annotations import Annotations
from assay.model.schema import Schema
from assay.reports.evidence.caption import HEIGHT, SECONDARY, Caption, font, strip
from assay.reports.evidence.drawing import DELIVERED, EXPECTED, PLACE, Pen, Points, Sheet, corner_ticks
from assay.reports.evidence.image_source import BEHIND
from assay.reports.evidence.outlines import lines_in_picture
from assay.reports.evidence.window import Window, context_window
from assay.reports.package_item import PackageItem, class_in_words, class_names

NARROWEST = 320
"""In pixels; a caption needs so much."""

BOARD = (0xEE, 0xF0, 0xF4)
NOT_AVAILABLE = "image not available"


def evidence_picture(item: PackageItem, image: Image.Image | None, schema: Schema) -> Image.Image:
    """The picture of one item, 320 to 480 pixels wide. image: None when it cannot be had; then the shapes stand on an empty board."""
    window = context_window(item.defect.box, image.size if image else known_size(item))
    sheet = Sheet(window.size)
    legend: list[tuple[Pen, str]] = []
    for annotations, pen, word in ((item.delivered, DELIVERED, "delivered"), (item.expected, EXPECTED, "expected")):
        if lines := outlines(annotations, window):
            sheet.draw(lines, pen)
            legend.append((pen, f"{word}: {', '.join(class_names(annotations, schema)) or 'no class'}"))
    if not legend:
        sheet.draw(marked_place(item, window), PLACE)
        legend.append((PLACE, "marked place"))
    part = sheet.laid_on(cropped(image, window) if image else empty_board(window))
    about = class_in_words(item, schema)
    return with_caption(part, Caption(item.item.number, item.defect.code, about, item.defect.severity, legend))


def save_png(picture: Image.Image, path: Path) -> None:
    """Write a picture that holds nothing but pixels: what the image file said of camera, place and time stays here."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    # level 6 takes two and a half times as long for 4 % less
    bare.save(path, format="PNG", compress_level=4)


def known_size(item: PackageItem) -> tuple[int, int] | None:
    """The image's size as the project knows it."""
    image = item.image
    return (image.width, image.height) if image and image.width and image.height else None


def outlines(annotations: Annotations, window: Window) -> list[Points]:
    """The lines of all these annotations in the picture."""
    return [line for row in range(len(annotations)) for line in lines_in_picture(annotations, row, window)]


def marked_place(item: PackageItem, window: Window) -> list[Points]:
    """Ticks at the corners of the place that a reviewer marked, kept within the picture."""
    place = (np.array(item.defect.box).reshape(2, 2) - (window.x, window.y)) * window.scale
    low, high = np.clip(place, 3, np.array(window.size) - 3)
    return corner_ticks(low, high)


def cropped(image: Image.Image, window: Window) -> Image.Image:
    """The window's part of the image at its scale; the surround's colour where it looks beyond the image."""
    part = Image.new("RGB", (window.width, window.height), BEHIND)
    part.paste(image.crop(inside := inner_box(image, window)), (inside[0] - window.x, inside[1] - window.y))
    return part if window.scale == 1 else part.resize(window.size, Image.Resampling.LANCZOS)


def inner_box(image: Image.Image, window: Window) -> tuple[int, int, int, int]:
    """The part of a window that lies in the image."""
    x, y = min(max(window.x, 0), image.width), min(max(window.y, 0), image.height)
    x_end, y_end = window.x + window.width, window.y + window.height
    return x, y, max(x, min(x_end, image.width)), max(y, min(y_end, image.height))


def empty_board(window: Window) -> Image.Image:
    """A neutral board that says that the image is missing."""
    board = Image.new("RGB", window.size, BOARD)
    middle = (board.width / 2, board.height - 16)
    ImageDraw.Draw(board).text(middle, NOT_AVAILABLE, SECONDARY, font(13), anchor="mm")
    return board


def with_caption(part: Image.Image, caption: Caption) -> Image.Image:
    """A part of an image with its caption below, both in the middle of a picture that is wide enough."""
    width = max(part.width, NARROWEST)
    picture = Image.new("RGB", (width, part.height + HEIGHT), BEHIND)
    picture.paste(part, ((width - part.width) // 2, 0))
    picture.paste(strip(caption, width), (0, part.height))
    return picture
