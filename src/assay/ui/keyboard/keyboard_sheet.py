from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from assay.ui.actions import ACTIONS, MENUS, ActionSpec
from assay.ui.widgets.key_cap import KeyCap

COLUMNS = 3


class KeyboardSheet(QDialog):
    """Every key and what it does, by menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard")
        self.resize(980, 640)
        content = QWidget()
        columns = QHBoxLayout(content)
        columns.setContentsMargins(24, 24, 24, 24)
        columns.setSpacing(24)
        for menus in _balanced():
            column = QVBoxLayout()
            column.setSpacing(24)
            for title, specs in menus:
                column.addLayout(_section(title, specs))
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)


def _balanced() -> list[list[tuple[str, list[ActionSpec]]]]:
    """The sections in columns of about the same length."""
    sections = [(title, [spec for spec in ACTIONS if spec.menu == title and spec.keys]) for title in MENUS]
    columns: list[list[tuple[str, list[ActionSpec]]]] = [[] for _ in range(COLUMNS)]
    for section in sorted(sections, key=lambda one: -len(one[1])):
        shortest = min(columns, key=lambda column: sum(len(specs) + 2 for _, specs in column))
        shortest.append(section)
    return columns


def _section(title: str, specs: list[ActionSpec]) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(4)
    grid.setHorizontalSpacing(12)
    heading = QLabel(title)
    heading.setProperty("role", "title")
    grid.addWidget(heading, 0, 0, 1, 2)
    for row, spec in enumerate(specs, start=1):
        grid.addWidget(QLabel(spec.text), row, 0)
        grid.addLayout(_keys(spec), row, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    return grid


def _keys(spec: ActionSpec) -> QHBoxLayout:
    keys = QHBoxLayout()
    keys.setSpacing(4)
    for key in spec.keys:
        keys.addWidget(KeyCap(key))
    return keys
