"""An archive with labels and images is dropped on the window: its images are taken out into a folder beside the project, if one wants."""

import zipfile

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from assay.__main__ import main
from assay.model.batches import SetRole
from assay.resource_files import resource_file
from assay.store.batches import batches, label_sets
from assay.ui.actions import Page
from assay.ui.deliveries.import_dialog import ImportDialog, Stage
from tests.small_delivery import lay_out


def _packed(folder):
    """A ZIP with a delivery and its three images, and a project beside it."""
    _, delivery = lay_out(folder / "sent")
    with zipfile.ZipFile(folder / "back.zip", "w") as archive:
        archive.write(delivery, "back/labels.json")
        for image in sorted((delivery.parent / "images").iterdir()):
            archive.write(image, f"back/images/{image.name}")
    main(["new", str(folder / "pilot.assay")])
    return folder / "back.zip", folder / "pilot.assay"


def _looked_at(user, archive):
    page = user.go_to(Page.DELIVERIES)
    page.import_from(archive, SetRole.DELIVERY)
    dialog = user.dialog(ImportDialog)
    user.wait_until(lambda: dialog.stage is Stage.READY)
    dialog.parts.form.vendor.setFocus()
    QTest.keyClicks(dialog.parts.form.vendor.lineEdit(), "Labelworks")
    return dialog


def _imported(user, dialog):
    user.wait_until(lambda: not dialog.isVisible())
    user.come_back()
    user.wait_until(lambda: not user.bench.jobs.busy)


def test_that_the_images_of_an_archive_are_taken_out_beside_the_project_and_seen(tell, tmp_path):
    archive, project = _packed(tmp_path)

    def story(user):
        dialog = _looked_at(user, archive)
        offer = dialog.parts.form.archive
        assert offer.isVisible()
        assert offer.choice.text() == "Take its 3 images out of the archive"
        assert offer.choice.isChecked()
        assert offer.field.text == str(tmp_path / "back images")
        assert dialog.parts.error.text() == ""
        assert not (tmp_path / "back images").exists()
        user.click(dialog.parts.import_button)
        _imported(user, dialog)
        (batch,) = batches(user.project.connection)
        assert batch.image_root is not None
        review = user.go_to(Page.REVIEW)
        user.wait_until(lambda: user.bench.selection.image_id is not None)
        user.wait_until(lambda: review.canvas.colour_at(1, 1) is not None)

    tell(story, project)
    names = sorted(str(one.relative_to(tmp_path / "back images")) for one in (tmp_path / "back images").rglob("*.png"))
    assert [name.rsplit("/", 1)[-1] for name in names] == ["one.png", "three.png", "two.png"]


def test_that_by_the_keyboard_images_stay_in_the_archive_or_go_to_another_folder(tell, tmp_path):
    archive, project = _packed(tmp_path)

    def story(user):
        dialog = _looked_at(user, archive)
        offer = dialog.parts.form.archive
        offer.choice.setFocus()
        QTest.keyClick(offer.choice, Qt.Key.Key_Space)
        assert not offer.choice.isChecked()
        assert "3 of 3 image files were not found" in dialog.parts.error.text()
        QTest.keyClick(offer.choice, Qt.Key.Key_Space)
        (tmp_path / "taken").mkdir()
        offer.field.line.setFocus()
        offer.field.line.selectAll()
        QTest.keyClicks(offer.field.line, str(tmp_path / "taken"))
        QTest.keyClick(offer.field.line, Qt.Key.Key_Tab)
        assert offer.field.text == str(tmp_path / "taken" / "back images")
        offer.choice.setFocus()
        QTest.keyClick(offer.choice, Qt.Key.Key_Space)
        user.wait_until(dialog.parts.import_button.isEnabled)
        dialog.parts.import_button.setFocus()
        QTest.keyClick(dialog.parts.import_button, Qt.Key.Key_Space)
        _imported(user, dialog)
        (delivery,) = label_sets(user.project.connection, batches(user.project.connection)[0].id)
        assert delivery.annotations == 4

    tell(story, project)
    assert list(tmp_path.rglob("back images")) == []


def test_that_cancelling_while_images_are_taken_out_leaves_neither_folder_nor_labels(tell, tmp_path):
    images = sorted(resource_file("demo", "images").iterdir())
    with zipfile.ZipFile(tmp_path / "large.zip", "w") as archive:
        archive.write(resource_file("demo", "gold.coco.json"), "gold.coco.json")
        for copy in range(20):
            for image in images:
                archive.write(image, f"{copy}/{image.name}")
    main(["new", str(tmp_path / "pilot.assay")])

    def story(user):
        dialog = _looked_at(user, tmp_path / "large.zip")
        user.click(dialog.parts.import_button)
        user.wait_until(lambda: dialog.parts.work_bar.doing.startswith("Unpacking"))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        user.wait_until(lambda: dialog.stage is Stage.READY)
        assert dialog.parts.error.text() == "The import was cancelled; the project is as it was"
        assert batches(user.project.connection) == []
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        user.wait_until(lambda: not dialog.isVisible())
        user.come_back()

    tell(story, tmp_path / "pilot.assay")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["large.zip", "pilot.assay"]


def test_that_only_an_archive_with_images_is_offered_to_be_unpacked(tell, tmp_path):
    _, delivery = lay_out(tmp_path / "sent")
    main(["new", str(tmp_path / "pilot.assay")])

    def story(user):
        dialog = _looked_at(user, delivery)
        assert not dialog.parts.form.archive.isVisible()
        assert dialog.parts.form.archive.folder is None
        QTest.mouseClick(dialog.parts.close_button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
        user.wait_until(lambda: not dialog.isVisible())
        user.come_back()

    tell(story, tmp_path / "pilot.assay")
