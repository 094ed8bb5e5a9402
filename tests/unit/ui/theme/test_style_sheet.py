import re
from pathlib import Path

import pytest

from assay.ui.theme.style_sheet import style_sheet
from assay.ui.theme.tokens import DARK, LIGHT


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_that_every_drawing_it_refers_to_exists(tokens):
    files = re.findall(r'url\("([^"]+)"\)', style_sheet(tokens))
    assert files
    assert [file for file in files if not Path(file).is_file()] == []


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_that_every_colour_comes_from_the_tokens(tokens):
    known = {getattr(tokens, name) for name in type(tokens).__dataclass_fields__}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", style_sheet(tokens))) <= known


@pytest.mark.parametrize("state", ["", ":hover", ":checked", ":indeterminate", ":disabled"])
def test_that_check_boxes_in_tables_look_like_all_others(state):
    assert f"QCheckBox::indicator{state}, QAbstractItemView::indicator{state} {{" in style_sheet(DARK)
