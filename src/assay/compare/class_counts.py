"""The numbers of a comparison by class: rates and the confusion matrix (vectors/confusion_matrix_detection.json)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assay.compare.comparison import Comparison
from assay.compare.precision_recall import Rates, precision_recall
from assay.model.annotations import Annotations


def confusion_matrix(
    comparison: Comparison, vendor: Annotations, gold: Annotations, class_ids: Sequence[int]
) -> NDArray[np.int64]:
    """(k + 1, k + 1) gold's class by row, the vendor's by column; the last row holds the vendor's extras, the last column what it missed.

    vendor, gold: the annotations that were compared. class_ids: the k classes, in the order wanted; annotations of other classes are left out.
    """
    pairs, k = comparison.pairs, len(class_ids)
    of_vendor = _places(vendor.records["class_id"], class_ids)
    of_gold = _places(gold.records["class_id"], class_ids)
    matrix = np.zeros((k + 2, k + 2), np.int64)  # one more row and column take the classes that were not asked for
    np.add.at(matrix, (of_gold[pairs.gold_row], of_vendor[pairs.vendor_row]), 1)
    np.add.at(matrix, (np.array(k), of_vendor[_without(comparison.vendor_rows, pairs.vendor_row)]), 1)
    np.add.at(matrix, (of_gold[_without(comparison.gold_rows, pairs.gold_row)], np.array(k)), 1)
    return matrix[: k + 1, : k + 1]


def class_counts(
    comparison: Comparison, vendor: Annotations, gold: Annotations, class_ids: Sequence[int]
) -> dict[int, Rates]:
    """The rates by class id. A pair of two classes is an extra of the vendor's class and a miss of gold's."""
    pairs = comparison.pairs
    of_vendor, of_gold = vendor.records["class_id"], gold.records["class_id"]
    found = of_gold[pairs.gold_row[pairs.same_class]]
    delivered, wanted = of_vendor[comparison.vendor_rows], of_gold[comparison.gold_rows]
    hits, all_delivered, all_wanted = (_count(values, class_ids) for values in (found, delivered, wanted))
    columns = zip(class_ids, hits, all_delivered, all_wanted, strict=True)
    return {class_id: precision_recall(tp=tp, fp=v - tp, fn=g - tp) for class_id, tp, v, g in columns}


def _count(values: NDArray[np.int32], class_ids: Sequence[int]) -> list[int]:
    return np.bincount(_places(values, class_ids), minlength=len(class_ids) + 2)[: len(class_ids)].tolist()


def _places(values: NDArray[np.int32], class_ids: Sequence[int]) -> NDArray[np.int64]:
    """Where each class id stands among the k class ids, k + 1 when it does not."""
    k = len(class_ids)
    if not k:
        return np.full(len(values), 1)
    ids = np.asarray(class_ids)
    order = np.argsort(ids)
    place = np.searchsorted(ids, values, sorter=order).clip(max=k - 1)
    return np.where(ids[order[place]] == values, order[place], k + 1)


def _without(rows: NDArray[np.int64], paired: NDArray[np.int64]) -> NDArray[np.int64]:
    return rows[~np.isin(rows, paired)]
