import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from assay.cli.output import print_json
from assay.cli.plain_table import read_plain_table, toml_lines
from assay.cli.project_argument import json_option
from assay.formats.entry_names import is_unicode
from assay.model.errors import AssayError
from assay.review.table_mapping import CsvMapping, Units, guessed_mapping, table_sample

BOX = "box"
"""What tells a mapping of columns from a map of class names."""

TEMPLATE = CsvMapping(box=("", "", "", ""), label="", units=Units.PIXELS)


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@json_option
def mapping(source: Path, as_json: bool) -> None:
    """Print which column of a table is what, as it is guessed; edit it and hand it to “assay import --map”."""
    table = table_sample(source)
    found = json.loads((guessed_mapping(table) or TEMPLATE).to_json())
    if as_json:
        print_json(found)
        return
    click.echo(f"# The columns of {table.name}: {', '.join(table.header)}")
    click.echo("# units: pixels, share, percent")
    click.echo("# corners: edges, size, centre, pixels from 0, pixels from 1")
    click.echo("\n".join(toml_lines(found)))


def mapping_from(said: Mapping[str, Any], source: Path) -> CsvMapping:
    """The mapping that a file says. AssayError when it says no column for a class or a box."""
    found = CsvMapping.from_json(json.dumps(said).encode(), called=str(source))
    if not (found.label and all(found.box)):
        raise AssayError(
            f'{source}: the mapping names no column for the class ("label") or for the four numbers of the box ("box")'
        )
    return found


def map_file(path: Path) -> tuple[dict[str, str], CsvMapping | None]:
    """What --map says: names of classes and what they become, or which column is what."""
    said = read_plain_table(path, "a JSON or TOML file with a class map or a mapping of columns")
    if BOX in said:
        return {}, mapping_from(said, path)
    if not all(isinstance(text, str) and is_unicode(text) for pair in said.items() for text in pair):
        raise AssayError(
            f'{path}: a class map is an object such as {{"Platetlets": "platelet"}}; a mapping of columns is what “assay mapping” prints'
        )
    return said, None
