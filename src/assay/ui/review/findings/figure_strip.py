from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from assay.ui.widgets.figure_tile import FigureTile

MOST = 4


class FigureStrip(QFrame):
    """The few figures of a finding that matter, side by side in a sunken box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figure_strip")
        self.setProperty("surface", "window")
        self.setStyleSheet("#figure_strip { border-radius: 6px; }")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 6, 12, 6)
        self._layout.setSpacing(8)
        self._tiles: list[FigureTile] = []

    def show_figures(self, figures: Sequence[tuple[str, str]]) -> None:
        """Show these (figure, caption); the box is not there when there are none."""
        shown = figures[:MOST]
        while len(self._tiles) < len(shown):
            self._add_tile()
        for tile, said in zip_longest(self._tiles, shown):
            tile.setVisible(said is not None)
            if said is not None:
                figure, caption = said
                tile.set_caption(caption)
                tile.show_figure(figure)
        self.setVisible(bool(figures))

    def _add_tile(self) -> None:
        # Kept for other captions: dressing a new one by the style sheet takes a millisecond.
        self._tiles.append(FigureTile(""))
        self._layout.addWidget(self._tiles[-1], 1)
