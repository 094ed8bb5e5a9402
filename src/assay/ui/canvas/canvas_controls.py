from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from assay.ui.canvas.adjust_panel import AdjustPanel
from assay.ui.canvas.legend import Legend
from assay.ui.canvas.minimap import Minimap
from assay.ui.canvas.notice_line import NoticeLine
from assay.ui.canvas.scene import Mode
from assay.ui.canvas.style_panel import StylePanel
from assay.ui.canvas.zoom_bar import ZoomBar
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.widgets.segmented_control import Segment, SegmentedControl

MARGIN = 12
NOTICE_GAP = 6

MODES = (
    Segment(Mode.OVERLAY, "Overlay", "All label sets over one another"),
    Segment(Mode.SIDE_BY_SIDE, "Side by side", "One linked view per label set"),
    Segment(Mode.BLINK, "Blink", "The first label set alone; hold to see the others"),
    Segment(Mode.DIFFERENCES, "Differences", "Only what findings are about; the rest is faint"),
    Segment(Mode.AREAS, "Areas", "What only the vendor covers, what only gold covers, and what both do"),
)


class CanvasControls(QObject):
    """The small panels that float over the image: mode above, legend and zoom below, and what stands where no image is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.modes = SegmentedControl(MODES, accessible_name="How label sets are shown", parent=parent)
        self.legend = Legend(parent)
        self.zoom = ZoomBar(parent)
        self.style = StylePanel(parent)
        self.adjust = AdjustPanel(parent)
        self.minimap = Minimap(parent)
        self.notice = NoticeLine(parent)
        self.covered = 0
        """Logical pixels at the right side over which something else is laid."""
        self.empty = EmptyState(
            "image", "No image chosen", "Pick an image in the queue to see its labels here.", parent=parent
        )

    def place(self, width: int, height: int) -> None:
        """Put every panel where it belongs on a canvas of this size, clear of what is laid over its right side."""
        self.empty.setGeometry(0, 0, width, height)
        width = max(width - self.covered, 0)
        for panel in (self.modes, self.legend, self.zoom, self.style, self.adjust, self.notice):
            panel.adjustSize()
        self.modes.move((width - self.modes.width()) // 2, MARGIN)
        self.notice.move((width - self.notice.width()) // 2, MARGIN + self.modes.height() + NOTICE_GAP)
        self.legend.move(MARGIN, height - self.legend.height() - MARGIN)
        self.zoom.move(width - self.zoom.width() - MARGIN, height - self.zoom.height() - MARGIN)
        for panel in (self.style, self.adjust):
            panel.move(width - panel.width() - MARGIN, self.zoom.y() - panel.height() - MARGIN)
        self._place_minimap(width)

    def _place_minimap(self, width: int) -> None:
        """In the upper right corner, below what stands there on a narrow canvas."""
        place = self.minimap.geometry()
        place.moveTo(width - place.width() - MARGIN, MARGIN)
        for panel in (self.modes, self.notice):
            if panel.isVisible() and panel.geometry().adjusted(-NOTICE_GAP, 0, NOTICE_GAP, 0).intersects(place):
                place.moveTop(panel.geometry().bottom() + NOTICE_GAP)
        self.minimap.move(place.topLeft())

    def toggle(self, panel: QWidget) -> None:
        """Show one of the two panels above the zoom in place of the other, or hide it."""
        is_shown = panel.isVisible()
        for one in (self.style, self.adjust):
            one.setVisible(one is panel and not is_shown)
        panel.raise_()

    def show_for(self, *, has_picture: bool) -> None:
        """Show the panels with a picture, the empty state without."""
        self.empty.setVisible(not has_picture)
        self.modes.setVisible(has_picture)
        self.zoom.setVisible(has_picture)
        for panel in (self.style, self.adjust):
            panel.setVisible(has_picture and panel.isVisible())
