"""Photographs the five pages and drawing on the demo for the docs: python packaging/screenshots.py FOLDER [WIDTHxHEIGHT]."""

import os
import sys
import tempfile
from pathlib import Path

from assay.demo import judge_some
from assay.model.progress import result_of
from assay.review.make_demo import make_demo

SIZE = "1440x900"


def main(folder: Path, size: str = SIZE) -> None:
    """Make the demo, judge a part of it, and photograph it dark and light."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()  # nobody's own window size and theme
    from assay.ui.screenshots import save_screenshots

    width, height = map(int, size.split("x"))
    with tempfile.TemporaryDirectory() as place:
        project = result_of(make_demo(Path(place) / "boards"))
        judge_some(project)
        for path in save_screenshots(project, folder, themes=("dark", "light"), size=(width, height)):
            print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
