from pathlib import Path

import click

from assay.cli.output import print_json
from assay.cli.project_argument import json_option, project_argument
from assay.model.people import Role
from assay.review.create_project import create_project


@click.command()
@project_argument
@click.option("--name", default="", metavar="TEXT", help="The project's name; the file's name when it is not given.")
@click.option(
    "--reviewer", default="", metavar="NAME", help="Who works here; the user who is logged in when it is not given."
)
@click.option("--role", type=click.Choice([str(role) for role in Role]), default=str(Role.LEAD), show_default=True)
@json_option
def new(path: Path, name: str, reviewer: str, role: str, as_json: bool) -> None:
    """Make a new, empty project file."""
    with create_project(path, name=name, reviewer=reviewer, role=Role(role)) as project:
        if as_json:
            print_json({"project": str(project.path)})
        else:
            click.echo(f"Made {project.path}")
