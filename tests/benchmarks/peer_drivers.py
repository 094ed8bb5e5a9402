"""Other labelling tools at work: each in its own virtual environment, started and measured by drivers that lie outside of this repository.

$ASSAY_PEERS_DRIVERS, or `peers-drivers` in $ASSAY_SHARED, is the folder of the drivers: `bench.py APP CASE [FOLDER]` runs a tool's own window and prints its figures as a line
`RESULT {…}`. $PEERS_ROOT, or ~/.cache/assay-peers, has a virtual environment `venv/APP` per tool and the images that all are measured with in `data`.
"""

import json
import os
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PEERS: Mapping[str, str] = {
    "labelme7": "labelme 7.1",
    "xany": "X-AnyLabeling 4.2",
    "isat": "ISAT 1.5",
    "labelimg": "labelImg 1.8",
}
"""What the drivers call a tool, and what it is called."""
LONGEST = 600
"""Seconds; opening 5,000 polygons takes some of them a minute."""


def drivers() -> Path | None:
    """The folder of the drivers; None without one."""
    beside = Path(os.environ.get("ASSAY_SHARED", "../shared")) / "peers-drivers"
    folder = Path(os.environ.get("ASSAY_PEERS_DRIVERS") or beside)
    return folder.resolve() if (folder / "bench.py").exists() else None


def root() -> Path:
    """Where the tools and the images are."""
    return Path(os.environ.get("PEERS_ROOT") or Path.home() / ".cache" / "assay-peers")


def installed() -> list[str]:
    """The tools that can be measured here."""
    return [peer for peer in PEERS if drivers() is not None and interpreter(peer).exists() and images("").exists()]


def interpreter(peer: str) -> Path:
    """The Python of a tool's environment."""
    return root() / "venv" / peer / "bin" / "python"


def images(name: str) -> Path:
    """A folder of the images that all are measured with."""
    return root() / "data" / name


def measured(peer: str, case: str, folder: str = "") -> dict[str, Any] | None:
    """What the driver found; None when the tool failed at it or took too long."""
    home = root() / "home" / peer
    home.mkdir(parents=True, exist_ok=True)
    ours = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "ignore"}
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= ours | {"PEERS_ROOT": str(root()), "BENCH_T0": repr(time.monotonic())}
    command = [str(interpreter(peer)), f"{drivers()}/bench.py", peer, case, *([str(images(folder))] if folder else [])]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return None
    results = [line.removeprefix("RESULT ") for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    return json.loads(results[-1]) if results else None
