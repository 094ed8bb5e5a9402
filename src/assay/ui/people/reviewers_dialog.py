from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from assay.model.changes import Changes
from assay.model.people import Reviewer, Role
from assay.review.set_reviewer import add_reviewer
from assay.store.people import reviewers
from assay.ui.people.add_reviewer_row import AddReviewerRow
from assay.ui.people.reviewer_delegate import ReviewerDelegate
from assay.ui.people.reviewer_model import ReviewerModel
from assay.ui.session import Session
from assay.ui.widgets.rule import rule

SIZE = (440, 480)


class ReviewersDialog(QDialog):
    """Everybody who judges here: add somebody, or let somebody else go on."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Reviewers")
        self._session = session
        self._is_adding = False
        self._model = ReviewerModel(self)
        self.list = self._made_list()
        self.adding = AddReviewerRow()
        self.adding.setEnabled(not session.project.read_only)
        self.go_on_button = QPushButton()
        self.go_on_button.setProperty("kind", "primary")
        # Enter in the name's field adds somebody and must not go on as them
        self.go_on_button.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self.read_again()

    def read_again(self) -> None:
        """Show everybody as the project file says now."""
        chosen = self.chosen() or self._session.reviewer
        self._model.show_people(reviewers(self._session.project.connection), self._session.reviewer)
        self.list.setCurrentIndex(self._model.index_named(chosen.name))
        self._follow_choice()

    def chosen(self) -> Reviewer | None:
        """The person under the cursor."""
        index = self.list.currentIndex()
        return self._model.person_at(index) if index.isValid() else None

    def go_on(self) -> None:
        """Let the chosen person go on, and close."""
        person = self.chosen()
        if person is not None:
            self._session.go_on_as(person)
            self.accept()

    def _add(self, name: str, role: Role) -> None:
        self._is_adding = True
        changes = self._session.do(add_reviewer, name, role)
        self._is_adding = False
        if changes is not None:
            self.list.setCurrentIndex(self._model.index_named(name))
            self.adding.clear()

    def _say_refusal(self, sentence: str) -> None:
        if self._is_adding:
            self.adding.say_fault(sentence)

    def _note_changes(self, changes: Changes) -> None:
        if changes.touch("reviewer"):
            self.read_again()

    def _follow_choice(self) -> None:
        person = self.chosen()
        is_other = person is not None and person != self._session.reviewer
        self.go_on_button.setText(f"Go on as {person.name}" if person else "Go on")
        self.go_on_button.setEnabled(is_other)

    def _connect(self) -> None:
        self._session.changed.connect(self._note_changes)
        self._session.refused.connect(self._say_refusal)
        self._session.reviewer_switched.connect(self.read_again)
        self.adding.added.connect(self._add)
        self.go_on_button.clicked.connect(self.go_on)
        self.list.activated.connect(self._go_on_at)

    def _go_on_at(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self.go_on()

    def _made_list(self) -> QListView:
        view = QListView()
        view.setModel(self._model)
        view.setItemDelegate(ReviewerDelegate(view))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName("Reviewers")
        view.selectionModel().currentChanged.connect(self._follow_choice)
        return view

    def _lay_out(self) -> None:
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        footer = QHBoxLayout()
        footer.setContentsMargins(16, 12, 16, 12)
        footer.setSpacing(8)
        footer.addStretch(1)
        footer.addWidget(close)
        footer.addWidget(self.go_on_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list, 1)
        layout.addWidget(rule())
        layout.addWidget(self.adding)
        layout.addWidget(rule())
        layout.addLayout(footer)
        self.resize(*SIZE)
