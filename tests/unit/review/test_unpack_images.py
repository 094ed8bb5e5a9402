import io
import tarfile
import zipfile

import pytest
from PIL import Image

from assay.model.errors import AssayError
from assay.model.progress import result_of
from assay.review import unpack_images as unpacking
from assay.review.unpack_images import unpack_images
from tests.unit.formats.archives import tar_of, tarred, zip_link, zipped


def png(colour=0) -> bytes:
    file = io.BytesIO()
    Image.new("L", (8, 6), colour).save(file, "PNG")
    return file.getvalue()


def files_below(folder):
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
def test_that_images_come_out_under_their_names_and_labels_stay(tmp_path, pack):
    source = pack(tmp_path / "a.pack", {"train/é 1.png": png(1), "b.PNG": png(2), "labels.json": b"{}"})
    assert result_of(unpack_images(source, tmp_path / "out" / "images")) == 2
    assert files_below(tmp_path / "out") == ["images/b.PNG", "images/train/é 1.png"]
    assert (tmp_path / "out" / "images" / "b.PNG").read_bytes() == png(2)


@pytest.mark.parametrize(
    "name", ["../up.png", "/etc/up.png", "C:\\up.png", "a/../../up.png", "..\\up.png", "CON.png", "nul", "a\0.png", "x:stream.png"]
)  # fmt: skip
@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
def test_that_nothing_is_written_outside_the_folder(tmp_path, pack, name):
    (tmp_path / "in").mkdir()
    source = pack(tmp_path / "in" / "a.pack", {"good.png": png(), name: png(9)})
    result_of(unpack_images(source, tmp_path / "in" / "images"))
    assert files_below(tmp_path) == ["in/a.pack", "in/images/good.png"]


def test_that_links_and_devices_are_not_made(tmp_path):
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)
    source = tar_of(tmp_path / "a.tar", *((f"{n}.png", kind, "/etc/passwd") for n, kind in enumerate(kinds)))
    assert result_of(unpack_images(source, tmp_path / "images")) == 0
    source = zip_link(tmp_path / "a.zip", "link.png", "/etc/passwd")
    assert result_of(unpack_images(source, tmp_path / "more")) == 0
    assert files_below(tmp_path) == ["a.tar", "a.zip"]


def test_that_a_file_is_not_written_through_a_linked_folder(tmp_path):
    source = tmp_path / "a.tar"
    with tarfile.open(source, "w") as archive:
        link = tarfile.TarInfo("train")
        link.type, link.linkname = tarfile.SYMTYPE, str(tmp_path)
        archive.addfile(link)
        image = tarfile.TarInfo("train/up.png")
        image.size = len(png())
        archive.addfile(image, io.BytesIO(png()))
    result_of(unpack_images(source, tmp_path / "images"))
    assert not (tmp_path / "up.png").exists()


def test_that_names_alike_and_names_twice_are_written_once(tmp_path):
    source = tmp_path / "a.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("a.png", png(1))
        archive.writestr("A.png", png(2))
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.png", png(3))
    assert result_of(unpack_images(source, tmp_path / "images")) == 1
    assert (tmp_path / "images" / "a.png").read_bytes() == png(1)


def test_that_a_file_that_is_a_folder_of_another_leaves_nothing_behind(tmp_path):
    source = zipped(tmp_path / "a.zip", {"a.png": png(), "a.png/b.png": png()})
    with pytest.raises(AssayError, match="cannot be written"):
        result_of(unpack_images(source, tmp_path / "images"))
    assert files_below(tmp_path) == ["a.zip"]
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_that_a_bomb_is_not_unpacked(tmp_path):
    source = zipped(tmp_path / "a.zip", {"good.png": png(), "bomb.png": b"\0" * (100 << 20)})
    assert result_of(unpack_images(source, tmp_path / "images")) == 1


def test_that_an_entry_that_is_damaged_leaves_nothing_behind(tmp_path):
    source = zipped(
        tmp_path / "a.zip", {"a.png": png(), "b.png": bytes(range(256)) * 9}, compression=zipfile.ZIP_STORED
    )
    source.write_bytes(source.read_bytes().replace(bytes(range(256)), bytes(256), 1))
    with pytest.raises(AssayError, match=r"b\.png cannot be read"):
        result_of(unpack_images(source, tmp_path / "images"))
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_that_what_was_cancelled_leaves_nothing_behind(tmp_path):
    work = unpack_images(zipped(tmp_path / "a.zip", {"a.png": png(), "b.png": png()}), tmp_path / "images")
    next(work)
    next(work)
    work.close()
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_that_a_folder_that_is_there_is_not_touched(tmp_path):
    (tmp_path / "images").mkdir()
    with pytest.raises(AssayError, match="is there already"):
        result_of(unpack_images(zipped(tmp_path / "a.zip", {"a.png": png()}), tmp_path / "images"))


def test_that_a_full_disk_is_told_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "ROOM_LEFT", 1 << 60)
    with pytest.raises(AssayError, match="are free; make room"):
        result_of(unpack_images(zipped(tmp_path / "a.zip", {"a.png": png()}), tmp_path / "images"))


def test_that_a_folder_is_no_archive(tmp_path):
    (tmp_path / "a.png").write_bytes(png())
    with pytest.raises(AssayError, match="is no archive"):
        result_of(unpack_images(tmp_path, tmp_path / "images"))
