"""Where the shared folder with reference vectors and real deliveries lies; tests skip, saying what is missing, when it is not there."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

_BESIDE_THE_REPOSITORY = Path(__file__).resolve().parents[2] / "shared"


def shared_folder() -> Path:
    """The shared folder: $ASSAY_SHARED, or the folder `shared` beside the repository."""
    return _existing(Path(os.environ.get("ASSAY_SHARED") or _BESIDE_THE_REPOSITORY))


def data_folder() -> Path:
    """The real deliveries: $ASSAY_DATA, or the folder `data` of the shared folder."""
    given = os.environ.get("ASSAY_DATA")
    return _existing(Path(given) if given else shared_folder() / "data")


def data(*parts: str) -> Path:
    """A file or folder among the real deliveries."""
    return _existing(data_folder().joinpath(*parts))


def vectors(name: str) -> Any:
    """The reference numbers of `vectors/NAME.json`."""
    return json.loads(_existing(shared_folder() / "vectors" / f"{name}.json").read_text("utf-8"))


def _existing(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"{path} is missing")
    return path
