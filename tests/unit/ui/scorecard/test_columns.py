from PySide6.QtCore import Qt

from assay.ui.scorecard.columns import Column, ColumnModel

NAME = Column(title="Name", text=lambda row: row[0], order=lambda row: row[0], is_figure=False)
RATE = Column(title="Rate", text=lambda row: str(row[1]), order=lambda row: row[1])
ROWS = [("b", 0.5), ("c", None), ("a", 0.9)]


def made() -> ColumnModel:
    model = ColumnModel([NAME, RATE])
    model.show_rows(ROWS)
    return model


def names(model) -> str:
    return "".join(model.index(row, 0).data() for row in range(model.rowCount()))


def test_that_figures_sort_from_the_greatest_and_unknown_ones_come_last_either_way():
    model = made()
    model.sort_next(1)
    assert names(model) == "abc"
    model.sort_next(1)
    assert names(model) == "bac"


def test_that_names_sort_from_a_and_the_third_click_gives_the_first_order_back():
    model = made()
    orders = []
    for _ in range(3):
        model.sort_next(0)
        orders.append(names(model))
    assert orders == ["abc", "cba", "bca"]


def test_that_the_title_says_by_what_is_sorted():
    model = made()
    model.sort_next(1)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Rate ↓"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Name"
