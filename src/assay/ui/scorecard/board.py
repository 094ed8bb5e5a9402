from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from assay.ui.scorecard.breakdown import Breakdown
from assay.ui.scorecard.code_bars import CodeBars
from assay.ui.scorecard.headline_tiles import HeadlineTiles
from assay.ui.scorecard.object_list import ObjectList
from assay.ui.scorecard.settings_panel import SettingsPanel
from assay.ui.scorecard.side_card import SideCard
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.role_label import role_label


class Board(QWidget):
    """How the scorecard's panels lie: what was compared above, then the figures, then findings, breakdown and objects side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.made_at = role_label("", "heading"), role_label("", "secondary")
        self.settings = ElidedLabel()
        self.settings.setProperty("role", "secondary")
        self.tiles, self.bars = HeadlineTiles(), CodeBars()
        self.breakdown, self.objects, self.settings_panel = Breakdown(), ObjectList(), SettingsPanel()
        self.side = SideCard(self.objects, self.settings_panel)
        self.findings_count = role_label("", "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(self._header())
        layout.addWidget(self.tiles)
        layout.addWidget(self._body(), 1)

    def say_settings(self, text: str, *, tried: bool) -> None:
        """Say by which settings the figures are, and whether they are only tried."""
        self.settings.setText(f"Tried, not compared yet: {text}" if tried else text)
        self.settings.setProperty("role", "warning" if tried else "secondary")
        self.settings.style().unpolish(self.settings)
        self.settings.style().polish(self.settings)

    def _header(self) -> QVBoxLayout:
        first, header = QHBoxLayout(), QVBoxLayout()
        first.addWidget(self.title)
        first.addStretch(1)
        first.addWidget(self.made_at)
        header.setSpacing(4)
        header.addLayout(first)
        header.addWidget(self.settings)
        return header

    def _body(self) -> QSplitter:
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setChildrenCollapsible(False)
        body.setHandleWidth(12)
        body.setProperty("rule", "none")
        for panel, share, least in ((self._findings(), 2, 232), (self.breakdown, 5, 480), (self.side, 2, 264)):
            panel.setMinimumWidth(least)
            body.addWidget(panel)
            body.setStretchFactor(body.count() - 1, share)
        body.setSizes([240, 700, 284])
        # the cards have frames of their own; a line between them would be a third
        body.setStyleSheet("QSplitter::handle { background: transparent; }")
        return body

    def _findings(self) -> QFrame:
        card, area, header = QFrame(), QScrollArea(), QHBoxLayout()
        card.setProperty("surface", "card")
        area.setWidget(self.bars)
        area.setWidgetResizable(True)
        area.setAlignment(Qt.AlignmentFlag.AlignTop)
        header.setContentsMargins(12, 12, 12, 8)
        header.addWidget(role_label("Findings by code", "title"))
        header.addStretch(1)
        header.addWidget(self.findings_count)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(1, 1, 1, 8)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addWidget(area, 1)
        return card
