"""The package that goes to the vendor with a rework request."""

from pathlib import Path
from tempfile import TemporaryDirectory

from assay.model.ids import RequestId
from assay.model.progress import Progress, Work
from assay.reports.coco_subsets import write_coco_subsets
from assay.reports.item_files import write_item_files
from assay.reports.manifest import manifest
from assay.reports.request_facts import RequestFacts, request_facts
from assay.reports.rework_readme import rework_readme
from assay.reports.sealed_zip import sealed_zip
from assay.store.image_folders import image_path
from assay.store.project import Project


def write_package(project: Project, request_id: RequestId, path: Path) -> Work[str]:
    """Write the package of a rework request as a ZIP at `path`; gives its SHA-256.

    The same request gives the same bytes as long as its images lie where they lay. It may be written before the action that makes the
    request ends: everything is read through the project's own connection. Raises AssayError or OSError when the place cannot be written.
    """
    facts = request_facts(project, request_id)
    with TemporaryDirectory(prefix="assay-rework-") as name:
        folder = Path(name)
        yield from draw_evidence(project, facts, folder)
        yield Progress(len(facts.items), len(facts.items), "Writing the lists")
        write_item_files(facts, folder)
        yield from write_coco_subsets(project, facts, folder)
        (folder / "README.html").write_bytes(rework_readme(facts))
        (folder / "MANIFEST.json").write_bytes(manifest(facts, folder))
        return (yield from sealed_zip(folder, path, at=facts.request.at))


def draw_evidence(project: Project, facts: RequestFacts, folder: Path) -> Work[None]:
    """Draw one picture for each item that is about an image."""
    # only here, because Pillow and shapely would hold up the start of the window
    from assay.reports.evidence.evidence_picture import evidence_picture, save_png
    from assay.reports.evidence.image_source import ImageSource

    source = ImageSource()
    (folder / "evidence").mkdir()
    for done, item in enumerate(facts.items):
        if item.image is None or item.evidence_file is None:
            continue
        yield Progress(done, len(facts.items), f"Drawing evidence {item.item.number}")
        image = source.image(image_path(project, facts.batch, item.image))
        save_png(evidence_picture(item, image, facts.schema), folder / item.evidence_file)
