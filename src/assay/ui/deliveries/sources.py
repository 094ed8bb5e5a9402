from pathlib import Path

from PySide6.QtCore import QMimeData

from assay.model.errors import AssayError


def dropped_path(mime: QMimeData) -> Path | None:
    """The file or folder that is being dropped, the first of several; None when there is none."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return paths[0] if paths else None


def source_at(text: str) -> Path:
    """The file or folder that somebody named. Raises AssayError when it is not there."""
    path = Path(text.strip().strip('"')).expanduser()
    if not path.exists():
        raise AssayError(f"{path}: there is no such file or folder; choose another one")
    return path
