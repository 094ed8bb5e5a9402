from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from assay.review.measure import Objects
from assay.ui.scorecard.iou_histogram_painting import BINS, HistogramLayout, binned, flag_rectangles, paint_histogram
from assay.ui.scorecard.thresholds import BY_KEY
from assay.ui.theme.current import current_tokens

REACH = 4.0
"""So near a line is on it, in pixels."""

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class IouHistogram(QWidget):
    """How well the pairs overlap, with the thresholds drawn in. A bar opens its pairs; a line is dragged to move its threshold."""

    bin_chosen = Signal(int)
    threshold_moved = Signal(str, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matched = self._mislabelled = np.zeros(BINS, np.int64)
        self._lines: Mapping[str, float] = {}
        self._held = ""
        self._current: int | None = None
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(360, 220)
        self.setAccessibleName("Pairs by IoU")

    def show_objects(self, objects: Objects) -> None:
        """Show the pairs of another comparison."""
        self.show_pairs(
            objects.iou[objects.matched & (objects.vendor > 0) & (objects.gold > 0)], objects.iou[objects.mislabelled]
        )

    def show_pairs(self, matched: NDArray[np.float64], mislabelled: NDArray[np.float64]) -> None:
        """Show other pairs, by the IoU of those of one class and of two."""
        self._matched, self._mislabelled = binned(matched), binned(mislabelled)
        pairs = int(self._matched.sum() + self._mislabelled.sum())
        self.setAccessibleDescription(f"{pairs:,} pairs, {int(self._mislabelled.sum()):,} of them of two classes")
        self.update()

    def show_lines(self, lines: Mapping[str, float]) -> None:
        """Draw thresholds at other places."""
        self._lines = lines
        self.update()

    def bar_centre(self, place: int) -> QPointF:
        """A place inside a bar's column that no line crosses the name of."""
        bar = self._layout().bar(place, int(self._counts()[place]))
        return QPointF(bar.center().x(), self._layout().plot.bottom() - 2)

    def line_place(self, key: str) -> QPointF:
        """Where a threshold's name stands."""
        return self._flags()[key].center()

    def place_of(self, iou: float) -> float:
        """Where an IoU stands from the left."""
        return self._layout().x(iou)

    def sizeHint(self) -> QSize:
        """As large as there is room."""
        return QSize(560, 360)

    def _counts(self) -> NDArray[np.int64]:
        return self._matched + self._mislabelled

    def _layout(self) -> HistogramLayout:
        return HistogramLayout(width=self.width(), height=self.height(), most=int(self._counts().max(initial=0)))

    def _flags(self) -> dict:
        told = [(f"{BY_KEY[key].short} {value:.2f}", value) for key, value in self._lines.items()]
        return dict(zip(self._lines, flag_rectangles(self._layout(), told), strict=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bars and lines."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self._hovered if self._hovered is not None else self._current
        paint_histogram(
            painter, self._layout(), self._matched, self._mislabelled, lines=self._lines,
            names={key: one.short for key, one in BY_KEY.items()}, held=self._held, current=lit, tokens=current_tokens(),
        )  # fmt: skip
        painter.end()

    def _line_at(self, position: QPointF) -> str:
        """The threshold whose name or line is under a position, empty when none is."""
        layout, flags = self._layout(), self._flags()
        named = [key for key, flag in flags.items() if flag.contains(position)]
        near = [(abs(layout.x(value) - position.x()), key) for key, value in self._lines.items()]
        on_line = [key for far, key in sorted(near) if far <= REACH and layout.plot.contains(position)]
        return (named + on_line + [""])[0]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a line, or open a bar."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._held = self._line_at(event.position())
        if not self._held and (place := self._layout().place_at(event.position())) is not None:
            self._move_to(place)
            self._open()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the line that is held; else say what is under the pointer."""
        if self._held:
            one = BY_KEY[self._held]
            value = min(max(round(self._layout().iou(event.position().x()), 2), one.low), one.high)
            if value != self._lines.get(self._held):
                self.threshold_moved.emit(self._held, value)
            return
        self._hover(event)

    def _hover(self, event: QMouseEvent) -> None:
        line = self._line_at(event.position())
        self._hovered = None if line else self._layout().place_at(event.position())
        opens = self._hovered is not None and self._counts()[self._hovered] > 0
        shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
        self.setCursor(Qt.CursorShape.SplitHCursor if line else shape)
        said = BY_KEY[line].tip if line else self.sentence(self._hovered) if self._hovered is not None else ""
        QToolTip.showText(event.globalPosition().toPoint(), said, self)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of a line."""
        del event
        self._held = ""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        del event
        self._hovered = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from bar to bar, Enter opens one."""
        key = Qt.Key(event.key())
        if key in STEPS:
            start = (0 if STEPS[key] > 0 else BINS - 1) if self._current is None else self._current + STEPS[key]
            self._move_to(self._next_filled(start, STEPS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current is not None:
            self._open()
        else:
            super().keyPressEvent(event)

    def _next_filled(self, start: int, step: int) -> int | None:
        """The next bar that holds pairs; where there is none the current one."""
        places = range(start, BINS if step > 0 else -1, step)
        return next((one for one in places if 0 <= one < BINS and self._counts()[one]), self._current)

    def sentence(self, place: int) -> str:
        """What a bar counts, in words."""
        span = f"IoU {place / BINS:.2f} to {(place + 1) / BINS:.2f}"
        wrong = int(self._mislabelled[place])
        return f"{span}: {int(self._counts()[place]):,} pairs" + (f", {wrong:,} of two classes" if wrong else "")

    def _move_to(self, place: int | None) -> None:
        self._current = place
        if place is not None:
            self.setAccessibleDescription(self.sentence(place))
        self.update()

    def _open(self) -> None:
        if self._current is not None and self._counts()[self._current]:
            self.bin_chosen.emit(self._current)
