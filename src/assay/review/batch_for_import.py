from assay.model.batches import Batch, SetRole
from assay.model.errors import AssayError
from assay.model.ids import BatchId
from assay.model.terms import check_guideline_version
from assay.review.import_plan import ImportPlan, Preview
from assay.store.batches import batch, batch_named, batches, label_sets
from assay.store.image_folders import stored_root
from assay.store.journal import Action
from assay.store.people import vendors
from assay.store.project import Project
from assay.store.schemas import current_schema

FIRST_BATCH = "Batch 1"
UNNAMED_VENDOR = "Vendor"


def batch_for(project: Project, action: Action, plan: ImportPlan, preview: Preview) -> Batch:
    """The batch that an import belongs to: the one named, the only one there is, or a new one."""
    check_guideline_version(plan.guideline_version or "")
    found = chosen_batch(project, plan.batch)
    if found is None:
        return _new_batch(project, action, plan, preview)
    _settle_vendor(project, action, found, plan.vendor)
    if plan.guideline_version is not None:
        action.update("batch", found.id, {"guideline_version": plan.guideline_version})
    if not found.image_root and preview.image_root:
        action.update("batch", found.id, {"image_root": stored_root(project.path, preview.image_root)})
    return batch(project.connection, found.id)


def chosen_batch(project: Project, name: str) -> Batch | None:
    """The batch of this name; without a name the only one, None when there is none yet.

    Raises AssayError without a name when there are several.
    """
    if name:
        return batch_named(project.connection, name)
    everyone = batches(project.connection)
    if len(everyone) > 1:
        raise AssayError(f"Which batch? The project has {', '.join(f'“{one.name}”' for one in everyone)}; name one")
    return everyone[0] if everyone else None


def _new_batch(project: Project, action: Action, plan: ImportPlan, preview: Preview) -> Batch:
    version = current_schema(project.connection).version
    if version == 0:
        version = action.insert("schema_version", {"id": 1, "created_at": action.at, "note": "first import"})
    row = action.insert(
        "batch",
        {
            "vendor_id": _vendor_id(project, action, plan.vendor or UNNAMED_VENDOR), "name": plan.batch or FIRST_BATCH,
            "image_root": stored_root(project.path, preview.image_root), "schema_version": version, "created_at": action.at,
            "guideline_version": plan.guideline_version or "",
        },
    )  # fmt: skip
    return batch(project.connection, BatchId(row))


def _settle_vendor(project: Project, action: Action, found: Batch, vendor: str) -> None:
    if not vendor or vendor == found.vendor:
        return
    if label_sets(project.connection, found.id, SetRole.DELIVERY):
        raise AssayError(f"Batch “{found.name}” was delivered by {found.vendor}, not by {vendor}; name another batch")
    action.update("batch", found.id, {"vendor_id": _vendor_id(project, action, vendor)})


def _vendor_id(project: Project, action: Action, name: str) -> int:
    known = {vendor.name: vendor.id for vendor in vendors(project.connection)}
    return known[name] if name in known else action.insert("vendor", {"name": name})
