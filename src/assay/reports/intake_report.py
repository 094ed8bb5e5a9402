"""What the intake found of a label set, as a file: CSV, JSON or HTML, by the name it is given."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from assay import __version__
from assay.formats.safe_writing import replacing
from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.defect_types import SEVERITIES, Severity
from assay.model.errors import AssayError
from assay.model.ids import ImageId
from assay.model.intake import IntakeFinding
from assay.reports.due_time import in_words, moment
from assay.reports.spreadsheet_text import csv_bytes
from assay.store.audit import chain_head
from assay.store.batches import batch, image_rows
from assay.store.project import Project
from assay.store.settings import setting

TEMPLATE = ("templates", "intake_report.html")
MOST_OF_A_RULE = 200
"""Findings of one rule that the page lists; the table and the JSON have all of them."""

COLUMNS = (
    "id", "rule", "title", "code", "severity", "image", "annotation_number", "place", "what", "instruction", "defect",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeFacts:
    """Everything that an intake report tells. head: number and hash of the journal's last action."""

    project: str
    batch: Batch
    label_set: LabelSet
    findings: Sequence[IntakeFinding]
    file_names: Mapping[ImageId, str]
    head: tuple[int, str]

    @property
    def title(self) -> str:
        """Whose intake it is: "delivery, round 0", "gold, revision 1"."""
        is_delivery = self.label_set.role is SetRole.DELIVERY
        return (
            f"delivery, round {self.label_set.round}" if is_delivery else self.label_set.title.replace("Gold,", "gold,")
        )

    @property
    def logged(self) -> int:
        """How many findings were logged as defects."""
        return sum(one.defect_id is not None for one in self.findings)

    @property
    def open(self) -> int:
        """How many could be logged as defects and were not yet."""
        return sum(one.is_chargeable for one in self.findings)

    def by_rule(self) -> list[Sequence[IntakeFinding]]:
        """The findings rule by rule, in the order of the rules."""
        return [list(group) for _, group in groupby(self.findings, key=lambda one: one.rule)]

    def by_severity(self) -> Mapping[Severity, int]:
        """How many there are of each severity that occurs, worst first."""
        counts = {severity: sum(one.severity is severity for one in self.findings) for severity in SEVERITIES}
        return {severity: count for severity, count in counts.items() if count}


def intake_facts(project: Project, label_set: LabelSet, findings: Sequence[IntakeFinding]) -> IntakeFacts:
    """Read everything about the intake of a label set. findings: those that are told, all of them or some."""
    connection = project.connection
    return IntakeFacts(
        project=setting(connection, "name", project.path.stem),
        batch=batch(connection, label_set.batch_id),
        label_set=label_set,
        findings=findings,
        file_names={ImageId(row): name for name, row in image_rows(connection, label_set.batch_id)},
        head=chain_head(connection),
    )


def write_intake_report(facts: IntakeFacts, path: Path) -> None:
    """Write the report as what the ending of its name says. Raises AssayError for another ending, or when the place cannot be written."""
    write = WRITERS.get(path.suffix.casefold())
    if write is None:
        raise AssayError(f"{path}: an intake report is written as {', '.join(WRITERS)}; choose one of these endings")
    with replacing(path) as file:
        file.write(write(facts))


def finding_row(one: IntakeFinding, file_names: Mapping[ImageId, str]) -> dict[str, Any]:
    """One finding as plain values, None where there is nothing to say."""
    return {
        "id": one.id, "rule": one.rule, "title": one.title, "code": one.code, "severity": str(one.severity),
        "image": file_names.get(one.image_id) if one.image_id is not None else None, "annotation_number": one.number or None,
        "place": one.place, "what": one.sentence, "instruction": one.instruction or None, "defect": one.defect_id,
        "details": dict(one.details),
    }  # fmt: skip


def as_csv(facts: IntakeFacts) -> bytes:
    """A line for each finding."""
    rows = [finding_row(one, facts.file_names) for one in facts.findings]
    return csv_bytes(COLUMNS, [[row[column] for column in COLUMNS] for row in rows])


def as_json(facts: IntakeFacts) -> bytes:
    """One object: whose intake it is, its counts, and its findings with their details."""
    told = {
        "format": "assay-intake-report", "format_version": 1, "assay_version": __version__, "project": facts.project,
        "vendor": facts.batch.vendor, "batch": facts.batch.name, "role": str(facts.label_set.role), "round": facts.label_set.round,
        "source": Path(facts.label_set.source).name, "source_sha256": facts.label_set.source_sha256,
        "imported_at": facts.label_set.imported_at, "schema_version": facts.batch.schema_version,
        "counts": {
            "images": facts.label_set.images, "annotations": facts.label_set.annotations, "findings": len(facts.findings),
            "logged": facts.logged, "open": facts.open, "by_severity": {str(severity): count for severity, count in facts.by_severity().items()},
            "by_rule": {group[0].rule: len(group) for group in facts.by_rule()},
        },
        "findings": [finding_row(one, facts.file_names) for one in facts.findings],
        "audit": {"action": facts.head[0], "hash": facts.head[1]},
    }  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


def as_html(facts: IntakeFacts) -> bytes:
    """A page without scripts that stands by itself, ready to print."""
    from jinja2 import Environment, StrictUndefined  # slow to import

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = files("assay.reports").joinpath(*TEMPLATE).read_text(encoding="utf-8")
    page = environment.from_string(template)
    imported = in_words(moment(facts.label_set.imported_at))
    return page.render(
        facts=facts, groups=facts.by_rule(), imported=imported, most=MOST_OF_A_RULE, version=__version__
    ).encode()


WRITERS: Mapping[str, Callable[[IntakeFacts], bytes]] = {".html": as_html, ".csv": as_csv, ".json": as_json}
