"""The demo: the bundled batch of circuit boards as a project of its own."""

import json
import shutil
from pathlib import Path

from assay.compare.settings import ComparisonSettings
from assay.model.batches import SetRole
from assay.model.ids import ClassId
from assay.model.people import Reviewer, Role
from assay.model.progress import Progress, Work
from assay.model.project_suffix import PROJECT_SUFFIX
from assay.model.schema import Attribute, LabelClass
from assay.model.shapes import ShapeKind
from assay.resource_files import resource_file
from assay.review.check_delivery import check_delivery
from assay.review.compare_delivery import compare_delivery
from assay.review.create_project import create_project, last_reviewer
from assay.review.extend_schema import define_classes
from assay.review.import_labels import import_labels
from assay.review.import_plan import ImportPlan, preview_import
from assay.review.set_reviewer import add_reviewer
from assay.store.batches import batches, newest_set
from assay.store.project import Project
from assay.store.schemas import current_schema

NAME = "Circuit boards"
BATCH = "Boards 01"
VENDOR = "Pinewood Labels"
SHAPES = {"box": ShapeKind.BOX, "polygon": ShapeKind.POLYGON, "mask": ShapeKind.MASK}


def make_demo(folder: Path) -> Work[Path]:
    """Lay the bundled batch into a folder and make a project of it: gold, a delivery, and their comparison. Gives the project's path.

    A demo that is there already is opened as it is, so that nobody's verdicts are lost.
    """
    path = folder / f"demo{PROJECT_SUFFIX}"
    if path.exists():
        return path
    yield Progress(0, 4, "Laying out the demo batch")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("images", "gold.coco.json", "delivery.coco.json"):
        _copy(resource_file("demo", name), folder / name)
    draft = folder / f".demo.part{PROJECT_SUFFIX}"
    draft.unlink(missing_ok=True)
    with create_project(draft, name=NAME) as project:
        me = last_reviewer(project)
        add_reviewer(project, "R. Kim", Role.REVIEWER, by=me)
        _define_schema(project, by=me)
        yield from _import(project, folder / "gold.coco.json", SetRole.GOLD, by=me)
        yield from _import(project, folder / "delivery.coco.json", SetRole.DELIVERY, by=me)
        delivery = newest_set(project.connection, batches(project.connection)[0].id, SetRole.DELIVERY)
        assert delivery is not None
        yield from check_delivery(project, delivery.id, by=me)
        yield from compare_delivery(project, batches(project.connection)[0], ComparisonSettings(), by=me)
    draft.replace(path)
    return path


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        shutil.copyfile(source, target)


def _define_schema(project: Project, *, by: Reviewer) -> None:
    described = json.loads(resource_file("demo", "schema.json").read_text("utf-8"))["classes"]
    classes = [
        LabelClass(
            id=ClassId(0), name=one["name"], colour=one["color"], shapes=tuple(SHAPES[shape] for shape in one["shapes"]),
            attributes=tuple(
                Attribute(name=a["name"], values=tuple(map(str, a.get("values", ()))), required=a.get("required", False))
                for a in one["attributes"]
            ),
        )
        for one in described
    ]  # fmt: skip
    with project.action("define_classes", f"Define {len(classes)} classes", by=by, undoable=False) as action:
        define_classes(project, action, classes)


def _import(project: Project, source: Path, role: SetRole, *, by: Reviewer) -> Work[None]:
    schema = current_schema(project.connection)
    preview = yield from preview_import(source, image_root=source.parent / "images", schema=schema)
    plan = ImportPlan(role=role, batch=BATCH, vendor=VENDOR)
    yield from import_labels(project, preview, plan, by=by)
