"""Ways of bringing a COCO file into a SQLite file, each run in a process of its own. Each gives back how many annotations it wrote."""

import gc
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from assay.formats.detect import detect
from assay.model.batches import SetRole
from assay.model.progress import result_of
from assay.review.create_project import create_project, last_reviewer
from assay.review.import_labels import import_labels
from assay.review.import_plan import ImportPlan, preview_import
from assay.store.schemas import current_schema

LOADED = detect
"""Loading the program is not what is measured here; the start-up has figures of its own."""

NO_OUTLINE = msgspec.Raw()


class Annotation(msgspec.Struct, gc=False):
    """What the plain way takes of an annotation."""

    id: int
    image_id: int
    category_id: int
    bbox: tuple[float, float, float, float]
    segmentation: msgspec.Raw = NO_OUTLINE


class Document(msgspec.Struct, gc=False):
    """What the plain way takes of a file."""

    images: list[dict[str, Any]]
    categories: list[dict[str, Any]]
    annotations: list[Annotation]


def assay_import(source: str, folder: str) -> int:
    """Ours: what `assay import` does, checks, journal and all."""
    with create_project(Path(folder) / "bench.assay", name="Bench", reviewer="Bench") as project:
        preview = result_of(preview_import(Path(source), image_root=None, schema=current_schema(project.connection)))
        plan = ImportPlan(role=SetRole.DELIVERY, batch="bench", vendor="bench")
        report = result_of(import_labels(project, preview, plan, by=last_reviewer(project)))
    return report.label_set.annotations


def plain_rows(source: str, folder: str) -> int:
    """The plain way: a typed parse, and one row per annotation through a bare `executemany`, the index afterwards."""
    gc.disable()
    document = msgspec.json.decode(Path(source).read_bytes(), type=Document)
    connection = sqlite3.connect(f"{folder}/plain.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE image (id INTEGER PRIMARY KEY, file_name TEXT, width REAL, height REAL)")
    columns = "id INTEGER PRIMARY KEY, image_id INTEGER, class_id INTEGER, x REAL, y REAL, w REAL, h REAL, outline BLOB"
    connection.execute(f"CREATE TABLE annotation ({columns})")
    connection.execute("BEGIN")
    images = [(one["id"], one["file_name"], one["width"], one["height"]) for one in document.images]
    connection.executemany("INSERT INTO image VALUES (?, ?, ?, ?)", images)
    connection.executemany("INSERT INTO annotation VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows_of(document.annotations))
    connection.execute("CREATE INDEX annotation_of_image ON annotation (image_id)")
    connection.execute("COMMIT")
    count = connection.execute("SELECT count(*) FROM annotation").fetchone()[0]
    connection.close()
    return count


def rows_of(annotations: list[Annotation]) -> Iterator[tuple[Any, ...]]:
    """A row each; outlines as four-byte floats."""
    decoder = msgspec.json.Decoder(list[list[float]])
    for one in annotations:
        outline = None
        if one.segmentation:
            outline = np.array(decoder.decode(one.segmentation)[0], np.float32).tobytes()
        yield (one.id, one.image_id, one.category_id, *one.bbox, outline)


def json_and_sqlite_utils(source: str, folder: str) -> int:
    """The usual way: `json.load`, and sqlite-utils' `insert_all` of dictionaries."""
    from sqlite_utils import Database

    document = json.loads(Path(source).read_text())
    database = Database(f"{folder}/usual.sqlite")
    database["image"].insert_all(document["images"], pk="id")  # pyright: ignore[reportAttributeAccessIssue]
    database["annotation"].insert_all(document["annotations"], pk="id")  # pyright: ignore[reportAttributeAccessIssue]
    return database["annotation"].count
