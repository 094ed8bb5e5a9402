"""Fields for numbers, whose text begins where that of every other field does: the theme's padding does not reach the line inside a spin box."""

from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QWidget

PADDING = 9
"""The theme's padding of a field, and its border."""


class CountField(QSpinBox):
    """A field for a whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(PADDING, 0, 0, 0)


class DecimalField(QDoubleSpinBox):
    """A field for a number with decimals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(PADDING, 0, 0, 0)
