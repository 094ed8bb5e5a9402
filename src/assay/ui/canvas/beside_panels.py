from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QFrame, QWidget

from assay.ui.theme.tokens import RADIUS_LARGE

OPAQUE = ("floating", "segments")
"""The surfaces that let nothing through but at their rounded corners."""
CORNER = 3
"""A point so many pixels from both sides of a corner lies inside its rounding."""


def beside_panels(canvas: QWidget) -> QRegion:
    """All of a canvas but what its panels hide: painting a dozen buttons anew with every frame would take a tenth of it."""
    seen = QRegion(canvas.rect())
    for panel in canvas.findChildren(QFrame, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if panel.isVisible() and panel.property("surface") in OPAQUE:
            seen -= hidden_by(panel.geometry())
    return seen


def hidden_by(panel: QRect) -> QRegion:
    """What a panel with rounded corners surely hides; the pixel of its edge is left out, as it may be a fraction of a device pixel."""
    far, near = RADIUS_LARGE, 1
    across = QRegion(panel.adjusted(far, near, -far, -near))
    upright = QRegion(panel.adjusted(near, far, -near, -far))
    return across | upright | QRegion(panel.adjusted(CORNER, CORNER, -CORNER, -CORNER))
