from pathlib import Path

from PySide6.QtCore import QMimeData

from assay.model.errors import AssayError

ARCHIVE_ENDINGS = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".7z", ".rar")


def dropped_path(mime: QMimeData) -> Path | None:
    """The file or folder that is being dropped, the first of several; None when there is none."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return paths[0] if paths else None


def source_at(text: str) -> Path:
    """The file or folder that somebody named. Raises AssayError when it is not there, or is an archive."""
    path = Path(text.strip().strip('"')).expanduser()
    if not path.exists():
        raise AssayError(f"{path}: there is no such file or folder; choose another one")
    if path.is_file() and path.name.lower().endswith(ARCHIVE_ENDINGS):
        raise AssayError(f"{path.name} is an archive; unpack it, then choose the folder")
    return path
