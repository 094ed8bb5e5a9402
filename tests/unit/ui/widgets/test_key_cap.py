import pytest

from assay.ui.widgets.key_cap import HEIGHT, KeyCap, key_cap_width


def test_that_a_single_letter_has_a_square_cap(qapp):
    assert key_cap_width("Q") == HEIGHT


def test_that_a_longer_label_has_a_wider_cap(qapp):
    assert key_cap_width("Space") > key_cap_width("Esc") > HEIGHT


def test_that_the_cap_grows_with_its_text(qtbot):
    cap = KeyCap("D")
    qtbot.addWidget(cap)
    narrow = cap.sizeHint().width()
    cap.set_text("Enter")
    assert cap.sizeHint().width() > narrow
    assert cap.accessibleName() == "Key Enter"


@pytest.mark.parametrize(("keys", "printed"), [("Ctrl+Shift+I", "Ctrl Shift I"), ("+", "+"), ("J", "J")])
def test_that_a_shortcut_is_printed_one_way(qtbot, keys, printed):
    cap = KeyCap(keys)
    qtbot.addWidget(cap)
    assert cap.text() == printed
