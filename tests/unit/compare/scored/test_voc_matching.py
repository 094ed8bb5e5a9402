import ast
import re

import numpy as np
import pytest

from assay.compare.scored.average_precision import (
    average_precision_voc07,
    average_precision_voc10,
    precision_recall_curve,
)
from assay.compare.scored.voc_matching import voc_hits
from assay.geometry.boxes import pairwise_ious, xyxy_from_voc
from tests.shared_folder import data


def rows_of(path):
    return [[float(part) for part in line.split()[1:]] for line in path.read_text().splitlines() if line.strip()]


def corners(rows):
    """x, y, w, h, of which that tool makes inclusive pixel corners."""
    x, y, w, h = np.array(rows, float).reshape(-1, 4).T
    return xyxy_from_voc(np.stack([x, y, x + w, y + h], axis=1))


@pytest.fixture
def padilla():
    folder = data("07-known-numbers", "padilla-7-images")
    ious, images, scores, gold = [], [], [], 0
    for number, path in enumerate(sorted((folder / "groundtruths").iterdir())):
        wanted = corners(rows_of(path))
        found = rows_of(folder / "detections" / path.name)
        gold += len(wanted)
        ious += list(pairwise_ious(corners([row[1:] for row in found]), wanted))
        images += [number] * len(found)
        scores += [row[0] for row in found]
    told = (folder / "expected_results.txt").read_text()
    columns = [ast.literal_eval(re.search(f"{name}: (.*)", told)[1]) for name in ("Precision", "Recall")]
    return voc_hits(ious, images, np.array(scores), 0.3), gold, columns


def test_that_the_seven_images_of_object_detection_metrics_are_reproduced(padilla):
    """07-known-numbers/EXPECTED.md: padilla-7-images."""
    hits, gold, columns = padilla
    assert (len(hits), gold) == (24, 15)
    precision, recall = precision_recall_curve(hits, gold)
    assert [f"{value:.2f}" for value in precision] == columns[0]
    assert [f"{value:.2f}" for value in recall] == columns[1]
    assert average_precision_voc10(precision, recall) == pytest.approx(0.2456, abs=1e-4)
    assert average_precision_voc07(precision, recall) == pytest.approx(0.2684, abs=1e-4)


def test_that_a_second_detection_of_one_object_is_extra_and_one_of_nothing_too():
    ious = [np.array([0.9]), np.array([0.8]), np.zeros(0)]
    assert voc_hits(ious, [0, 0, 1], np.array([0.5, 0.9, 0.7]), 0.5).tolist() == [True, False, False]
