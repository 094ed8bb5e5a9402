from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from assay.model.findings import Finding
from assay.model.ids import FindingId
from assay.model.schema import Schema
from assay.ui.adjudicate.contested_delegate import ContestedDelegate
from assay.ui.adjudicate.contested_model import ContestedModel
from assay.ui.widgets.key_cap import KeyCap
from assay.ui.widgets.role_label import role_label


class ContestedList(QFrame):
    """The contested findings, with how many wait and how many are ruled on."""

    finding_chosen = Signal(object)
    """The id of the finding that is now the current one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.model, self.view = ContestedModel(), QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(ContestedDelegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleName("Contested findings")
        self.view.selectionModel().currentChanged.connect(self._say)
        self._count = role_label("", "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._header())
        layout.addWidget(self.view, 1)
        layout.addLayout(_keys())

    def _header(self) -> QHBoxLayout:
        header = QHBoxLayout()
        header.setContentsMargins(12, 12, 12, 8)
        header.addWidget(role_label("Contested", "title"))
        header.addStretch(1)
        header.addWidget(self._count)
        return header

    def show_findings(
        self,
        findings: Sequence[Finding],
        *,
        schema: Schema,
        file_names: Mapping[int, str],
        who: Mapping[FindingId, str],
    ) -> None:
        """Show other findings; none of them is the current one yet."""
        self.model.show_findings(findings, schema=schema, file_names=file_names, who=who)
        waiting = sum(one.is_contested for one in findings)
        self._count.setText(f"{waiting:,} waiting · {len(findings) - waiting:,} ruled")

    def choose(self, finding_id: FindingId | None) -> None:
        """Make a finding the current one."""
        place = self.model.place_of(finding_id)
        if place is not None:
            self.view.setCurrentIndex(self.model.index(place, 0))

    def step(self, by: int) -> None:
        """Go so many findings on, or back; stop at the ends."""
        last = self.model.rowCount() - 1
        place = self.view.currentIndex().row()
        if last >= 0:
            self.view.setCurrentIndex(self.model.index(min(max(place + by, 0), last), 0))

    def _say(self, index: QModelIndex) -> None:
        if index.isValid():
            self.finding_chosen.emit(self.model.findings[index.row()].id)


def _keys() -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(12, 8, 12, 8)
    line.setSpacing(4)
    line.addWidget(KeyCap("J"))
    line.addWidget(KeyCap("K"))
    line.addSpacing(4)
    line.addWidget(role_label("next and previous", "faint"))
    line.addStretch(1)
    return line
