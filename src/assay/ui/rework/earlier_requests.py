from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from assay.model.ids import RequestId
from assay.model.rework import ReworkRequest
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.role_label import role_label

TITLES = ("", "Sent", "Items", "Due", "Package", "SHA-256", "")
MOST_HEIGHT = 168
FORM = "%d %b, %H:%M"


class EarlierRequests(QFrame):
    """The requests that went out before, newest first; each package can be written again, byte for byte."""

    write_again = Signal(object)
    """The request."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.buttons: list[QPushButton] = []
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(role_label("Earlier requests", "title"))
        layout.addWidget(self._area)

    def show_requests(self, requests: Sequence[ReworkRequest], numbers: Mapping[RequestId, int]) -> None:
        """Show other requests; nothing at all when there are none."""
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(4, 1)
        for column, title in enumerate(TITLES):
            grid.addWidget(role_label(title, "faint"), 0, column)
        self.buttons = [self._add(grid, row, one, numbers[one.id]) for row, one in enumerate(requests, start=1)]
        self._area.setWidget(inside)
        self._area.setFixedHeight(min(inside.sizeHint().height() + 4, MOST_HEIGHT))
        self.setVisible(bool(requests))

    def _add(self, grid: QGridLayout, row: int, one: ReworkRequest, number: int) -> QPushButton:
        package, digest = ElidedLabel(one.package), role_label(f"{one.package_sha256[:12]}…", "mono")
        digest.setToolTip(one.package_sha256)
        button = QPushButton("Write again…")
        button.setProperty("kind", "link")
        button.setAccessibleName(f"Write the package of request {number} again")
        button.clicked.connect(lambda: self.write_again.emit(one))
        cells = (
            role_label(f"Request {number}", ""),
            role_label(_local(one.at), "secondary"),
            role_label(f"{one.items:,}", ""),
            role_label(_local(one.due_at), "secondary"),
            package,
            digest,
            button,
        )
        for column, cell in enumerate(cells):
            grid.addWidget(cell, row, column)
        return button


def _local(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone().strftime(FORM)
