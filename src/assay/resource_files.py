from pathlib import Path


def resource_file(*parts: str) -> Path:
    """Where a bundled resource lies: beside the code in a wheel or a frozen build, in `resources/` in a checkout."""
    package = Path(__file__).resolve().parent
    bundled = package / "resources"
    root = bundled if bundled.is_dir() else package.parents[1] / "resources"
    return root.joinpath(*parts)
