from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedLayout, QWidget

from assay.model.changes import Changes
from assay.store.queue import QueueFilter, first_unjudged
from assay.ui.canvas.editing.editing_canvas import EditingCanvas
from assay.ui.canvas.image_source import ImageSource
from assay.ui.jobs import Jobs
from assay.ui.review.ahead import Ahead
from assay.ui.review.canvas_link import CanvasLink
from assay.ui.review.drawing.corrections_in_review import CorrectionsInReview
from assay.ui.review.drawing.drawing import Drawing
from assay.ui.review.findings.panel import FindingsPanel
from assay.ui.review.image_in_review import ImageInReview
from assay.ui.review.judging import Judging
from assay.ui.review.kept_view import KeptView
from assay.ui.review.keys import (
    canvas_deeds,
    connect_actions,
    drawing_deeds,
    follow_actions,
    judging_deeds,
    shown_key,
    style_deeds,
)
from assay.ui.review.outline_style import OutlineStyle
from assay.ui.review.queue.panel import QueuePanel
from assay.ui.review.walk import Walk
from assay.ui.selection import Selection
from assay.ui.session import Session
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.window.action_set import ActionSet
from assay.ui.window.preferences import Preferences

QUEUE_WIDTH, CANVAS_WIDTH, FINDINGS_WIDTH = 280, 800, 320
JUDGEMENTS = ("finding", "verdict", "defect", "adjudication", "image_review")
HELD = 350
"""Milliseconds after which a key was held rather than pressed."""


MEGABYTE = 1 << 20


class ReviewPage(QWidget):
    """What is wrong on this image? Queue, canvas and findings side by side."""

    readout = Signal(str)
    """Where the pointer is on the image and what colour is there, for the status bar; "" when it is elsewhere."""
    hints_changed = Signal()

    def __init__(
        self, session: Session, selection: Selection, actions: ActionSet, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        del jobs  # nothing here takes long
        self._session = session
        self._selection = selection
        self._actions = actions
        self._missed_batch = True
        self._missed_changes = False
        self._revealed = QElapsedTimer()
        self._images = ImageSource(bytes_limit=Preferences().image_megabytes * MEGABYTE, parent=self)
        self.image = ImageInReview(session, selection, self)
        self.corrections = CorrectionsInReview(session, selection, self.image, self)
        self.queue = QueuePanel(session, selection, actions)
        self.canvas = EditingCanvas(self._images)
        self.findings = FindingsPanel(self.image, self.corrections, selection)
        self.empty = EmptyState("deliveries", "Nothing to review yet", "")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._switch_on()
        self.walk = Walk(session, selection, self.image, self.queue.model, self)
        self.link = CanvasLink(self.canvas, self.image, self.corrections, selection, actions, self)
        self.ahead = Ahead(self.image, self.walk, self.queue, self.findings, self.link, self.canvas)
        self.drawing = Drawing(session, selection, self.image, self.corrections, self.canvas, actions, self)
        self.judging = Judging(session, selection, self.image, self.walk, self.findings, self)
        self.outline_style = OutlineStyle(self.canvas, actions, self)
        self.kept_view = KeptView(self.canvas, self)
        self._connect_actions()
        self._connect_panels()
        self._connect_project()

    def hints(self) -> list[tuple[str, str]]:
        """The keys for the moment at hand with what they do, for the status bar; none while there is nothing to review."""
        if self._selection.delivery is None:
            return []
        if self.canvas.is_measuring:
            return [("", "drag to measure"), ("Shift", "level or plumb"), ("Alt", "no snapping"), ("Esc", "leave")]
        if self.drawing.mending.is_drawing:
            return self.drawing.hints()
        if self.canvas.is_drawing:
            return [("", "drag across the fault"), ("Esc", "discard")]
        if self.image.place is not None:
            return [("1–8", f"log on {self.image.place.words}"), ("9", "another code"), ("Esc", "discard")]
        if self.image.defect is not None:
            return [("S", "severity"), ("T", "comment"), ("Del", "withdraw"), ("Esc", "leave")]
        reveal = "hide gold" if self._actions["toggle_gold"].isChecked() else "reveal gold"
        return [
            (shown_key("accept_image"), "accept image"),
            ("J K", "finding"),
            ("Space", reveal),
            (shown_key("zoom_to_finding"), "zoom to finding"),
            (shown_key("draw"), "draw"),
        ]

    def _lay_out(self) -> None:
        self.splitter.setObjectName("review_splitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for panel in (self.queue, self.canvas, self.findings):
            self.splitter.addWidget(panel)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([QUEUE_WIDTH, CANVAS_WIDTH, FINDINGS_WIDTH])
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.splitter)

    def _switch_on(self) -> None:
        for name in ("toggle_vendor", "toggle_gold", "toggle_suggested", "show_queue", "show_findings"):
            self._actions[name].setChecked(True)

    def _connect_actions(self) -> None:
        connect_actions(self._actions, canvas_deeds(self.canvas, self.link) | judging_deeds(self.judging, self.walk))
        connect_actions(self._actions, drawing_deeds(self.drawing.mending) | style_deeds(self.outline_style))
        follow_actions(self.findings, self._actions)
        connect_actions(self._actions, {"comment": self._begin_comment, "log_other": self.findings.open_picker})
        self._actions["find_image"].triggered.connect(self.queue.filters.search.setFocus)
        self._actions["show_queue"].toggled.connect(self.queue.setVisible)
        self._actions["show_findings"].toggled.connect(self.findings.setVisible)
        self._actions["toggle_gold"].toggled.connect(lambda _: self.hints_changed.emit())
        self._actions["toggle_gold"].triggered.connect(lambda _: self._revealed.start())

    def _connect_panels(self) -> None:
        self.queue.image_wanted.connect(self._selection.choose_image)
        self.queue.left.connect(self.canvas.setFocus)
        self.findings.wanted.connect(lambda name: self._actions[name].trigger())
        self.findings.row_wanted.connect(self._choose_row)
        self.findings.comment_stored.connect(self._store_comment)
        self.findings.left.connect(self.canvas.setFocus)
        self.findings.picker.picked.connect(self.judging.log)
        self.walk.reached.connect(self.link.bring_into_view)
        self.link.readout.connect(self.readout)
        self.canvas.drawing_changed.connect(self.hints_changed)
        self.drawing.hints_changed.connect(self.hints_changed)
        self.image.at_hand_changed.connect(self.hints_changed)
        self.empty.pressed.connect(self._actions["import_delivery"].trigger)

    def _connect_project(self) -> None:
        self._session.changed.connect(self._take_changes)
        self._selection.batch_chosen.connect(self._read_batch)
        self._selection.image_chosen.connect(self._read_image)
        self._selection.finding_chosen.connect(self._follow_finding)
        self.destroyed.connect(self._images.close)

    def _read_batch(self) -> None:
        """Read the queue of another delivery, and begin with its first image to do."""
        self._missed_batch = not self.isVisible()
        if self._missed_batch:
            return
        self._missed_changes = False
        has_delivery = self._selection.delivery is not None
        self._stack.setCurrentWidget(self.splitter if has_delivery else self.empty)
        self._say_why_empty()
        self.hints_changed.emit()
        self.queue.load()
        if has_delivery and self._selection.image_id is None:
            self._choose_first_image()
        else:
            self._read_image()

    def _choose_first_image(self) -> None:
        if not self.queue.model.ids and self.queue.filters.shown is QueueFilter.TODO:
            self.queue.filters.show_filter(QueueFilter.ALL)
            self.queue.load()
        delivery = self._selection.delivery
        waiting = first_unjudged(self._session.project.connection, delivery.id) if delivery else None
        listed = waiting is not None and self.queue.model.position(waiting) is not None
        self._selection.choose_image(waiting if listed else next(iter(self.queue.model.ids), None))

    def _read_image(self) -> None:
        if not self.isVisible():
            self._missed_changes = True
            return
        if (path := self.queue.path_at_hand()) is not None:
            self.canvas.expect(path)
        self.image.read()
        self.queue.show_current()

    def _follow_finding(self) -> None:
        if self.isVisible() and not self._missed_batch:
            self.image.follow_selection()
        else:
            self._missed_changes = True

    def _take_changes(self, changes: Changes) -> None:
        """Read again what changed; when it is another image than the one at hand, as undo may do, go there."""
        if not self.isVisible():
            self._missed_changes = True
            return
        review_ids = changes.rows.get("image_review")
        elsewhere = self.queue.model.image_of(review_ids) if review_ids else self.corrections.image_of(changes)
        self.queue.take(changes)
        if elsewhere is not None and elsewhere != self._selection.image_id:
            self._selection.choose_image(elsewhere)
        elif changes.touch(*JUDGEMENTS):
            self.image.read_again()

    def _choose_row(self, key: int) -> None:
        if key > 0:
            self.image.choose_finding(key)  # type: ignore[arg-type]
        else:
            self.image.choose_defect(-key)  # type: ignore[arg-type]
        self.link.bring_into_view()

    def _begin_comment(self) -> None:
        field = self.findings.comment_field()
        if field is None:
            self.judging.say_nothing_chosen()
        else:
            field.begin()

    def _store_comment(self, text: str) -> None:
        self.judging.comment(text)
        self.findings.show_at_hand()  # a comment that was refused is not shown as if it stood
        self.canvas.setFocus()

    def _say_why_empty(self) -> None:
        if self._selection.batch is None:
            self.empty.say(
                "deliveries", "Nothing to review yet", "Drop a delivery on the Deliveries page, or import it from here.",
                button="Import delivery…",
            )  # fmt: skip
        else:
            self.empty.say(
                "deliveries", f"No delivery of {self._selection.batch.name} yet",
                "Drop the vendor's labels on the Deliveries page when they come back, or import them from here.",
                button="Import delivery…",
            )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc shows all shapes again, or lets go of what is at hand."""
        if event.key() == Qt.Key.Key_Escape and self.canvas.scene().isolated is not None:
            self.canvas.isolate(None)
        elif event.key() == Qt.Key.Key_Escape:
            self.image.choose_finding(None)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space held shows gold, or hides it, only as long as it is held."""
        is_let_go = event.key() == Qt.Key.Key_Space and not event.isAutoRepeat()
        if is_let_go and self._revealed.isValid() and self._revealed.elapsed() >= HELD:
            self._actions["toggle_gold"].toggle()
        if is_let_go:
            self._revealed.invalidate()
        super().keyReleaseEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """The tools stay on this page."""
        self.drawing.stop()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was hidden; the keyboard belongs to the canvas."""
        super().showEvent(event)
        if self._missed_batch:
            self._read_batch()
        elif self._missed_changes:
            self._missed_changes = False
            self.queue.refresh()
            self._read_image()
        self.canvas.setFocus()
