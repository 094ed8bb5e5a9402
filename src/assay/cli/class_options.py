"""What becomes of a file's classes, as the command line says it: --class "Platetlets=Platelets", "lorry=+", "junk=-"."""

from collections.abc import Mapping, Sequence

from assay.cli.output import complain
from assay.model.errors import AssayError
from assay.model.schema import Schema
from assay.review.import_plan import Preview
from assay.review.rejected_classes import REJECTED

ADD = "+"
REJECT = "-"
HELP = 'What becomes of a class: "NAME=CLASS" of the schema, "NAME=+" a new one, "NAME=+CLASS" a new one called so, "NAME=-" left out. Again for each class.'


def chosen_classes(options: Sequence[str], schema: Schema) -> dict[str, str]:
    """Names of the file to names of the schema. AssayError when an option says nothing, or names a class that the schema does not have."""
    known = {one.name for one in schema.classes}
    return dict(chosen_class(option, known) for option in options)


def chosen_class(option: str, known: set[str]) -> tuple[str, str]:
    """One name of the file and what it becomes."""
    name, is_said, wanted = option.rpartition("=")
    name, wanted = name.strip(), wanted.strip()
    if not (is_said and name and wanted):
        raise AssayError(f'--class {option!r} says nothing; write "NAME=CLASS", "NAME=+" or "NAME=-"')
    if wanted == REJECT:
        return name, REJECTED
    if wanted.startswith(ADD):
        return name, wanted.removeprefix(ADD).strip() or name
    if wanted not in known:
        listed = ", ".join(sorted(known)) or "none yet"
        raise AssayError(
            f'The schema has no class “{wanted}” (it has {listed}); write "{name}=+{wanted}" to add it to the schema'
        )
    return name, wanted


def complain_of_strangers(chosen: Mapping[str, str], preview: Preview) -> None:
    """Say which classes were decided upon that the file does not have."""
    there = {one.name for one in preview.classes}
    for name in chosen:
        if name not in there:
            complain(f"  note: --class {name}: the file has no such class; it has {', '.join(sorted(there)) or 'none'}")
