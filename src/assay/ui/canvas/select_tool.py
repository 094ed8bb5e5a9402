from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF

from assay.ui.canvas.hit_test import Hit

SAME_PLACE = 6.0
"""Logical pixels between two clicks at one place."""


class SelectTool:
    """Finds what is under the pointer: tells it while hovering, and picks it on a click.

    A second click at the same place picks the next larger annotation there, as vendor and gold lie on one another.
    """

    def __init__(
        self,
        hits: Callable[[QPointF], Sequence[Hit]],
        *,
        hover: Callable[[Hit | None], None],
        pick: Callable[[Hit | None], None],
    ) -> None:
        self._hits = hits
        self._hover = hover
        self._pick = pick
        self._picked: Hit | None = None
        self._place = QPointF(-1.0, -1.0)

    def move(self, position: QPointF) -> None:
        """Tell what is under the pointer."""
        self._hover(next(iter(self._hits(position)), None))

    def leave(self) -> None:
        """Nothing is under the pointer any more."""
        self._hover(None)

    def click(self, position: QPointF) -> None:
        """Pick what is under the pointer, the smallest first."""
        hits = list(self._hits(position))
        is_same_place = (position - self._place).manhattanLength() <= SAME_PLACE
        after = hits.index(self._picked) + 1 if is_same_place and self._picked in hits else 0
        self._place = position
        self._picked = hits[after % len(hits)] if hits else None
        self._pick(self._picked)
