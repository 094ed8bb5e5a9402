"""One run of one way, in a process of its own: `python -m tests.benchmarks.child MODULE:FUNCTION ARGUMENTS`. Knows nothing of Assay, so that any interpreter runs it."""

import json
import sys
import time
from importlib import import_module
from pathlib import Path


def main() -> None:
    place, arguments = sys.argv[1], json.loads(sys.argv[2])
    module, _, name = place.partition(":")
    function = getattr(import_module(module), name)
    started = time.perf_counter()
    result = function(*arguments)
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "megabytes": peak_megabytes(), "result": result}))


def peak_megabytes() -> float:
    """The most memory this process ever had resident. (ru_maxrss would do, but on Linux a child inherits its parent's.)"""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    main()
