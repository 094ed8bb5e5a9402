"""Sending defects back to the vendor: the request in the project, and the package that carries it."""

import os
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from assay.model.batches import Batch, LabelSet, SetRole
from assay.model.changes import Changes
from assay.model.defects import Defect
from assay.model.errors import AssayError
from assay.model.ids import DefectId, RequestId
from assay.model.people import Reviewer
from assay.model.progress import Progress, Work
from assay.model.rework import ReworkRequest
from assay.reports.file_names import plain_file_name
from assay.reports.rework_package import write_package
from assay.store.batches import newest_set
from assay.store.defects import defects, rework_requests
from assay.store.journal import Action
from assay.store.project import Project
from assay.store.settings import setting

SCOPE_LISTED = "listed"
"""Only the listed items are to be mended."""


def request_rework(
    project: Project, batch: Batch, path: Path, *, by: Reviewer, defect_ids: Sequence[DefectId] | None = None,
    scope: str = SCOPE_LISTED, note: str = "",
) -> Work[tuple[ReworkRequest, Changes]]:  # fmt: skip
    """Put charged defects of the newest delivery into a rework request and write its package.

    defect_ids: which; all that were not sent yet when None. When nothing is left to send, the last request of the delivery is written again: the
    same request gives the same bytes. Raises AssayError when there is nothing to send at all.
    """
    delivery = newest_set(project.connection, batch.id, SetRole.DELIVERY)
    if delivery is None:
        raise AssayError(f"Batch “{batch.name}” has no delivery yet; there is nothing to send back")
    _refuse_to_replace(path)
    chosen = _unsent(project, delivery, defect_ids)
    if not chosen:
        last = _last_request(project, batch, delivery)
        digest = yield from rewrite_package(project, last, path)
        return replace(last, package_sha256=digest), Changes()
    summary = f"Request rework of {len(chosen)} defects in {batch.name}"
    with project.action("request_rework", summary, by=by) as action:
        request_id = _insert_request(project, action, batch, delivery, chosen, path=path, scope=scope, note=note, by=by)
        draft = path.with_name(f".{path.name}.part")
        try:
            digest = yield from write_package(project, request_id, draft)
            action.update("rework_request", request_id, {"package_sha256": digest})
            draft.replace(path)
        except OSError as error:
            raise AssayError(
                f"{path}: the package cannot be written ({error.strerror}); choose another place"
            ) from error
        finally:
            draft.unlink(missing_ok=True)
    return _request(project, batch, request_id), action.changes(summary)


def rewrite_package(project: Project, request: ReworkRequest, path: Path) -> Work[str]:
    """Write the package of an earlier request once more, to another place; gives its SHA-256."""
    _refuse_to_replace(path)
    draft = path.with_name(f".{path.name}.part")
    try:
        digest = yield from write_package(project, request.id, draft)
        draft.replace(path)
    except OSError as error:
        raise AssayError(f"{path}: the package cannot be written ({error.strerror}); choose another place") from error
    finally:
        draft.unlink(missing_ok=True)
    yield Progress(1, 1, "Package written")
    return digest


def _refuse_to_replace(path: Path) -> None:
    """Raises AssayError when something else than a package stands where one is to go: the project itself, an image, a device."""
    if not os.path.lexists(path):
        return
    if not path.is_file():
        raise AssayError(f"{path}: this is no file; name the ZIP file to be written")
    with path.open("rb") as file:
        head = file.read(4)
    if head and not head.startswith(b"PK"):
        raise AssayError(f"{path}: there is a file of this name that is no package; choose another name")


def package_name(batch: Batch, delivery: LabelSet, at: str) -> str:
    """What a package is called: rework_<vendor>_<batch>_r<round>_<yyyymmdd>.zip, in characters that every system takes."""
    vendor, name = plain_file_name(batch.vendor), plain_file_name(batch.name)
    return f"rework_{vendor}_{name}_r{delivery.round}_{at[:10].replace('-', '')}.zip"


def _unsent(project: Project, delivery: LabelSet, defect_ids: Sequence[DefectId] | None) -> list[Defect]:
    waiting = [one for one in defects(project.connection, delivery.id) if one.charged and one.request_id is None]
    return waiting if defect_ids is None else [one for one in waiting if one.id in set(defect_ids)]


def _last_request(project: Project, batch: Batch, delivery: LabelSet) -> ReworkRequest:
    earlier = [one for one in rework_requests(project.connection, batch.id) if one.label_set_id == delivery.id]
    if not earlier:
        raise AssayError(f"Batch “{batch.name}” has no defects to send back; confirm findings as defects first")
    return earlier[0]


def _insert_request(
    project: Project, action: Action, batch: Batch, delivery: LabelSet, chosen: Sequence[Defect], *,
    path: Path, scope: str, note: str, by: Reviewer,
) -> RequestId:  # fmt: skip
    due = datetime.fromisoformat(action.at) + timedelta(hours=batch.sla_hours)
    row = action.insert(
        "rework_request",
        {
            "batch_id": batch.id, "label_set_id": delivery.id, "scope": scope, "note": note, "reviewer_id": by.id,
            "at": action.at, "due_at": due.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "package": path.name, "package_sha256": "",
        },
    )  # fmt: skip
    # the same defect of the same project keeps its lasting id in every package
    namespace = uuid.uuid5(uuid.NAMESPACE_URL, f"assay:{setting(project.connection, 'name')}:{batch.name}")
    for number, one in enumerate(chosen, start=1):
        item = {
            "request_id": row,
            "defect_id": one.id,
            "number": f"R{number:03}",
            "uuid": str(uuid.uuid5(namespace, str(one.id))),
        }
        action.insert("rework_item", item)
        action.update("defect", one.id, {"request_id": row})
    return RequestId(row)


def _request(project: Project, batch: Batch, request_id: RequestId) -> ReworkRequest:
    return next(one for one in rework_requests(project.connection, batch.id) if one.id == request_id)
