from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.errors import AssayError
from assay.model.findings import ComparisonRecord
from assay.model.people import Reviewer
from assay.review.batch_for_import import chosen_batch
from assay.review.create_project import last_reviewer
from assay.store.batches import newest_set
from assay.store.findings import current_comparison
from assay.store.project import Project

project_argument = click.argument("path", metavar="PROJECT.assay", type=click.Path(path_type=Path))
batch_option = click.option(
    "--batch", "batch_name", default="", metavar="NAME", help="Which batch; not needed when there is one only."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@contextmanager
def opened(path: Path) -> Iterator[tuple[Project, Reviewer]]:
    """The project and the person whose name stands in its journal."""
    with Project.open(path) as project:
        yield project, last_reviewer(project)


def batch_of(project: Project, name: str) -> Batch:
    """The batch that a command is about. Raises AssayError when there is none of this name, or none at all."""
    found = chosen_batch(project, name)
    if found is None and name:
        raise AssayError(f"{project.path.name} has no batch “{name}”")
    if found is None:
        raise AssayError(f"{project.path.name} has no batch yet; import a delivery first")
    return found


def delivery_of(project: Project, batch: Batch) -> LabelSet:
    """A batch's newest delivery. Raises AssayError when there is none."""
    found = newest_set(project.connection, batch.id, SetRole.DELIVERY)
    if found is None:
        raise AssayError(f"Batch “{batch.name}” has no delivery yet; import one with --as delivery")
    return found


def comparison_of(project: Project, batch: Batch) -> ComparisonRecord:
    """The comparison that a batch's newest delivery is judged by. Raises AssayError before the first."""
    found = current_comparison(project.connection, delivery_of(project, batch).id)
    if found is None:
        raise AssayError(
            f"Batch “{batch.name}” was not compared with gold yet; run “assay compare {project.path.name}”"
        )
    return found
