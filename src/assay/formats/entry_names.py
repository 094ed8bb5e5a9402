"""Names of the files that were handed over: which of them no honest archive holds, and which are nobody's labels."""

import re
import unicodedata

from assay.formats.image_names import CONTROL, DRIVE

LONGEST_NAME = 1024
"""Characters of a whole name: four times what Windows allows by default, and no delivery comes near."""

LONGEST_PART = 255
"""Bytes that ext4, NTFS and APFS allow for the name of one file or folder."""

IMPOSSIBLE_ON_WINDOWS = re.compile(r'[<>:"|?*]')
DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
PACKED = (".zip", ".tar", ".tgz", ".tbz2", ".txz", ".gz", ".bz2", ".xz", ".7z", ".rar", ".zst")
NOBODYS = {"__MACOSX", "Thumbs.db", "desktop.ini"}


def harm_in(name: str) -> str:
    """Why an entry of an archive is not touched because of its name, "" when nothing speaks against it. The name has `/` between its parts."""
    parts = name.split("/")
    if not name or CONTROL.search(name):
        return "has a name with control characters" if name else "has no name"
    if "\ufffd" in name or not is_unicode(name):
        return "has a name that is no valid text"
    if name.startswith("/") or DRIVE.match(name):
        return "has an absolute name"
    if ".." in parts:
        return "has a name that climbs out of the archive"
    if len(name) > LONGEST_NAME or any(len(part.encode()) > LONGEST_PART for part in parts):
        return "has a name that is longer than file systems allow"
    if any(impossible_on_windows(part) for part in parts):
        return "has a name that Windows cannot hold"
    return packed(name)


def packed(name: str) -> str:
    """What to say of an archive among the files, "" when it is none."""
    return "is an archive itself; unpack it or hand it over on its own" if name.lower().endswith(PACKED) else ""


def impossible_on_windows(part: str) -> bool:
    """Whether Windows cannot hold a file or folder of this name: devices, forbidden characters, a dot or space at its end."""
    stem = part.split(".", 1)[0].rstrip(" ")
    return bool(
        IMPOSSIBLE_ON_WINDOWS.search(part) or DEVICES.fullmatch(stem) or (part not in ("", ".") and part[-1] in ". ")
    )


def is_unicode(name: str) -> bool:
    """Whether a name can be written as UTF-8; file systems hand out halves of characters for bytes that are no text."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def tidied(name: str) -> str:
    r"""The name with `/` for `\` and without empty parts and `.`; absolute and climbing names stay so."""
    slashed = name.replace("\\", "/")
    kept = "/".join(part for part in slashed.split("/") if part not in ("", "."))
    return "/" + kept if slashed.startswith("/") else kept


def nobodys(name: str) -> bool:
    """Whether a file is what desktops and tools leave behind: hidden, or a folder's settings."""
    return any((part.startswith(".") and part != "..") or part in NOBODYS for part in name.split("/"))


def alike(name: str) -> str:
    """What two names have in common that are one file on Windows or macOS."""
    return unicodedata.normalize("NFC", name).casefold()
