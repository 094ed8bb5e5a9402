"""Ways of comparing that are quicker than comparing everything at once find the same, to the last row."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.compare.settings import ComparisonSettings
from assay.model.batches import SetRole
from assay.model.findings import Verdict
from assay.model.progress import result_of
from assay.review import compare_parts
from assay.review.compare_again import compare_again
from assay.review.compare_delivery import compare_delivery
from assay.review.compare_parts import compare_in_parts
from assay.review.comparison_outcome import outcome_of
from assay.review.create_project import create_project, last_reviewer
from assay.review.judge_finding import judge_finding
from assay.review.sides_to_compare import sides_to_compare
from assay.store.annotation_pages import insert_pages, page_rows
from assay.store.audit import audit
from assay.store.audit_rows import pages_digest
from assay.store.batches import batches, label_set
from assay.store.comparison_inputs import provenance
from assay.store.covered_sizes import covered_sizes
from assay.store.findings import all_findings
from assay.store.image_reviews import open_queue
from tests.annotation_builder import annotations, box, polygon

IMAGES = (1, 2, 3, 4, 5)
CHOSEN = ComparisonSettings()


@st.composite
def sides(draw, images=IMAGES):
    """Some boxes and squares of two classes on some images, close enough together to meet now and then."""
    shapes = []
    for image in images:
        for _ in range(draw(st.integers(0, 3))):
            x, y, size = (draw(st.integers(0, 3)) * 10 for _ in range(3))
            draws = draw(st.sampled_from([as_box, as_square]))
            shapes.append(draws(image, draw(st.integers(1, 2)), x, y, size + 20))
    return shapes


def as_box(image, class_id, x, y, size):
    return box(x, y, x + size, y + size, image=image, class_id=class_id)


def as_square(image, class_id, x, y, size):
    corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]
    return polygon(corners, image=image, class_id=class_id)


@pytest.fixture
def stored(tmp_path):
    """A function that gives a project with these shapes as delivery and gold, closed when the test ends."""
    projects = []

    def store(delivered, gold):
        project = create_project(tmp_path / f"{len(projects)}.assay", name="Sides", reviewer="Ana")
        projects.append(project)
        with project.action("set_up", "Set up", by=last_reviewer(project), undoable=False) as action:
            vendor = action.insert("vendor", {"name": "vendor"})
            version = action.insert("schema_version", {"created_at": action.at})
            for name in ("car", "van"):
                action.insert("class", {"name": name, "colour": "#5AA9FF", "since_version": version})
            action.insert(
                "batch", {"vendor_id": vendor, "name": "b", "schema_version": version, "created_at": action.at}
            )
            for image in IMAGES:
                action.insert("image", {"batch_id": 1, "file_name": f"{image}.png", "width": 100, "height": 100})
        add(project, SetRole.DELIVERY, 0, delivered)
        add(project, SetRole.GOLD, 1, gold)
        return project

    yield store
    for project in projects:
        project.close()


def add(project, role, number, shapes, covered=IMAGES):
    """One more label set."""
    with project.action("add", "Add", by=last_reviewer(project), undoable=False) as action:
        values = {"batch_id": 1, "role": str(role), "round": number, "name": "", "format": "", "source": ""}
        row = action.insert("label_set", {**values, "source_sha256": "", "imported_at": action.at})
        insert_pages(project.connection, row, list(page_rows(annotations(*shapes), covered)))
        action.update("label_set", row, {"pages_sha256": pages_digest(project.connection, row)})
        if role is SetRole.DELIVERY:
            open_queue(project.connection, row)
    return row


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sides(), sides(), st.integers(1, 3))
def test_that_comparing_part_by_part_finds_what_comparing_at_once_finds(stored, monkeypatch, delivered, gold, size):
    monkeypatch.setattr(compare_parts, "PART_IMAGES", size)
    project = stored(delivered, gold)
    sets = [label_set(project.connection, one) for one in (1, 2)]
    parts = result_of(compare_in_parts(project, *sets, covered_sizes(project.connection, 2), CHOSEN, []))
    whole = outcome_of(sides_to_compare(project, 1, 2).compared(CHOSEN))
    assert (parts.pages, parts.counts, parts.iou_sum, parts.digest) == (
        whole.pages,
        whole.counts,
        whole.iou_sum,
        whole.digest,
    )
    assert np.array_equal(parts.severities, whole.severities)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sides(), sides(), sides(images=(2, 4)), st.randoms())
def test_that_comparing_what_gold_changed_leaves_the_project_as_comparing_all_would(
    stored, delivered, gold, revised, chance
):
    project, fresh = stored(delivered, gold), stored(delivered, gold)
    later = sorted([one for one in gold if one.image not in (2, 4)] + revised, key=lambda one: one.image)
    found = all_findings(project.connection, compared(project).id)
    if found:
        judge_finding(project, [chance.choice(found).id], Verdict.DISMISSED, by=last_reviewer(project))
    for one in (project, fresh):
        add(one, SetRole.GOLD, 2, later)
    touched, whole = compared(project), compared(fresh)
    assert touched.counts == whole.counts
    assert plain(all_findings(project.connection, touched.id)) == plain(all_findings(fresh.connection, whole.id))
    assert result_of(compare_again(project, touched)).is_same
    kept = queue_of(project)
    compared(project)
    assert queue_of(project) == kept
    assert audit(project).problems == ()


EVERYWHERE = [as_box(image, 1, 10 * image, 10, 30) for image in IMAGES]
ELSEWHERE = [as_box(image, 1, 10 * image, 40, 30) for image in IMAGES]


def work_on(project, chosen=CHOSEN):
    return compare_delivery(project, batches(project.connection)[0], chosen, by=last_reviewer(project))


def parts_done(work, most=None):
    """How many images each step has done, until so many steps were taken; the work is cancelled then."""
    steps = [one.done for one in islice((one for one in work if one.doing == "Comparing"), most)]
    work.close()
    return steps


def test_that_a_comparison_that_was_cancelled_goes_on_where_it_stopped(stored, monkeypatch):
    monkeypatch.setattr(compare_parts, "PART_IMAGES", 1)
    project, fresh = stored(EVERYWHERE, ELSEWHERE), stored(EVERYWHERE, ELSEWHERE)
    assert parts_done(work_on(project.fork()), 3) == [1, 2, 3]
    assert project.connection.execute("SELECT count(*) FROM comparison").fetchone() == (0,)
    assert parts_done(work_on(project)) == [4, 5]
    plain_now, plain_afresh = (provenance(one.connection, 1) for one in (project, compared_project(fresh)))
    assert plain_now["findings_sha256"] == plain_afresh["findings_sha256"]
    assert audit(project).problems == ()


def test_that_what_was_finished_counts_for_nothing_by_other_settings_or_other_gold(stored, monkeypatch):
    monkeypatch.setattr(compare_parts, "PART_IMAGES", 1)
    project = stored(EVERYWHERE, ELSEWHERE)
    assert parts_done(work_on(project), 3) == [1, 2, 3]
    assert parts_done(work_on(project, replace(CHOSEN, t_ok=0.6)), 2) == [1, 2]
    add(project, SetRole.GOLD, 2, EVERYWHERE)
    assert parts_done(work_on(project, replace(CHOSEN, t_ok=0.6)), 2) == [1, 2]


def compared_project(project):
    compared(project)
    return project


def compared(project):
    return result_of(compare_delivery(project, batches(project.connection)[0], CHOSEN, by=last_reviewer(project)))


def plain(found):
    """What is said of findings in both projects."""
    return [
        (one.code, one.image_id, one.vendor_number, one.gold_number, one.iou, one.box, one.details) for one in found
    ]


def queue_of(project):
    query = (
        "SELECT image_id, critical, major, minor, observation, unjudged, contested FROM image_review ORDER BY image_id"
    )
    return project.connection.execute(query).fetchall()
