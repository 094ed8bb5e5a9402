from collections.abc import Sequence

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
        if [caption for _, caption in shown] != [tile.caption() for tile in self._tiles]:
            self._make_tiles([caption for _, caption in shown])
        for tile, (figure, _) in zip(self._tiles, shown, strict=True):
            tile.show_figure(figure)
        self.setVisible(bool(figures))

    def _make_tiles(self, captions: Sequence[str]) -> None:
        for tile in self._tiles:
            self._layout.removeWidget(tile)
            tile.deleteLater()
        self._tiles = [FigureTile(caption) for caption in captions]
        for tile in self._tiles:
            self._layout.addWidget(tile, 1)
