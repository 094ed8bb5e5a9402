import os
from collections.abc import Sequence
from pathlib import Path

import click

from assay.cli.class_options import HELP as CLASS_HELP
from assay.cli.class_options import chosen_classes, complain_of_strangers
from assay.cli.intake import counts_by_rule
from assay.cli.mapping import map_file
from assay.cli.output import DONE, FOUND_WRONG, complain, print_json, watched
from assay.cli.project_argument import json_option, opened, project_argument
from assay.model.batches import SetRole
from assay.model.errors import AssayError
from assay.model.intake import IntakeFinding
from assay.review.check_delivery import check_delivery
from assay.review.import_labels import ImportReport, import_labels
from assay.review.import_plan import ImportPlan, preview_import
from assay.review.look_into_images import look_into_images
from assay.review.table_mapping import CsvMapping, SavedMapping, saved_mappings, table_sample
from assay.review.unpack_images import unpack_images
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
    "--unpack", type=click.Path(path_type=Path), metavar="DIR", help="A new folder for the images inside an archive."
)
@click.option(
    "--batch", "batch_name", default="", metavar="NAME", help="The batch they belong to; made when it is new."
)
@click.option("--vendor", default="", metavar="NAME", help="Who labelled the batch.")
@click.option(
    "--guideline", default=None, metavar="VERSION", help="The guideline version that the batch is labelled by."
)
@click.option(
    "--round",
    "round_number",
    type=click.IntRange(0, 9999),
    help="The round of a delivery, or revision of gold; the next one.",
)
@click.option("--format", "format_name", default="", metavar="NAME", help="The format, when it is not to be detected.")
@click.option(
    "--map",
    "map_path",
    type=click.Path(path_type=Path),
    help='JSON or TOML: which column of a table is what, as “assay mapping” prints it; or {"name in the file": "name in the schema"}.',
)
@click.option(
    "--manifest",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="CSV or JSON that says who labelled what; one in SOURCE is found.",
)
@click.option("--class", "class_options", multiple=True, metavar="NAME=CLASS", help=CLASS_HELP)
@click.option(
    "--no-image-check",
    "skips_images",
    is_flag=True,
    help="Do not look into the image files; “assay intake” does it later.",
)
@json_option
@click.pass_context
def import_command(
    context: click.Context, path: Path, source: Path, role: str, image_root: Path | None, batch_name: str, vendor: str,
    guideline: str | None,
    round_number: int | None, format_name: str, map_path: Path | None, class_options: tuple[str, ...],
    manifest: Path | None, unpack: Path | None, skips_images: bool, as_json: bool,
) -> None:  # fmt: skip
    """Bring a label file into the project."""
    classes, columns = map_file(map_path) if map_path else ({}, None)
    if image_root is not None and not os.path.isdir(image_root):  # noqa: PTH112 - no name makes it raise
        raise AssayError(f"{image_root}: there is no such folder of images")
    with opened(path) as (project, reviewer):
        if unpack is not None:
            watched(unpack_images(source, unpack))
            image_root = unpack
        schema = current_schema(project.connection)
        chosen = chosen_classes(class_options, schema)
        preview = watched(
            preview_import(
                source,
                image_root=image_root,
                schema=schema,
                format_name=format_name,
                manifest=manifest,
                mapping=columns,
                saved=saved_mappings(project),
            )
        )
        complain_of_strangers(chosen, preview)
        plan = ImportPlan(
            role=SetRole(role),
            batch=batch_name,
            vendor=vendor,
            guideline_version=guideline,
            round=round_number,
            classes=classes | chosen,
            mapping=_to_keep(map_path, source, columns),
        )
        report = watched(import_labels(project, preview, plan, by=reviewer))
        findings = report.findings
        if report.label_set.role is SetRole.DELIVERY:
            if not skips_images:
                watched(look_into_images(project, report.batch, by=reviewer))
            findings = watched(check_delivery(project, report.label_set.id, by=reviewer))
    if as_json:
        print_json(_as_json(report) | {"manifest": preview.manifest, "intake": counts_by_rule(findings)})
    else:
        _tell(report, findings)
    context.exit(FOUND_WRONG if report.label_set.rejected else DONE)


def _to_keep(map_path: Path | None, source: Path, columns: CsvMapping | None) -> SavedMapping | None:
    """The mapping of columns as the project keeps it: called as its file is, for the header that the table has."""
    if columns is None or map_path is None:
        return None
    header = () if columns.header else table_sample(source, delimiter=columns.delimiter).header
    return SavedMapping(map_path.stem, header, columns)


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
