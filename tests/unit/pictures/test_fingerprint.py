import numpy as np
import pytest
from PIL import Image

from assay.pictures.fingerprint import difference_hash, fingerprint, perceptual_hash
from tests.shared_folder import data, vectors


def pattern() -> np.ndarray:
    """The vectors' image A: round(127.5 + 127.5 sin(x / 5) cos(y / 7)), 32 × 32."""
    y, x = np.mgrid[:32, :32]
    return np.round(127.5 + 127.5 * np.sin(x / 5) * np.cos(y / 7)).astype(np.uint8)


def images() -> dict[str, np.ndarray]:
    plain = pattern()
    noise = np.random.default_rng(7).normal(0, 4, plain.shape)
    return {
        "A sin/cos": plain,
        "A brightness +10 (clipped)": np.clip(plain.astype(int) + 10, 0, 255).astype(np.uint8),
        "A noise seed 7 sd 4": np.clip(plain + noise, 0, 255).round().astype(np.uint8),
        "A mirrored": plain[:, ::-1].copy(),
        "gradient": np.tile(np.round(np.linspace(0, 255, 32)), (32, 1)).astype(np.uint8),
        "flat 128": np.full((32, 32), 128, np.uint8),
    }


@pytest.mark.parametrize("name", [name for name in images() if "noise" not in name])
def test_that_the_hashes_are_imagehashs(name):
    expected = vectors("near_duplicates")["hashes"][name]
    grey = Image.fromarray(images()[name])
    assert f"{perceptual_hash(grey):016x}" == expected["phash"]
    assert f"{difference_hash(grey):016x}" == expected["dhash"]


def test_that_distances_are_those_of_the_vectors():
    expected = vectors("near_duplicates")["hamming_from_A"]
    prints = {name: perceptual_hash(Image.fromarray(image)) for name, image in images().items()}
    found = {name: (prints["A sin/cos"] ^ one).bit_count() for name, one in prints.items() if "noise" not in name}
    assert found == {name: expected[name] for name in found}


def test_that_a_smaller_and_coarser_copy_looks_alike(tmp_path):
    path = sorted((data("09-coco-photos-cc-by") / "images").glob("*.jpg"))[0]
    with Image.open(path) as original:
        original.resize((original.width // 2, original.height // 2)).save(tmp_path / "copy.jpg", quality=40)
    with Image.open(path) as original, Image.open(tmp_path / "copy.jpg") as copy:
        whole, small = fingerprint(original), fingerprint(copy)
    assert all((a ^ b).bit_count() <= 6 for a, b in zip(whole, small, strict=True))


def test_that_a_file_cut_short_has_no_fingerprint(tmp_path):
    path = sorted((data("09-coco-photos-cc-by") / "images").glob("*.jpg"))[0]
    (tmp_path / "short.jpg").write_bytes(path.read_bytes()[:-3000])
    with Image.open(tmp_path / "short.jpg") as image, pytest.raises(OSError, match="truncated"):
        fingerprint(image)
