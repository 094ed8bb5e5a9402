import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from assay.model.people import Reviewer
from assay.review.create_project import create_project, last_reviewer
from assay.store.project import Project

# a machine under load makes examples slowly, which says nothing of the code
settings.register_profile("assay", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("assay")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--headed", action="store_true", help="show the windows on the real display")


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--headed"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture(autouse=True)
def preferences_of_their_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch):
    """No test reads or writes the preferences of the person who runs it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("preferences")))


@pytest.fixture
def project(tmp_path: Path):
    """A new project with a lead in it."""
    with create_project(tmp_path / "pilot.assay", name="Pilot", reviewer="Ana Nowak") as made:
        yield made


@pytest.fixture
def me(project: Project) -> Reviewer:
    return last_reviewer(project)
