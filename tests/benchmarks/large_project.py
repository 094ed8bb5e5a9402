"""A project of very many images: gold, and a delivery that misses some objects and moves others, compared."""

from pathlib import Path

from assay.compare.settings import ComparisonSettings
from assay.model.batches import SetRole
from assay.model.progress import result_of
from assay.review.compare_delivery import compare_delivery
from assay.review.create_project import create_project, last_reviewer
from assay.review.import_labels import import_labels
from assay.review.import_plan import ImportPlan, preview_import
from assay.store.batches import batches
from assay.store.schemas import current_schema
from tests.benchmarks.synthetic_coco import write_coco


def make_project(folder: Path, *, images: int) -> Path:
    """Make `large.assay` in the folder: twice as many annotations as images, of two seeds, so that most images have findings."""
    path = folder / "large.assay"
    with create_project(path, name="Large", reviewer="Bench") as project:
        by = last_reviewer(project)
        for seed, role in enumerate((SetRole.GOLD, SetRole.DELIVERY)):
            source = write_coco(folder / f"{role}.json", images=images, annotations=images, seed=seed)
            preview = result_of(preview_import(source, image_root=None, schema=current_schema(project.connection)))
            result_of(import_labels(project, preview, ImportPlan(role=role, batch="bench", vendor="bench"), by=by))
        (batch,) = batches(project.connection)
        result_of(compare_delivery(project, batch, ComparisonSettings(), by=by))
    return path


def make_crowded_project(folder: Path, *, shapes: int) -> Path:
    """Make `crowded.assay` in the folder: one image, gold of a few polygons, and a delivery of very many of 20 vertices."""
    path = folder / "crowded.assay"
    with create_project(path, name="Crowded", reviewer="Bench") as project:
        by = last_reviewer(project)
        for count, role in ((20, SetRole.GOLD), (shapes, SetRole.DELIVERY)):
            source = write_coco(folder / f"{role}.json", images=1, annotations=count, vertices=20)
            preview = result_of(preview_import(source, image_root=None, schema=current_schema(project.connection)))
            result_of(import_labels(project, preview, ImportPlan(role=role, batch="bench", vendor="bench"), by=by))
    return path
