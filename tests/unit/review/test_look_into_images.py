import json
import shutil

import numpy as np
import pytest
from PIL import Image

from assay.model.batches import SetRole
from assay.model.progress import result_of
from assay.review.check_delivery import check_delivery
from assay.review.look_into_images import look_into_images
from assay.store.batches import batches
from assay.store.image_contents import image_contents, not_looked_into
from tests.small_delivery import bring_in, lay_out


def scene(seed: int) -> Image.Image:
    """A picture with something to see in it, unlike that of another seed."""
    coarse = np.random.default_rng(seed).integers(0, 255, (9, 12), np.uint8)
    return Image.fromarray(coarse).resize((200, 150), Image.Resampling.BICUBIC)


@pytest.fixture
def folder(tmp_path):
    """The images of the small batch, each with a scene of its own."""
    lay_out(tmp_path / "batch")
    for seed, name in enumerate(("one.png", "two.png", "three.png")):
        scene(seed).save(tmp_path / "batch" / "images" / name)
    return tmp_path / "batch" / "images"


@pytest.fixture
def checked(project, me, folder):
    """A function that imports the delivery, looks into its images, and gives what the check says: (rule, place, sentence)."""

    def checked(**more):
        report = bring_in(project, folder.parent / "delivery.json", SetRole.DELIVERY, by=me, **more)
        result_of(look_into_images(project, report.batch, by=me))
        found = result_of(check_delivery(project, report.label_set.id, by=me))
        return [(one.rule, one.place, one.sentence) for one in found]

    return checked


def test_that_sound_images_that_differ_are_no_finding(checked, project):
    assert checked() == []
    assert not_looked_into(project.connection, 1) == []


def test_that_fingerprints_of_64_bits_are_kept_as_they_are(checked, project):
    checked()
    kept = [(one.phash, one.dhash) for one in image_contents(project.connection, 1)]
    assert all(0 <= number < 2**64 for pair in kept for number in pair)
    assert any(number >= 2**63 for pair in kept for number in pair)


def test_that_an_image_cut_short_is_found(checked, folder):
    whole = (folder / "two.png").read_bytes()
    (folder / "two.png").write_bytes(whole[: len(whole) // 2])
    ((rule, place, sentence),) = checked()
    assert (rule, place) == ("image-truncated", "two.png")
    assert "cut short" in sentence


def test_that_a_file_that_is_no_image_is_told_once(checked, folder):
    (folder / "two.png").write_text("this is no picture")
    ((rule, place, _),) = checked()
    assert (rule, place) == ("image-unreadable", "two.png")


def test_that_the_same_file_twice_is_found(checked, folder):
    shutil.copy(folder / "one.png", folder / "three.png")
    assert checked() == [("image-duplicate", "three.png", "is the same file, byte for byte, as one.png")]


def test_that_a_coarser_copy_is_found(checked, folder):
    scene(0).resize((160, 120)).resize((200, 150)).save(folder / "three.png")
    ((rule, place, sentence),) = checked()
    assert (rule, place) == ("image-near-duplicate", "three.png")
    assert "looks almost like one.png" in sentence


def test_that_an_image_of_another_batch_is_found(checked, folder):
    checked(batch="North", vendor="Labelworks")
    found = checked(batch="South", vendor="Labelworks")
    assert found[0] == ("image-elsewhere", "one.png", "is the same file, byte for byte, as one.png of North")
    assert {rule for rule, _, _ in found} == {"image-elsewhere"}


def test_that_images_are_looked_into_once(checked, project, me):
    checked()
    before = project.connection.execute("SELECT count(*) FROM action").fetchone()
    assert result_of(look_into_images(project, batches(project.connection)[0], by=me)) == 0
    assert project.connection.execute("SELECT count(*) FROM action").fetchone() == before


@pytest.mark.parametrize(
    ("declared", "rule"),
    [((150, 200), "image-turned"), ((200, 150), "image-has-orientation"), ((640, 150), "image-size-other")],
)
def test_that_an_image_that_exif_turns_is_told(checked, folder, declared, rule):
    exif = Image.Exif()
    exif[0x0112] = 6
    scene(0).save(folder / "one.jpg", exif=exif)
    delivery = folder.parent / "delivery.json"
    described = json.loads(delivery.read_text())
    described["images"][0] |= {"file_name": "one.jpg", "width": declared[0], "height": declared[1]}
    delivery.write_text(json.dumps(described))
    described["annotations"][0]["bbox"] = [10, 10, 100, 185 if declared == (150, 200) else 135]
    delivery.write_text(json.dumps(described))
    found = checked()
    # the labels lie within the picture that they were drawn on
    assert [one for one, place, _ in found if place.startswith("one.jpg")] == [rule]


def test_that_an_image_which_is_not_the_one_that_was_sent_is_found(checked, folder):
    checked()
    scene(9).save(folder / "one.png")
    found = checked()
    assert [(rule, place) for rule, place, _ in found] == [("image-changed", "one.png")]


def test_that_a_cancelled_look_is_gone_on_with(project, me, folder):
    batch = bring_in(project, folder.parent / "delivery.json", SetRole.DELIVERY, by=me).batch
    work = look_into_images(project, batch, by=me)
    assert next(work).done == 1
    work.close()
    assert len(not_looked_into(project.connection, batch.id)) == 3
    assert result_of(look_into_images(project, batch, by=me)) == 3
    assert not_looked_into(project.connection, batch.id) == []
