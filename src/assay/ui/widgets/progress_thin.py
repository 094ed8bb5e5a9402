from PySide6.QtWidgets import QProgressBar, QWidget


class ProgressThin(QProgressBar):
    """A bar of four pixels without text; what it counts is said beside it."""

    def __init__(self, *, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setAccessibleName(accessible_name)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far along something is; a total of 0 means that nobody knows."""
        self.setRange(0, total)
        self.setValue(done)
        self.setAccessibleDescription(f"{done:,} of {total:,}")
