import zipfile

import pytest

from assay.model.errors import AssayError
from assay.model.progress import result_of
from assay.review.import_plan import preview_import
from assay.store.schemas import current_schema
from tests.small_delivery import NAMES, lay_out


def preview(project, source, **said):
    schema = current_schema(project.connection)
    return result_of(preview_import(source, image_root=said.pop("image_root", None), schema=schema, **said))


@pytest.fixture
def archive(tmp_path):
    """A delivery as one ZIP, its images in it."""
    gold, _ = lay_out(tmp_path / "laid out")
    path = tmp_path / "sent" / "batch.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as made:
        made.write(gold, "batch/labels.json")
        for image in sorted(gold.parent.rglob("*.png")):
            made.write(image, f"batch/images/{image.name}")
    return path


def test_that_the_labels_of_an_archive_are_read_in_place_and_its_images_are_missing(project, archive):
    found = preview(project, archive)
    assert found.reading.source == archive
    assert len(found.reading.annotations) > 0
    assert found.missing == list(found.reading.images.file_names)
    assert [one.name for one in archive.parent.iterdir()] == ["batch.zip"]


def test_that_the_images_of_an_archive_are_found_in_a_folder_that_somebody_names(project, archive, tmp_path):
    root = next((tmp_path / "laid out").rglob("*.png")).parent
    found = preview(project, archive, image_root=root)
    assert found.missing == []
    assert len(found.facts) == len(NAMES)


def test_that_the_images_of_a_folder_are_found_beside_its_label_file(project, tmp_path):
    gold, delivery = lay_out(tmp_path / "laid out")
    delivery.unlink()
    found = preview(project, gold.parent)
    assert found.reading.source == gold
    assert found.missing == []


def test_that_a_format_that_cannot_be_is_refused(project, tmp_path):
    gold, _ = lay_out(tmp_path / "laid out")
    with pytest.raises(AssayError, match="There is no format 'cocoa'"):
        preview(project, gold, format_name="cocoa")
