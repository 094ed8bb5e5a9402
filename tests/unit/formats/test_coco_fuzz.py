"""Small real files, damaged at random: every one is read, or refused with a sentence."""

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay.formats import coco
from assay.formats.detect import detect
from assay.model.errors import AssayError
from assay.model.progress import result_of
from tests.shared_folder import data
from tests.unit.formats.coco_files import annotation, document

CASES = int(os.environ.get("ASSAY_FUZZ_CASES", "300"))
ODD = [
    None, True, 0, -1, 1.5, 1e300, -1e-300, 2**31, 2**63, -(2**63), 10**30, float("nan"), float("inf"), "", "1", "NaN", "é\0\ud800", [], [[]], [[[]]],
    {}, {"size": [1, 1], "counts": "1"}, {"size": [0, 0], "counts": []}, [1, 2, 3, 4], [[0, 0, 1, 0, 1, 1]], ["a"], "../../x", "a" * 5000,
]  # fmt: skip
TOKENS = [
    b"NaN",
    b"-Infinity",
    b"null",
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b",",
    b":",
    b"\\",
    b"\\ud800",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"1e999",
    b"-",
    b"9" * 400,
]


def small_files() -> list[bytes]:
    """Files of each kind, cut down to a few annotations."""
    found = [
        json.dumps(
            document(annotation(), annotation(id=2, segmentation={"size": [80, 100], "counts": [8000]}))
        ).encode()
    ]
    for name in (
        "01-nuclei/vendor/annotations.coco.poly.json",
        "01-nuclei/vendor/annotations.coco.rle.json",
        "05-three-annotators-known-alpha/fruits.json",
        "09-coco-photos-cc-by/person_keypoints.json",
    ):
        whole = json.loads(data(name).read_text("utf-8"))
        whole["annotations"] = whole["annotations"][:6]
        whole["images"] = whole["images"][:8]
        found.append(json.dumps(whole).encode())
    return found


def damaged_bytes(text: bytes, chance: random.Random) -> bytes:
    """The text with a few bytes turned, cut out, repeated or put in."""
    found = bytearray(text)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(found) + 1)
        length = chance.choice([1, 1, 2, 8, 40])
        damage = chance.randrange(5)
        if damage == 0:
            found[at : at + 1] = bytes([chance.randrange(256)])
        elif damage == 1:
            del found[at : at + length]
        elif damage == 2:
            found[at:at] = found[at : at + length] * chance.randint(1, 3)
        elif damage == 3:
            found[at:at] = chance.choice(TOKENS)
        else:
            del found[max(at, 1) :]
    return bytes(found)


def damaged_values(text: bytes, chance: random.Random) -> bytes:
    """The text with some values replaced by odd ones, dropped or repeated, still JSON."""
    whole = json.loads(text)
    for _ in range(chance.randint(1, 5)):
        damage_one(whole, chance)
    return json.dumps(whole).encode("utf-8", "surrogatepass")


def damage_one(value: Any, chance: random.Random) -> None:
    """Damage something somewhere below a list or an object."""
    while isinstance(value, (dict, list)) and value:
        key = chance.choice(list(value) if isinstance(value, dict) else range(len(value)))
        if not isinstance(value[key], (dict, list)) or chance.random() < 0.15:
            if chance.random() < 0.2:
                del value[key]
            else:
                value[key] = chance.choice([*ODD, value])
                if value[key] is value:
                    value[key] = json.loads(json.dumps({"again": 1}))
            return
        value = value[key]


@pytest.mark.parametrize("damaged", [damaged_bytes, damaged_values])
@pytest.mark.timeout(600)
def test_that_a_damaged_file_is_read_or_refused_with_a_sentence(
    tmp_path, damaged: Callable[[bytes, random.Random], bytes]
):
    texts = small_files()
    outcomes = {"read": 0, "refused": 0}
    for case in range(CASES):
        chance = random.Random(case)
        path = tmp_path / "labels.json"
        path.write_bytes(damaged(chance.choice(texts), chance))
        outcomes[outcome(path)] += 1
    assert outcomes["read"] > CASES / 20
    assert sum(outcomes.values()) == CASES


def outcome(path: Path) -> str:
    """Read the file, write what was read, and read that; only an AssayError may come out."""
    try:
        reading = result_of(coco.read(path))
    except AssayError as error:
        return "refused" if str(path) in str(error) else "refused without naming the file"
    again = path.with_name("again.json")
    result_of(coco.write(again, reading))
    assert detect(again).format == "coco"
    assert len(result_of(coco.read(again)).annotations) == len(reading.annotations)
    return "read"
