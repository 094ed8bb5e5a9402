from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.formats.image_names import ABSOLUTE, CLIMBS, CONTROLS, relative_name


@pytest.mark.parametrize(
    ("name", "relative", "amiss"),
    [
        ("a.jpg", "a.jpg", ""),
        ("batch 1/ü–図.jpg", "batch 1/ü–図.jpg", ""),
        (".hidden.jpg", ".hidden.jpg", ""),
        ("a..b.jpg", "a..b.jpg", ""),
        ("./a//b/../c.jpg", "a/c.jpg", ""),
        ("a\\b.jpg", "a/b.jpg", ""),
        ("/data/a.jpg", "data/a.jpg", ABSOLUTE),
        ("C:\\data\\a.jpg", "data/a.jpg", ABSOLUTE),
        ("\\\\server\\share\\a.jpg", "server/share/a.jpg", ABSOLUTE),
        ("https://host/x/a.jpg?sig=1", "x/a.jpg", ABSOLUTE),
        ("s3://bucket/a.jpg", "a.jpg", ABSOLUTE),
        ("https://[bad/a.jpg", "[bad/a.jpg", ABSOLUTE),
        ("../a.jpg", "a.jpg", CLIMBS),
        ("a/../../b.jpg", "b.jpg", CLIMBS),
        ("/../a.jpg", "a.jpg", CLIMBS),
        ("..\\..\\a.jpg", "a.jpg", CLIMBS),
        ("C:C:/a.jpg", "a.jpg", ABSOLUTE),
        ("x/C:/a.jpg", "x/a.jpg", ""),
        ("a\0b.jpg", "a_b.jpg", CONTROLS),
        ("a\nb.jpg", "a_b.jpg", CONTROLS),
        ("", "", ""),
        ("..", "", CLIMBS),
        ("/", "", ABSOLUTE),
    ],
)
def test_that_a_name_becomes_relative(name, relative, amiss):
    assert relative_name(name) == (relative, amiss)


@given(
    st.lists(st.sampled_from(["..", ".", "/", "\\", "C:", "a", "é", "\0", "://", "?", ":", " "]), max_size=9).map(
        "".join
    )
)
def test_that_no_name_leaves_the_image_folder(name):
    relative = relative_name(name)[0]
    for kind, root in ((PurePosixPath, "/images"), (PureWindowsPath, "D:\\images")):
        place = kind(root) / relative
        assert place.is_relative_to(root)
        assert ".." not in place.parts
    assert relative_name(relative) == (relative, "")
