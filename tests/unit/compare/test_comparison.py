import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.compare import comparison
from assay.compare.comparison import Comparison, compare, compare_in_steps
from assay.compare.overlaps import MEASURES
from assay.compare.settings import ComparisonSettings
from assay.geometry.rle import runs_from_compressed
from assay.model.annotations import Annotations
from assay.model.images import ImageSizes
from assay.model.schema import Schema
from assay.model.shapes import ShapeKind
from tests.annotation_builder import Made, annotations, box, mask, mask_of_runs, moved, polygon
from tests.shared_folder import data, data_folder

SCHEMA = Schema(1, [])
IMAGES = ImageSizes.of([(1, 300, 300), (2, 300, 300)])


def compared(vendor, gold, images=IMAGES, **chosen) -> Comparison:
    return compare(annotations(*vendor), annotations(*gold), images, SCHEMA, ComparisonSettings(**chosen))


def pairs(result: Comparison) -> list[tuple[int, int]]:
    return sorted(zip(result.pairs.vendor.tolist(), result.pairs.gold.tolist(), strict=True))


def test_that_only_images_that_have_gold_are_compared():
    vendor = [box(0, 0, 10, 10), box(0, 0, 10, 10, image=9)]
    result = compared(vendor, [box(0, 0, 10, 10), box(0, 0, 10, 10, image=7)])
    assert (result.counts["images"], result.counts["vendor"], result.counts["gold"]) == (2, 1, 1)
    assert pairs(result) == [(1, 1)]


def test_that_annotations_need_not_come_in_order_of_the_images():
    gold = [box(0, 0, 10, 10, image=2), box(50, 50, 90, 90, image=1), box(0, 0, 30, 10, image=2)]
    vendor = [gold[1], gold[2], gold[0]]
    result = compared(vendor, gold)
    assert pairs(result) == [(1, 2), (2, 3), (3, 1)]
    assert result.pairs.image.tolist() == [1, 2, 2]


def test_that_nothing_compared_gives_no_rates():
    nothing = Annotations.empty()
    result = compare(nothing, nothing, ImageSizes.of([]), SCHEMA, ComparisonSettings())
    assert len(result.findings) == len(result.pairs) == 0
    assert dict(result.counts) == {
        "images": 0, "vendor": 0, "gold": 0, "matched": 0, "mislabelled": 0, "right": 0, "precision": None, "recall": None,
        "f1": None, "jaccard": None, "mean_iou": None,
    }  # fmt: skip


def test_that_class_aware_pairs_only_one_class():
    gold, vendor = [box(0, 0, 10, 10)], [box(0, 0, 10, 10, class_id=2)]
    assert compared(vendor, gold).findings.by_code() == {"CLS-SWAP": 1}
    assert compared(vendor, gold, class_aware=True).findings.by_code() == {"MIS-SMALL": 1, "EXT-GHOST": 1}


def test_that_same_class_first_prefers_a_good_pair_of_one_class_to_a_better_one_of_two():
    gold = [box(0, 0, 100, 100), box(300, 300, 310, 310, image=2)]
    vendor = [box(0, 0, 100, 100, class_id=2), box(0, 0, 100, 90), gold[1]]
    assert pairs(compared(vendor, gold)) == [(1, 1), (3, 2)]
    assert pairs(compared(vendor, gold, same_class_first=True)) == [(2, 1), (3, 2)]
    assert pairs(compared(vendor, gold, same_class_first=True, t_ok=0.95)) == [(1, 1), (3, 2)]


def test_that_each_pair_says_how_it_was_measured():
    raster = np.zeros((300, 300), bool)
    raster[10:50, 10:50] = True
    corners = [(10, 10), (50, 10), (50, 50), (10, 50)]
    as_box, as_polygon, as_mask = box(10, 10, 50, 50), polygon(corners), mask(raster)
    rotated = polygon(corners, kind=ShapeKind.ROTATED_BOX)
    for vendor, gold, measure in [
        (as_box, as_box, "box"), (as_box, as_polygon, "polygon"), (as_polygon, as_box, "polygon"),
        (as_polygon, as_mask, "mask"), (as_mask, as_box, "mask"), (as_mask, as_mask, "mask"), (rotated, as_box, "polygon"),
    ]:  # fmt: skip
        result = compared([vendor], [gold])
        assert MEASURES[result.pairs.measure[0]] == measure
        assert result.pairs.iou[0] == 1.0
        assert MEASURES[compared([vendor], [gold], shapes="box").pairs.measure[0]] == "box"


def test_that_masks_of_another_size_than_the_image_are_laid_on_it():
    small, large = np.zeros((100, 120), bool), np.zeros((300, 300), bool)
    small[10:50, 10:50] = large[10:50, 10:50] = True
    assert compared([mask(small)], [mask(large)]).counts["mean_iou"] == 1.0


def test_that_comparing_leaves_the_annotations_as_they_were():
    far = annotations(box(0, 0, 1e300, 10))
    compare(far, far, IMAGES, SCHEMA, ComparisonSettings())
    assert far.boxes.tolist() == [[0, 0, 1e300, 10]]


def test_that_an_image_of_unknown_size_is_as_large_as_its_masks():
    raster = np.zeros((100, 120), bool)
    raster[10:50, 10:50] = True
    unknown = ImageSizes.of([(1, None, None)])
    vendor = polygon([(10, 10), (50, 10), (50, 50), (10, 50)])
    result = compared([vendor, box(0, 0, 1e7, 1e7)], [mask(raster)], unknown)
    assert (result.counts["matched"], result.counts["mean_iou"]) == (1, 1.0)


def test_that_a_place_without_a_known_box_is_the_whole_image():
    result = compared([box(0, 0, np.nan, 10)], [box(0, 0, 50, 50)])
    invalid = result.findings.by_code()["GEO-INVALID"]
    assert invalid == 1
    assert result.findings.box[-1].tolist() == [0, 0, 300, 300]


def test_that_progress_is_told_by_images_and_the_result_is_the_same(monkeypatch):
    gold = [box(10 * image, 0, 10 * image + 8, 8, image=image) for image in range(1, 8)]
    vendor = gold[:5]
    images = ImageSizes.of([(image, 300, 300) for image in range(1, 8)])
    whole = compared(vendor, gold, images)
    monkeypatch.setattr(comparison, "BLOCK_IMAGES", 3)
    steps = compare_in_steps(annotations(*vendor), annotations(*gold), images, SCHEMA, ComparisonSettings())
    told = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as stop:
            in_blocks = stop.value
            break
    assert told == [(3, 7), (6, 7), (7, 7)]
    assert in_blocks.counts == whole.counts
    assert in_blocks.findings.image.tolist() == whole.findings.image.tolist() == [6, 7]
    assert in_blocks.findings.details == whole.findings.details


def test_that_closing_the_steps_ends_them():
    steps = compare_in_steps(Annotations.empty(), Annotations.empty(), IMAGES, SCHEMA, ComparisonSettings())
    next(steps)
    steps.close()
    with pytest.raises(StopIteration):
        next(steps)


SIDE = st.integers(0, 6).map(lambda step: step * 10.0)
BOXES = st.builds(
    lambda x, y, w, h, class_id, image: box(x, y, x + w + 10, y + h + 10, class_id=class_id, image=image),
    SIDE, SIDE, SIDE, SIDE, st.integers(1, 2), st.integers(1, 2),
)  # fmt: skip
DIAMONDS = BOXES.map(
    lambda made: polygon(
        [
            (made.box[0], made.box[1]),
            (made.box[2], made.box[1]),
            (made.box[2], made.box[3]),
            ((made.box[0] + made.box[2]) / 2, made.box[3] - 4),
        ],
        class_id=made.class_id,
        image=made.image,
    )
)


def said(made: Made) -> str:
    return f"{made.image} {made.class_id} {made.kind} {list(made.box)}"


def spoken(vendor: list[Made], gold: list[Made]) -> list[tuple]:
    """All findings without any number that the order in the file decides."""
    result = compared(vendor, gold)
    found = result.findings
    return sorted(
        (
            found.code_of(row), int(found.image[row]), round(float(np.nan_to_num(found.iou[row], nan=-1)), 9),
            found.box[row].tolist(),
            said(vendor[found.vendor[row] - 1]) if found.vendor[row] else "",
            said(gold[found.gold[row] - 1]) if found.gold[row] else "",
        )
        for row in range(len(found))
    )  # fmt: skip


@given(
    st.lists(BOXES | DIAMONDS, max_size=9), st.lists(BOXES | DIAMONDS, max_size=9), st.randoms(use_true_random=False)
)
def test_that_the_order_in_the_files_does_not_matter(vendor, gold, random):
    assert spoken(vendor, gold) == spoken(random.sample(vendor, len(vendor)), random.sample(gold, len(gold)))


NUMBERS = st.sampled_from([0.0, 5.0, 10.0, 20.0, 33.3, 299.0, 301.0, -7.0, 1e7, 1e300, np.nan, np.inf])
RINGS = st.lists(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=7), max_size=3)
KINDS = st.sampled_from([ShapeKind.POLYGON, ShapeKind.ROTATED_BOX, ShapeKind.POLYLINE, ShapeKind.KEYPOINTS])
RASTERS = st.integers(0, 2**12 - 1).map(lambda bits: np.array([bits >> k & 1 for k in range(12)], bool).reshape(3, 4))


def odd_polygon(rings, holes, kind, image, flags) -> Made:
    made = polygon(*rings, holes=holes, kind=kind, image=image, flags=flags)
    return moved(made, box=np.nan_to_num(made.box, nan=0.0).tolist())


ODD = st.one_of(
    st.builds(odd_polygon, RINGS, st.lists(st.integers(0, 2)), KINDS, st.integers(1, 2), st.sampled_from([0, 1, 2, 4])),
    st.builds(lambda raster, image: mask(np.kron(raster, np.ones((40, 40))), image=image), RASTERS, st.integers(1, 2)),
    st.builds(lambda *sides: box(*sides), NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    BOXES,
)


@settings(deadline=None)
@given(st.lists(ODD, max_size=6), st.lists(ODD, max_size=6), st.booleans())
def test_that_no_shape_however_broken_stops_a_comparison(vendor, gold, sized):
    images = IMAGES if sized else ImageSizes.of([(1, None, None), (2, None, None)])
    result = compared(vendor, gold, images)
    assert result.counts["matched"] + result.counts["mislabelled"] == len(result.pairs)
    assert (result.pairs.iou >= 0.1).all()
    assert (result.pairs.iou <= 1.0).all()
    assert len(set(result.pairs.vendor.tolist())) == len(set(result.pairs.gold.tolist())) == len(result.pairs)


def test_that_a_tie_goes_to_the_same_class():
    vendor = [box(0, 0, 10, 10, class_id=2), box(0, 0, 10, 10, class_id=1)]
    assert pairs(compared(vendor, [box(0, 0, 10, 10)])) == [(2, 1)]
    assert pairs(compared(vendor[::-1], [box(0, 0, 10, 10)])) == [(1, 1)]


def test_that_twins_that_differ_in_an_attribute_are_paired_by_it_in_any_order():
    one, other = (box(0, 0, 50, 50, attributes={"name": name}) for name in "ab")
    for vendor in ([one, other], [other, one]):
        for gold in ([one, other], [other, one]):
            assert len(compared(vendor, gold).findings) == 0


def read(path) -> tuple[Annotations, ImageSizes]:
    """A COCO file of the real deliveries, as it is: no faults to be found."""
    content = json.loads(path.read_text("utf-8"))
    sizes = ImageSizes.of([(image["id"], image["width"], image["height"]) for image in content["images"]])
    return annotations(*map(made_of, content["annotations"])), sizes


def made_of(row: dict) -> Made:
    facts = {"image": row["image_id"], "class_id": row["category_id"], "number": row["id"]}
    outline = row.get("segmentation")
    if isinstance(outline, dict):
        height, width = outline["size"]
        return mask_of_runs(runs_from_compressed(outline["counts"], height=height, width=width), **facts)
    if outline:
        return polygon(*outline, **facts)
    x, y, width, height = row["bbox"]
    return moved(box(x, y, x + width, y + height), **facts)


def reference(name: str) -> dict:
    return json.loads((data_folder() / "reference_matching.json").read_text("utf-8"))["results"][name]


def assert_counts(result: Comparison, expected: dict) -> None:
    counts = result.counts
    assert counts["matched"] == expected["matched"]
    assert counts["vendor"] - counts["matched"] == expected["vendor_only"]
    assert counts["gold"] - counts["matched"] == expected["gold_only"]
    for key in ("precision", "recall", "f1"):
        assert counts[key] == pytest.approx(expected[key], abs=5e-7)


@pytest.mark.parametrize("folder", ["01-nuclei", "02-nuclei-relabel"])
@pytest.mark.parametrize("threshold", [0.5, 0.75, 0.9])
@pytest.mark.parametrize(("measure", "shapes"), [("bbox", "box"), ("segm", "auto")])
def test_that_real_masks_match_as_by_pycocotools_and_scipy(folder, threshold, measure, shapes):
    """reference_matching.json: pycocotools.mask.iou and scipy linear_sum_assignment, one class."""
    vendor, _ = read(data(folder, "vendor", "annotations.coco.rle.json"))
    gold, images = read(data(folder, "gold", "annotations.coco.rle.json"))
    expected = reference(f"{folder} {measure} iou>={threshold}")
    chosen = ComparisonSettings(t_pair=threshold, class_aware=True, shapes=shapes)
    result = compare(vendor, gold, images, SCHEMA, chosen)
    assert_counts(result, expected)
    assert result.counts["mean_iou"] == pytest.approx(expected["mean_iou"], abs=5e-7)


@pytest.mark.parametrize("folder", ["01-nuclei", "02-nuclei-relabel"])
@pytest.mark.parametrize("threshold", [0.5, 0.75, 0.9])
def test_that_real_polygons_match_nearly_as_their_masks(folder, threshold):
    """The vectors differ from the pixels by up to .002 in mean IoU, and one pair in a thousand falls on the other side of a threshold."""
    vendor, _ = read(data(folder, "vendor", "annotations.coco.poly.json"))
    gold, images = read(data(folder, "gold", "annotations.coco.poly.json"))
    expected = reference(f"{folder} segm iou>={threshold}")
    counts = compare(vendor, gold, images, SCHEMA, ComparisonSettings(t_pair=threshold, class_aware=True)).counts
    assert abs(counts["matched"] - expected["matched"]) <= 1
    assert counts["mean_iou"] == pytest.approx(expected["mean_iou"], abs=0.002)


@pytest.mark.parametrize("threshold", [0.5, 0.7])
def test_that_two_annotators_of_a_video_match_as_by_scipy(threshold):
    folder = "03-kitchen-two-annotators-62k"
    vendor, _ = read(data(folder, "annotator_1.coco.json"))
    gold, images = read(data(folder, "annotator_2.coco.json"))
    expected = reference(f"03-kitchen annotator_1 as vendor, annotator_2 as gold, bbox iou>={threshold}")
    chosen = ComparisonSettings(t_pair=threshold, class_aware=True)
    result = compare(vendor, gold, images, SCHEMA, chosen)
    assert_counts(result, expected)
    assert result.counts["mean_iou"] == pytest.approx(expected["mean_iou"], abs=5e-7)


@pytest.mark.parametrize("folder", ["01-nuclei", "02-nuclei-relabel"])
@pytest.mark.parametrize("outline", ["poly", "rle"])
def test_that_every_object_known_to_be_missed_or_extra_is_in_a_finding(folder, outline):
    vendor, _ = read(data(folder, "vendor", f"annotations.coco.{outline}.json"))
    gold, images = read(data(folder, "gold", f"annotations.coco.{outline}.json"))
    findings = compare(vendor, gold, images, SCHEMA, ComparisonSettings()).findings
    blamed, missed = set(findings.vendor.tolist()), set(findings.gold.tolist())
    for details in findings.details.values():
        blamed.update(details.get("vendor_numbers", ()))
        missed.update(details.get("gold_numbers", ()))
    known = json.loads(data(folder, "known_corrections.json").read_text("utf-8"))
    assert {number for image in known for number in image["vendor_extra"]} <= blamed
    assert {number for image in known for number in image["vendor_missed"]} <= missed


def test_that_threads_find_the_same_as_one_after_the_other(monkeypatch):
    images = ImageSizes.of([(image, 300, 300) for image in range(1, 41)])
    numbers = np.random.default_rng(4)
    gold = [
        box(x, y, x + 40, y + 30, image=image, class_id=1 + x % 2)
        for image in range(1, 41)
        for x, y in numbers.integers(0, 200, (6, 2)).tolist()
    ]
    vendor = [moved(one, box=[side + shift for side, shift in zip(one.box, (0, 3, 9, 0), strict=True)]) for one in gold]
    monkeypatch.setattr(comparison, "BLOCK_IMAGES", 3)
    monkeypatch.setattr(comparison, "thread_count", lambda: 1)
    alone = compared(vendor, gold, images)
    monkeypatch.setattr(comparison, "thread_count", lambda: 3)
    threads = compared(vendor, gold, images)
    assert len(alone.findings) > 0
    assert threads.counts == alone.counts
    assert spoken_rows(threads) == spoken_rows(alone)


def spoken_rows(result: Comparison) -> list[tuple]:
    found = result.findings
    return list(zip(found.code.tolist(), found.image.tolist(), found.vendor.tolist(), found.gold.tolist(), strict=True))


def test_that_findings_are_sorted_by_image_code_and_numbers_however_large_the_numbers_are():
    chance = np.random.default_rng(5)
    low = chance.integers(0, 280, (60, 2)).astype(float)
    vendor, gold = ([box(*one, *(one + 12), image=1 + row % 3) for row, one in enumerate(low + off)] for off in (0, 3))
    images = ImageSizes.of([(image, 300, 300) for image in (1, 2, 3)])

    def keys(first: int) -> list[tuple[int, ...]]:
        sides = annotations(*vendor), annotations(*gold)
        for side in sides:
            side.records["number"] = first + np.arange(len(side))[::-1]
        found = compare(*sides, images, SCHEMA, ComparisonSettings()).findings
        return list(
            zip(*(column.tolist() for column in (found.image, found.code, found.vendor, found.gold)), strict=True)
        )

    assert keys(1) == sorted(keys(1))
    assert keys(2**31 - 100) == sorted(keys(2**31 - 100))
    assert len(keys(1)) > 30
