from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from assay.ui.widgets.form_rows import add_field, footer
from assay.ui.widgets.number_fields import CountField
from assay.ui.widgets.role_label import role_label
from assay.ui.window.preferences import IMAGE_MEGABYTES

WIDTH, EDGE, STEP = 420, 24, 128


class ImageMemoryDialog(QDialog):
    """Asks how much memory decoded images may take."""

    chosen = Signal(int)
    """So many megabytes."""

    def __init__(self, megabytes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Memory for images")
        self.field, self.save_button = CountField(), QPushButton("Save")
        self.field.setRange(*IMAGE_MEGABYTES)
        self.field.setSingleStep(STEP)
        self.field.setSuffix(" MB")
        self.field.setValue(megabytes)
        self.field.selectAll()
        self.save_button.setProperty("kind", "primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        layout.setSpacing(4)
        note = role_label("More makes going back to an image quicker. It holds from the next project on.", "secondary")
        note.setWordWrap(True)
        add_field(layout, "What decoded images may take", self.field, note)
        layout.addLayout(footer(self, self.save_button))
        self.setFixedWidth(WIDTH)

    def _save(self) -> None:
        self.chosen.emit(self.field.value())
        self.accept()
