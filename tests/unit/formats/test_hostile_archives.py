"""Archives made to harm whoever unpacks them: entries that lie over one another, archives in archives, headers that lie about sizes."""

import io
import struct
import time
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.model.errors import AssayError
from assay.model.progress import result_of
from assay.review.unpack_images import unpack_images
from tests.unit.formats.archives import zipped

MANY = 250


def local_header(name: bytes, packed: bytes, size: int, crc: int, *, extra: int = 0) -> bytes:
    """What stands before an entry's bytes. extra: how many bytes after the name are skipped."""
    return b"PK\x03\x04" + struct.pack("<5H3L2H", 20, 0, 8, 0, 0, crc, len(packed), size, len(name), extra) + name


def listed(name: bytes, packed: int, size: int, crc: int, at: int) -> bytes:
    """What the archive lists of an entry that begins at a place."""
    fields = (20, 20, 0, 8, 0, 0, crc, packed, size, len(name), 0, 0, 0, 0, 0, at)
    return b"PK\x01\x02" + struct.pack("<6H3L5H2L", *fields) + name


def with_end(body: bytes, entries: list[bytes]) -> bytes:
    """An archive of these bytes that lists these entries."""
    table = b"".join(entries)
    count = len(entries)
    return body + table + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, count, count, len(table), len(body), 0)


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def fully_overlapped(path: Path, size: int) -> Path:
    """Many entries that share one file's bytes (Fifield, "A better zip bomb", 2019, full overlap)."""
    data = bytes(size)
    packed, crc = deflated(data), zlib.crc32(data)
    body = local_header(b"0.png", packed, size, crc) + packed
    entries = [listed(b"%d.png" % number, len(packed), size, crc, 0) for number in range(MANY)]
    path.write_bytes(with_end(body, entries))
    return path


def quoted(path: Path, size: int) -> Path:
    """Entries each of which holds the headers of those after it as stored text, over one kernel (Fifield, quoted overlap)."""
    data = bytes(size)
    kernel = deflated(data)
    files = [(b"%03d.png" % (MANY - 1), local_header(b"%03d.png" % (MANY - 1), kernel, size, zlib.crc32(data)), data)]
    packed = kernel
    sizes = [(len(kernel), size, zlib.crc32(data))]
    for number in range(MANY - 2, -1, -1):
        header = files[-1][1]
        packed = b"\x00" + struct.pack("<2H", len(header), len(header) ^ 0xFFFF) + header + packed
        data = header + data
        name = b"%03d.png" % number
        sizes.append((len(packed), len(data), zlib.crc32(data)))
        files.append((name, local_header(name, packed, len(data), zlib.crc32(data)), data))
    body = files[-1][1] + packed
    places, at = [], 0
    for name, header, _ in reversed(files):
        places.append((name, at))
        at += len(header) + 5
    entries = [listed(name, *facts, place) for (name, place), facts in zip(places, reversed(sizes), strict=True)]
    path.write_bytes(with_end(body, entries))
    return path


@pytest.mark.parametrize("bomb", [fully_overlapped, quoted])
def test_that_entries_over_one_another_that_explode_are_refused_together(tmp_path, bomb):
    source = bomb(tmp_path / "bomb.zip", 1 << 20)
    assert source.stat().st_size < 1 << 20
    with pytest.raises(AssayError, match="as no honest delivery does"):
        Delivered.open(source)


@pytest.mark.parametrize("bomb", [fully_overlapped, quoted])
def test_that_few_entries_over_one_another_cost_a_sentence_or_no_more_than_they_say(tmp_path, bomb):
    source = bomb(tmp_path / "bomb.zip", 1 << 10)
    folder = tmp_path / "images"
    with suppress(AssayError):
        result_of(unpack_images(source, folder))
    assert sum(one.stat().st_size for one in tmp_path.rglob("*.png")) < 64 << 20
    assert {one.name for one in tmp_path.iterdir()} <= {"bomb.zip", "images"}


def test_that_archives_in_archives_without_end_are_not_opened(tmp_path):
    inner = zipped(tmp_path / "0.zip", {"a.json": b"{}"}).read_bytes()
    for level in range(30):
        inner = zipped(tmp_path / "next.zip", {f"{level}.zip": inner, f"{level}.tar": inner}).read_bytes()
    began = time.monotonic()
    with Delivered.open(tmp_path / "next.zip") as delivered:
        assert delivered.names == ()
        assert sorted(one.where for one in delivered.left_out) == ["'29.tar'", "'29.zip'"]
        with pytest.raises(AssayError, match="holds no labels"):
            detect(delivered)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("claimed", [0, 1, 3, 5_000, 60 << 20])
@pytest.mark.parametrize("packed", [0, 1, 1 << 20])
def test_that_a_header_that_lies_about_sizes_gives_what_is_there_or_a_sentence(tmp_path, claimed, packed):
    data = b'{"images": [], "annotations": [], "categories": []}'
    body = local_header(b"a.json", deflated(data), len(data), zlib.crc32(data)) + deflated(data)
    (tmp_path / "lies.zip").write_bytes(with_end(body, [listed(b"a.json", packed, claimed, zlib.crc32(data), 0)]))
    found = b""
    with Delivered.open(tmp_path / "lies.zip") as delivered, suppress(AssayError):
        found = delivered.read("a.json")
    assert found == (data if packed >= len(deflated(data)) and claimed >= len(data) else b"")


def test_that_an_entry_that_begins_nowhere_costs_a_sentence(tmp_path):
    data = b"{}"
    body = local_header(b"a.json", data, 2, zlib.crc32(data)) + data
    for place in (1, 7, len(body), 1 << 31):
        (tmp_path / "lies.zip").write_bytes(with_end(body, [listed(b"a.json", 2, 2, zlib.crc32(data), place)]))
        with Delivered.open(tmp_path / "lies.zip") as delivered, pytest.raises(AssayError, match=r"a\.json"):
            delivered.read("a.json")


def test_that_an_archive_behind_another_file_is_read_where_it_begins(tmp_path):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.json", "{}")
    (tmp_path / "behind.zip").write_bytes(b"PK\x03\x04" + bytes(5000) + file.getvalue())
    with Delivered.open(tmp_path / "behind.zip") as delivered:
        assert delivered.read("a.json") == b"{}"
