from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from assay.review.measure import Figures, Measured
from assay.review.measure_accuracy import Accuracy, AccuracyReport
from assay.review.measure_patterns import ConfusionPair, SideOffset, confusion_pairs
from assay.ui.scorecard.accuracy_columns import accuracy_columns, accuracy_rows
from assay.ui.scorecard.column_table import ColumnTable
from assay.ui.scorecard.columns import ColumnModel
from assay.ui.scorecard.edge_columns import Edges, edge_columns
from assay.ui.scorecard.figure_columns import FigureColumn, annotator_columns, class_columns, image_columns
from assay.ui.scorecard.heat_map import HeatMap
from assay.ui.scorecard.iou_histogram import IouHistogram
from assay.ui.scorecard.pair_columns import pair_columns
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.empty_state import EmptyState
from assay.ui.widgets.segmented_control import Segment, SegmentedControl

ACCURACY, PAIRS, EDGES = "accuracy", "pairs", "edges"
IOU, CONFUSION, CLASSES, ANNOTATORS, IMAGES = "iou", "confusion", "classes", "annotators", "images"
SEGMENTS = (
    Segment(IOU, "IoU", "How well the pairs overlap, with the thresholds"),
    Segment(CONFUSION, "Confusion", "Which class became which"),
    Segment(PAIRS, "Pairs", "Which classes are taken for which, the worst first"),
    Segment(CLASSES, "Classes", "Precision and recall by class"),
    Segment(ANNOTATORS, "Annotators", "Rates by annotator"),
    Segment(EDGES, "Edges", "Who draws which side too far out or in"),
    Segment(IMAGES, "Images", "The worst images first"),
    Segment(ACCURACY, "Accuracy", "Seven definitions of accuracy, and the one that was agreed"),
)
NOTES = {
    IOU: "A bar opens its pairs; drag a line to try another threshold",
    CONFUSION: "Rows gold, columns vendor; a cell opens its objects",
    PAIRS: "Worst first by the lower end of the interval; a row opens its objects",
    CLASSES: "A row opens what is not matched",
    ANNOTATORS: "A row opens what is not right; below 30 annotations nothing is told",
    EDGES: "Mean offset from gold, + outside; p corrected for all tests; n/a below 5 images. A row opens what is not right",
    IMAGES: "Worst first; a row opens its findings, a double click the image",
    ACCURACY: "Of the comparison as it stands; a row opens what is not right. “assay sla” names the one that was agreed",
}


class Breakdown(QFrame):
    """The comparison taken apart in several ways, one at a time."""

    cell_chosen = Signal(int, int)
    class_chosen = Signal(int)
    annotator_chosen = Signal(int)
    image_chosen = Signal(int)
    image_opened = Signal(int)
    accuracy_chosen = Signal(str)
    """The key of a definition."""
    measure_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.segments = SegmentedControl(SEGMENTS, accessible_name="Breakdown of the comparison")
        self.segments.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.histogram, self.heat_map = IouHistogram(), HeatMap()
        self.tables: dict[str, ColumnTable] = {}
        self._classes: tuple[int, ...] = ()
        self._note = ElidedLabel()
        self._note.setProperty("role", "faint")
        self._note.setContentsMargins(16, 0, 16, 8)
        self._stack, self._places = QStackedWidget(), dict[str, QWidget]()
        self._waiting = EmptyState(
            "scorecard", "Measuring…", "The comparison is taken apart by class, annotator and image."
        )
        self._stack.addWidget(self._waiting)
        self._waiting.pressed.connect(self.measure_wanted)
        self._add(IOU, self.histogram)
        self._add(CONFUSION, _scrolled(self.heat_map))
        self.heat_map.chosen.connect(self.cell_chosen)
        self.segments.chosen.connect(self.choose)
        self._lay_out()

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setContentsMargins(12, 8, 12, 8)
        header.setSpacing(12)
        header.addWidget(self.segments)
        header.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addWidget(self._note)
        layout.addWidget(self._stack, 1)
        self._note.setText(NOTES[IOU])

    def choose(self, name: str) -> None:
        """Take the comparison apart in another way."""
        self.segments.choose(name)
        self._note.setText(NOTES[name])
        if name in self._places:
            self._stack.setCurrentWidget(self._places[name])

    def show_waiting(self, *, stopped: bool = False) -> None:
        """Say that measuring is under way, or that it was stopped."""
        if stopped:
            self._waiting.say("scorecard", "Not measured", "Measuring was cancelled.", button="Measure")
        else:
            self._waiting.say("scorecard", "Measuring…", "The comparison is taken apart by class, annotator and image.")
        self._stack.setCurrentWidget(self._waiting)

    def show_measured(
        self,
        measured: Measured,
        *,
        classes: Mapping[int, str],
        annotators: Mapping[int, str],
        images: Mapping[int, str],
    ) -> None:
        """Show a comparison, with the names of what its figures are about."""
        self.histogram.show_objects(measured.objects)
        self.heat_map.show_matrix(measured.confusion, [classes.get(one, "no class") for one in measured.classes])
        self._show_pairs(measured, classes)
        self._show_table(CLASSES, class_columns(classes), measured.by_class)
        by_name = sorted(measured.by_annotator, key=lambda one: annotators.get(one.key, ""))
        self._show_table(ANNOTATORS, annotator_columns(annotators), by_name)
        self._show_table(IMAGES, image_columns(images), measured.by_image)
        self.choose(self.segments.choice())

    def _show_pairs(self, measured: Measured, names: Mapping[int, str]) -> None:
        pairs, columns = confusion_pairs(measured.confusion, measured.classes), pair_columns(names)
        self._classes = measured.classes
        if not pairs:
            self.tables.pop(PAIRS, None)
            self._add(PAIRS, EmptyState("scorecard", "No confusions", "No object was delivered as another class."))
        elif PAIRS in self.tables:
            self.tables[PAIRS].show_rows(pairs, columns)
        else:
            self._add_pairs(ColumnModel(columns), pairs)

    def _add_pairs(self, model: ColumnModel[ConfusionPair], pairs: Sequence[ConfusionPair]) -> None:
        model.show_rows(pairs)
        self.tables[PAIRS] = table = ColumnTable(model, accessible_name="Pairs of classes")
        model.setParent(table)
        table.row_chosen.connect(lambda index: self._choose_pair(model.row(index)))
        self._add(PAIRS, _with_margin(table))

    def _choose_pair(self, pair: ConfusionPair) -> None:
        """A pair is a cell of the matrix."""
        self.cell_chosen.emit(self._classes.index(pair.expected), self._classes.index(pair.delivered))

    def show_edges(
        self, edges: Mapping[int, Sequence[SideOffset]], names: Mapping[int, str], cohorts: Mapping[int, str]
    ) -> None:
        """Show how far each annotator draws each side from gold."""
        rows = sorted((Edges(key, sides) for key, sides in edges.items()), key=lambda one: names.get(one.annotator, ""))
        columns = edge_columns(names, cohorts)
        if EDGES in self.tables:
            self.tables[EDGES].show_rows(rows, columns)
            return
        model: ColumnModel[Edges] = ColumnModel(columns)
        model.show_rows(rows)
        self.tables[EDGES] = table = ColumnTable(model, accessible_name="Edge offsets")
        model.setParent(table)
        table.row_chosen.connect(lambda index: self.annotator_chosen.emit(model.row(index).annotator))
        self._add(EDGES, _with_margin(table))

    def show_accuracy(self, report: AccuracyReport) -> None:
        """Show how accurate the delivery is under each definition."""
        columns, rows = accuracy_columns(report.sla), accuracy_rows(report.accuracies, report.sla)
        if ACCURACY in self.tables:
            self.tables[ACCURACY].show_rows(rows, columns)
            return
        model: ColumnModel[Accuracy] = ColumnModel(columns)
        model.show_rows(rows)
        table = ColumnTable(model, accessible_name="Accuracy")
        model.setParent(table)
        table.row_chosen.connect(lambda index: self.accuracy_chosen.emit(model.row(index).definition.key))
        self.tables[ACCURACY] = table
        self._add(ACCURACY, _with_margin(table))

    def _show_table(self, name: str, columns: Sequence[FigureColumn], rows: Sequence[Figures]) -> None:
        if name in self.tables:
            self.tables[name].show_rows(rows, columns)
            return
        model: ColumnModel[Figures] = ColumnModel(columns)
        model.show_rows(rows)
        table = ColumnTable(model, accessible_name=name.capitalize())
        model.setParent(table)
        table.row_chosen.connect(lambda index: self._choose_row(name, model, index))
        if name == IMAGES:
            table.row_opened.connect(lambda index: self.image_opened.emit(model.row(index).key))
        self.tables[name] = table
        self._add(name, _with_margin(table))

    def _choose_row(self, name: str, model: ColumnModel[Figures], index: QModelIndex) -> None:
        signals = {CLASSES: self.class_chosen, ANNOTATORS: self.annotator_chosen, IMAGES: self.image_chosen}
        signals[name].emit(model.row(index).key)

    def _add(self, name: str, widget: QWidget) -> None:
        old = self._places.pop(name, None)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._places[name] = widget
        self._stack.addWidget(widget)


def _with_margin(table: ColumnTable) -> QWidget:
    """The table with its text below the text of the header above it."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(4, 0, 4, 4)
    layout.addWidget(table)
    return holder


def _scrolled(heat_map: HeatMap) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(heat_map)
    area.setWidgetResizable(True)
    area.setContentsMargins(12, 0, 12, 12)
    return area
