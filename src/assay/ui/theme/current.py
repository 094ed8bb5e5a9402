"""The theme in force is a property of the application, so that whatever paints itself asks for it when it paints.

A change of theme reaches every widget as Qt's own `QEvent.Type.StyleChange`; nothing needs to subscribe to anything else.
"""

from PySide6.QtWidgets import QApplication

from assay.ui.theme.tokens import DARK, THEMES, ThemeName, Tokens

PROPERTY = "assay_theme"


def current_tokens() -> Tokens:
    """The tokens of the theme in force, dark before any was applied."""
    application = QApplication.instance()
    return THEMES.get(application.property(PROPERTY), DARK) if application else DARK


def remember_theme(application: QApplication, name: ThemeName) -> None:
    """Make a theme the one in force."""
    application.setProperty(PROPERTY, name)
