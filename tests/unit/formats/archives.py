"""Archives made by hand, good ones and hostile ones, for tests."""

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path


def zipped(path: Path, files: Mapping[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """A ZIP with these files."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return path


def tarred(path: Path, files: Mapping[str, bytes], mode: str = "w") -> Path:
    """A TAR with these files. mode: "w", "w:gz", "w:bz2" or "w:xz"."""
    with tarfile.open(path, mode) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def tar_of(path: Path, *entries: tuple[str, bytes, str]) -> Path:
    """A TAR with odd entries: name, type, target."""
    with tarfile.open(path, "w") as archive:
        for name, kind, target in entries:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            archive.addfile(info)
    return path


def zip_link(path: Path, name: str, target: str) -> Path:
    """A ZIP with a symbolic link."""
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.create_system = 3
        info.external_attr = 0o120777 << 16
        archive.writestr(info, target)
        archive.writestr("good.txt", b"good")
    return path


def encrypted(path: Path, *names: str) -> Path:
    """A ZIP whose named entries say that they are encrypted."""
    zipped(path, {"a.txt": b"secret", "b.txt": b"open"}, compression=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    for name in names:
        for signature, flags_at, name_at in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
            at = data.find(signature)
            while at >= 0:
                if data[at + name_at : at + name_at + len(name)] == name.encode():
                    data[at + flags_at] |= 1
                at = data.find(signature, at + 1)
    path.write_bytes(bytes(data))
    return path
