from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from assay.model.findings import ComparisonRecord
from assay.model.terms import plain_version
from assay.ui.deliveries.local_time import local_time
from assay.ui.deliveries.overview import BatchOverview
from assay.ui.deliveries.set_words import counted
from assay.ui.deliveries.work_bar import WorkBar
from assay.ui.widgets.figure_tile import FigureTile
from assay.ui.widgets.role_label import role_label

BATCH_TILES = ("Images found", "Missing", "SLA", "Guideline", "Schema")
COMPARISON_TILES = ("Findings", "Precision", "Recall", "Mean IoU")
EDGES = 2 * 16 + 2 * 24 + 3
"""What margins and rule take of the width."""
NARROWEST = 560
NOT_KNOWN = "n/a"
BLANK = " "
"""A line of detail that says nothing, so that figures side by side stand on one line."""


class FiguresStrip(QFrame):
    """The figures of a batch, and of its last comparison with gold; while comparing, its bar."""

    def __init__(self, progress: WorkBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._tiles = {name: FigureTile(name) for name in (*BATCH_TILES, *COMPARISON_TILES)}
        self._note = role_label("", "secondary")
        self._note.setWordWrap(True)
        self._progress = progress
        self._right = QStackedWidget()
        self._comparison = self._row(COMPARISON_TILES)
        for widget in (self._comparison, self._note, progress):
            self._right.addWidget(widget)
        progress.running_changed.connect(self._turn)
        self._is_compared = False
        self._lay_out()

    def tile(self, caption: str) -> FigureTile:
        """One figure by its caption."""
        return self._tiles[caption]

    @property
    def note(self) -> QLabel:
        """What stands in place of a comparison's figures while there is none."""
        return self._note

    def show_overview(self, overview: BatchOverview) -> None:
        """Show another batch's figures."""
        batch = overview.batch
        self.tile("Images found").show_figure(f"{overview.found:,}", f"of {overview.images:,}")
        self.tile("Missing").show_figure(f"{overview.missing:,}", _share(overview.missing, overview.images))
        self.tile("SLA").show_figure(f"{batch.sla_hours} h", "per round")
        self.tile("Guideline").show_figure(batch.guideline_version or "–", _said_of_guideline(overview))
        self.tile("Schema").show_figure(f"v{batch.schema_version}", BLANK)
        self._is_compared = overview.comparison is not None
        if overview.comparison is not None:
            self._show_comparison(overview, overview.comparison)
        self._note.setText(_why_no_figures(overview))
        self._turn()
        self._turn_to_fit()

    def _show_comparison(self, overview: BatchOverview, comparison: ComparisonRecord) -> None:
        counts = comparison.counts
        matched = f"{counts.get('matched', 0):,}"
        when = "outdated: gold is newer" if overview.is_outdated else local_time(comparison.made_at)
        self.tile("Findings").show_figure(f"{overview.findings:,}", when)
        self.tile("Precision").show_figure(rate(counts.get("precision")), f"{matched} of {counts.get('vendor', 0):,}")
        self.tile("Recall").show_figure(rate(counts.get("recall")), f"{matched} of {counts.get('gold', 0):,}")
        self.tile("Mean IoU").show_figure(
            rate(counts.get("mean_iou")), f"over {counted(counts.get('matched', 0), 'pair')}"
        )

    def _turn(self) -> None:
        compared = self._comparison if self._is_compared else self._note
        self._right.setCurrentWidget(self._progress if self._progress.is_running else compared)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one row where there is room, in two where there is not."""
        super().resizeEvent(event)
        self._turn_to_fit()

    def _turn_to_fit(self) -> None:
        is_wide = self.width() >= self._wide
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._inner.direction() != direction:
            self._inner.setDirection(direction)
            self._rule.setVisible(is_wide)
            self._inner.setSpacing(24 if is_wide else 12)

    @property
    def _wide(self) -> int:
        rows = (self._batch, self._comparison)
        return sum(row.sizeHint().width() for row in rows) + EDGES

    def _row(self, names: tuple[str, ...]) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        for name in names:
            layout.addWidget(self._tiles[name], 1)
        return row

    def _lay_out(self) -> None:
        self._rule = QFrame()
        self._rule.setProperty("rule", "vertical")
        self._batch = self._row(BATCH_TILES)
        self._inner = QHBoxLayout()
        self._inner.setContentsMargins(16, 12, 16, 12)
        self._inner.setSpacing(24)
        self._inner.addWidget(self._batch, 5)
        self._inner.addWidget(self._rule)
        self._inner.addWidget(self._right, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        # otherwise the one row would be the least width, and there would never be two
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.addLayout(self._inner)
        self.setMinimumWidth(NARROWEST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


def rate(value: float | None) -> str:
    """A rate from 0 to 1 with three places; "n/a" for 0/0."""
    return NOT_KNOWN if value is None else f"{value:.3f}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%} of all" if part and whole else BLANK


def _said_of_guideline(overview: BatchOverview) -> str:
    """Which guideline the delivery says that it follows, where that is another than the batch's or nobody set one."""
    wanted, claimed = overview.batch.guideline_version, overview.claims.get("guideline", "")
    if claimed and plain_version(claimed) != plain_version(wanted):
        return f"delivery: {claimed}"
    return BLANK if wanted else "not set"


def _why_no_figures(overview: BatchOverview) -> str:
    if overview.delivery is None:
        return "No delivery yet. Import it to see what the vendor sent."
    if overview.gold is None:
        return "No gold yet. Import gold to learn how good the delivery is."
    return "Not compared with gold yet."
