import json
import os
from collections.abc import Sequence
from pathlib import Path

import click

from assay.cli.class_options import HELP as CLASS_HELP
from assay.cli.class_options import chosen_classes, complain_of_strangers
from assay.cli.intake import counts_by_rule
from assay.cli.output import DONE, FOUND_WRONG, complain, print_json, watched
from assay.cli.project_argument import json_option, opened, project_argument
from assay.model.batches import SetRole
from assay.model.errors import AssayError
from assay.model.intake import IntakeFinding
from assay.review.check_delivery import check_delivery
from assay.review.import_labels import ImportReport, import_labels
from assay.review.import_plan import ImportPlan, preview_import
from assay.store.schemas import current_schema

SHOWN = 20


@click.command("import")
@project_argument
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--as", "role", required=True, type=click.Choice([str(role) for role in SetRole]), help="What the labels are."
)
@click.option(
    "--images", "image_root", type=click.Path(path_type=Path), help="The folder of the images; looked for near SOURCE."
)
@click.option(
    "--batch", "batch_name", default="", metavar="NAME", help="The batch they belong to; made when it is new."
)
@click.option("--vendor", default="", metavar="NAME", help="Who labelled the batch.")
@click.option(
    "--round",
    "round_number",
    type=click.IntRange(0, 9999),
    help="The round of a delivery, or revision of gold; the next one.",
)
@click.option("--format", "format_name", default="", metavar="NAME", help="The format, when it is not to be detected.")
@click.option(
    "--map", "map_file", type=click.Path(path_type=Path), help='JSON: {"name in the file": "name in the schema"}.'
)
@click.option(
    "--manifest",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="CSV or JSON that says who labelled what; one in SOURCE is found.",
)
@click.option("--class", "class_options", multiple=True, metavar="NAME=CLASS", help=CLASS_HELP)
@json_option
@click.pass_context
def import_command(
    context: click.Context, path: Path, source: Path, role: str, image_root: Path | None, batch_name: str, vendor: str,
    round_number: int | None, format_name: str, map_file: Path | None, class_options: tuple[str, ...],
    manifest: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Bring a label file into the project."""
    classes = _class_map(map_file) if map_file else {}
    if image_root is not None and not os.path.isdir(image_root):  # noqa: PTH112 - no name makes it raise
        raise AssayError(f"{image_root}: there is no such folder of images")
    with opened(path) as (project, reviewer):
        schema = current_schema(project.connection)
        chosen = chosen_classes(class_options, schema)
        preview = watched(
            preview_import(source, image_root=image_root, schema=schema, format_name=format_name, manifest=manifest)
        )
        complain_of_strangers(chosen, preview)
        plan = ImportPlan(
            role=SetRole(role), batch=batch_name, vendor=vendor, round=round_number, classes=classes | chosen
        )
        report = watched(import_labels(project, preview, plan, by=reviewer))
        findings = report.findings
        if report.label_set.role is SetRole.DELIVERY:
            findings = watched(check_delivery(project, report.label_set.id, by=reviewer))
    if as_json:
        print_json(_as_json(report) | {"manifest": preview.manifest, "intake": counts_by_rule(findings)})
    else:
        _tell(report, findings)
    context.exit(FOUND_WRONG if report.label_set.rejected else DONE)


def _class_map(path: Path) -> dict[str, str]:
    if not os.path.isfile(path):  # noqa: PTH113 - no name makes it raise; a pipe would never end
        raise AssayError(f"{path}: there is no such file; --map wants a JSON file")
    try:
        found = json.loads(path.read_text("utf-8"))
        json.dumps(found, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (OSError, ValueError, RecursionError) as error:
        raise AssayError(f"{path}: the class map cannot be read ({error}); write it again") from error
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise AssayError(f'{path}: a class map is a JSON object such as {{"Platetlets": "platelet"}}')
    return found


def _as_json(report: ImportReport) -> dict[str, object]:
    label_set = report.label_set
    return {
        "format": label_set.format,
        "images": label_set.images,
        "annotations": label_set.annotations,
        "rejected": [{"where": one.place, "why": one.why} for one in report.complaints if one.left_out],
        "notes": [{"where": one.place, "what": one.why} for one in report.complaints if not one.left_out],
        "missing_images": list(report.missing),
        "new_classes": list(report.new_classes),
        "batch": report.batch.name,
        "vendor": report.batch.vendor,
        "role": str(label_set.role),
        "round": label_set.round,
        "sha256": label_set.source_sha256,
    }


def _tell(report: ImportReport, findings: Sequence[IntakeFinding]) -> None:
    label_set = report.label_set
    click.echo(
        f"{label_set.title} of {report.batch.name}: {label_set.images:,} images, {label_set.annotations:,} annotations"
        f" ({label_set.format}), {label_set.rejected:,} left out, {len(report.missing):,} images not found"
    )
    for one in findings[:SHOWN]:
        complain(f"  {'left out' if one.left_out else one.code or 'note'}: {one.place}: {one.sentence}")
    if len(findings) > SHOWN:
        complain(f"  … and {len(findings) - SHOWN:,} more; “assay intake” lists them all")
