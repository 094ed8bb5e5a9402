import click

from assay.cli.output import print_json, print_table
from assay.cli.project_argument import json_option
from assay.formats.catalogue import FORMATS


@click.command()
@json_option
def formats(as_json: bool) -> None:
    """What label formats can be read and written."""
    if as_json:
        print_json(
            {
                "formats": [
                    {
                        "name": one.name,
                        "title": one.title,
                        "reads": one.reads,
                        "writes": one.writes,
                        "extensions": list(one.extensions),
                    }
                    for one in FORMATS
                ]
            }
        )
    else:
        print_table(
            ("name", "title", "reads", "writes"),
            [(one.name, one.title, "yes" if one.reads else "no", "yes" if one.writes else "no") for one in FORMATS],
        )
