from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyleFactory

from assay.ui.theme.current import remember_theme
from assay.ui.theme.fonts import ui_font
from assay.ui.theme.palette import palette
from assay.ui.theme.style_sheet import style_sheet
from assay.ui.theme.tokens import THEMES, ThemeName

ThemeChoice = Literal["dark", "light", "system"]


def apply_theme(application: QApplication, choice: ThemeChoice) -> None:
    """Dress the whole application; "system" follows the desktop's own choice at this moment.

    To keep following it, call this again from `QStyleHints.colorSchemeChanged`.
    """
    application.styleHints().setColorScheme(COLOUR_SCHEMES[choice])
    name = system_theme(application) if choice == "system" else choice
    tokens = THEMES[name]
    remember_theme(application, name)
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setPalette(palette(tokens))
    application.setFont(ui_font())
    application.setStyleSheet(style_sheet(tokens))


COLOUR_SCHEMES = {
    "dark": Qt.ColorScheme.Dark,
    "light": Qt.ColorScheme.Light,
    "system": Qt.ColorScheme.Unknown,
}
"""Told to the platform too, so that title bars and file dialogs match."""


def system_theme(application: QApplication) -> ThemeName:
    """The theme that the desktop asks for; dark when it does not say, as images are judged on dark."""
    return "light" if application.styleHints().colorScheme() == Qt.ColorScheme.Light else "dark"
