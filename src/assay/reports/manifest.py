"""What a rework package says of itself, for programs."""

from pathlib import Path
from typing import Any

import msgspec

from assay import __version__
from assay.reports.due_time import in_iso
from assay.reports.request_facts import RequestFacts
from assay.reports.sealed_zip import file_names, sha256_of

FORMAT = "assay-rework-package"
FORMAT_VERSION = 1


def manifest(facts: RequestFacts, folder: Path) -> bytes:
    """MANIFEST.json: whose request it is, its figures, and the SHA-256 of every other file in the folder."""
    return msgspec.json.format(msgspec.json.encode(manifest_fields(facts, folder)), indent=2) + b"\n"


def manifest_fields(facts: RequestFacts, folder: Path) -> dict[str, Any]:
    """The fields of the manifest."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "assay_version": __version__,
        "project": facts.project,
        "vendor": facts.vendor.name,
        "batch": facts.batch.name,
        "round": facts.delivery.round,
        "request": facts.request.id,
        "package": facts.request.package,
        "created_utc": in_iso(facts.created),
        "due_utc": in_iso(facts.due),
        "due_vendor": in_iso(facts.due_there),
        "vendor_time_zone": facts.vendor.time_zone,
        "schema_version": facts.batch.schema_version,
        "guideline_version": facts.batch.guideline_version,
        "scope": facts.request.scope,
        "counts": counts(facts),
        "delivery": {"format": facts.delivery.format, "source_sha256": facts.delivery.source_sha256},
        "return": {"format": "coco", "round": facts.delivery.round + 1, "annotation_ids": "unchanged"},
        "files": files(folder),
        "audit": {"action": facts.head[0], "hash": facts.head[1]},
    }


def counts(facts: RequestFacts) -> dict[str, Any]:
    """How many items there are, and of which kinds."""
    return {
        "items": len(facts.items),
        "images": facts.image_count,
        "charged": sum(item.defect.charged for item in facts.items),
        "by_severity": {str(severity): number for severity, number in facts.by_severity().items()},
        "by_code": dict(facts.by_code()),
    }


def files(folder: Path) -> dict[str, dict[str, Any]]:
    """Every file's SHA-256 and size in bytes, by name."""
    return {
        name: {"sha256": sha256_of(folder / name), "bytes": (folder / name).stat().st_size}
        for name in file_names(folder)
    }
