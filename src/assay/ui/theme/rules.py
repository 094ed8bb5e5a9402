"""The style sheet's rules as templates; $names are tokens, marks and sizes."""

GROUND = """
QWidget { color: $text; }
QMainWindow, QDialog, QMessageBox { background: $window; }
QFrame[surface="panel"], QWidget[surface="panel"] { background: $panel; }
QFrame[surface="window"], QWidget[surface="window"] { background: $window; }
QFrame[surface="drawer"] { background: $panel; border: none; border-left: 1px solid $line; }
QFrame[surface="top"] { background: $window; border: none; border-bottom: 1px solid $line; }
QFrame[surface="status"] { background: $window; border: none; border-top: 1px solid $line; }
QFrame[surface="notice"] { background: $raised; border: none; border-bottom: 1px solid $line; }
QFrame[surface="raised"], QWidget[surface="raised"] { background: $raised; }
QFrame[surface="card"] { background: $panel; border: 1px solid $line; border-radius: ${radius_large}px; }
QFrame[rule="horizontal"] { background: $line; border: none; min-height: 1px; max-height: 1px; }
QFrame[rule="vertical"] { background: $line; border: none; min-width: 1px; max-width: 1px; }
QToolTip { background: $panel; color: $text; border: 1px solid $line; padding: 4px 8px; }
QStatusBar { background: $window; color: $secondary; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QToolBar { background: $window; border: none; border-bottom: 1px solid $line; spacing: 4px; padding: 4px 8px; qproperty-iconSize: 16px 16px; }
QDockWidget::title { background: $panel; padding: 8px 12px; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
"""

LABELS = """
QLabel { background: transparent; }
QLabel:disabled { color: $faint; }
QLabel[role="title"] { font-weight: 600; }
QLabel[role="heading"] { font-size: 18px; font-weight: 600; }
QLabel[role="secondary"] { color: $secondary; font-size: ${small}px; }
QLabel[role="faint"] { color: $faint; font-size: ${small}px; }
QLabel[role="figure"] { font-size: 15px; font-weight: 600; }
QLabel[role="mono"] { font-family: "JetBrains Mono", "Cascadia Mono", "Menlo", "DejaVu Sans Mono"; font-size: ${small}px; }
QLabel[role="error"] { color: $critical; }
QLabel[role="warning"] { color: $major; }
QLabel[role="good"] { color: $good; }
QLabel[role="vendor"] { color: $vendor; }
QLabel[role="gold"] { color: $gold; }
QLabel[role="reviewer"] { color: $reviewer; font-size: ${small}px; }
"""

BUTTONS = """
QPushButton { background: $control; border: 1px solid $control; border-radius: ${radius}px; padding: 5px 12px; min-height: 16px; outline: none; }
QPushButton:hover { background: $control_hover; border-color: $control_hover; }
QPushButton:pressed { background: $line; }
QPushButton:checked { background: $raised; border-color: $accent; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $faint; background: transparent; border-color: $line; }
QPushButton[kind="primary"] { background: $accent_fill; border-color: $accent_fill; color: $on_accent; font-weight: 500; }
QPushButton[kind="primary"]:hover { background: $accent_fill_hover; border-color: $accent_fill_hover; }
QPushButton[kind="primary"]:focus { border-color: $text; }
QPushButton[kind="primary"]:disabled { background: $control; border-color: $control; color: $faint; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $secondary; }
QPushButton[kind="quiet"]:hover { background: $control; color: $text; }
QPushButton[kind="quiet"]:checked { background: $raised; color: $text; }
QPushButton[kind="quiet"]:focus { border-color: $accent; }
QPushButton[kind="danger"] { background: transparent; border-color: $line; color: $critical; }
QPushButton[kind="danger"]:hover { background: $critical; color: $on_severity; }
QPushButton[kind="danger"]:focus { border-color: $text; }
QPushButton[kind="link"] { background: transparent; border-color: transparent; color: $accent; padding: 2px 4px; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border-color: $accent; }
QFrame[surface="floating"] { background: $panel; border: 1px solid $line; border-radius: ${radius_large}px; }
QFrame[surface="segments"] { background: $panel; border: 1px solid $line; border-radius: 6px; }
QPushButton[kind="segment"] { background: transparent; border: 1px solid transparent; color: $secondary; padding: 3px 9px; }
QPushButton[kind="segment"]:hover { color: $text; }
QPushButton[kind="segment"]:checked { background: $control_hover; color: $text; }
QPushButton[kind="segment"]:focus { border-color: $accent; }
QPushButton[kind="segment"]:disabled { color: $faint; }
QPushButton[kind="chip"] {
  background: transparent; border: 1px solid $line; border-radius: 12px; min-height: 18px; padding: 2px 10px;
  color: $secondary; font-size: ${small}px;
}
QPushButton[kind="chip"]:hover { border-color: $faint; color: $text; }
QPushButton[kind="chip"]:checked { background: $raised; border-color: $accent; color: $text; }
QPushButton[kind="chip"]:focus { border-color: $text; }
QPushButton::menu-indicator { image: $down; width: 12px; subcontrol-position: right center; right: 6px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${radius}px; padding: 3px; color: $secondary; }
QToolButton:hover { background: $control; color: $text; }
QToolButton:pressed { background: $line; }
QToolButton:checked { background: $raised; color: $text; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; }
QDialogButtonBox { button-layout: 2; }
"""

FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
  background: $window; border: 1px solid $line; border-radius: ${radius}px; padding: 4px 8px;
  selection-background-color: $accent_fill; selection-color: $on_accent;
}
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 18px; }
QComboBox:!editable { padding-left: 10px; }
QAbstractSpinBox { max-height: 18px; }
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover, QPlainTextEdit:hover, QTextEdit:hover { border-color: $faint; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border-color: $accent; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled { color: $faint; background: transparent; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QAbstractSpinBox[invalid="true"] { border-color: $critical; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: $down; width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $line; padding: 4px; outline: none; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 18px; background: transparent; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $control; }
QAbstractSpinBox::up-arrow { image: $up; width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: $down; width: 10px; height: 10px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; padding: 2px; border: 1px solid transparent; border-radius: ${radius}px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QAbstractItemView::indicator { width: 14px; height: 14px; border: 1px solid $faint; border-radius: 3px; background: $window; }
QCheckBox::indicator:hover, QAbstractItemView::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent_fill; border-color: $accent_fill; image: $check; }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate { background: $accent_fill; border-color: $accent_fill; image: $partly; }
QCheckBox::indicator:disabled, QAbstractItemView::indicator:disabled { background: $control; border-color: $line; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $faint; border-radius: 8px; background: $window; }
QRadioButton::indicator:hover { border-color: $accent; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent_fill; background: $on_accent; }
QRadioButton::indicator:disabled { border-color: $line; }
QSlider::groove:horizontal { height: 4px; background: $control; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent_fill; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: $text; border: none; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: $accent; }
QGroupBox { border: 1px solid $line; border-radius: ${radius_large}px; margin-top: 20px; padding: 12px; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; left: 0px; padding: 0 4px 4px 0; color: $text; font-weight: 600; }
"""

VIEWS = """
QAbstractItemView {
  background: $panel; alternate-background-color: $window; border: none; outline: none;
  selection-background-color: $raised; selection-color: $text; gridline-color: $line;
}
QTableView::item, QTreeView::item, QListView::item { padding: 4px 8px; border: none; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: $control; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: $raised; color: $text; }
QTreeView::item, QListView::item { min-height: 20px; }
QTableView:focus, QTreeView:focus, QListView:focus { border: none; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: $right; }
QTreeView::branch:has-children:open { image: $down; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section {
  background: $panel; color: $secondary; font-size: ${small}px; padding: 6px 8px; border: none; border-bottom: 1px solid $line;
}
QHeaderView::section:hover { color: $text; }
QHeaderView::up-arrow { image: $up; width: 12px; height: 12px; }
QHeaderView::down-arrow { image: $down; width: 12px; height: 12px; }
QTableCornerButton::section { background: $panel; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $faint; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QProgressBar { background: $control; border: none; border-radius: 2px; min-height: 4px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { qproperty-drawBase: 0; background: transparent; }
QTabBar::tab { background: transparent; color: $secondary; padding: 8px 12px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
"""

MENUS = """
QMenuBar { background: $window; border: none; padding: 0 4px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: ${radius}px; color: $secondary; }
QMenuBar::item:selected { background: $control; color: $text; }
QMenu { background: $panel; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: ${radius}px; background: transparent; }
QMenu::item:selected { background: $raised; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::right-arrow { image: $right; width: 12px; height: 12px; }
"""

RULES = (GROUND, LABELS, BUTTONS, FIELDS, VIEWS, MENUS)
