from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from assay.model.people import Role
from assay.ui.widgets.role_label import role_label


class AddReviewerRow(QWidget):
    """Asks for the name and role of somebody new, and says in place what is wrong with them."""

    added = Signal(str, object)
    """Name and Role."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.name.setPlaceholderText("Name of a new reviewer")
        self.name.setAccessibleName("Name of a new reviewer")
        self.role = QComboBox()
        self.role.setAccessibleName("Role of a new reviewer")
        for role in Role:
            self.role.addItem(role.capitalize(), role)
        self.button = QPushButton("Add")
        self.button.setAutoDefault(False)
        self.fault = role_label("", "error")
        self.fault.setWordWrap(True)
        self.name.textChanged.connect(self._follow_name)
        self.name.returnPressed.connect(self._add)
        self.button.clicked.connect(self._add)
        self._lay_out()
        self._follow_name()

    def say_fault(self, sentence: str) -> None:
        """Say why somebody could not be added; nothing when the sentence is empty."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def clear(self) -> None:
        """Be ready for the next one."""
        self.name.clear()
        self.name.setFocus()

    def _follow_name(self) -> None:
        self.say_fault("")
        self.button.setEnabled(bool(self.name.text().strip()))

    def _add(self) -> None:
        if self.button.isEnabled():
            self.added.emit(self.name.text().strip(), Role(self.role.currentData()))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.role)
        row.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.fault)
