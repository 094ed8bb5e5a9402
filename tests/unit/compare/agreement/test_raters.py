import json

import numpy as np
import pytest

from assay.compare.agreement.raters import RatedTogether, Rater, rated_together
from assay.compare.agreement.report import agreement_report
from assay.compare.agreement.units import NOTHING
from assay.geometry.boxes import xyxy_from_xywh
from assay.model.annotations import Annotations
from assay.model.images import ImageSizes
from assay.model.schema import Schema
from tests.annotation_builder import annotations, box, moved, polygon
from tests.shared_folder import data, vectors

SCHEMA = Schema(1, [])
SIZES = ImageSizes.of([(1, 500, 500), (2, 500, 500)])
CAR, VAN = 1, 2


def rater(name, *made, images=(1, 2)):
    return Rater(name=name, annotations=annotations(*made), images=np.array(images, np.int32))


def together(*raters, threshold=0.5, **more):
    return rated_together(raters, SIZES, SCHEMA, threshold=threshold, **more)


ONE, TWO = box(10, 10, 60, 60), box(100, 100, 200, 200, image=2)


def test_that_the_published_alphas_of_three_annotators_come_out_of_their_files():
    """05-three-annotators-known-alpha, 07-known-numbers/EXPECTED.md."""
    for example in vectors("kalpha_detection")["examples"]:
        told = json.loads(data("05-three-annotators-known-alpha", example["name"]).read_text())
        raters = [image["id"] for image in told["images"]]
        labels = {one: [a for a in told["annotations"] if a["image_id"] == one] for one in raters}
        made = [
            rater(str(one), *(box(*xyxy_from_xywh(a["bbox"])[0], class_id=a["category_id"]) for a in labels[one]), images=[1])
            for one in raters
        ]  # fmt: skip
        rated = rated_together(made, ImageSizes.of([(1, 1000, 1000)]), SCHEMA, threshold=0.5)
        report = agreement_report(rated)
        assert round(report.whole.alpha.value, 4) == example["published"]
        if example["name"].startswith("landscape"):
            told = vectors("kalpha_detection")["localisation_sensitivity"]["alpha_by_iou"]
            assert {str(t): round(alpha, 4) for t, alpha in report.by_threshold.items()} == told


def test_that_identical_raters_agree_on_everything():
    report = agreement_report(together(rater("a", ONE, TWO), rater("b", ONE, TWO)))
    assert (report.whole.raw, report.mean_f1, report.pairs[0].mean_iou) == (1.0, 1.0, 1.0)
    assert report.whole.alpha.reason.startswith("no variation")


def test_that_raters_assigned_to_different_images_share_no_unit():
    report = agreement_report(together(rater("a", ONE, images=[1]), rater("b", TWO, images=[2])))
    assert (report.images, report.units, report.whole.raw, report.pairs[0].f1) == (0, 0, None, None)


def test_that_an_assigned_rater_who_drew_nothing_disagrees_and_an_absent_one_does_not():
    said = [rater("a", ONE), rater("b", ONE)]
    absent = together(*said, rater("c", images=[2]))
    present = together(*said, rater("c"))
    assert agreement_report(absent).whole.raw == 1.0
    assert agreement_report(present).whole.raw < 1.0
    assert present.ratings.values[present.ratings.category[0, 2]] == NOTHING


def test_that_a_unit_that_only_others_drew_is_none_of_a_pairs():
    third = moved(ONE, image=2)
    report = agreement_report(together(rater("a", ONE), rater("b", ONE), rater("c", ONE, third)))
    first = report.pairs[0]
    assert (first.matched, first.annotations, first.f1, first.whole.units) == (1, (1, 1), 1.0, 1)


def test_that_a_swapped_class_is_one_unit_and_no_match():
    report = agreement_report(together(rater("a", moved(ONE, class_id=CAR)), rater("b", moved(ONE, class_id=VAN))))
    (pair,) = report.pairs
    assert (report.units, pair.matched, pair.mislabelled, pair.f1) == (2, 0, 1, 0.0)
    assert report.classes.raw == 0.0


def test_that_the_order_in_a_file_changes_nothing():
    random = np.random.default_rng(1)
    corners = random.uniform(0, 400, (40, 2))
    made = [
        box(x, y, x + 60, y + 60, class_id=int(c)) for (x, y), c in zip(corners, random.integers(1, 4, 40), strict=True)
    ]
    shaken = [moved(one, box=tuple(np.array(one.box) + random.normal(0, 6, 4))) for one in made]
    straight = agreement_report(together(rater("a", *made), rater("b", *shaken)))
    shuffled = agreement_report(
        together(
            rater("a", *[made[i] for i in random.permutation(40)]),
            rater("b", *[shaken[i] for i in random.permutation(40)]),
        )
    )
    assert straight.whole == shuffled.whole
    assert straight.pairs == shuffled.pairs


def test_that_an_annotator_who_disagrees_with_all_others_has_the_least_vitality():
    agreed = [box(x, 10, x + 40, 50, class_id=1 + x // 100) for x in range(0, 400, 50)]
    wrong = [moved(one, class_id=9) for one in agreed]
    vitality = agreement_report(together(rater("a", *agreed), rater("b", *agreed), rater("c", *wrong))).vitality
    assert vitality[2] < 0 < vitality[0]


def test_that_outlines_are_put_together_by_their_outlines_unless_boxes_are_asked_for():
    upper, lower = polygon([(0, 0), (100, 0), (0, 100)]), polygon([(100, 0), (100, 100), (0, 100)])
    assert agreement_report(together(rater("a", upper), rater("b", lower))).pairs[0].matched == 0
    assert agreement_report(together(rater("a", upper), rater("b", lower), shapes="box")).pairs[0].matched == 1


def test_that_raters_without_any_label_agree_on_nothing_at_all():
    nobody = Rater(name="a", annotations=Annotations.empty(), images=np.array([1, 2], np.int32))
    report = agreement_report(together(nobody, nobody))
    assert (report.units, report.whole.raw, report.mean_f1, report.mean_image_alpha) == (2, 1.0, None, None)


def test_that_alpha_by_image_is_kept_where_it_has_a_value():
    van = moved(TWO, class_id=VAN)
    report = agreement_report(together(rater("a", ONE, TWO), rater("b", ONE, van)))
    assert list(report.by_image) == [2]
    assert report.mean_image_alpha == pytest.approx(report.by_image[2])


def test_that_a_thousand_identical_boxes_are_put_together_once_for_all_thresholds(monkeypatch):
    same = [ONE] * 1000
    rated = together(rater("a", *same), rater("b", *same, TWO))
    asked = []
    again = RatedTogether.at
    monkeypatch.setattr(RatedTogether, "at", lambda self, threshold: asked.append(threshold) or again(self, threshold))
    report = agreement_report(rated)
    assert asked == []
    assert (report.units, report.pairs[0].matched) == (1001, 1000)
    assert set(report.by_threshold.values()) == {report.whole.alpha.value}


def test_that_alpha_by_threshold_is_that_of_the_labels_put_together_there():
    near, far = box(12, 10, 62, 60), box(25, 10, 75, 60)
    rated = together(rater("a", ONE, TWO), rater("b", near, TWO), rater("c", far, moved(TWO, class_id=VAN)))
    for threshold, alpha in agreement_report(rated).by_threshold.items():
        assert alpha == agreement_report(rated.at(threshold)).whole.alpha.value
