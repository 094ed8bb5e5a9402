from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

MOST_RECENT = 8
USUAL_IMAGE_MEGABYTES = 512
IMAGE_MEGABYTES = (64, 65_536)
"""The least and the most."""


class Preferences:
    """What this computer remembers between starts, outside of any project: theme, recent projects, sizes of panels."""

    def __init__(self) -> None:
        self._settings = QSettings("Assay", "Assay")

    @property
    def theme(self) -> str:
        """The theme chosen here: "dark", "light" or "system"."""
        found = str(self._settings.value("theme", "dark"))
        return found if found in ("dark", "light", "system") else "dark"

    @theme.setter
    def theme(self, choice: str) -> None:
        self._settings.setValue("theme", choice)

    @property
    def image_megabytes(self) -> int:
        """How much memory decoded images may take, in MB."""
        least, most = IMAGE_MEGABYTES
        found = self._settings.value("image_megabytes", USUAL_IMAGE_MEGABYTES)
        return min(max(int(str(found)), least), most) if str(found).isdecimal() else USUAL_IMAGE_MEGABYTES

    @image_megabytes.setter
    def image_megabytes(self, megabytes: int) -> None:
        self._settings.setValue("image_megabytes", megabytes)

    @property
    def outline_style(self) -> str:
        """How outlines are drawn, as the review wrote it; empty the first time."""
        return str(self._settings.value("outline_style", ""))

    @outline_style.setter
    def outline_style(self, written: str) -> None:
        self._settings.setValue("outline_style", written)

    @property
    def kept_view(self) -> str:
        """The view and adjustment that stay from image to image, as the review wrote them; empty while none do."""
        return str(self._settings.value("kept_view", ""))

    @kept_view.setter
    def kept_view(self, written: str) -> None:
        self._settings.setValue("kept_view", written)

    def recent(self) -> list[Path]:
        """Projects opened before, newest first."""
        found = self._settings.value("recent", [])
        if isinstance(found, str):
            return [Path(found)]  # QSettings gives a list of one as a plain text
        return [Path(path) for path in found] if isinstance(found, list) else []

    def remember_project(self, path: Path) -> None:
        """Put a project first among the recent ones."""
        others = [str(other) for other in self.recent() if other != path]
        self._settings.setValue("recent", [str(path), *others][:MOST_RECENT])

    def forget_project(self, path: Path) -> None:
        """Take a project off the recent ones."""
        self._settings.setValue("recent", [str(other) for other in self.recent() if other != path])

    def layout(self, name: str) -> QByteArray | None:
        """The remembered state of a window or splitter, None the first time."""
        found = self._settings.value(f"layout/{name}")
        return found if isinstance(found, QByteArray) else None

    def remember_layout(self, name: str, state: QByteArray) -> None:
        """Remember the state of a window or splitter."""
        self._settings.setValue(f"layout/{name}", state)
