from collections.abc import Mapping, Sequence

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from assay.model.batches import Complaint
from assay.model.schema import Schema
from assay.review.import_plan import Preview
from assay.ui.deliveries.class_table import ClassTable
from assay.ui.deliveries.complaint_table import ComplaintTable
from assay.ui.deliveries.set_words import format_name
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.widgets.figure_tile import FigureTile
from assay.ui.widgets.role_label import role_label, set_role
from assay.ui.widgets.segmented_control import Segment, SegmentedControl

CLASSES, MISSING, LEFT_OUT, ODD = "classes", "missing", "left_out", "odd"
SEGMENTS = {CLASSES: "Classes", MISSING: "Images missing", LEFT_OUT: "Left out", ODD: "Odd"}
TILES = ("Images", "Found", "Annotations", "Left out")
NAMES_SHOWN = 100
KEYS = " Enter chooses, + adds, − rejects."


class ImportPreview(QFrame):
    """What a source holds and what an import of it would do: format, images, classes, what stays behind."""

    classes_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._format = role_label("", "title")
        self._why = ElidedLabel()
        set_role(self._why, "secondary")
        self._tiles = {name: FigureTile(name) for name in TILES}
        self.segments = SegmentedControl(
            [Segment(name, text) for name, text in SEGMENTS.items()], accessible_name="Parts of the preview"
        )
        self.segments.chosen.connect(self.show_part)
        self.classes = ClassTable()
        self.classes.changed.connect(self._tell_of_classes)
        self._missing = QStringListModel(self)
        self.left_out, self.odd = ComplaintTable(), ComplaintTable()
        self._nothing = EmptyState("success", "None", "")
        self._note = role_label("", "secondary")
        self._note.setWordWrap(True)
        self._known: Sequence[str] = ()
        self._annotations = self._unreadable = self._odd = 0
        self._lay_out()

    @property
    def chosen_classes(self) -> Mapping[str, str]:
        """What a person decided of the file's classes."""
        return self.classes.classes.chosen

    @property
    def missing_names(self) -> list[str]:
        """The first of the images that were not found."""
        return self._missing.stringList()

    def tile(self, caption: str) -> FigureTile:
        """One figure by its caption."""
        return self._tiles[caption]

    def show_preview(self, preview: Preview, schema: Schema) -> None:
        """Show another source."""
        reading, missing = preview.reading, preview.missing
        images = len(reading.images)
        self._known = [label_class.name for label_class in schema.classes]
        self._format.setText(format_name(reading.format))
        self._why.setText(preview.why)
        self.tile("Images").show_figure(f"{images:,}", "named in it")
        self.tile("Found").show_figure(f"{images - len(missing):,}", _share_missing(len(missing), images))
        self._annotations, self._unreadable, self._odd = (
            len(reading.annotations),
            len(reading.rejected),
            len(reading.notes),
        )
        self.classes.classes.show_classes(preview.classes, self._known)
        self._show_counts()
        self._missing.setStringList(_first(missing))
        self.left_out.show_complaints([Complaint(where, why, left_out=True) for where, why in reading.rejected])
        self.odd.show_complaints([Complaint(note.where, note.what, left_out=False) for note in reading.notes])
        self._count(
            classes=len(preview.classes), missing=len(missing), left_out=len(reading.rejected), odd=len(reading.notes)
        )
        self.segments.choose(CLASSES)
        self.show_part(CLASSES)

    def show_part(self, name: str) -> None:
        """Show one of the lists."""
        self._stack.setCurrentWidget(self._parts[name])
        self._note.setText(self._note_of(name))
        self._note.setVisible(bool(self._note.text()))

    def _count(self, **counts: int) -> None:
        for name, count in counts.items():
            self.segments.set_text(name, f"{SEGMENTS[name]}  {count:,}")
            self.segments.set_segment_enabled(name, enabled=bool(count) or name == CLASSES)

    def _note_of(self, name: str) -> str:
        if name == MISSING:
            return (
                "These images are not where they were looked for. They can be added later; labels come in all the same."
            )
        if name == LEFT_OUT:
            return "These entries cannot be kept. Everything else comes in."
        if name == ODD:
            return "These come in as they are, but should be known."
        return self._note_of_classes()

    def _note_of_classes(self) -> str:
        new = len(self.classes.classes.new_classes)
        if not self.classes.classes.rowCount():
            return "The file names no classes."
        if not self._known:
            return f"The project has no classes yet; these become its first.{KEYS}"
        if not new:
            return f"Every class becomes one of the project's schema.{KEYS}"
        goes = "class goes" if new == 1 else "classes go"
        return f"{new:,} new {goes} into a new version of the schema, unless mapped or rejected.{KEYS}"

    def _tell_of_classes(self) -> None:
        self._note.setText(self._note_of(CLASSES))
        self._show_counts()
        self.classes_changed.emit()

    def _show_counts(self) -> None:
        """Say how many annotations come in, and how many do not, as the classes are decided upon now."""
        rejected = self.classes.classes.left_out
        self.tile("Annotations").show_figure(f"{self._annotations - rejected:,}", "will come in")
        of_classes = f"{rejected:,} of rejected classes" if rejected else f"{self._odd:,} odd, kept"
        self.tile("Left out").show_figure(f"{self._unreadable + rejected:,}", of_classes)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._format)
        head.addWidget(self._why, 1)
        figures = QHBoxLayout()
        figures.setSpacing(16)
        for tile in self._tiles.values():
            figures.addWidget(tile, 1)
        parts = QHBoxLayout()
        parts.addWidget(self.segments)
        parts.addStretch(1)
        names = QListView()
        names.setModel(self._missing)
        names.setUniformItemSizes(True)
        names.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        names.setAccessibleName("Images that were not found")
        self._parts: dict[str, QWidget] = {
            CLASSES: self.classes,
            MISSING: names,
            LEFT_OUT: self.left_out,
            ODD: self.odd,
        }
        self._stack = QStackedWidget()
        for part in self._parts.values():
            self._stack.addWidget(part)
        self._arrange(head, figures, parts)

    def _arrange(self, head: QHBoxLayout, figures: QHBoxLayout, parts: QHBoxLayout) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(16, 16, 16, 8)
        top.setSpacing(16)
        top.addLayout(head)
        top.addLayout(figures)
        top.addLayout(parts)
        top.addWidget(self._note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(0)
        layout.addLayout(top)
        self._stack.setContentsMargins(8, 0, 8, 0)
        layout.addWidget(self._stack, 1)


def _first(names: Sequence[str]) -> list[str]:
    more = len(names) - NAMES_SHOWN
    return [*names[:NAMES_SHOWN], *([f"… and {more:,} more"] if more > 0 else [])]


def _share_missing(missing: int, images: int) -> str:
    if not images:
        return ""
    return f"{missing:,} missing" if missing else "none missing"
