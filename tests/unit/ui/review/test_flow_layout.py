from PySide6.QtWidgets import QWidget

from assay.ui.review.flow_layout import FlowLayout


def places(qtbot, *, width: int) -> list[tuple[int, int]]:
    """Where three things of 50 × 20 pixels stand."""
    frame = QWidget()
    qtbot.addWidget(frame)
    flow = FlowLayout(spacing=4)
    items = [QWidget() for _ in range(3)]
    for item in items:
        item.setFixedSize(50, 20)
        flow.addWidget(item)
    frame.setLayout(flow)
    frame.resize(width, 100)
    with qtbot.waitExposed(frame):
        frame.show()
    return [(item.x(), item.y()) for item in items]


def test_that_everything_stands_on_one_line_when_there_is_room(qtbot):
    assert places(qtbot, width=160) == [(0, 0), (54, 0), (108, 0)]


def test_that_what_has_no_room_goes_to_the_next_line(qtbot):
    assert places(qtbot, width=120) == [(0, 0), (54, 0), (0, 24)]
