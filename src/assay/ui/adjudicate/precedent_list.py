from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from assay.model.findings import RULING_WORDS
from assay.store.judgements import Precedent
from assay.ui.theme.fonts import small_font
from assay.ui.widgets.role_label import role_label


class PrecedentList(QWidget):
    """Reasons that were given before; a click takes one over."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: list[PrecedentChip] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(role_label("Reasons given before", "faint"))

    def show_precedents(self, precedents: Sequence[Precedent]) -> None:
        """Offer other reasons; without any nothing is shown."""
        for chip in self.chips:
            chip.deleteLater()
        self.chips = [PrecedentChip(one) for one in precedents]
        for chip in self.chips:
            chip.clicked.connect(lambda _, reason=chip.reason: self.chosen.emit(reason))
            self._layout.addWidget(chip)
        self.setVisible(bool(precedents))


class PrecedentChip(QPushButton):
    """One reason on one line."""

    def __init__(self, precedent: Precedent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = precedent.reason
        self.setProperty("kind", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("text-align: left;")
        ruled = f"{RULING_WORDS[precedent.ruling]}: {precedent.code} on {precedent.file_name}"
        self.setToolTip(f"{precedent.reason}\n{ruled}")
        self.setAccessibleName(f"Use the reason: {precedent.reason}")
        self.setMinimumWidth(80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the reason as there is room for."""
        super().resizeEvent(event)
        line = self.reason.replace("\n", " ")
        room = self.width() - 26
        self.setText(QFontMetrics(small_font()).elidedText(line, Qt.TextElideMode.ElideRight, room))
