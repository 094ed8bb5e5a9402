from assay.compare.annotator_counts import annotator_counts
from assay.compare.comparison import compare
from assay.compare.settings import ComparisonSettings
from assay.model.annotations import UNKNOWN
from assay.model.images import ImageSizes
from assay.model.schema import Schema
from tests.annotation_builder import annotations, box


def test_that_each_annotator_has_their_own_counts():
    gold = annotations(box(0, 0, 50, 50), box(100, 0, 150, 50), box(200, 0, 250, 50))
    vendor = annotations(
        box(0, 0, 50, 50, annotator=4, number=30),
        box(100, 0, 150, 50, annotator=9, class_id=2, number=10),
        box(700, 0, 750, 50, annotator=9, number=20),
        box(200, 0, 250, 50),
    )
    result = compare(vendor, gold, ImageSizes.of([(1, 900, 900)]), Schema(1, []), ComparisonSettings())
    counts = annotator_counts(result, vendor)
    assert {who: (one.annotations, one.right) for who, one in counts.items()} == {4: (1, 1), 9: (2, 0), UNKNOWN: (1, 1)}
    assert counts[9].findings == {"EXT-GHOST": 1, "CLS-SWAP": 1}
    assert counts[4].findings == {}
