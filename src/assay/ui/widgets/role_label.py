from PySide6.QtWidgets import QLabel, QWidget


def role_label(text: str, role: str, parent: QWidget | None = None) -> QLabel:
    """A label dressed by role: title, heading, secondary, faint, figure, mono, error, warning, good, vendor, gold or reviewer."""
    label = QLabel(text, parent)
    label.setProperty("role", role)
    return label


def set_role(widget: QWidget, role: str) -> None:
    """Dress a widget that is already on screen by another role."""
    widget.setProperty("role", role)
    # Qt looks at properties only when it polishes.
    widget.style().unpolish(widget)
    widget.style().polish(widget)
