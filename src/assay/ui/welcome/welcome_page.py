from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from assay.model.project_suffix import PROJECT_SUFFIX
from assay.ui.deliveries.sources import dropped_path
from assay.ui.theme.fonts import ui_font
from assay.ui.welcome.emblem import Emblem
from assay.ui.welcome.recent_list import RecentList
from assay.ui.widgets.key_button import KeyButton
from assay.ui.widgets.role_label import role_label

SENTENCE = "Judge the labels that vendors deliver: compare them with gold, review what differs, and send back what must be mended."
LEFT_WIDTH = 320
RIGHT_WIDTH = 440
BLOCK_HEIGHT = 400


class WelcomePage(QWidget):
    """What is shown while no project is open: what Assay is, and the ways into a project."""

    new_wanted = Signal()
    open_wanted = Signal(object)
    """The Path of a project to open; None to ask for one."""
    demo_wanted = Signal()
    forget_wanted = Signal(object)
    """The Path of a project that was taken off the list."""

    def __init__(self, recent: Sequence[Path] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.new_button = _button("New project…", keys="Ctrl N", icon_name="add")
        self.new_button.set_primary(primary=True)
        self.open_button = _button("Open project…", keys="Ctrl O", icon_name="open")
        self.demo_button = _button("Open the demo", icon_name="play")
        self.recent = RecentList()
        self._said = role_label("", "warning")
        self._said.setWordWrap(True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._recent_block = self._made_recent_block()
        self._lay_out()
        self._connect()
        self.show_recent(recent)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """Show the projects that were open before, the latest first; those that have gone are greyed."""
        self.recent.show_paths(paths)
        self._recent_block.setVisible(bool(paths))
        (self.recent if paths else self.new_button).setFocus()

    def say(self, sentence: str) -> None:
        """Say what is under way, or why a project could not be opened."""
        self._said.setText(sentence)

    @property
    def said(self) -> str:
        """What was said last."""
        return self._said.text()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a project file."""
        if _dropped_project(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the project file that was dropped."""
        if (path := _dropped_project(event)) is not None:
            event.acceptProposedAction()
            self.open_wanted.emit(path)

    def _connect(self) -> None:
        self.new_button.clicked.connect(lambda: self.new_wanted.emit())
        self.open_button.clicked.connect(lambda: self.open_wanted.emit(None))
        self.demo_button.clicked.connect(lambda: self.demo_wanted.emit())
        self.recent.open_wanted.connect(self.open_wanted)
        self.recent.removed.connect(self._forget)

    def _forget(self, path: Path) -> None:
        self._recent_block.setVisible(bool(self.recent.paths))
        self.forget_wanted.emit(path)

    def _lay_out(self) -> None:
        block = QHBoxLayout()
        block.setSpacing(0)
        block.addStretch(1)
        block.addWidget(self._made_left(), alignment=Qt.AlignmentFlag.AlignVCenter)
        block.addWidget(self._recent_block, alignment=Qt.AlignmentFlag.AlignVCenter)
        block.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addStretch(2)
        layout.addLayout(block)
        layout.addWidget(self._said)
        layout.addStretch(3)

    def _made_left(self) -> QWidget:
        title = role_label("Assay", "")
        title.setFont(ui_font(32, QFont.Weight.DemiBold))
        sentence = role_label(SENTENCE, "secondary")
        sentence.setStyleSheet("font-size: 14px;")
        sentence.setWordWrap(True)
        hint = role_label("or drop an .assay file here", "faint")
        left = QWidget()
        left.setFixedSize(LEFT_WIDTH, BLOCK_HEIGHT)
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(Emblem())
        layout.addSpacing(8)
        layout.addWidget(title)
        layout.addWidget(sentence)
        layout.addSpacing(24)
        for button in (self.new_button, self.open_button, self.demo_button):
            layout.addWidget(button)
        layout.addWidget(hint)
        layout.addStretch(1)
        return left

    def _made_recent_block(self) -> QWidget:
        rule = QFrame()
        rule.setProperty("rule", "vertical")
        column = QVBoxLayout()
        column.setSpacing(8)
        heading = role_label("Recent projects", "title")
        heading.setContentsMargins(12, 0, 0, 0)
        column.addWidget(heading)
        column.addWidget(self.recent, 1)
        block = QWidget()
        block.setFixedSize(RIGHT_WIDTH + 96, BLOCK_HEIGHT)
        layout = QHBoxLayout(block)
        layout.setContentsMargins(48, 0, 0, 0)
        layout.setSpacing(36)
        layout.addWidget(rule)
        layout.addLayout(column, 1)
        return block


def _button(text: str, *, keys: str = "", icon_name: str) -> KeyButton:
    button = KeyButton(text, keys=keys, icon_name=icon_name)
    button.add_style("text-align: left; min-height: 24px;")
    return button


def _dropped_project(event: QDropEvent) -> Path | None:
    path = dropped_path(event.mimeData())
    return path if path is not None and path.suffix == PROJECT_SUFFIX else None
