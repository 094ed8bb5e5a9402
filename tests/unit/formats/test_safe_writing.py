import os
import sys

import pytest

from assay.formats.safe_writing import new_folder, replacing, write_inside
from assay.model.errors import AssayError


def test_that_a_folder_is_there_when_everything_is_in_it(tmp_path):
    target = tmp_path / "labels"
    with new_folder(target) as folder:
        write_inside(folder, "deep/er/a.txt", b"one")
        assert not target.exists()
    assert (target / "deep/er/a.txt").read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [target]


def test_that_an_abandoned_folder_leaves_nothing(tmp_path):
    with pytest.raises(TypeError), new_folder(tmp_path / "labels") as folder:
        write_inside(folder, "a.txt", None)
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_that_holds_anything_is_not_touched(tmp_path):
    (tmp_path / "empty").mkdir()
    with new_folder(tmp_path / "empty") as folder:
        write_inside(folder, "a.txt", b"")
    with pytest.raises(AssayError, match="is there already"), new_folder(tmp_path / "empty"):
        pass
    with pytest.raises(AssayError, match="cannot be written"), new_folder(tmp_path / "nowhere" / "labels"):
        pass


def test_that_a_project_is_not_replaced(tmp_path):
    path = tmp_path / "pilot.assay"
    path.write_bytes(b"SQLite format 3\0 and people's work")
    with pytest.raises(AssayError, match="is a project or another database"), replacing(path):
        pass
    assert path.read_bytes().endswith(b"people's work")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_that_what_is_no_file_is_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loose").symlink_to(tmp_path / "nowhere")
    for name in ("pipe", "loose", "."):
        with pytest.raises(AssayError, match="is there already and is no file"), replacing(tmp_path / name):
            pass
    assert len(list(tmp_path.iterdir())) == 2
