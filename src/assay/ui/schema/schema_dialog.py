from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from assay.model.changes import Changes
from assay.model.ids import ClassId
from assay.model.schema import CLASS_COLOURS, LabelClass
from assay.review.define_schema import define_schema
from assay.store.schemas import current_schema
from assay.ui.schema.class_form import ClassForm
from assay.ui.schema.class_list import ClassListModel
from assay.ui.schema.swatch import ROOM, SWATCH
from assay.ui.session import Session
from assay.ui.widgets.role_label import role_label
from assay.ui.widgets.rule import rule

SIZE = (860, 600)
LIST_WIDTH = 240
NOT_YET = ClassId(0)


class SchemaDialog(QDialog):
    """The classes that annotations may have, with what each may be; each save is one action that Undo takes back, and a new version of the schema."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Schema")
        self._session = session
        self._model = ClassListModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setIconSize(QSize(SWATCH + ROOM, SWATCH))
        self.list.setAccessibleName("Classes")
        self.form = ClassForm()
        self.new_name = QLineEdit()
        self.new_name.setAccessibleName("Name of a new class")
        self.new_name.setPlaceholderText("New class")
        self.add_button = QPushButton("Add")
        self.add_button.setAutoDefault(False)
        self.error = role_label("", "error")
        self.version = role_label("", "secondary")
        self.save_button = QPushButton("Save class")
        self.save_button.setProperty("kind", "primary")
        self.save_button.setAutoDefault(False)
        self.close_button = QPushButton("Close")
        self.close_button.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self.read_again()

    def read_again(self) -> None:
        """Show the schema as the project file says now, the same class chosen."""
        schema = current_schema(self._session.project.connection)
        chosen = self.chosen()
        self._model.show_classes(schema.classes)
        self.version.setText(f"Version {schema.version}")
        index = self._model.index_named(chosen.name) if chosen else self._model.index(0)
        self.list.setCurrentIndex(index if index.isValid() else self._model.index(0))
        self._show_chosen()

    def chosen(self) -> LabelClass | None:
        """The class under the cursor."""
        index = self.list.currentIndex()
        return self._model.classes[index.row()] if index.isValid() else None

    def choose(self, name: str) -> None:
        """Go to a class."""
        self.list.setCurrentIndex(self._model.index_named(name))

    def _show_chosen(self) -> None:
        self.form.show_class(self.chosen())
        self._settle()

    def _settle(self) -> None:
        writes = not self._session.project.read_only
        self.error.setText("")
        wanted = self.form.label_class
        self.save_button.setEnabled(writes and wanted is not None and wanted != self.chosen())
        name = self.new_name.text().strip()
        self.add_button.setEnabled(writes and bool(name))

    def _save(self) -> None:
        if (wanted := self.form.label_class) is not None and self.save_button.isEnabled():
            self._session.do(define_schema, [wanted])

    def _add(self) -> None:
        name = self.new_name.text().strip()
        if not self.add_button.isEnabled():
            return
        if self._model.index_named(name).isValid():
            self.error.setText(f"The schema has a class “{name}” already")
            return
        colour = CLASS_COLOURS[self._model.rowCount() % len(CLASS_COLOURS)]
        if self._session.do(define_schema, [LabelClass(id=NOT_YET, name=name, colour=colour)]) is not None:
            self.new_name.clear()
            self.choose(name)

    def _note_changes(self, changes: Changes) -> None:
        if changes.touch("class", "schema_version"):
            self.read_again()

    def _connect(self) -> None:
        self._session.changed.connect(self._note_changes)
        self._session.refused.connect(self.error.setText)
        self.list.selectionModel().currentChanged.connect(self._show_chosen)
        self.form.edited.connect(self._settle)
        self.new_name.textChanged.connect(self._settle)
        self.new_name.returnPressed.connect(self._add)
        self.add_button.clicked.connect(self._add)
        self.save_button.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self.resize(*SIZE)
        adding = QHBoxLayout()
        adding.setContentsMargins(8, 8, 8, 8)
        adding.setSpacing(8)
        adding.addWidget(self.new_name, 1)
        adding.addWidget(self.add_button)
        left = QWidget()
        left.setFixedWidth(LIST_WIDTH)
        left_layout = QVBoxLayout(left)
        left_layout.setContentsMargins(0, 0, 0, 0)
        left_layout.setSpacing(0)
        left_layout.addWidget(self.list, 1)
        left_layout.addLayout(adding)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(left)
        upper.addWidget(rule("vertical"))
        upper.addWidget(self.form, 1)
        footer = QHBoxLayout()
        footer.setContentsMargins(16, 12, 16, 12)
        footer.setSpacing(8)
        footer.addWidget(self.version)
        footer.addWidget(self.error, 1)
        footer.addWidget(self.close_button)
        footer.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(upper, 1)
        layout.addWidget(rule("horizontal"))
        layout.addLayout(footer)
