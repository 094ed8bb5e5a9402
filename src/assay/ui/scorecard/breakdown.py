from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from assay.review.measure_accuracy import AccuracyReport
from assay.review.measure_quality import Quality
from assay.store.compared import ComparedDelivery
from assay.ui.scorecard.column_table import ColumnTable
from assay.ui.scorecard.columns import ColumnModel
from assay.ui.scorecard.entries import Listing
from assay.ui.scorecard.heat_map import HeatMap
from assay.ui.scorecard.iou_histogram import IouHistogram
from assay.ui.scorecard.listings import Shown
from assay.ui.scorecard.sheet import Sheet
from assay.ui.scorecard.sheets import accuracy_sheet, delivery_sheet, quality_sheets, sheets_of
from assay.ui.scorecard.sla_strip import SlaStrip
from assay.ui.scorecard.view_chooser import ViewChooser
from assay.ui.scorecard.views import ACCURACY, CONFUSION, DELIVERIES, IMAGES, IOU, VIEWS
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.empty_state import EmptyState


class Breakdown(QFrame):
    """The comparison taken apart in several ways, one at a time."""

    cell_chosen = Signal(int, int)
    listing_chosen = Signal(Listing)
    """What a cell of a table counts."""
    image_opened = Signal(int)
    batch_opened = Signal(int)
    measure_wanted = Signal()
    slow_view_wanted = Signal()
    """A view is looked at, or asked for by its button, that is measured apart and not there yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.views = ViewChooser()
        self.histogram, self.heat_map, self.sla = IouHistogram(), HeatMap(), SlaStrip()
        self.tables: dict[str, ColumnTable] = {}
        self._note = ElidedLabel()
        self._note.setProperty("role", "faint")
        self._note.setContentsMargins(13, 0, 13, 8)
        self._stack, self._places = QStackedWidget(), dict[str, QWidget]()
        self._is_tried = False
        self._waiting = EmptyState("scorecard", "", "")
        self._stack.addWidget(self._waiting)
        self._waiting.pressed.connect(self.measure_wanted)
        self._slow = EmptyState("scorecard", "", "")
        self._stack.addWidget(self._slow)
        self._slow.pressed.connect(self.slow_view_wanted)
        self._add(IOU, self.histogram)
        self._add(CONFUSION, _scrolled(self.heat_map))
        self.heat_map.chosen.connect(self.cell_chosen)
        self.views.chosen.connect(self.choose)
        self._lay_out()
        self.show_waiting()

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setContentsMargins(12, 8, 12, 8)
        header.addWidget(self.views)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addWidget(self._note)
        layout.addWidget(self._stack, 1)
        self._say(IOU)

    def choose(self, name: str) -> None:
        """Take the comparison apart in another way."""
        self.views.choose(name)
        self._say(name)
        if name in self._places:
            self._stack.setCurrentWidget(self._places[name])
        elif VIEWS[name].is_slow and self._stack.currentWidget() is not self._waiting:
            self._stack.setCurrentWidget(self._slow)
            self.slow_view_wanted.emit()

    def _say(self, name: str) -> None:
        """The line above a view; one that does not follow settings that are only tried says so."""
        is_behind = self._is_tried and not VIEWS[name].follows
        self._note.setText(
            f"By the settings of the comparison, not those tried. {VIEWS[name].note}" if is_behind else VIEWS[name].note
        )
        self._note.setProperty("role", "warning" if is_behind else "faint")
        self._note.style().unpolish(self._note)
        self._note.style().polish(self._note)

    def show_waiting(self, *, stopped: bool = False) -> None:
        """Say that measuring is under way, or that it was stopped."""
        if stopped:
            self._waiting.say("scorecard", "Not measured", "Measuring was cancelled.", button="Measure")
        else:
            self._waiting.say("scorecard", "Measuring…", "The comparison is taken apart by class, annotator and image.")
        self._stack.setCurrentWidget(self._waiting)

    def forget_slow(self) -> None:
        """What is measured apart is not known any more."""
        self.show_slow()
        for name in [name for name in self._places if VIEWS[name].is_slow]:
            self.tables.pop(name, None)
            self._remove(name)

    def show_slow(self, *, stopped: bool = False) -> None:
        """Say that what is measured apart is under way, or that it was stopped."""
        if stopped:
            self._slow.say("scorecard", "Not measured", "Measuring was cancelled.", button="Measure")
        else:
            self._slow.say(
                "scorecard", "Measuring…", "Images are resampled and objects are paired as each measure asks."
            )

    def show_quality(self, quality: Quality, shown: Shown) -> None:
        """Show what was measured apart. shown: the comparison as it stands."""
        for sheet in quality_sheets(quality, shown):
            self._show_sheet(sheet)
        self.choose(self.views.choice())

    def show_measured(self, shown: Shown, *, tried: bool) -> None:
        """Show a comparison. tried: it is by settings that are only tried."""
        self._is_tried = tried
        measured, names = shown.measured, shown.names.classes
        self.histogram.show_objects(measured.objects)
        self.heat_map.show_matrix(measured.confusion, [names.get(one, "no class") for one in measured.classes])
        for sheet in sheets_of(shown):
            self._show_sheet(sheet)
        self.choose(self.views.choice())

    def show_accuracy(self, report: AccuracyReport, *, may_write: bool) -> None:
        """Show how accurate the delivery is under each definition, and whether the agreed one is met."""
        self.sla.show_result(report.sla, may_write=may_write)
        self._show_sheet(accuracy_sheet(report))

    def show_deliveries(self, deliveries: Sequence[ComparedDelivery], shown: Shown, shown_id: int) -> None:
        """Show the deliveries of the project. shown: the comparison, as it stands, of the one with this id."""
        self._show_sheet(delivery_sheet(deliveries, shown, shown_id))

    def _show_sheet(self, sheet: Sheet) -> None:
        """Fill a view; a table that is there already keeps its order and place."""
        if not sheet.rows:
            self.tables.pop(sheet.view, None)
            self._add(sheet.view, EmptyState("scorecard", *sheet.none))
        elif sheet.view in self.tables:
            self.tables[sheet.view].show_rows(sheet.rows, sheet.columns)
        else:
            self._add_table(sheet)

    def _add_table(self, sheet: Sheet) -> None:
        model = ColumnModel(sheet.columns)
        model.show_rows(sheet.rows)
        self.tables[sheet.view] = table = ColumnTable(model, accessible_name=VIEWS[sheet.view].text)
        model.setParent(table)
        table.listing_chosen.connect(self.listing_chosen)
        if sheet.view == IMAGES:
            table.row_opened.connect(lambda index: self.image_opened.emit(model.row(index).key))
        elif sheet.view == DELIVERIES:
            table.row_opened.connect(lambda index: self.batch_opened.emit(model.row(index).batch.id))
        self._add(sheet.view, _with_margin(table, above=self.sla if sheet.view == ACCURACY else None))

    def _add(self, name: str, widget: QWidget) -> None:
        self._remove(name)
        self._places[name] = widget
        self._stack.addWidget(widget)

    def _remove(self, name: str) -> None:
        old = self._places.pop(name, None)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()


def _with_margin(table: ColumnTable, *, above: QWidget | None) -> QWidget:
    """The table with its text below the text of the header above it, and perhaps something between them."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(8, 0, 4, 4)
    if above is not None:
        layout.addWidget(above)
    layout.addWidget(table)
    return holder


def _scrolled(heat_map: HeatMap) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(heat_map)
    area.setWidgetResizable(True)
    area.setContentsMargins(12, 0, 12, 12)
    return area
