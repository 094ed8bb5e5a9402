"""The layers, as sentences that hold."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "assay"

SEES = {
    "model": set(),
    "geometry": {"model"},
    "pictures": {"model"},
    "store": {"model"},
    "compare": {"model", "geometry"},
    "formats": {"model", "geometry", "pictures"},
    "intake": {"model", "geometry"},
    "reports": {"model", "geometry", "compare", "formats", "pictures", "store"},
    "review": {"model", "geometry", "compare", "formats", "intake", "pictures", "store", "reports"},
    "cli": {"model", "store", "review", "reports", "compare", "formats"},
    "ui": {"model", "store", "review", "reports", "geometry", "pictures"},
}
"""What each package may import besides itself. The command line also sees the settings of a comparison and the list of formats, which it prints."""


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def modules(package: str) -> list[Path]:
    return sorted((SOURCE / package).rglob("*.py"))


@pytest.mark.parametrize("package", sorted(SEES))
def test_that_a_package_imports_only_the_layers_below_it(package: str):
    wrong = [
        f"{path.relative_to(SOURCE)} imports {module}"
        for path in modules(package)
        for module in imports_of(path)
        if module.startswith("assay.")
        and (layer := module.split(".")[1]) in SEES
        and layer != package
        and layer not in SEES[package]
    ]
    assert not wrong


def test_that_every_package_has_its_rule():
    packages = {path.name for path in SOURCE.iterdir() if path.is_dir() and list(path.glob("*.py"))}
    assert packages == set(SEES)


@pytest.mark.parametrize(
    ("library", "package"), [("sqlite3", "store"), ("sqlite_utils", "store"), ("PySide6", "ui"), ("click", "cli")]
)
def test_that_a_library_is_imported_by_one_package_only(library: str, package: str):
    allowed = {
        SOURCE / "demo.py",
        SOURCE / "cli" / "commands.py",
    }  # the demo joins both ends; a busy project file is caught at the door
    wrong = [
        str(path.relative_to(SOURCE))
        for path in sorted(SOURCE.rglob("*.py"))
        if path not in allowed and path.relative_to(SOURCE).parts[0] != package
        for module in imports_of(path)
        if module.split(".")[0] == library
    ]
    assert not wrong


def test_that_only_review_starts_an_action():
    wrong = [
        str(path.relative_to(SOURCE))
        for path in sorted(SOURCE.rglob("*.py"))
        if path.relative_to(SOURCE).parts[0] not in ("review", "store") and ".action(" in path.read_text("utf-8")
    ]
    assert not wrong


@pytest.mark.parametrize("word", ["utils", "helpers", "manager", "service", "common", "core", "base", "mixins"])
def test_that_no_room_is_named_after_nothing(word: str):
    names = {part for path in SOURCE.rglob("*.py") for part in path.relative_to(SOURCE).with_suffix("").parts}
    assert not [name for name in names if word in name.split("_")]
