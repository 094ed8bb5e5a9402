import pytest
from PySide6.QtGui import QImage, QPainter

from assay.model.defect_types import Severity
from assay.ui.theme.tokens import DARK
from assay.ui.widgets.severity_badge import BADGE_SIZE, SeverityBadge, paint_severity


@pytest.mark.parametrize(
    ("severity", "fill"),
    [(Severity.CRITICAL, DARK.critical), (Severity.MAJOR, DARK.major), (Severity.MINOR, DARK.minor_fill)],
)
def test_that_a_severity_fills_its_square(qapp, severity, fill):
    assert painted(severity).pixelColor(3, 3).name().upper() == fill


def test_that_an_observation_is_an_outline(qapp):
    image = painted(Severity.OBSERVATION)
    assert image.pixelColor(3, 3).alpha() == 0
    assert image.pixelColor(8, 0).alpha() > 0


def test_that_the_badge_says_its_severity_to_a_screen_reader(qtbot):
    badge = SeverityBadge(Severity.MAJOR)
    qtbot.addWidget(badge)
    assert badge.accessibleName() == "Severity: major"
    badge.set_severity(Severity.MINOR)
    assert badge.accessibleName() == "Severity: minor"
    assert badge.sizeHint().width() == BADGE_SIZE


def painted(severity: Severity) -> QImage:
    image = QImage(BADGE_SIZE, BADGE_SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    paint_severity(painter, left=0, top=0, severity=severity, tokens=DARK)
    painter.end()
    return image
