import struct

import pytest

from assay.model.progress import result_of
from assay.review.image_facts import guess_image_root, image_facts


@pytest.mark.parametrize("name", ["x" * 5000, ("x" * 200 + "/") * 30 + "a.png", "a\0.png"])
def test_that_a_name_no_system_takes_is_a_file_that_is_not_there(tmp_path, name):
    (fact,) = result_of(image_facts(tmp_path, [name]))
    assert not fact.found
    assert guess_image_root(tmp_path / "gold.json", [name]) is None


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b"hello", "is no image"),
        (b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHIII", 270, 2, 1000, 100, 0), "is no image"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is no image"),
    ],
)
def test_that_a_file_that_is_no_image_is_told_and_nothing_else_is_said(tmp_path, capfd, content, problem):
    (tmp_path / "a.tif").write_bytes(content)
    (fact,) = result_of(image_facts(tmp_path, ["a.tif"]))
    assert fact.found
    assert problem in fact.problem
    assert capfd.readouterr().err == ""
