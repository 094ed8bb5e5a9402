"""Files that lie on disk: one, or a folder as it lies."""

import os
from pathlib import Path
from typing import BinaryIO

from assay.formats.entries import MOST_ENTRIES, Entries, too_many
from assay.formats.entry_names import is_unicode, nobodys, packed
from assay.model.errors import AssayError


class FileEntries(Entries):
    """One file."""

    def __init__(self, source: Path) -> None:
        super().__init__(source)
        self.sizes[source.name] = source.stat().st_size

    def open(self, name: str) -> BinaryIO:
        """The file."""
        return self.source.open("rb")

    def path(self, name: str) -> Path:
        """Where it lies."""
        return self.source


class FolderEntries(Entries):
    """A folder and all folders in it; links are not followed, and what is neither file nor folder is not touched."""

    def __init__(self, source: Path, *, deep: bool = True) -> None:
        super().__init__(source)
        self.walk(deep=deep)

    def walk(self, *, deep: bool) -> None:
        """List the files of the folder and, when deep, of those in it."""
        waiting = [""]
        while waiting:
            below = waiting.pop()
            try:
                waiting += self.list_folder(below) if deep or not below else []
            except OSError as error:
                if not below:
                    raise
                self.left_out.add(below, f"cannot be opened ({error.strerror})")

    def list_folder(self, below: str) -> list[str]:
        """List the files of a folder, and give the folders in it."""
        folders = []
        with os.scandir(self.source / below) as found:
            for entry in found:
                name = f"{below}{entry.name}"
                if self.is_folder(entry, name) and not nobodys(entry.name):
                    folders.append(f"{name}/")
        return folders

    def is_folder(self, entry: os.DirEntry[str], name: str) -> bool:
        """Whether an entry is a folder; a file is listed on the way, and anything else left out."""
        if entry.is_dir(follow_symlinks=False):
            return True
        if nobodys(entry.name):
            return False
        if why := self.harm_of(entry, name):
            self.left_out.add(name, why)
        else:
            self.sizes[name] = entry.stat(follow_symlinks=False).st_size
            if len(self.sizes) > MOST_ENTRIES:
                raise AssayError(too_many(self.source))
        return False

    def harm_of(self, entry: os.DirEntry[str], name: str) -> str:
        """Why an entry is not touched, "" when it is."""
        if not is_unicode(name):
            return "has a name that is no valid text; rename it"
        if entry.is_symlink():
            return "is a link, and links are not followed"
        if not entry.is_file(follow_symlinks=False):
            return "is a device or a pipe"
        return packed(name)

    def open(self, name: str) -> BinaryIO:
        """One of the files."""
        return (self.source / name).open("rb")

    def path(self, name: str) -> Path:
        """Where a file lies."""
        return self.source / name
