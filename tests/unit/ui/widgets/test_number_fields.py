import pytest
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from assay.ui.theme.apply_theme import apply_theme
from assay.ui.widgets.number_fields import CountField, DecimalField


def inked_from(widget) -> int:
    """The first column of pixels, inside the border, with something else than the ground of the middle row."""
    image = widget.grab().toImage()
    middle = image.height() // 2
    rows = range(middle - 4, middle + 4)
    ground = image.pixel(4, middle)
    return next(x for x in range(3, image.width()) if any(image.pixel(x, y) != ground for y in rows))


@pytest.mark.parametrize("field", [CountField, DecimalField])
def test_that_a_number_begins_where_the_text_of_other_fields_does(qtbot, qapp, field):
    apply_theme(qapp, "light")
    line, number = QLineEdit("8"), field()
    number.setValue(8)
    for widget in (line, number):
        qtbot.addWidget(widget)
        widget.resize(120, 30)
        widget.show()
        widget.clearFocus()
    assert abs(inked_from(number) - inked_from(line)) <= 1


def test_that_fields_of_all_kinds_are_equally_high(qtbot, qapp):
    apply_theme(qapp, "dark")
    form, fields = QWidget(), [QLineEdit(), QComboBox(), CountField(), DecimalField()]
    qtbot.addWidget(form)
    layout = QHBoxLayout(form)
    for field in fields:
        layout.addWidget(field)
    form.show()
    assert len({field.height() for field in fields}) == 1
