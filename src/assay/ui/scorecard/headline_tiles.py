from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from assay.review.measure import Rate
from assay.review.measure_quality import Bootstrapped
from assay.ui.scorecard.figure_button import FigureButton
from assay.ui.scorecard.quality_columns import span
from assay.ui.scorecard.words import NOT_KNOWN, figure, interval_and_count

CAPTIONS = {
    "precision": "Precision",
    "recall": "Recall",
    "f1": "F1",
    "mean_iou": "Mean IoU",
    "matched": "Matched",
    "mislabelled": "Mislabelled",
    "missing": "Missing",
    "extra": "Extra",
}
TIPS = {
    "precision": "Matched annotations among the vendor's, with its Wilson interval at 95 %. Opens those that are not matched.",
    "recall": "Matched objects among gold's, with its Wilson interval at 95 %. Opens those that are not matched.",
    "f1": "2 × matched / (vendor + gold), with its interval at 95 % over resampled images. Opens everything that is not matched.",
    "mean_iou": "The mean IoU over matched pairs, with its interval at 95 % over resampled images. Opens them, the worst first.",
    "matched": "Pairs of one class with an IoU of at least the pairing threshold.",
    "mislabelled": "Pairs of two classes.",
    "missing": "Gold objects without a partner.",
    "extra": "The vendor's annotations without a partner.",
}


class HeadlineTiles(QFrame):
    """The figures of a comparison, each with its interval and its n; a click lists what it counts."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        self.tiles: dict[str, FigureButton] = {}
        self._wholes: Mapping[str, int] = {}
        for name, caption in CAPTIONS.items():
            tile = FigureButton(caption)
            tile.setToolTip(TIPS[name])
            tile.clicked.connect(lambda name=name: self.chosen.emit(name))
            self.tiles[name] = tile
            layout.addWidget(tile, 3 if name in ("precision", "recall") else 2)

    def show_counts(self, counts: Mapping[str, Any]) -> None:
        """Show the figures of a comparison, from its counts as the project keeps them."""
        vendor, gold, matched = counts["vendor"], counts["gold"], counts["matched"]
        mislabelled = counts["mislabelled"]
        self._show_rate("precision", Rate.of(matched, vendor))
        self._show_rate("recall", Rate.of(matched, gold))
        self.tiles["f1"].show_figure(figure(counts["f1"]), f"n {vendor + gold:,}")
        self.tiles["mean_iou"].show_figure(figure(counts["mean_iou"]), f"n {matched:,}")
        self._wholes = {"f1": vendor + gold, "mean_iou": matched}
        self._show_count("matched", matched, matched + mislabelled, "pairs")
        self._show_count("mislabelled", mislabelled, matched + mislabelled, "pairs")
        self._show_count("missing", gold - matched - mislabelled, gold, "gold")
        self._show_count("extra", vendor - matched - mislabelled, vendor, "vendor")

    def show_intervals(self, ratios: Mapping[str, Bootstrapped]) -> None:
        """Add the intervals that take longer, to figures that stand there already."""
        for name, whole in self._wholes.items():
            if ratios[name].percentile:
                self.tiles[name].show_figure(figure(ratios[name].value), f"{span(ratios[name])} · n {whole:,}")

    def _show_rate(self, name: str, rate: Rate) -> None:
        self.tiles[name].show_figure(figure(rate.value), interval_and_count(rate))

    def _show_count(self, name: str, count: int, whole: int, of_what: str) -> None:
        self.tiles[name].show_figure(f"{count:,}" if whole else NOT_KNOWN, f"of {whole:,} {of_what}")
