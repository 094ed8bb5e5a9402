from PySide6.QtCore import QObject, Signal

from assay.model.findings import ComparisonRecord
from assay.review.measure_quality import Quality, is_quick, measure_quality
from assay.review.try_settings import Kept
from assay.ui.deliveries.own_work import OwnWork


class SlowFigures(QObject):
    """What takes longer to measure of a comparison: at once when it is soon done, else when somebody looks at it."""

    began = Signal()
    known = Signal(object, object)
    """Kept, the comparison as it stands, and its Quality."""
    stopped = Signal()
    """The person cancelled it."""

    def __init__(self, work: OwnWork, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._kept: Kept | None = None
        self._wanted: Kept | None = None
        self._quality: Quality | None = None
        work.cancelled.connect(self._stop)

    def of(self, record: ComparisonRecord) -> Quality | None:
        """What is known of a comparison, None before it was measured."""
        kept = self._kept
        is_same = kept is not None and _rests_on(kept.record) == _rests_on(record)
        return self._quality if is_same else None

    def forget(self) -> None:
        """Look at no comparison."""
        self._kept = self._wanted = self._quality = None
        self._work.cancel()

    def follow(self, kept: Kept, *, looked_at: bool) -> None:
        """Look at another comparison."""
        self._kept, self._quality = kept, None
        if looked_at or is_quick(kept.blocks.vendor, kept.blocks.gold):
            self.measure()

    def measure(self) -> None:
        """Measure now, unless it is known or under way."""
        kept = self._kept
        if kept is None or self._quality is not None or self._wanted is kept:
            return
        self._wanted, record = kept, kept.record
        self.began.emit()
        self._work.start(
            "Measuring quality",
            lambda project: measure_quality(project, record),
            then=lambda quality: self._take(kept, quality),
        )

    def _take(self, kept: Kept, quality: Quality) -> None:
        if kept is self._kept:
            self._quality = quality
            self.known.emit(kept, quality)

    def _stop(self) -> None:
        self._wanted = None
        self.stopped.emit()


def _rests_on(record: ComparisonRecord) -> tuple[object, ...]:
    return record.delivery_id, record.gold_id, record.settings
