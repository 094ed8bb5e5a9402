from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from assay.model.changes import Changes
from assay.model.history import ActionRecord
from assay.review.revert import revert
from assay.store.history import history
from assay.ui.history.delegate import RECORD_ROLE, HistoryDelegate
from assay.ui.session import Session
from assay.ui.widgets.empty_state import EmptyState

WIDTH = 340
Index = QModelIndex | QPersistentModelIndex


class HistoryPanel(QFrame):
    """The journal, newest first; any action that keeps row images can be put back."""

    close_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "drawer")
        self._session = session
        self._model = HistoryModel(self)
        self._list = QListView()
        self._list.setAccessibleName("History")
        self._list.setModel(self._model)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(HistoryDelegate(self))
        self._list.selectionModel().currentChanged.connect(self._switch_button)
        self.put_back = QPushButton("Put back")
        self.put_back.clicked.connect(self._revert)
        self._empty = EmptyState(
            "history",
            "Nothing was done yet",
            "Every verdict, defect and import will stand here, with who did it and when.",
        )
        self._lay_out()
        session.changed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was done while nobody looked."""
        super().showEvent(event)
        if not event.spontaneous():  # a window that comes back has followed all the time
            self._read()

    def choose(self, row: int) -> None:
        """Choose a line, counted from the newest."""
        self._list.setCurrentIndex(self._model.index(row))

    def _lay_out(self) -> None:
        title = QLabel("History")
        title.setProperty("role", "title")
        close = QPushButton("Close")
        close.setProperty("kind", "quiet")
        close.setAccessibleName("Close the history")
        close.clicked.connect(self.close_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 8, 8)
        head.addWidget(title, 1)
        head.addWidget(self.put_back)
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._empty, 1)

    def _follow(self, changes: Changes) -> None:
        del changes
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        records = history(self._session.project.connection)
        self._model.show_records(records)
        self._list.setVisible(bool(records))
        self._empty.setVisible(not records)
        self._switch_button()

    def _chosen(self) -> ActionRecord | None:
        return self._list.currentIndex().data(RECORD_ROLE)

    def _switch_button(self) -> None:
        record = self._chosen()
        self.put_back.setEnabled(
            bool(record and record.undoable and not record.reverted) and not self._session.project.read_only
        )

    def _revert(self) -> None:
        if record := self._chosen():
            self._session.do(revert, record.id)


class HistoryModel(QAbstractListModel):
    """The journal's lines as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records: list[ActionRecord] = []

    def show_records(self, records: list[ActionRecord]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._records = records
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 – Qt's own signature
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._records)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A line's record for the delegate, and its words for screen readers."""
        if not index.isValid():
            return None
        record = self._records[index.row()]
        if role == RECORD_ROLE:
            return record
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{record.summary}, {record.reviewer}, {datetime.fromisoformat(record.at).astimezone():%d %b %H:%M}"
        return record.reason or record.summary if role == Qt.ItemDataRole.ToolTipRole else None
