from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from assay.model.people import Reviewer
from assay.store.people import reviewers
from assay.ui.people.initials import paint_initials
from assay.ui.session import Session
from assay.ui.theme.current import current_tokens
from assay.ui.window.action_set import ActionSet

EDGE = 28
CIRCLE = 24


class ReviewerBadge(QToolButton):
    """The initials of whoever works here, with a menu to let somebody else go on."""

    def __init__(self, session: Session, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._manage = actions["reviewers"]
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFixedSize(EDGE, EDGE)
        session.reviewer_switched.connect(self._name)
        self._name()

    def sizeHint(self) -> QSize:
        """Always the same square."""
        return QSize(EDGE, EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the initials, with a ring when the keyboard is here or the menu is open."""
        del event
        tokens = current_tokens()
        inset = (EDGE - CIRCLE) / 2
        circle = QRectF(inset, inset, CIRCLE, CIRCLE)
        painter = QPainter(self)
        paint_initials(painter, circle, self._session.reviewer, tokens, is_here=True)
        if self.hasFocus() or self.isDown() or self.underMouse():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            painter.drawEllipse(circle.adjusted(-1.25, -1.25, 1.25, 1.25))
        painter.end()

    def _name(self) -> None:
        person = self._session.reviewer
        self.setAccessibleName(f"Working as {person.name}, {person.role}")
        self.setToolTip(f"{person.name}, {person.role}")
        self.update()

    def _fill_menu(self) -> None:
        self._menu.clear()
        for person in reviewers(self._session.project.connection):
            self._add_person(person)
        self._menu.addSeparator()
        self._menu.addAction(self._manage)

    def _add_person(self, person: Reviewer) -> None:
        action = self._menu.addAction(f"{person.name}  ·  {person.role}")
        action.setCheckable(True)
        action.setChecked(person == self._session.reviewer)
        action.triggered.connect(lambda: self._session.go_on_as(person))
