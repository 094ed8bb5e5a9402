import shutil

import pytest

from assay.model.batches import SetRole
from assay.model.errors import AssayError
from assay.review.set_image_folder import set_image_folder
from assay.store.batches import batches, image_tally
from assay.store.image_folders import image_folder
from tests.small_delivery import bring_in, lay_out


@pytest.fixture
def moved(project, me, tmp_path):
    """A batch whose images were moved elsewhere after the import."""
    gold, _ = lay_out(tmp_path / "batch")
    bring_in(project, gold, SetRole.GOLD, by=me)
    shutil.move(tmp_path / "batch" / "images", tmp_path / "archive")
    return batches(project.connection)[0]


def test_that_images_are_found_where_they_lie_now(project, me, moved, tmp_path):
    set_image_folder(project, moved, tmp_path / "archive", by=me)
    (batch,) = batches(project.connection)
    assert image_folder(project, batch) == tmp_path / "archive"
    assert batch.image_root == "archive"
    assert image_tally(project.connection, batch.id) == (3, 0)


def test_that_a_folder_without_any_of_them_is_refused(project, me, moved, tmp_path):
    with pytest.raises(AssayError, match=r"none of the 3 images .*one\.png"):
        set_image_folder(project, moved, tmp_path, by=me)
    assert image_folder(project, batches(project.connection)[0]) == tmp_path / "batch" / "images"
