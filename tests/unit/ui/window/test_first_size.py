import pytest
from PySide6.QtCore import QSize

from assay.ui.window.main_window import FIRST_SIZE, SMALLEST, first_size


@pytest.mark.parametrize("screen", [(1280, 800), (1024, 768), (1366, 768), (3840, 2160)])
def test_that_a_window_nobody_has_sized_fits_on_the_screen(screen):
    size = first_size(QSize(*screen))
    assert SMALLEST[0] <= size.width() <= screen[0]
    assert SMALLEST[1] <= size.height() < screen[1]


@pytest.mark.parametrize("screen", [(2560, 1440), (800, 600)])
def test_that_it_is_as_large_as_it_is_meant_to_be_where_it_fits_or_nothing_would(screen):
    assert first_size(QSize(*screen)) == QSize(*FIRST_SIZE)
