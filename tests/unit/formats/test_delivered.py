import hashlib
import json
import os
import struct
import tarfile
import time
import zipfile

import pytest
from PIL import Image

from assay.formats import entries, tar_entries
from assay.formats.delivered import LARGE, Delivered
from assay.formats.fault import Fault
from assay.model.errors import AssayError
from tests.unit.formats.archives import encrypted, tar_of, tarred, zip_link, zipped

FILES = {"b/2.txt": b"two", "a.txt": b"one", "b/ü 图.txt": b"drei", "empty.txt": b""}


def lay_out(folder, files=FILES):
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def handed_over(kind, tmp_path, files=FILES):
    if kind == "folder":
        return lay_out(tmp_path / "labels", files)
    if kind.startswith("zip"):
        methods = {
            "zip": zipfile.ZIP_DEFLATED,
            "zip stored": zipfile.ZIP_STORED,
            "zip bz2": zipfile.ZIP_BZIP2,
        }
        return zipped(tmp_path / "labels.zip", files, compression=methods[kind])
    return tarred(tmp_path / "labels.tar", files, kind)


KINDS = ["folder", "zip", "zip stored", "zip bz2", "w", "w:gz", "w:bz2", "w:xz"]


@pytest.mark.parametrize("kind", KINDS)
def test_that_files_are_the_same_wherever_they_lie(tmp_path, kind):
    source = handed_over(kind, tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with Delivered.open(source) as delivered:
        assert delivered.names == ("a.txt", "b/2.txt", "b/ü 图.txt", "empty.txt")
        assert {name: delivered.read(name) for name in reversed(delivered.names)} == FILES
        assert [delivered.size(name) for name in delivered.names] == [3, 3, 4, 0]
        assert (delivered.path("a.txt") is None) == (kind != "folder")
        assert not delivered.left_out
        assert delivered.head("b/2.txt", 2) == b"tw"
    assert sorted(tmp_path.rglob("*")) == before


def test_that_places_and_sentences_name_the_file(tmp_path):
    with Delivered.open(handed_over("zip", tmp_path)) as delivered:
        assert delivered.place("b/2.txt", line=3) == "labels.zip: b/2.txt, line 3"
        assert delivered.called("b/2.txt") == f"{tmp_path / 'labels.zip'}: b/2.txt"
    with Delivered.open(lay_out(tmp_path / "folder")) as delivered:
        assert delivered.place("b/2.txt") == "b/2.txt"
        assert delivered.called("b/2.txt") == str(tmp_path / "folder" / "b/2.txt")


def test_that_the_digest_of_one_file_is_its_own_and_that_of_several_does_not_depend_on_where_they_lie(tmp_path):
    digests = set()
    for kind in ("folder", "zip", "w:gz"):
        with Delivered.open(handed_over(kind, tmp_path)) as delivered:
            assert delivered.read("a.txt") == b"one"
            assert delivered.digest() == hashlib.sha256(b"one").hexdigest()
            delivered.read("b/2.txt")
            delivered.sample("empty.txt")
            digests.add(delivered.digest())
    assert len(digests) == 1


def test_that_a_streamed_file_counts_for_the_digest_even_when_it_was_not_read_to_its_end(tmp_path):
    with Delivered.open(handed_over("zip", tmp_path)) as delivered:
        with delivered.hashed("a.txt") as file:
            assert file.read(1) == b"o"
        assert delivered.digest() == hashlib.sha256(b"one").hexdigest()


def test_that_what_desktops_leave_behind_is_no_file(tmp_path):
    files = {"a.txt": b"", "__MACOSX/._a.txt": b"", ".DS_Store": b"", "b/.git/config": b"", "Thumbs.db": b""}
    for kind in ("folder", "zip", "w"):
        with Delivered.open(handed_over(kind, tmp_path, files)) as delivered:
            assert delivered.names == ("a.txt",)
            assert not delivered.left_out


BAD_NAMES = {
    "../a.txt": "climbs out",
    "b/../../a.txt": "climbs out",
    "b\\..\\..\\a.txt": "climbs out",
    "/etc/passwd": "absolute",
    "\\\\host\\share\\a.txt": "absolute",
    "C:\\a.txt": "absolute",
    "c:a.txt": "absolute",
    "b/con.txt": "Windows",
    "LPT1": "Windows",
    "a?.txt": "Windows",
    "a.txt.": "Windows",
    "b /a.txt": "Windows",
    "a.txt:stream": "Windows",
    "a\nb.txt": "control characters",
    "x" * 300 + ".txt": "longer",
    "d/" * 600 + "a.txt": "longer",
    "inner.zip": "archive itself",
    "inner.tar.gz": "archive itself",
}


@pytest.mark.parametrize("kind", ["zip", "w"])
@pytest.mark.parametrize(("name", "why"), list(BAD_NAMES.items()), ids=range(len(BAD_NAMES)))
def test_that_an_entry_with_a_harmful_name_is_left_out_and_listed(tmp_path, kind, name, why):
    with Delivered.open(handed_over(kind, tmp_path, {name: b"bad", "good.txt": b"good"})) as delivered:
        assert delivered.names == ("good.txt",)
        assert [one for one in delivered.left_out if why in one.why and "left out" in one.why]
        assert delivered.read("good.txt") == b"good"


def test_that_a_name_cut_short_by_a_zero_byte_is_not_taken_for_what_is_before_it(tmp_path):
    path = zipped(tmp_path / "a.zip", {"aXtxt": b"bad", "good.txt": b"good"})
    path.write_bytes(path.read_bytes().replace(b"aXtxt", b"a\0txt"))
    with Delivered.open(path) as delivered:
        assert delivered.names == ("good.txt",)
        assert "control characters" in delivered.left_out[0].why


@pytest.mark.parametrize("kind", ["zip", "w"])
def test_that_names_that_differ_in_case_only_are_refused_after_the_first(tmp_path, kind):
    files = {"a.txt": b"1", "A.TXT": b"2", "é.txt": b"3", "e\u0301.txt": b"4"}
    with Delivered.open(handed_over(kind, tmp_path, files)) as delivered:
        assert delivered.names == ("a.txt", "é.txt")
        assert ["only in case" in one.why for one in delivered.left_out] == [True, True]


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_that_an_entry_that_is_there_twice_counts_once(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", b"first")
        archive.writestr("a.txt", b"second")
    with Delivered.open(tmp_path / "a.zip") as delivered:
        assert delivered.read("a.txt") == b"first"
        assert "twice" in delivered.left_out[0].why


def test_that_links_and_devices_in_archives_are_left_out(tmp_path):
    odd = tar_of(
        tmp_path / "a.tar",
        ("soft.txt", tarfile.SYMTYPE, "/etc/passwd"),
        ("hard.txt", tarfile.LNKTYPE, "../secret"),
        ("device", tarfile.CHRTYPE, ""),
        ("pipe", tarfile.FIFOTYPE, ""),
        ("good.txt", tarfile.REGTYPE, ""),
    )
    with Delivered.open(odd) as delivered:
        assert delivered.names == ("good.txt",)
        assert [one.why.split(";")[0] for one in delivered.left_out] == [
            "is a link, and links are not followed",
            "is a link, and links are not followed",
            "is a device or a pipe",
            "is a device or a pipe",
        ]
    with Delivered.open(zip_link(tmp_path / "a.zip", "soft.txt", "/etc/passwd")) as delivered:
        assert delivered.names == ("good.txt",)
        assert "is a link" in delivered.left_out[0].why


def test_that_links_and_pipes_in_folders_are_not_followed(tmp_path):
    folder = lay_out(tmp_path / "labels", {"good.txt": b"good"})
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (folder / "links").symlink_to(tmp_path / "outside")
    (folder / "round").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    with Delivered.open(folder) as delivered:
        assert delivered.names == ("good.txt",)
        assert sorted(one.where for one in delivered.left_out) == ["'link.txt'", "'links'", "'pipe.txt'", "'round'"]


def test_that_a_name_that_is_no_text_is_left_out(tmp_path):
    folder = lay_out(tmp_path / "labels", {"good.txt": b"good"})
    (folder / os.fsdecode(b"b\xffd.txt")).write_bytes(b"")
    with Delivered.open(folder) as delivered:
        assert delivered.names == ("good.txt",)
        assert "no valid text" in delivered.left_out[0].why


def test_that_an_encrypted_entry_is_left_out_and_a_wholly_encrypted_archive_refused(tmp_path):
    with Delivered.open(encrypted(tmp_path / "one.zip", "a.txt")) as delivered:
        assert delivered.names == ("b.txt",)
        assert "is encrypted" in delivered.left_out[0].why
    with pytest.raises(AssayError, match=r"all.zip is encrypted; ask for it without a password"):
        Delivered.open(encrypted(tmp_path / "all.zip", "a.txt", "b.txt"))


def test_that_a_bomb_among_the_entries_is_left_out(tmp_path):
    bomb = {"bomb.txt": b"\0" * (100 << 20), "good.txt": b"good", "noise.bin": os.urandom(1 << 20)}
    with Delivered.open(zipped(tmp_path / "a.zip", bomb)) as delivered:
        assert delivered.names == ("good.txt", "noise.bin")
        assert "would grow from" in delivered.left_out[0].why


def test_that_many_small_bombs_are_refused_together(tmp_path):
    bombs = {f"{number}.txt": b"\0" * (16 << 20) for number in range(8)}
    with pytest.raises(AssayError, match="as no honest delivery does"):
        Delivered.open(zipped(tmp_path / "a.zip", bombs))


@pytest.mark.parametrize("kind", ["w:gz", "w:bz2", "w:xz"])
def test_that_a_packed_tar_that_explodes_is_refused_before_it_fills_the_disk(tmp_path, kind):
    path = tarred(tmp_path / "a.tar", {"bomb.txt": b"\0" * (100 << 20)}, kind)
    with pytest.raises(AssayError, match="unpacks to more than"):
        Delivered.open(path)


def test_that_an_entry_that_lies_about_its_size_is_not_read_beyond_it(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a.txt": b"x" * 5000})
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.find(b"PK\x01\x02") + 24, 10)
    path.write_bytes(bytes(data))
    with Delivered.open(path) as delivered, pytest.raises(AssayError, match=r"a.zip: a.txt cannot be read"):
        delivered.read("a.txt")


@pytest.mark.parametrize("kind", ["folder", "zip", "w"])
def test_that_too_many_entries_are_refused(tmp_path, kind, monkeypatch):
    from assay.formats import disk_entries, zip_entries

    for module in (entries, disk_entries, zip_entries):
        monkeypatch.setattr(module, "MOST_ENTRIES", 3)
    with pytest.raises(AssayError, match="holds more than"):
        Delivered.open(handed_over(kind, tmp_path))


def test_that_an_archive_that_claims_endless_entries_is_refused_before_they_are_listed(tmp_path):
    path = tmp_path / "a.zip"
    end_64 = b"PK\x06\x06" + struct.pack("<Q2H2L4Q", 44, 45, 45, 0, 0, 10**9, 10**9, 46 * 10**9, 0)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, 4, 1)
    end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    path.write_bytes(b"PK\x03\x04" + end_64 + locator + end)
    started = time.perf_counter()
    with pytest.raises(AssayError, match="holds more than"):
        Delivered.open(path)
    assert time.perf_counter() - started < 1


def test_that_many_left_out_entries_are_counted_and_not_all_listed(tmp_path):
    files = {f"../{number}.txt": b"" for number in range(entries.MOST_LISTED + 50)}
    with Delivered.open(zipped(tmp_path / "a.zip", files)) as delivered:
        assert len(delivered.left_out) == entries.MOST_LISTED + 1
        assert "50 more files" in delivered.left_out[-1].why


def test_that_a_tar_header_that_claims_gigabytes_is_not_read(tmp_path):
    info = tarfile.TarInfo("././@PaxHeader")
    info.type, info.size = tarfile.XHDTYPE, 1 << 30
    path = tmp_path / "a.tar"
    path.write_bytes(info.tobuf(tarfile.USTAR_FORMAT) + b"\0" * 4096)
    with pytest.raises(AssayError, match="a header of 1073741824 bytes"):
        Delivered.open(path)


def test_that_a_tar_that_turns_back_on_itself_ends(tmp_path):
    first = tarfile.TarInfo("a.txt")
    back = tarfile.TarInfo("b.txt")
    header = bytearray(back.tobuf(tarfile.GNU_FORMAT))
    header[124:136] = b"\xff" * 10 + struct.pack(">h", -512)
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header[:512])
    path = tmp_path / "a.tar"
    path.write_bytes(first.tobuf() + bytes(header) + b"\0" * 1024)
    started = time.perf_counter()
    with pytest.raises(AssayError, match="starts before the one before it"):
        Delivered.open(path)
    assert time.perf_counter() - started < 2


def test_that_a_packed_file_that_is_no_archive_gets_a_sentence(tmp_path):
    import gzip

    (tmp_path / "labels.json.gz").write_bytes(gzip.compress(b"{}" * 600))
    with pytest.raises(AssayError, match="is one packed file and no archive"):
        Delivered.open(tmp_path / "labels.json.gz")


@pytest.mark.parametrize(("magic", "kind"), [(b"7z\xbc\xaf\x27\x1c", "7-Zip"), (b"Rar!\x1a\x07\x00", "RAR")])
def test_that_other_archives_are_named(tmp_path, magic, kind):
    (tmp_path / "labels").write_bytes(magic + b"\0" * 50)
    with pytest.raises(AssayError, match=f"is a {kind} archive"):
        Delivered.open(tmp_path / "labels")


@pytest.mark.parametrize("kind", ["zip", "zip bz2", "w", "w:gz", "w:bz2", "w:xz"])
@pytest.mark.timeout(300)
def test_that_a_damaged_archive_is_read_or_refused_with_a_sentence(tmp_path, kind):
    import random

    from tests.unit.formats.fuzzing import CASES, turned_bytes

    source = handed_over(kind, tmp_path, FILES | {"long.txt": b"some words " * 500})
    good = source.read_bytes()
    for case in range(CASES // 4):
        source.write_bytes(turned_bytes(good, random.Random(case)))
        said = ""
        try:
            with Delivered.open(source) as delivered:
                for name in delivered.names:
                    delivered.sample(name)
                    delivered.read(name)
        except AssayError as error:
            said = str(error)
        assert not said or str(source) in said


def test_that_unpacking_xz_takes_bounded_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(tar_entries, "XZ_MEMORY", 1 << 20)
    with pytest.raises(AssayError, match="cannot be read"):
        Delivered.open(tarred(tmp_path / "a.tar.xz", FILES, "w:xz"))


def test_that_candidates_are_spread_over_the_folders(tmp_path):
    files = {f"many/{number:03}.json": b"{}" for number in range(60)} | {"few/a.JSON": b"{}", "top.json": b"{}"}
    with Delivered.open(lay_out(tmp_path, files)) as delivered:
        found = delivered.candidates(".json", most=10)
        assert {"few/a.JSON", "top.json"} < set(found)
        assert len(found) == 10


def picture(path, size=(30, 20)):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("L", size).save(path, "PNG")


def test_that_the_size_of_an_image_is_read_in_place(tmp_path):
    picture(tmp_path / "labels" / "a.png")
    source = zipped(tmp_path / "a.zip", {"a.png": (tmp_path / "labels" / "a.png").read_bytes(), "b.png": b"no image"})
    for place in (tmp_path / "labels", source):
        with Delivered.open(place) as delivered:
            assert delivered.image_size("a.png") == (30, 20)
    with Delivered.open(source) as delivered, pytest.raises(Fault, match="is no image that can be opened"):
        delivered.image_size("b.png")


def test_that_an_image_is_found_by_the_name_of_its_label_file(tmp_path):
    for name in ("train/images/a.png", "val/images/a.png", "val/images/deep/b.c.PNG"):
        picture(tmp_path / name)
    with Delivered.open(tmp_path) as delivered:
        assert delivered.images.beside("train/labels/a.txt").name == "train/images/a.png"
        assert delivered.images.beside("val/labels/a.txt").name == "val/images/a.png"
        assert delivered.images.beside("val/labels/deep/b.c.txt").name == "val/images/deep/b.c.PNG"
        assert delivered.images.beside("labels/a.txt") is None
        assert delivered.images.named("B.c.png").name == "val/images/deep/b.c.PNG"
        assert delivered.images.named("a.png", near="train/labels/a.xml").name == "train/images/a.png"


def test_that_images_are_looked_for_in_the_folder_named_for_them_and_else_near_by(tmp_path):
    labels = lay_out(tmp_path / "labels", {"a.txt": b""})
    picture(tmp_path / "images" / "a.png")
    picture(tmp_path / "elsewhere" / "a.png", (7, 7))
    with Delivered.open(labels) as delivered:
        assert delivered.images.beside("a.txt").size() == (30, 20)
    with Delivered.open(labels, images=tmp_path / "elsewhere") as delivered:
        assert delivered.images.beside("a.txt").size() == (7, 7)
    with Delivered.open(labels / "a.txt") as delivered:
        assert delivered.images.beside("a.txt").size() == (30, 20)


def test_that_a_folder_that_may_not_be_looked_into_costs_only_itself(tmp_path, monkeypatch):
    folder = lay_out(tmp_path / "labels")
    scan = os.scandir

    def scandir(path):
        if str(path).rstrip("/").endswith("labels/b"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with Delivered.open(folder) as delivered:
        assert delivered.names == ("a.txt", "empty.txt")
        assert [str(one) for one in delivered.left_out] == ["'b/': cannot be opened (Permission denied); left out"]


def test_that_a_damaged_entry_does_not_keep_the_others_from_being_recognised(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a.txt": b"x" * 500}, compression=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"x" * 500, b"x" * 499 + b"y"))
    with Delivered.open(path) as delivered:
        assert "a.zip: a.txt cannot be read (Bad CRC-32" in delivered.sample("a.txt").problem


def test_that_an_entry_packed_by_a_method_without_a_memory_limit_is_left_out(tmp_path):
    with Delivered.open(zipped(tmp_path / "a.zip", FILES, compression=zipfile.ZIP_LZMA)) as delivered:
        assert delivered.names == ()
        assert "is packed by method 14, which cannot be read" in delivered.left_out[0].why


def test_that_an_entry_without_a_name_is_left_out(tmp_path):
    with Delivered.open(zipped(tmp_path / "a.zip", {"": b"bad", "good.txt": b"good"})) as delivered:
        assert delivered.names == ("good.txt",)
        assert "has no name" in delivered.left_out[0].why


@pytest.mark.parametrize("inside", ["", "labels"])
def test_that_what_was_looked_at_before_is_hashed_as_it_was_read(tmp_path, inside):
    folder = tmp_path / inside
    folder.mkdir(exist_ok=True)
    texts = [json.dumps({"n": "x" * (LARGE + one)}).encode() for one in range(1 if not inside else 2)]
    for one, text in enumerate(texts):
        (folder / f"{one}.json").write_bytes(text)
    with Delivered.open(folder if inside else folder / "0.json") as delivered:
        for name in (*delivered.names, *reversed(delivered.names)):
            delivered.fields(name)
        assert delivered.read_fields("0.json").keys() == {"n"}
        assert delivered.digest() == hashlib.sha256(texts[0]).hexdigest()
