from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


class Chip(QPushButton):
    """A filter that is on or off, with a count where one is known."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._text = text
        self.setCheckable(True)
        self.setProperty("kind", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Filter: {text}")

    def set_count(self, count: int | None) -> None:
        """Show how many items the filter leaves."""
        self.setText(self._text if count is None else f"{self._text}  {count:,}")
