import sqlite3

import pytest

from assay.store import thumbnail_cache
from assay.store.thumbnail_cache import ThumbnailCache, cache_path


@pytest.fixture
def cache(tmp_path):
    made = ThumbnailCache.beside(tmp_path / "pilot.assay")
    yield made
    made.close()


def test_that_a_picture_is_kept_from_one_time_to_the_next(cache, tmp_path):
    cache.keep("a", b"picture")
    again = ThumbnailCache.beside(tmp_path / "pilot.assay")
    assert again.picture("a") == b"picture"
    assert again.picture("b") is None
    again.close()
    assert [path.name for path in tmp_path.iterdir()] == ["pilot.assay.thumbnails"]


def test_that_the_oldest_go_when_there_is_no_more_room(cache, monkeypatch):
    monkeypatch.setattr(thumbnail_cache, "MOST_BYTES", 100_000)
    for number in range(1000):
        cache.keep(str(number), bytes(200))
    assert cache.picture("0") is None
    assert cache.picture("999") is not None


def test_that_a_damaged_cache_costs_nothing_but_the_thumbnails(tmp_path):
    cache_path(tmp_path / "pilot.assay").write_bytes(b"no database at all" * 100)
    assert ThumbnailCache.beside(tmp_path / "pilot.assay") is None


def test_that_another_database_of_that_name_is_left_alone(tmp_path):
    other = sqlite3.connect(cache_path(tmp_path / "pilot.assay"))
    other.execute("CREATE TABLE mine (id)")
    other.commit()
    assert ThumbnailCache.beside(tmp_path / "pilot.assay") is None
    assert other.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)
    other.close()


def test_that_a_folder_nobody_may_write_into_has_no_cache(tmp_path):
    assert ThumbnailCache.beside(tmp_path / "absent" / "pilot.assay") is None
