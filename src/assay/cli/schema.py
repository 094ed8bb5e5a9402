import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from assay.cli.output import print_json
from assay.cli.project_argument import json_option, opened, project_argument
from assay.model.errors import AssayError
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
            classes = classes_from_table(read_table(source), current_schema(project.connection))
            define_schema(project, classes, by=reviewer)
        table = schema_table(current_schema(project.connection))
    if as_json:
        print_json(table)
    else:
        click.echo("\n".join(toml_lines(table)))


def read_table(source: Path) -> object:
    """What a TOML or JSON file says; JSON is told by its brace. Raises AssayError with the place where it cannot be read."""
    try:
        text = source.read_text("utf-8-sig")
        return json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except OSError as error:
        raise AssayError(f"{source}: cannot be read ({error.strerror}); check the name and the rights") from error
    except (ValueError, RecursionError) as error:
        raise AssayError(f"{source}: is neither TOML nor JSON ({error})") from error


def toml_lines(table: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[str]:
    """A table of texts, numbers, truths, lists and tables as the lines of a TOML file."""
    plain = {key: value for key, value in table.items() if not isinstance(value, Mapping)}
    if path and plain:
        yield ""
        yield f"[{'.'.join(map(_key, path))}]"
    for key, value in plain.items():
        yield f"{key} = {_value(value)}"
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from toml_lines(value, (*path, key))


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("_", "").isalnum() else _value(name)


def _value(value: object) -> str:
    # TOML writes texts, numbers, truths and lists as JSON does, but for the one control character that JSON leaves as it is
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
