"""Writes the batch's files: COCO with one annotation per line, the schema, the list of planted errors."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from demo_batch.error_model import Delivery
from demo_batch.gold import Annotation
from demo_batch.object_slips import VALUES
from demo_batch.shapes import IMAGE_HEIGHT, IMAGE_WIDTH
from demo_batch.truth import area_of

SCHEMA: tuple[tuple[str, str, str, str | None], ...] = (
    ("resistor", "#0072b2", "box", None),
    ("capacitor", "#e69f00", "box", "kind"),
    ("ic", "#cc79a7", "box", "package"),
    ("connector", "#009e73", "box", None),
    ("led", "#f0e442", "box", "colour"),
    ("crystal", "#56b4e9", "box", None),
    ("inductor", "#d55e00", "box", None),
    ("board", "#bbbbbb", "polygon", None),
    ("solder", "#ee3377", "polygon", None),
    ("scratch", "#aaee88", "polygon", None),
    ("flux", "#aa7744", "polygon", None),
)
"""Class, colour, allowed shape, attribute. The colours begin with Okabe and Ito's palette, which colour-blind readers tell apart."""

CATEGORY_IDS = {name: number for number, (name, *_) in enumerate(SCHEMA, start=1)}


def write_schema(path: Path) -> None:
    """Writes the classes with their colours, shapes and attributes."""
    classes = [
        {"name": name, "color": colour, "shapes": [shape], "attributes": [_attribute(attribute)] if attribute else []}
        for name, colour, shape, attribute in SCHEMA
    ]
    path.write_text(f'{{"classes": [\n{_lines(classes)}\n]}}\n', encoding="utf-8")


def _attribute(name: str) -> dict[str, object]:
    return {"name": name, "kind": "choice", "values": list(VALUES[name]), "required": True}


def write_coco(path: Path, images: Sequence[str], annotations: Iterable[Annotation], description: str) -> None:
    """Writes annotations as a COCO file."""
    image_ids = {image: number for number, image in enumerate(images, start=1)}
    pictures = [
        {"id": number, "file_name": image, "width": IMAGE_WIDTH, "height": IMAGE_HEIGHT}
        for image, number in image_ids.items()
    ]
    categories = [{"id": number, "name": name} for name, number in CATEGORY_IDS.items()]
    rows = [_row(annotation, image_ids) for annotation in annotations]
    path.write_text(
        f'{{"info": {json.dumps({"description": description})},\n'
        f'"images": [\n{_lines(pictures)}\n],\n"categories": [\n{_lines(categories)}\n],\n'
        f'"annotations": [\n{_lines(rows)}\n]}}\n',
        encoding="utf-8",
    )


def _row(annotation: Annotation, image_ids: dict[str, int]) -> dict[str, object]:
    x_min, y_min, x_max, y_max = annotation.box
    row: dict[str, object] = {
        "id": annotation.id,
        "image_id": image_ids[annotation.image],
        "category_id": CATEGORY_IDS[annotation.kind],
        "bbox": [_short(side) for side in (x_min, y_min, x_max - x_min, y_max - y_min)],
        "area": _short(area_of(annotation)),
        "iscrowd": 0,
    }
    if annotation.outline is not None:
        row["segmentation"] = [[_short(value) for value in np.ravel(annotation.outline)]]
    if annotation.attributes:
        row["attributes"] = annotation.attributes
    if annotation.annotator:
        row["annotator"] = annotation.annotator
    return row


def _short(value: float | np.floating) -> float | int:
    rounded = round(float(value), 2)
    return int(rounded) if rounded == int(rounded) else rounded


def write_planted(path: Path, delivery: Delivery) -> None:
    """Writes every planted error with the finding it should cause."""
    rows = [
        {
            "image": slip.image,
            "code": slip.code,
            "vendor_ids": list(blamed),
            "gold_ids": list(slip.gold_ids),
            "annotator": slip.annotator,
            "note": slip.note,
        }
        for slip, blamed in zip(delivery.slips, delivery.blamed, strict=True)
    ]
    path.write_text(f"[\n{_lines(rows)}\n]\n", encoding="utf-8")


def _lines(rows: Iterable[object]) -> str:
    return ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
