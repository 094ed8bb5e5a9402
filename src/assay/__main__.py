"""The window; or the command line, when a command is named."""

import gc
import sys
from collections.abc import Sequence

from assay.model.project_suffix import PROJECT_SUFFIX


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Assay with these arguments (those of the process when None); gives the exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    if arguments[:1] == ["--decode-pictures"]:  # how a frozen application begins a decoding process
        from assay.pictures.worker import main as decode_pictures

        decode_pictures()
        return 0
    if arguments[:1] == ["--read-coco-blocks"]:  # and how it begins one that reads a part of a large file
        from assay.formats.coco_process import main as read_coco_blocks

        read_coco_blocks()
        return 0
    if not arguments or is_project(arguments[0]):
        gc.disable()  # what a start builds is no garbage, and looking for some takes a twentieth of it
        from assay.ui.application import run_window

        return run_window(arguments)
    from assay.cli.commands import run

    return run(arguments)


def is_project(argument: str) -> bool:
    """Whether an argument names a project file and no command."""
    return argument.endswith(PROJECT_SUFFIX)


if __name__ == "__main__":
    sys.exit(main())
