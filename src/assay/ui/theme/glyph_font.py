"""The Phosphor font of icons, read where the package qtawesome keeps it: importing that takes longer than opening our window."""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFontDatabase


@cache
def glyphs() -> dict[str, str]:
    """Each Phosphor glyph as the character of the font that draws it."""
    (charmap,) = fonts_folder().glob("phosphor-charmap-*.json")
    return {name: chr(int(code, 16)) for name, code in json.loads(charmap.read_text("utf-8")).items()}


@cache
def family() -> str:
    """The font's family, once it is known to the application."""
    (font,) = fonts_folder().glob("phosphor-[0-9]*.ttf")
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(font)))[0]


def fonts_folder() -> Path:
    """Where qtawesome keeps its fonts."""
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("qtawesome, which brings the icons, is not installed", name="qtawesome")
    return Path(spec.submodule_search_locations[0]) / "fonts"
