"""Makes the sample project's batch: `python packaging/demo_batch OUT_DIR [--labels-only]`."""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    """Writes the labels, then draws the pictures on a few processes."""
    from demo_batch.make import draw_picture, write_labels
    from demo_batch.recipes import BOARDS

    parser = argparse.ArgumentParser(description="Draws the sample project's batch.")
    parser.add_argument("out_dir", type=Path)
    parser.add_argument("--labels-only", action="store_true")
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    write_labels(arguments.out_dir)
    if arguments.labels_only:
        return
    folder = arguments.out_dir / "images"
    folder.mkdir(exist_ok=True)
    with ProcessPoolExecutor(arguments.processes) as pool:
        for path in pool.map(partial(draw_picture, folder=folder), range(1, len(BOARDS) + 1)):
            sys.stderr.write(f"{path.name} {path.stat().st_size // 1024} KB\n")


if __name__ == "__main__":
    main()
