"""Names of image files as other people's programs wrote them, made relative and harmless."""

import re
from urllib.parse import urlsplit

DRIVE = re.compile(r"^(?:[A-Za-z]:)+")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


CLEAN = re.compile(r"(?:[^/\\:.\x00-\x1f\x7f][^/\\:\x00-\x1f\x7f]*+/)*+[^/\\:.\x00-\x1f\x7f][^/\\:\x00-\x1f\x7f]*+")
"""Names as nearly all are; looking further takes five times as long."""

ABSOLUTE = "is an absolute path or an address"
CLIMBS = "climbs out of the image folder"
CONTROLS = "holds control characters"
HARMFUL = (CLIMBS, CONTROLS)


def relative_name(name: str) -> tuple[str, str]:
    r"""The name relative to an image folder, with `/` and without `..`, and the worst that was amiss with it ("" when nothing).

    Backslashes become slashes and are not worth a word. The name is "" when nothing of it is left.

    Example: "../a\b.jpg" gives ("a/b.jpg", "climbs out of the image folder").
    """
    if CLEAN.fullmatch(name):
        return name, ""
    path = path_of_address(name) if "://" in name else name
    amiss = ABSOLUTE if path != name else ""
    path = path.replace("\\", "/")
    if path.startswith("/") or DRIVE.match(path):
        amiss = ABSOLUTE
    if CONTROL.search(path):
        path, amiss = CONTROL.sub("_", path), CONTROLS
    kept, climbs = without_climbing(path)
    return kept, CLIMBS if climbs else amiss


def path_of_address(address: str) -> str:
    """The path of a web address without its query."""
    try:
        return urlsplit(address).path
    except ValueError:
        return address.split("://", 1)[1].split("?", 1)[0]


def without_climbing(path: str) -> tuple[str, bool]:
    """A path without `.`, `..`, drives and empty parts, and whether it would have left the folder it starts in."""
    kept: list[str] = []
    climbs = False
    for part in (DRIVE.sub("", part) for part in path.split("/")):
        if part == "..":
            climbs = climbs or not kept
            del kept[-1:]
        elif part not in ("", "."):
            kept.append(part)
    return "/".join(kept), climbs
