import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QPushButton

from assay.ui.theme.apply_theme import apply_theme
from assay.ui.theme.current import current_tokens
from assay.ui.theme.tokens import DARK, LIGHT


@pytest.fixture
def themed(qapp):
    yield qapp
    apply_theme(qapp, "dark")


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_that_what_paints_itself_gets_the_tokens_in_force(themed, tokens):
    apply_theme(themed, tokens.name)
    assert current_tokens() is tokens
    assert themed.palette().color(QPalette.ColorRole.Window).name().upper() == tokens.window


def test_that_the_system_choice_is_one_of_the_two_themes(themed):
    apply_theme(themed, "system")
    assert current_tokens() in (DARK, LIGHT)


def test_that_every_widget_hears_of_a_change_of_theme(themed, qtbot):
    heard = []

    class Listener(QLabel):
        def changeEvent(self, event):
            heard.append(event.type())
            super().changeEvent(event)

    listener = Listener()
    qtbot.addWidget(listener)
    listener.show()
    heard.clear()
    apply_theme(themed, "light")
    assert any(kind.name == "StyleChange" for kind in heard)


def test_that_figures_are_tabular_and_thirteen_pixels_high(themed, qtbot):
    apply_theme(themed, "dark")
    label = QLabel("1,234")
    qtbot.addWidget(label)
    label.show()
    assert label.font().pixelSize() == 13
    assert label.font().featureValue(QFont.Tag("tnum")) == 1
    assert label.fontMetrics().horizontalAdvance("111") == label.fontMetrics().horizontalAdvance("888")


def test_that_a_primary_button_is_filled_with_the_accent(themed, qtbot):
    apply_theme(themed, "dark")
    button = QPushButton("Defect")
    button.setProperty("kind", "primary")
    qtbot.addWidget(button)
    button.resize(120, 32)
    button.show()
    assert button.grab().toImage().pixelColor(8, 16).name().upper() == DARK.accent_fill


def test_that_a_focused_field_has_a_ring_in_the_accent(themed, qtbot):
    from PySide6.QtWidgets import QLineEdit

    apply_theme(themed, "light")
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(120, 32)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()
    assert field.grab().toImage().pixelColor(60, 0).name().upper() == LIGHT.accent
