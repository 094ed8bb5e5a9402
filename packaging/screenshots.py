"""Photographs the five pages on the demo for the docs: python packaging/screenshots.py FOLDER."""

import os
import sys
import tempfile
from pathlib import Path

from assay.demo import judge_some
from assay.model.progress import result_of
from assay.review.make_demo import make_demo


def main() -> None:
    """Make the demo, judge a part of it, and photograph it dark and light."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from assay.ui.screenshots import save_screenshots

    with tempfile.TemporaryDirectory() as folder:
        project = result_of(make_demo(Path(folder)))
        judge_some(project)
        for path in save_screenshots(project, Path(sys.argv[1]), themes=("dark", "light")):
            print(path)


if __name__ == "__main__":
    main()
