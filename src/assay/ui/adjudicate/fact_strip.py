from collections.abc import Collection

from PySide6.QtCore import QLineF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from assay.ui.adjudicate.facts import SideFacts
from assay.ui.theme.colours import LayerRole, line_pen
from assay.ui.theme.current import current_tokens
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.role_label import role_label

NAME_WIDTH = 72
MOST_FACTS = 6
LEAST_HEIGHT = 144
"""Room for five facts, so that the pictures above keep their size from one finding to the next."""


class FactStrip(QFrame):
    """One side's object in figures and words, under its picture; what the other side says differently stands out."""

    def __init__(self, role: LayerRole, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.setMinimumHeight(LEAST_HEIGHT)
        self._title = role_label("", role.value)
        self._note = role_label("", "secondary")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, NAME_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[QLabel] = []
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(LineSample(role))
        header.addWidget(self._title)
        header.addStretch(1)
        header.addWidget(self._note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(header)
        layout.addLayout(self._grid)
        layout.addStretch(1)

    def show_facts(self, side: SideFacts, *, different: Collection[str], note: str) -> None:
        """Show another object. different: the facts that the other side tells differently. note: stands at the right of the title."""
        for label in self._labels:
            self._grid.removeWidget(label)
            label.deleteLater()
        self._labels = []
        self._title.setText(side.title)
        self._note.setText(note if side.objects else "")
        if not side.objects:
            self._add(0, "Nothing here", "", "")
        for place, (name, value) in enumerate(list(side.facts.items())[:MOST_FACTS]):
            self._add(place, name, value, "warning" if name in different else "")
        said = ", ".join(f"{name}: {value}" for name, value in side.facts.items()) or "nothing here"
        self.setAccessibleName(f"{side.title}: {said}")

    def _add(self, place: int, name: str, value: str, role: str) -> None:
        label, text = role_label(name[:1].upper() + name[1:], "secondary"), ElidedLabel(value)
        text.setProperty("role", role)
        for column, one in enumerate((label, text)):
            self._grid.addWidget(one, place, column)
            self._labels.append(one)


class LineSample(QWidget):
    """A piece of the line in which a label set is drawn."""

    def __init__(self, role: LayerRole, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A few dashes long."""
        return QSize(26, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = line_pen(self._role, current_tokens())
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QLineF(0, self.height() / 2, self.width(), self.height() / 2))
        painter.end()
