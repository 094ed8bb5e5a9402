"""How the large dialogs are laid out: a form beside a pane, over a footer with what is under way and the buttons."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from assay.ui.widgets.rule import rule


class FormAndPane:
    """The parts of such a dialog. footer: shows one of `states`, such as an error or a bar, beside the buttons."""

    def __init__(self, dialog: QDialog, form: QWidget, pane: QWidget, *, form_width: int) -> None:
        self.footer = QStackedWidget()
        self._buttons = QHBoxLayout()
        holder = QWidget()
        holder.setFixedWidth(form_width)
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(24, 24, 24, 16)
        inner.addWidget(form)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(holder)
        upper.addWidget(rule("vertical"))
        upper.addWidget(pane, 1)
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(upper, 1)
        layout.addWidget(rule("horizontal"))
        layout.addLayout(self._buttons)

    def fill_footer(self, *, states: tuple[QWidget, ...], buttons: tuple[QWidget, ...]) -> None:
        """Put the states, one at a time, and the buttons into the footer."""
        for state in states:
            self.footer.addWidget(state)
        self.footer.setFixedHeight(40)
        self._buttons.setContentsMargins(24, 8, 24, 8)
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self.footer, 1)
        for button in buttons:
            self._buttons.addWidget(button)
