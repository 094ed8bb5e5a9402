"""How a small form is laid out: each field under its name, and the buttons under all."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from assay.ui.widgets.role_label import role_label


def add_field(layout: QVBoxLayout, text: str, field: QWidget, *more: QLabel) -> None:
    """Put a field under its name, and what explains it under the field."""
    label = role_label(text, "secondary")
    label.setBuddy(field)
    field.setAccessibleName(text)
    for widget in (label, field, *more):
        layout.addWidget(widget)
    layout.addSpacing(12)


def footer(dialog: QDialog, primary: QPushButton) -> QHBoxLayout:
    """Cancel, which leaves the dialog, and the button that does what it is for."""
    cancel = QPushButton("Cancel")
    cancel.setAutoDefault(False)
    cancel.clicked.connect(dialog.reject)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    row.addWidget(cancel)
    row.addWidget(primary)
    return row
