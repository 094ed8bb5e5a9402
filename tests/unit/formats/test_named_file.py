import os
import sys

import pytest

from assay.formats import named_file
from assay.formats.delivered import Delivered
from assay.formats.manifest_finder import candidates
from assay.formats.named_file import whole_file
from assay.model.errors import AssayError

ON_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")


def test_that_a_file_is_read_whole(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"image\n")
    assert whole_file(tmp_path / "a.csv", "a manifest") == b"image\n"


@ON_UNIX
def test_that_what_has_no_end_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", tmp_path, tmp_path / "none", tmp_path / ("x" * 5000), "/dev/zero"):
        with pytest.raises(AssayError, match="no such file; name a manifest"):
            whole_file(tmp_path / place, "a manifest")


def test_that_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "a.csv").open("wb") as file:
        file.truncate(named_file.MOST_BYTES + 1)
    with pytest.raises(AssayError, match="too large to be a manifest"):
        whole_file(tmp_path / "a.csv", "a manifest")


@ON_UNIX
def test_that_a_manifest_nobody_named_is_passed_over_when_it_cannot_be_read(tmp_path):
    (tmp_path / "labels.json").write_text("{}")
    os.mkfifo(tmp_path / "manifest.json")
    (tmp_path / "manifest.csv").write_text("image\n")
    with Delivered.open(tmp_path / "labels.json") as delivered:
        assert [name for name, _ in candidates(delivered, [])] == ["manifest.csv"]
