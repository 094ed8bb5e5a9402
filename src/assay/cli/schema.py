from pathlib import Path

import click

from assay.cli.output import print_json
from assay.cli.plain_table import read_plain_table, toml_lines
from assay.cli.project_argument import json_option, opened, project_argument
from assay.model.errors import AssayError
from assay.model.schema import LabelClass, Schema
from assay.model.schema_table import classes_from_table, schema_table
from assay.review.define_schema import define_schema
from assay.store.schemas import current_schema


@click.command()
@project_argument
@click.option(
    "--set", "source", default=None, metavar="FILE", type=click.Path(path_type=Path),
    help="A TOML or JSON file of classes to put into the schema; those of the same name are changed.",
)  # fmt: skip
@json_option
def schema(path: Path, source: Path | None, as_json: bool) -> None:
    """Print the classes with all that they say, or load them from a file."""
    with opened(path) as (project, reviewer):
        if source is not None:
            define_schema(project, classes_in(source, current_schema(project.connection)), by=reviewer)
        table = schema_table(current_schema(project.connection))
    if as_json:
        print_json(table)
    else:
        click.echo("\n".join(toml_lines(table)))


def classes_in(source: Path, known: Schema) -> list[LabelClass]:
    """The classes that a file says, ready to be put into the schema. Raises AssayError with the file and the place in it."""
    table = read_plain_table(source, "a TOML or JSON file of classes")
    try:
        classes = classes_from_table(table, known)
    except AssayError as error:
        raise AssayError(f"{source}: {error}") from error
    if not classes:
        raise AssayError(f"{source}: names no class; write a table [classes.NAME] for each")
    return classes
