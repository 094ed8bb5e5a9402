from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from assay.model.batches import LabelSet
from assay.model.ids import LabelSetId
from assay.review.build_consensus import ConsensusReport
from assay.review.measure_raters import Between, RatersChosen
from assay.ui.label_sets.consensus_words import made_in_words
from assay.ui.widgets.number_fields import DecimalField
from assay.ui.widgets.role_label import role_label
from assay.ui.widgets.segmented_control import Segment, SegmentedControl

SEGMENTS = (
    Segment(Between.SETS, "Label sets", "Each label set is one rater"),
    Segment(Between.ANNOTATORS, "Annotators", "The people who drew one label set"),
)
LOWEST = 0.3


class RaterPanel(QFrame):
    """Whose agreement is measured, and from which IoU on two drew one object."""

    changed = Signal()
    consensus_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.between = SegmentedControl(SEGMENTS, accessible_name="Raters")
        self.source = QComboBox()
        self.source.setAccessibleName("Label set whose annotators are compared")
        self.threshold = DecimalField()
        self.threshold.setRange(LOWEST, 1.0)
        self.threshold.setPrefix("IoU ")
        self.threshold.setSingleStep(0.05)
        self.threshold.setValue(0.5)
        self.threshold.setKeyboardTracking(False)
        self.threshold.setAccessibleName("IoU from which two drew one object")
        self.boxes = QCheckBox("Boxes only")
        self.boxes.setToolTip("Take outlines for the boxes around them")
        self.consensus = QPushButton("Make consensus…")
        self.consensus.setToolTip("Make a label set of what these raters agree on")
        self.compare = QPushButton("Compare two…")
        self.compare.setToolTip("Compare any two label sets: raters, rounds, a consensus, gold")
        self.said = role_label("", "secondary")
        self.said.setWordWrap(True)
        self.said.hide()
        self.sets: dict[LabelSetId, QCheckBox] = {}
        self.people: dict[str, QCheckBox] = {}
        self._set_list, self._people_list = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._sets, self._people = _column(self._set_list), _column(self._people_list)
        inside = QWidget()
        lists = QVBoxLayout(inside)
        lists.setContentsMargins(0, 0, 0, 0)
        for widget in (self._sets, self.source, self._people):
            lists.addWidget(widget)
        lists.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # a name's tool tip says the rest
        row = QHBoxLayout()
        row.addWidget(role_label("One object from", "secondary"), 1)
        row.addWidget(self.threshold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(role_label("Raters", "title"))
        layout.addWidget(self.between)
        layout.addWidget(area, 1)
        layout.addLayout(row)
        layout.addWidget(self.boxes)
        layout.addWidget(self.consensus)
        layout.addWidget(self.compare)
        layout.addWidget(self.said)

    def _connect(self) -> None:
        self.between.chosen.connect(self._choose_between)
        self.source.activated.connect(self._choose_source)
        self.threshold.valueChanged.connect(self.changed)
        self.boxes.toggled.connect(self.changed)
        self.consensus.clicked.connect(self.consensus_wanted)

    def show_sets(self, sets: Sequence[LabelSet], independent: Sequence[LabelSetId], *, may_write: bool) -> None:
        """Offer these label sets; those that were chosen stay so, at first the independent ones are."""
        chosen = {key for key, box in self.sets.items() if box.isChecked()} if self.sets else set(independent)
        chosen |= {one.id for one in sets if self.sets and one.id not in self.sets and not one.is_consensus}
        _clear(self._set_list)
        self.sets = {one.id: self._box(one.title, checked=one.id in chosen) for one in sets}
        for box in self.sets.values():
            self._set_list.addWidget(box)
        current = self.source.currentData()
        self.source.clear()
        for one in sets:
            self.source.addItem(one.title, one.id)
        self.source.setCurrentIndex(max(self.source.findData(current), 0))
        self.consensus.setEnabled(may_write)
        self.compare.setEnabled(may_write and len(sets) > 1)
        self._show_between()

    def start_between(self, between: Between) -> None:
        """Choose at first what there is several of."""
        self.between.choose(between)
        self._show_between()

    def show_people(self, names: Sequence[str]) -> None:
        """Offer the annotators of the label set, all of them chosen."""
        _clear(self._people_list)
        self.people = {name: self._box(name, checked=True) for name in names}
        for box in self.people.values():
            self._people_list.addWidget(box)

    def tell_consensus(self, report: ConsensusReport) -> None:
        """Say what a consensus came to, and how to take it back."""
        self.said.setText(f"{made_in_words(report)}. Ctrl+Z takes it back")
        self.said.show()

    def chosen(self) -> RatersChosen:
        """Whose agreement is asked for."""
        between = Between(self.between.choice())
        sets = tuple(key for key, box in self.sets.items() if box.isChecked())
        if between is Between.ANNOTATORS:
            sets = (self.source.currentData(),) if self.source.count() else ()
        people = tuple(name for name, box in self.people.items() if box.isChecked())
        return RatersChosen(
            between=between,
            sets=sets,
            people=people if between is Between.ANNOTATORS else (),
            threshold=self.threshold.value(),
            boxes=self.boxes.isChecked(),
        )

    def lacking(self) -> str:
        """What is lacking before anything can be measured; empty when nothing is."""
        if self.between.choice() == Between.SETS:
            several = sum(box.isChecked() for box in self.sets.values()) > 1
            return "" if several else "Choose two label sets or more; import the others’ labels as a reviewer’s."
        enough = not self.people or sum(box.isChecked() for box in self.people.values()) > 1
        return "" if enough else "Choose two annotators or more."

    def _box(self, text: str, *, checked: bool) -> QCheckBox:
        box = QCheckBox(text)
        box.setToolTip(text)
        box.setChecked(checked)
        box.toggled.connect(self.changed)
        return box

    def _choose_between(self, name: str) -> None:
        self.between.choose(name)
        self._show_between()
        self.changed.emit()

    def _choose_source(self) -> None:
        self.show_people(())
        self.changed.emit()

    def _show_between(self) -> None:
        is_sets = self.between.choice() == Between.SETS
        self._sets.setVisible(is_sets)
        self.source.setVisible(not is_sets)
        self._people.setVisible(not is_sets)


def _column(layout: QVBoxLayout) -> QWidget:
    holder = QWidget()
    holder.setLayout(layout)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    return holder


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item is not None and (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
