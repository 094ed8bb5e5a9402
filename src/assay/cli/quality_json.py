"""What takes longer to measure as plain values, for `assay measure --json`."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assay.review.measure_quality import Bootstrapped, Quality
from assay.review.measure_scores import Scored


def quality_json(quality: Quality, classes: Mapping[int, str]) -> dict[str, Any]:
    """{"ratios": {"overall": …, "by_class": …}, "panoptic": {"mean": …, "by_class": …}, "precision": {…} or null}; classes: names by id."""

    def name(key: int) -> str:
        return classes.get(key, str(key))

    return {
        "ratios": {
            "overall": _ratios(quality.overall),
            "by_class": {name(key): _ratios(one) for key, one in quality.by_class.items()},
        },
        "panoptic": {
            "mean": asdict(quality.panoptic_mean),
            "by_class": {
                name(key): {
                    "quality": one.quality,
                    "segmentation": one.segmentation,
                    "recognition": one.recognition,
                    "tp": one.tp,
                    "fp": one.fp,
                    "fn": one.fn,
                }
                for key, one in quality.panoptic.items()
            },
        },
        "precision": _precision(quality.scored, classes) if quality.scored else None,
    }


def _ratios(ratios: Mapping[str, Bootstrapped]) -> dict[str, Any]:
    return {
        name: {"value": one.value, "interval": list(one.percentile) if one.percentile else None, "reason": one.reason}
        for name, one in ratios.items()
    }


def _precision(scored: Scored, classes: Mapping[int, str]) -> dict[str, Any]:
    return {
        "mean": asdict(scored.mean) if scored.mean else None,
        "by_class": {classes.get(key, str(key)): asdict(one) for key, one in scored.by_class.items()},
    }
