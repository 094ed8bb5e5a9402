"""What was delivered and what is expected, as COCO files of the images that have items."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from assay.formats.coco import write
from assay.model.annotations import UNKNOWN, Annotations, copied, joined
from assay.model.progress import Work
from assay.reports.label_files import contents
from assay.reports.package_item import PackageItem
from assay.reports.request_facts import RequestFacts
from assay.store.annotation_reading import read_annotations
from assay.store.project import Project

CURRENT = "annotations_current.coco.json"
EXPECTED = "annotations_expected.coco.json"


def write_coco_subsets(project: Project, facts: RequestFacts, folder: Path) -> Work[None]:
    """Write everything that was delivered on images that have items, and gold's annotations for the items alone."""
    images = {item.image.id: item.image for item in facts.items if item.image}
    ordered = [images[image_id] for image_id in sorted(images)]
    current = read_annotations(project.connection, facts.delivery.id, sorted(images))
    yield from write(folder / CURRENT, contents(ordered, without_people(current), facts.schema, people={}))
    yield from write(folder / EXPECTED, contents(ordered, expected_of(facts.items), facts.schema, people={}))


def without_people(annotations: Annotations) -> Annotations:
    """Annotations that do not say who drew them: the vendor knows from the ids, nobody else needs to."""
    records = copied(annotations.records)
    records["annotator_id"] = UNKNOWN
    return replace(annotations, records=records)


def expected_of(items: Sequence[PackageItem]) -> Annotations:
    """Gold's annotations for the items, each once, numbered from 1, with the items that they answer.

    Nothing else of gold goes out: no ids of its own, no annotators, none of the fields that its tool wrote.
    """
    answers: dict[tuple[int, int], tuple[Annotations, list[PackageItem]]] = {}
    for item in items:
        for row in range(len(item.expected)):
            one = item.expected.take([row])
            key = (int(one.records["image"][0]), int(one.records["number"][0]))
            answers.setdefault(key, (one, []))[1].append(item)
    ordered = [answers[key] for key in sorted(answers)]
    together = without_people(joined(one for one, _ in ordered))
    together.records["source_id"] = np.arange(1, len(together) + 1)
    together.records["score"] = np.nan
    extra = {row: _said_of(one, answered) for row, (one, answered) in enumerate(ordered)}
    return replace(together, extra=extra)


def _said_of(annotation: Annotations, items: Sequence[PackageItem]) -> Mapping[str, Any]:
    said: dict[str, Any] = {"other": {"rework_items": [item.item.number for item in items]}}
    corrected = list(dict.fromkeys(key for item in items for key in item.annotation_ids))
    if corrected:
        said["other"]["corrects_annotations"] = corrected
    if attributes := annotation.attributes(0):
        said["attributes"] = attributes
    return said
