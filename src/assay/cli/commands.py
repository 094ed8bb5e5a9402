"""The command line: the same verbs as the window, for scripts and for machines without a screen."""

import io
import logging
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

import click

from assay import __version__
from assay.cli.output import NOT_DONE, complain
from assay.model.errors import AssayError

COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("assay.demo", "demo"),
    "new": ("assay.cli.new", "new"),
    "import": ("assay.cli.import_labels", "import_command"),
    "mapping": ("assay.cli.mapping", "mapping"),
    "schema": ("assay.cli.schema", "schema"),
    "terms": ("assay.cli.terms", "terms"),
    "intake": ("assay.cli.intake", "intake"),
    "compare": ("assay.cli.compare", "compare"),
    "measure": ("assay.cli.measure", "measure"),
    "agreement": ("assay.cli.agreement", "agreement"),
    "consensus": ("assay.cli.consensus", "consensus"),
    "sla": ("assay.cli.sla", "sla"),
    "findings": ("assay.cli.findings", "findings"),
    "defects": ("assay.cli.defects", "defects"),
    "rework": ("assay.cli.rework", "rework"),
    "revise": ("assay.cli.revise", "revise"),
    "export": ("assay.cli.export", "export"),
    "history": ("assay.cli.history", "history"),
    "audit": ("assay.cli.audit", "audit"),
    "formats": ("assay.cli.formats", "formats"),
}
"""Each command with the module and function it lives in; a module is imported when its command is called."""


class LazyCommands(click.Group):
    """The group of commands, which imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        return getattr(import_module(module), name)


@click.command(cls=LazyCommands)
@click.version_option(__version__, prog_name="assay")
def assay() -> None:
    """Judge the labels that vendors deliver. Without a command, the window opens: assay [PROJECT.assay]."""


def run(arguments: Sequence[str]) -> int:
    """Run one command; gives its exit code. A complaint is one sentence on standard error."""
    _settle_the_terminal()
    try:
        _refuse_what_is_no_text(arguments)
        return assay.main(list(arguments), prog_name="assay", standalone_mode=False) or 0
    except AssayError as error:
        complain(str(error))
    except OSError as error:
        complain(
            f"{error.filename or 'The system'}: {error.strerror or error}; check the name, the rights and the disk"
        )
    except sqlite3.OperationalError as error:
        complain(
            f"The project file is busy or cannot be written ({error}); close other windows on it, check its rights and its disk"
        )
    except sqlite3.DatabaseError as error:
        complain(f"The project file is damaged ({error}); see what “assay audit” says and restore a copy")
    except click.ClickException as error:
        error.show(sys.stderr)
    except click.Abort:
        complain("Stopped; nothing was changed by what was under way")
    return NOT_DONE


def _settle_the_terminal() -> None:
    """Let a terminal that knows few characters show the others as escapes, and keep other people's complaints off it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    logging.getLogger("PIL").setLevel(logging.CRITICAL)  # what it says of broken images is a note of the import


def _refuse_what_is_no_text(arguments: Sequence[str]) -> None:
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError as error:
            raise AssayError(
                f"{argument[:200]}: this argument is no UTF-8; names and paths are kept as text"
            ) from error
