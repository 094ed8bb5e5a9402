from typing import Literal

from PySide6.QtWidgets import QFrame


def rule(direction: Literal["horizontal", "vertical"] = "horizontal") -> QFrame:
    """A thin line between two parts."""
    line = QFrame()
    line.setProperty("rule", direction)
    return line
