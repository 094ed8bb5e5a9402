"""Findings handed over as CSV, JSON or COCO, with what they rest on: the settings, and the digests of both label sets."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from assay.formats.safe_writing import replacing
from assay.model.batches import Batch
from assay.model.errors import AssayError
from assay.model.findings import ComparisonRecord, Finding
from assay.model.schema import Schema
from assay.model.sentences import headline, instruction
from assay.reports.spreadsheet_text import harmless, plain_cell
from assay.store.batches import image_rows, images, label_set
from assay.store.findings import all_findings
from assay.store.label_sets import source_ids
from assay.store.project import Project
from assay.store.schemas import current_schema

Row = Mapping[str, Any]

COLUMNS: tuple[str, ...] = (
    "id", "image", "code", "severity", "suggested", "vendor_id", "gold_id", "class_delivered", "class_expected", "iou",
    "off_left", "off_top", "off_right", "off_bottom", "x_min", "y_min", "x_max", "y_max", "verdict", "ruling", "comment", "what",
    "instruction",
)  # fmt: skip


def finding_table(
    project: Project, batch: Batch, comparison: ComparisonRecord, code: str = ""
) -> list[dict[str, object]]:
    """The findings of a comparison as plain values, by image; vendor_id and gold_id are the ids of the files."""
    schema = current_schema(project.connection)
    names = {image_id: name for name, image_id in image_rows(project.connection, batch.id)}
    vendor_ids = source_ids(project.connection, comparison.delivery_id)
    gold_ids = source_ids(project.connection, comparison.gold_id)
    found = all_findings(project.connection, comparison.id, code or None)
    return [
        {
            **_plain(one, schema),
            "image": names[one.image_id],
            "vendor_id": vendor_ids.get(one.vendor_number),
            "gold_id": gold_ids.get(one.gold_number),
            "details": {
                **one.details,
                "vendor_ids": [vendor_ids.get(number) for number in one.details.get("vendor_numbers", ())],
                "gold_ids": [gold_ids.get(number) for number in one.details.get("gold_numbers", ())],
            },
        }
        for one in found
    ]


def _plain(one: Finding, schema: Schema) -> dict[str, object]:
    offsets = one.offsets or (None,) * 4
    return {
        "id": one.id, "code": one.code, "severity": str(one.severity), "suggested": one.is_suggested,
        "class_delivered": schema.name_of(one.class_delivered) if one.class_delivered >= 0 else None,
        "class_expected": schema.name_of(one.class_expected) if one.class_expected >= 0 else None,
        "iou": None if one.iou is None else round(one.iou, 6),
        **dict(zip(("off_left", "off_top", "off_right", "off_bottom"), offsets, strict=True)),
        **dict(zip(("x_min", "y_min", "x_max", "y_max"), one.box, strict=True)),
        "verdict": one.verdict and str(one.verdict), "ruling": one.ruling and str(one.ruling), "comment": one.comment,
        "what": headline(one, schema), "instruction": instruction(one, schema),
    }  # fmt: skip


def rests_on(project: Project, batch: Batch, comparison: ComparisonRecord) -> dict[str, Any]:
    """What findings rest on: batch, settings, counts, and both label sets with the SHA-256 of the file that each came from."""
    sets = {"delivery": comparison.delivery_id, "gold": comparison.gold_id}
    found = {name: label_set(project.connection, key) for name, key in sets.items()}
    return {
        "batch": batch.name,
        "vendor": batch.vendor,
        "compared_at": comparison.made_at,
        "settings": dict(comparison.settings),
        "counts": dict(comparison.counts),
        "label_sets": {
            name: {"title": one.title, "source": one.source, "sha256": one.source_sha256} for name, one in found.items()
        },
    }


def as_csv(rows: list[dict[str, object]], said: Row | None = None) -> str:
    """One line for each finding; what they rest on stands as JSON in a line of its own before them, after a #."""
    text = io.StringIO()
    if said:
        text.write(f"# {json.dumps(said, ensure_ascii=False, sort_keys=True)}\n")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: harmless(plain_cell(row[column])) for column in COLUMNS} for row in rows)
    return text.getvalue()


def as_coco(project: Project, batch: Batch, rows: list[dict[str, object]], said: Row) -> dict[str, Any]:
    """A COCO file whose annotations are the findings: each a box to look at, of gold's class where there is one, with what was found."""
    classes = {one.name: int(one.id) for one in current_schema(project.connection).classes}
    known = {one.file_name: one for one in images(project.connection, batch.id)}
    wanted = [known[name] for name in dict.fromkeys(str(row["image"]) for row in rows)]
    return {
        "info": {"description": f"Findings on {batch.name}", **said},
        "images": [
            {"id": int(one.id), "file_name": one.file_name, "width": one.width, "height": one.height} for one in wanted
        ],
        "categories": [{"id": key, "name": name} for name, key in classes.items()],
        "annotations": [_coco_annotation(row, known[str(row["image"])].id, classes) for row in rows],
    }


def _coco_annotation(row: Row, image_id: int, classes: Mapping[str, int]) -> dict[str, Any]:
    width, height = row["x_max"] - row["x_min"], row["y_max"] - row["y_min"]
    return {
        "id": row["id"],
        "image_id": int(image_id),
        "category_id": classes.get(row["class_expected"] or row["class_delivered"] or ""),
        "bbox": [row["x_min"], row["y_min"], width, height],
        "area": width * height,
        "iscrowd": 0,
        "finding": {key: row[key] for key in ("code", "severity", "iou", "vendor_id", "gold_id", "verdict", "what")},
    }


def _csv_text(project: Project, batch: Batch, rows: list[dict[str, object]], said: Row) -> str:
    del project, batch
    return as_csv(rows, said)


def _json_text(project: Project, batch: Batch, rows: list[dict[str, object]], said: Row) -> str:
    del project, batch
    return json.dumps({**said, "findings": rows}, ensure_ascii=False, indent=2)


def _coco_text(project: Project, batch: Batch, rows: list[dict[str, object]], said: Row) -> str:
    return json.dumps(as_coco(project, batch, rows, said), ensure_ascii=False)


WAYS: Mapping[str, Callable[[Project, Batch, list[dict[str, object]], Row], str]] = {
    "csv": _csv_text,
    "json": _json_text,
    "coco": _coco_text,
}
"""How findings are written, by name."""


def way_of(path: Path) -> str:
    """How a file of this name is written. Raises AssayError for a name that does not say."""
    name = path.name.casefold()
    for ending, way in ((".coco.json", "coco"), (".json", "json"), (".csv", "csv")):
        if name.endswith(ending):
            return way
    raise AssayError(f"{path.name} does not say how findings are to be written; end it in .csv, .json or .coco.json")


def write_findings(
    project: Project, batch: Batch, comparison: ComparisonRecord, path: Path, *, way: str, code: str = ""
) -> int:
    """Write the findings of a comparison, of one code only when it is given; gives how many there are."""
    rows = finding_table(project, batch, comparison, code)
    text = WAYS[way](project, batch, rows, rests_on(project, batch, comparison))
    with replacing(path) as file:
        file.write(text.encode())
    return len(rows)
