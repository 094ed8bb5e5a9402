from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from assay.model.changes import Changes
from assay.model.ids import ImageId
from assay.store.image_folders import image_folder
from assay.store.queue import QueueFilter, queue_counts
from assay.ui.review.note import Note
from assay.ui.review.queue.delegate import NO_FINDINGS, NOT_COMPARED, QueueDelegate
from assay.ui.review.queue.filter_bar import FilterBar
from assay.ui.review.queue.list_model import QueueModel
from assay.ui.review.queue.order_button import OrderButton
from assay.ui.review.queue.view import QueueView
from assay.ui.review.thumbnails import Thumbnails
from assay.ui.selection import Selection
from assay.ui.session import Session
from assay.ui.widgets.progress_thin import ProgressThin
from assay.ui.widgets.role_label import role_label
from assay.ui.window.action_set import ActionSet


class QueuePanel(QFrame):
    """The images of the delivery: how far the review is, which are shown, and the list to choose from."""

    image_wanted = Signal(object)
    """The image that the user picked in the list."""
    left = Signal()
    """The user is done writing here; the keys belong to the page again."""

    def __init__(
        self, session: Session, selection: Selection, actions: ActionSet, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._folder: Path | None = None
        self._done = self._images = 0
        self.thumbnails = Thumbnails(session.project.path, self)
        self.model = QueueModel(session.project, self)
        self.view = QueueView(self.model)
        self.filters = FilterBar()
        self.order = OrderButton(actions)
        self.note = Note()
        self._count = role_label("", "secondary")
        self._bar = ProgressThin(accessible_name="Images judged")
        self.setProperty("surface", "panel")
        self.setMinimumWidth(216)
        self._prepare_view()
        self._lay_out()
        self._connect()

    def _prepare_view(self) -> None:
        self._delegate = QueueDelegate(self.thumbnails, self.path_of, self.view)
        self.view.setItemDelegate(self._delegate)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(role_label("Queue", "title"))
        head.addStretch(1)
        head.addWidget(self._count)
        head.addWidget(self.order)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 8)
        top.setSpacing(8)
        top.addLayout(head)
        top.addWidget(self._bar)
        top.addWidget(self.filters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.note, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.view.selectionModel().currentChanged.connect(self._pick)
        self.filters.changed.connect(self.apply_filter)
        self.order.changed.connect(self.apply_filter)
        self.filters.entered.connect(self._open_found)
        self.filters.left.connect(self.left)
        self.note.pressed.connect(self.filters.clear)
        self.thumbnails.arrived.connect(self._show_thumbnail)
        self.destroyed.connect(self.thumbnails.close)

    def path_of(self, file_name: str) -> Path | None:
        """Where an image of the batch lies; None when nobody said where its images are."""
        return self._folder / file_name if self._folder else None

    def path_at_hand(self) -> Path | None:
        """Where the selection's image lies, if it is listed."""
        position = self.model.position(self._selection.image_id)
        row = self.model.row(position) if position is not None else None
        return self.path_of(row.file_name) if row is not None else None

    def load(self) -> None:
        """Read the queue of the selection's delivery anew; the list stays where it was."""
        batch = self._selection.batch
        self._folder = image_folder(self._session.project, batch) if batch else None
        self._delegate.when_none = NO_FINDINGS if self._selection.comparison else NOT_COMPARED
        self._load_model()
        self._count_images()
        self.show_current()

    def apply_filter(self) -> None:
        """Show the images that fit the filter now, in the order that holds; the chosen one stays chosen where it is among them."""
        self._load_model()
        self.show_current()

    def take(self, changes: Changes) -> None:
        """Read again what changed, and nothing else."""
        more = self.model.take(changes)
        if more is None:
            self._count_images()
        elif more:
            # Counting 200,000 images takes longer than judging one.
            self._show_counts(self._done + more, self._images)

    def refresh(self) -> None:
        """Read every row again that is asked for; the list itself stays as it is."""
        self.take(Changes.everywhere(["image_review"]))

    def _count_images(self) -> None:
        delivery = self._selection.delivery
        if delivery is not None:
            counts = queue_counts(self._session.project.connection, delivery.id)
            self._show_counts(counts.done, counts.images)

    def _show_counts(self, done: int, images: int) -> None:
        self._done, self._images = done, images
        self._count.setText(f"{done:,} of {images:,}")
        self._bar.show_progress(done, max(images, 1))

    def show_current(self) -> None:
        """Mark the selection's image in the list, without choosing it anew."""
        position = self.model.position(self._selection.image_id)
        index = self.model.index(position) if position is not None else QModelIndex()
        self.view.show_row(index)

    def prepare(self, image_id: ImageId) -> None:
        """Have two rows painted as they look once another image is chosen: its own, and the one that is chosen now."""
        self._delegate.ahead.forget()
        for one, is_selected in ((image_id, True), (self._selection.image_id, False)):
            position = self.model.position(one)
            row = self.model.row(position) if position is not None else None
            if row is not None:
                width, ratio = self.view.columnWidth(0), self.devicePixelRatioF()
                self._delegate.paint_ahead(row, is_selected=is_selected, width=width, ratio=ratio)

    def _show_thumbnail(self, path: Path) -> None:
        """Paint the row of an image anew, and no others. One that arrives after the window has closed finds no project to read from."""
        if not self.isVisible():
            return
        for position in self.view.shown_rows():
            row = self.model.row(position)
            if row is not None and self.path_of(row.file_name) == path:
                self.view.update(self.model.index(position))

    def count_text(self) -> str:
        """The figures above the list."""
        return self._count.text()

    def _load_model(self) -> None:
        delivery = self._selection.delivery
        self.model.load(delivery.id if delivery else None, self.filters.shown, self.filters.text, self.order.order)
        has_rows = self.model.rowCount() > 0
        self.view.setVisible(has_rows)
        self.note.setVisible(not has_rows)
        if not has_rows:
            self._say_why_empty()

    def _say_why_empty(self) -> None:
        if self.filters.text:
            self.note.say("search", "No such image", "No file name here holds this text.", button="Show all images")
        elif self.filters.shown is QueueFilter.TODO:
            self.note.say("success", "Nothing left to do", "Every image is judged.", button="Show all images")
        elif self.filters.shown is QueueFilter.CONTESTED:
            self.note.say("contest", "Nothing is contested", "No image waits for a ruling.", button="Show all images")
        else:
            self.note.say("images", "No images", "No image of this delivery has findings.", button="Show all images")

    def _open_found(self) -> None:
        """Go to the first image that was found, unless the one at hand is among them; the next Enter would accept what is not listed."""
        if self.filters.text and self.model.ids and self.model.position(self._selection.image_id) is None:
            self.image_wanted.emit(self.model.ids[0])

    def _pick(self, current: QModelIndex) -> None:
        image_id = self.model.ids[current.row()] if current.isValid() else None
        if image_id is not None and image_id != self._selection.image_id:
            self.image_wanted.emit(image_id)
