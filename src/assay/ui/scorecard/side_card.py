from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from assay.ui.scorecard.object_list import ObjectList
from assay.ui.scorecard.settings_panel import SettingsPanel
from assay.ui.widgets.segmented_control import Segment, SegmentedControl

OBJECTS, SETTINGS = "objects", "settings"
SEGMENTS = (
    Segment(OBJECTS, "Objects", "What the chosen figure counts"),
    Segment(SETTINGS, "Settings", "The thresholds and switches of the comparison"),
)


class SideCard(QFrame):
    """Beside the figures: what they count, or what they depend on."""

    def __init__(self, objects: ObjectList, settings: SettingsPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.segments = SegmentedControl(SEGMENTS, accessible_name="Objects or settings")
        self._places: dict[str, QWidget] = {OBJECTS: objects, SETTINGS: settings}
        self._stack = QStackedWidget()
        for widget in self._places.values():
            self._stack.addWidget(widget)
        self.segments.chosen.connect(self.choose)
        header = QHBoxLayout()
        header.setContentsMargins(12, 8, 12, 4)
        header.addWidget(self.segments)
        header.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addWidget(self._stack, 1)

    def choose(self, name: str) -> None:
        """Show the objects, or the settings."""
        self.segments.choose(name)
        self._stack.setCurrentWidget(self._places[name])
