from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from assay.ui.deliveries.next_step import NextStep, Standing, completeness, next_step
from assay.ui.deliveries.overview import BatchOverview
from assay.ui.theme.current import current_tokens
from assay.ui.theme.icons import icon
from assay.ui.theme.tokens import ICON_SIZE
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.key_button import KeyButton, keys_of
from assay.ui.widgets.role_label import role_label, set_role
from assay.ui.window.action_set import ActionSet

WIDE = 860
TONE_ICONS = {"good": "success", "warning": "warning", "secondary": "information"}


class BatchHeader(QFrame):
    """A batch's name, whether it is complete, and what can be done with it, the next step standing out."""

    review_wanted = Signal()

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing = Standing("", "secondary")
        self._keys_shown = True
        self._name = ElidedLabel()
        set_role(self._name, "heading")
        self._vendor = role_label("", "secondary")
        self.terms = _link("Vendor and terms…", actions["terms"])
        self._mark = QLabel()
        self._sentence = ElidedLabel()
        self._buttons = {
            NextStep.IMPORT_GOLD: KeyButton.of(actions["import_gold"]),
            NextStep.IMPORT_DELIVERY: KeyButton.of(actions["import_delivery"]),
            NextStep.COMPARE: KeyButton.of(actions["compare"]),
            NextStep.REVIEW: KeyButton("Review", keys=keys_of(actions["page_review"])),
        }
        self._buttons[NextStep.REVIEW].clicked.connect(self.review_wanted)
        self._lay_out()

    def button(self, step: NextStep) -> KeyButton:
        """The button of a step."""
        return self._buttons[step]

    @property
    def sentence(self) -> str:
        """Whether the batch is complete, in words."""
        return self._standing.sentence

    def show_overview(self, overview: BatchOverview) -> None:
        """Show another batch."""
        self._name.setText(overview.batch.name)
        self._vendor.setText(overview.batch.vendor)
        self._standing = completeness(overview)
        self._sentence.setText(self._standing.sentence)
        set_role(self._sentence, self._standing.tone)
        self._draw_mark()
        step = next_step(overview)
        for other, button in self._buttons.items():
            button.set_primary(primary=other == step)
        self._buttons[NextStep.COMPARE].setVisible(overview.delivery is not None and overview.gold is not None)
        self._buttons[NextStep.REVIEW].setVisible(overview.delivery is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the keys out where the batch's name needs the room."""
        super().resizeEvent(event)
        shown = event.size().width() >= WIDE
        if shown != self._keys_shown:
            self._keys_shown = shown
            for button in self._buttons.values():
                button.set_keys_shown(shown=shown)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the mark anew in another theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw_mark()
        super().changeEvent(event)

    def _draw_mark(self) -> None:
        tokens = current_tokens()
        colour = {"good": tokens.good, "warning": tokens.major}.get(self._standing.tone, tokens.secondary)
        drawn = icon(TONE_ICONS[self._standing.tone], tokens, colour=colour)
        self._mark.setPixmap(drawn.pixmap(QSize(ICON_SIZE, ICON_SIZE), self.devicePixelRatioF()))

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(8)
        upper.addWidget(self._name, 1)
        for button in self._buttons.values():
            upper.addWidget(button)
        lower = QHBoxLayout()
        lower.setSpacing(8)
        lower.addWidget(self._vendor)
        lower.addWidget(role_label("·", "faint"))
        lower.addWidget(self._mark)
        lower.addWidget(self._sentence, 1)
        lower.addWidget(self.terms)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(upper)
        layout.addLayout(lower)


def _link(text: str, action: QAction) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", "link")
    button.clicked.connect(action.trigger)
    return button
