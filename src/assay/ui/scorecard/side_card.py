from PySide6.QtWidgets import QWidget

from assay.ui.scorecard.object_list import ObjectList
from assay.ui.scorecard.settings_panel import SettingsPanel
from assay.ui.widgets.segmented_control import Segment
from assay.ui.widgets.segmented_panes import SegmentedPanes

OBJECTS, SETTINGS = "objects", "settings"


class SideCard(SegmentedPanes):
    """Beside the figures: what they count, or what they depend on."""

    def __init__(self, objects: ObjectList, settings: SettingsPanel, parent: QWidget | None = None) -> None:
        panes = {
            Segment(OBJECTS, "Objects", "What the chosen figure counts"): objects,
            Segment(SETTINGS, "Settings", "The thresholds and switches of the comparison"): settings,
        }
        super().__init__(panes, accessible_name="Objects or settings", around=(12, 8, 12, 4), border=1, parent=parent)
        self.setProperty("surface", "card")
