from pathlib import Path

import pytest

from assay.ui.welcome.project_place import faults, project_path


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Histology pilot", "Histology pilot.assay"),
        ("a/b: c?", "a-b- c-.assay"),
        ("pilot.assay", "pilot.assay"),
        ("  pilot.  ", "pilot.assay"),
    ],
)
def test_that_a_name_becomes_a_file_name_that_every_system_takes(name, file):
    assert project_path(name=name, folder="/in").name == file


def test_that_the_home_folder_may_be_written_as_a_tilde():
    assert project_path(name="pilot", folder="~/work") == Path.home() / "work" / "pilot.assay"


@pytest.mark.parametrize("name", ["", "   ", " .. "])
def test_that_a_project_needs_a_name(tmp_path, name):
    assert faults(name=name, folder=str(tmp_path), reviewer="Ana").name


def test_that_nothing_is_wrong_with_a_good_answer(tmp_path):
    assert not faults(name="pilot", folder=str(tmp_path), reviewer="Ana")
