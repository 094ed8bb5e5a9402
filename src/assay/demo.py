"""The demo command: the one place where the command line opens the window.

Without a display it does the whole job by itself: import, compare, log, adjudicate, export, check the package, photograph the pages.
"""

import hashlib
import json
import os
import sys
import zipfile
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import click

from assay.cli.output import DONE, FOUND_WRONG, watched
from assay.model.batches import Batch, ImageStatus, LabelSet, SetRole
from assay.model.findings import ComparisonRecord, Ruling, Verdict
from assay.model.people import Reviewer
from assay.review.adjudicate import adjudicate
from assay.review.create_project import last_reviewer
from assay.review.judge_finding import judge_finding
from assay.review.judge_image import judge_image
from assay.review.make_demo import make_demo
from assay.review.request_rework import package_name, request_rework
from assay.store.audit import audit
from assay.store.batches import batches, newest_set
from assay.store.findings import all_findings, count_by_code, current_comparison
from assay.store.project import Project
from assay.store.queue import queue_ids

FOLDER = Path("demo")


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default=FOLDER)
@click.option("--headless", is_flag=True, help="Do the whole job without a window, as on a machine without a display.")
@click.pass_context
def demo(context: click.Context, folder: Path, headless: bool) -> None:
    """Lay out the demo batch in DIR and open the window on it."""
    path = watched(make_demo(folder))
    if has_display() and not headless:
        from assay.ui.application import run_window

        context.exit(run_window([str(path)]))
    context.exit(do_the_job(path))


def has_display() -> bool:
    """Whether a window could be seen."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def do_the_job(path: Path) -> int:
    """Everything that a reviewer does, without one; tells what was done and where things lie."""
    with Project.open(path) as project:
        me = last_reviewer(project)
        batch = batches(project.connection)[0]
        _judge(project, batch, me)
        package = _send(project, batch, me, path.parent)
        checked = audit(project)
    problems = [*broken_files(package), *checked.problems]
    click.echo(f"Journal: {checked.actions} actions, head {checked.head}")
    for picture in _photograph(path):
        click.echo(f"Picture: {picture}")
    for problem in problems:
        click.echo(f"Wrong: {problem}", err=True)
    click.echo(f"Project: {path}")
    return FOUND_WRONG if problems else DONE


def judge_some(path: Path) -> None:
    """A review that is half way: verdicts on the first findings, some contested, some images accepted. For pictures of a project at work."""
    verdicts = [Verdict.DEFECT, Verdict.DEFECT, Verdict.DISMISSED, Verdict.CONTESTED, Verdict.DEFECT, Verdict.DEFECT]
    with Project.open(path) as project:
        me = last_reviewer(project)
        comparison = _comparison(project, batches(project.connection)[0])
        found = all_findings(project.connection, comparison.id)
        for one, verdict in zip(found[: len(found) // 2], cycle(verdicts), strict=False):
            judge_finding(project, [one.id], verdict, by=me)
        contested = [one for one in all_findings(project.connection, comparison.id) if one.is_contested]
        adjudicate(project, contested[0].id, Ruling.GOLD_RIGHT, reason="plain to see at full size", by=me)
        images = queue_ids(project.connection, comparison.delivery_id)
        for image_id in images[:2]:
            judge_image(project, comparison.delivery_id, image_id, ImageStatus.ACCEPTED, by=me)
        judge_image(project, comparison.delivery_id, images[3], ImageStatus.REJECTED, by=me)


def _judge(project: Project, batch: Batch, me: Reviewer) -> None:
    delivery = _delivery(project, batch)
    comparison = _comparison(project, batch)
    codes = ", ".join(f"{count} {code}" for code, count in count_by_code(project.connection, comparison.id).items())
    click.echo(
        f"Imported: {delivery.images} images, {delivery.annotations} annotations of {batch.vendor}, {batch.name}"
    )
    click.echo(f"Compared: {codes}")
    waiting = [one for one in all_findings(project.connection, comparison.id) if one.verdict is None]
    if waiting:
        contested = next(one for one in waiting if one.code == "EXT-GHOST")
        judge_finding(project, [contested.id], Verdict.CONTESTED, by=me, comment="something seems to be there")
        adjudicate(
            project, contested.id, Ruling.GUIDELINE_UNCLEAR, reason="the guideline is silent on test points", by=me
        )
        rest = [one.id for one in waiting if one.id != contested.id]
        judge_finding(project, rest, Verdict.DEFECT, by=me)
        click.echo(f"Judged: {len(rest)} defects logged, 1 finding contested and ruled on")


def _delivery(project: Project, batch: Batch) -> LabelSet:
    delivery = newest_set(project.connection, batch.id, SetRole.DELIVERY)
    assert delivery is not None
    return delivery


def _comparison(project: Project, batch: Batch) -> ComparisonRecord:
    comparison = current_comparison(project.connection, _delivery(project, batch).id)
    assert comparison is not None
    return comparison


def _send(project: Project, batch: Batch, me: Reviewer, folder: Path) -> Path:
    delivery = _delivery(project, batch)
    path = folder.absolute() / package_name(batch, delivery, delivery.imported_at)
    request, _ = watched(request_rework(project, batch, path, by=me))
    click.echo(f"Rework request {request.id}: {request.items} items, due {request.due_at}")
    click.echo(f"Package: {path} (SHA-256 {request.package_sha256})")
    return path


def broken_files(package: Path) -> list[str]:
    """Which files of a rework package are not what its manifest says."""
    with zipfile.ZipFile(package) as archive:
        listed = json.loads(archive.read("MANIFEST.json"))["files"]
        digests = {
            name: hashlib.sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
            if name != "MANIFEST.json"
        }
    expected = {name: one["sha256"] for name, one in listed.items()}
    names = sorted(expected.keys() | digests.keys())
    return [f"{package.name}: {name} is not as listed" for name in names if expected.get(name) != digests.get(name)]


def _photograph(path: Path) -> Sequence[Path]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen" if not has_display() else "")
    if not os.environ["QT_QPA_PLATFORM"]:
        del os.environ["QT_QPA_PLATFORM"]
    from assay.ui.screenshots import save_screenshots

    return save_screenshots(path, path.parent / "screenshots")
