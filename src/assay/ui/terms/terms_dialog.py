from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from assay.model.batches import Batch
from assay.model.errors import AssayError
from assay.model.terms import CHECKS, LONGEST_CONTACT, LONGEST_VERSION, MOST_HOURS, Terms
from assay.review.set_terms import set_terms, terms_of
from assay.ui.session import Session
from assay.ui.terms.zone_list import ZoneList, clock_there
from assay.ui.widgets.elided_label import ElidedLabel
from assay.ui.widgets.form_rows import add_field, footer
from assay.ui.widgets.number_fields import CountField
from assay.ui.widgets.role_label import role_label, set_role
from assay.ui.widgets.rule import rule

WIDTH = 480
EDGE = 24


class TermsDialog(QDialog):
    """What is agreed with a vendor about a batch: guideline and hours of this batch, time zone and contact of the vendor."""

    def __init__(self, session: Session, batch: Batch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Vendor and terms")
        self._session = session
        self._batch = batch
        self._before = terms_of(session.project, batch)
        self.guideline = QLineEdit(self._before.guideline_version)
        self.guideline.setMaxLength(LONGEST_VERSION)
        self.guideline.setPlaceholderText("None agreed; 2.3, for instance")
        self.hours = _hours(self._before.sla_hours)
        self.zone = ZoneList()
        self.zone.setEditText(self._before.time_zone)
        self.contact = QLineEdit(self._before.contact)
        self.contact.setMaxLength(LONGEST_CONTACT)
        self.contact.setPlaceholderText("Whom to write to; optional")
        self.clock = role_label("", "faint")
        self.fault = role_label("", "error")
        self.save_button = QPushButton("Save")
        self.save_button.setProperty("kind", "primary")
        self.save_button.setDefault(True)
        self._lay_out()
        self._connect()
        self._check()

    @property
    def terms(self) -> Terms:
        """The terms as they stand in the fields."""
        return Terms(
            guideline_version=self.guideline.text().strip(),
            sla_hours=self.hours.value(),
            time_zone=self.zone.zone,
            contact=self.contact.text().strip(),
        )

    def accept(self) -> None:
        """Keep the terms; a refusal is said across the window and leaves the dialog open."""
        if self._complaint() or self._session.do(set_terms, self._batch, self.terms) is None:
            return
        super().accept()

    def _complaint(self) -> str:
        """What is wrong with a field, as a sentence; empty when all is well."""
        try:
            for name in self.terms.differing(self._before):
                CHECKS[name](getattr(self.terms, name))
        except AssayError as error:
            return str(error)
        return ""

    def _check(self) -> None:
        complaint = self._complaint()
        self.fault.setText(complaint)
        self.clock.setText(clock_there(self.zone.zone) or " ")
        may_write = not self._session.project.read_only
        self.save_button.setEnabled(may_write and not complaint and self.terms != self._before)

    def _connect(self) -> None:
        for changed in (
            self.guideline.textChanged, self.hours.valueChanged, self.zone.editTextChanged, self.contact.textChanged,
        ):  # fmt: skip
            changed.connect(self._check)
        self.save_button.clicked.connect(self.accept)

    def _lay_out(self) -> None:
        heading = ElidedLabel()
        heading.setText(f"Terms of {self._batch.name}")
        set_role(heading, "title")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, EDGE, EDGE, 16)
        layout.setSpacing(4)
        layout.addWidget(heading)
        layout.addSpacing(12)
        add_field(layout, "Guideline version that the batch is labelled by", self.guideline)
        add_field(layout, "Hours from a rework request to its redelivery (SLA)", self.hours)
        layout.addWidget(rule())
        layout.addSpacing(12)
        vendor = ElidedLabel()
        vendor.setText(f"{self._batch.vendor}, for all its batches")
        set_role(vendor, "title")
        layout.addWidget(vendor)
        layout.addSpacing(8)
        add_field(layout, "Time zone", self.zone, self.clock)
        add_field(layout, "Contact", self.contact)
        layout.addWidget(self.fault)
        layout.addSpacing(4)
        layout.addLayout(footer(self, self.save_button))
        self.setFixedWidth(WIDTH)


def _hours(value: int) -> CountField:
    hours = CountField()
    hours.setRange(1, max(MOST_HOURS, value))
    hours.setSuffix(" h")
    hours.setValue(value)
    return hours
