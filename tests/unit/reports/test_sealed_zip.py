import hashlib
import os
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from assay.model.progress import result_of
from assay.reports.sealed_zip import sealed_zip


def laid_out(folder, names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode() * 100)
    return folder


def test_that_order_times_and_rights_of_the_files_on_disk_do_not_matter(tmp_path):
    one = laid_out(tmp_path / "one", ["b.txt", "a/c.png", "A.json"])
    two = laid_out(tmp_path / "two", ["A.json", "a/c.png", "b.txt"])
    os.utime(two / "b.txt", (10**9, 10**9))
    (two / "b.txt").chmod(0o600)
    for folder in (one, two):
        result_of(sealed_zip(folder, folder.with_suffix(".zip"), at="2026-08-06T14:00:01.999Z"))
    assert one.with_suffix(".zip").read_bytes() == two.with_suffix(".zip").read_bytes()


def test_that_entries_are_sorted_dated_and_packed_only_where_it_helps(tmp_path):
    folder = laid_out(tmp_path / "one", ["b.txt", "a/c.png", "A.json"])
    digest = result_of(sealed_zip(folder, tmp_path / "one.zip", at="2026-08-06T14:00:02.000Z"))
    with ZipFile(tmp_path / "one.zip") as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == ["A.json", "a/c.png", "b.txt"]
    assert {entry.date_time for entry in entries} == {(2026, 8, 6, 14, 0, 2)}
    assert [entry.compress_type for entry in entries] == [ZIP_DEFLATED, ZIP_STORED, ZIP_DEFLATED]
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert digest == hashlib.sha256((tmp_path / "one.zip").read_bytes()).hexdigest()


def test_that_a_time_before_zip_began_is_moved_to_1980(tmp_path):
    folder = laid_out(tmp_path / "one", ["b.txt"])
    result_of(sealed_zip(folder, tmp_path / "one.zip", at="1970-01-01T00:00:00.000Z"))
    with ZipFile(tmp_path / "one.zip") as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
