from pathlib import Path

import click

from assay.cli.output import DONE, FOUND_WRONG, complain, print_json
from assay.cli.project_argument import json_option, opened, project_argument
from assay.store.audit import audit as check


@click.command()
@project_argument
@json_option
@click.pass_context
def audit(context: click.Context, path: Path, as_json: bool) -> None:
    """Check that the file is whole and its journal untouched."""
    with opened(path) as (project, _):
        result = check(project)
    if as_json:
        print_json(
            {
                "actions": result.actions,
                "head": result.head,
                "problems": list(result.problems),
                "whole": not result.problems,
            }
        )
    else:
        for problem in result.problems:
            complain(f"{path}: {problem}")
        if not result.problems:
            click.echo(f"{path} is whole: {result.actions} actions, head {result.head}")
    context.exit(FOUND_WRONG if result.problems else DONE)
