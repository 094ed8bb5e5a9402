"""Real files, damaged at random: every one is read soundly, or refused with a sentence, and soon.

A reader's test is `fuzz("voc", data("12-raccoon-voc"), tmp_path)`. ASSAY_FUZZ_CASES sets how many cases each reader gets, all its sources together; each case has its
number for its seed, so that a case that fails fails again.
"""

import json
import os
import random
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from assay.formats.delivered import Delivered
from assay.formats.detect import detect
from assay.model.errors import AssayError
from assay.model.progress import result_of
from tests.benchmarks.child import peak_megabytes
from tests.unit.formats.soundness import assert_sound

SOURCES = {
    "coco": 6, "coco-panoptic": 1, "createml": 1, "csv": 1, "cvat": 3, "darwin": 1, "datumaro": 2, "dota": 2, "keras-retinanet": 1, "kitti": 2, "label-studio": 3,
    "labelbox": 3, "labelme": 3, "labelme-xml": 2, "masks": 1, "open-images": 1, "superannotate": 1, "supervisely": 1, "tensorflow-csv": 1, "text-boxes": 1, "via": 2,
    "voc": 3, "vott": 1, "vott-csv": 1, "yolo": 7,
}  # fmt: skip
"""How many sources of each format are damaged; the cases of a reader are shared out among them."""

SAME_READER = dict.fromkeys(("yolo-detection", "yolo-segmentation", "yolo-obb", "yolo-pose"), "yolo")
"""Formats that are another's, told what its lines mean: they share its cases."""

CASES = int(os.environ.get("ASSAY_FUZZ_CASES", "2000"))
"""For each reader."""

MOST_GROWTH = 400
"""Megabytes that all cases of a source may take above what the process had."""

LONGEST_CASE = 10.0
"""Seconds; a case takes milliseconds, and a machine may be busy."""

LARGEST_FILE = 100_000
MOST_FILES = 12
Damage = Callable[[bytes, random.Random], bytes]

ODD = [
    None, True, 0, -1, 1.5, 1e300, -1e-300, 2**31, 2**63, -(2**63), 10**30, float("nan"), float("inf"), "", "1", "NaN", "é\0\ud800", [], [[]], [[[]]],
    {}, {"size": [1, 1], "counts": "1"}, {"size": [0, 0], "counts": []}, [1, 2, 3, 4], [[0, 0, 1, 0, 1, 1]], ["a"], "../../x", "a" * 5000,
]  # fmt: skip
ODD_NUMBERS = [
    b"NaN",
    b"-inf",
    b"1e999",
    b"-1",
    b"0",
    b"9" * 400,
    b"1e30",
    b"1_0",
    b"0x10",
    b"",
    b"-0.0",
    b"2147483648",
    b"1e-320",
    b"\xd9\xa3",
]
TOKENS = [
    *ODD_NUMBERS, b"null", b"{", b"}", b"[", b"]", b'"', b"'", b",", b";", b":", b"\\", b"\\ud800", b"\0", b"\xff", b"\xef\xbb\xbf", b"\n", b"\r", b"\t", b"<", b">",
    b"</", b"/>", b"<!--", b"<![CDATA[", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"&#0;", b"&lt;", b"- ", b"*a", b"&a ", b"!!python/object:os.system ", b"../../x",
    b"C:\\x", b"[" * 3000, b"<a>" * 300, b"{\"a\":" * 3000, b" " * 2000,
]  # fmt: skip
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
WORD = re.compile(rb"[\w.-]+")


def fuzz(
    format_name: str,
    source: Path,
    folder: Path,
    *,
    images: Path | None = None,
    cases: int | None = None,
    least_read: float = 0.05,
) -> Counter[str]:
    """Damage label files of a source, a file or a folder, one at a time, and read it as the format each time. least_read: the share that must still be read."""
    cases = cases or -(-CASES // SOURCES[SAME_READER.get(format_name, format_name)])
    copy = copied(source, folder)
    before = peak_megabytes()
    with Delivered.open(copy, images=images) as delivered:
        names = labels_of(delivered, format_name)
        leave_few(delivered, format_name, names)
        paths = [(path, delivered.read(name)) for name in names if (path := delivered.path(name))]
    outcomes: Counter[str] = Counter()
    for case in range(cases):
        chance = random.Random(f"{format_name} {case}")
        path, text = chance.choice(paths)
        path.write_bytes(chance.choice(DAMAGES)(text, chance))
        started = time.perf_counter()
        said = outcome(copy, format_name if case % 4 else "", images, case)
        assert time.perf_counter() - started < LONGEST_CASE, f"case {case} took too long"
        path.write_bytes(text)
        assert not said or copy.name in said, f"case {case} names no file: {said}"
        assert len(said) < 3000, f"case {case} says too much"
        outcomes["refused" if said else "read"] += 1
    assert outcomes["read"] > cases * least_read
    assert peak_megabytes() - before < MOST_GROWTH
    return outcomes


def copied(source: Path, folder: Path) -> Path:
    """A copy to be damaged."""
    copy = folder / f"damaged {source.name}"
    if source.is_file():
        return Path(shutil.copy(source, copy))
    return Path(shutil.copytree(source, copy))


def labels_of(delivered: Delivered, format_name: str) -> Sequence[str]:
    """The label files that are damaged: some small ones."""
    files = detect(delivered, format_name).recognised.files
    small = [name for name in files if 0 < delivered.size(name) <= LARGEST_FILE]
    assert small, "no label file is small enough to be damaged"
    return small[:: max(1, len(small) // MOST_FILES)]


def leave_few(delivered: Delivered, format_name: str, kept: Sequence[str]) -> None:
    """Take most label files away where there are many: each case reads them all."""
    files = detect(delivered, format_name).recognised.files
    if len(files) <= MOST_FILES:
        return
    for name in files:
        if name not in kept and (path := delivered.path(name)):
            path.unlink()


def outcome(copy: Path, format_name: str, images: Path | None, case: int) -> str:
    """Read the damaged source; only an AssayError may come out. Gives the sentence why it was refused, "" when it was read."""
    try:
        with Delivered.open(copy, images=images) as delivered:
            reading = result_of(detect(delivered, format_name).read(delivered))
    except AssayError as error:
        return str(error)
    except Exception as error:
        error.add_note(f"case {case}")
        raise
    assert_sound(reading)
    return ""


def turned_bytes(text: bytes, chance: random.Random) -> bytes:
    """The text with a few bytes turned, cut out, repeated or put in, or cut off somewhere."""
    found = bytearray(text)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(found) + 1)
        length = chance.choice([1, 1, 2, 8, 40])
        damage = chance.randrange(6)
        if damage == 0:
            found[at : at + 1] = bytes([chance.randrange(256)])
        elif damage == 1:
            del found[at : at + length]
        elif damage == 2:
            found[at:at] = found[at : at + length] * chance.randint(1, 3)
        elif damage == 3:
            found[at:at] = chance.choice(TOKENS)
        elif damage == 4 and found:
            found[min(at, len(found) - 1)] ^= 1 << chance.randrange(8)
        else:
            del found[max(at, 1) :]
    return bytes(found)


def odd_numbers(text: bytes, chance: random.Random) -> bytes:
    """The text with some numbers replaced by odd ones."""
    return with_matches(text, NUMBER, chance, lambda _: chance.choice(ODD_NUMBERS))


def swapped_words(text: bytes, chance: random.Random) -> bytes:
    """The text with some words replaced by others of it."""
    words = [match[0] for match in WORD.finditer(text)] or [b""]
    return with_matches(text, WORD, chance, lambda _: chance.choice(words))


def with_matches(
    text: bytes, pattern: re.Pattern[bytes], chance: random.Random, other: Callable[[bytes], bytes]
) -> bytes:
    """The text with one to four matches of a pattern replaced."""
    matches = list(pattern.finditer(text))
    chosen = sorted(chance.sample(matches, min(len(matches), chance.randint(1, 4))), key=lambda match: -match.start())
    for match in chosen:
        text = text[: match.start()] + other(match[0]) + text[match.end() :]
    return text


def shuffled_lines(text: bytes, chance: random.Random) -> bytes:
    """The text with some lines dropped, doubled or moved."""
    lines = text.split(b"\n")
    for _ in range(chance.randint(1, 3)):
        at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
        damage = chance.randrange(3)
        if damage == 0 and len(lines) > 1:
            del lines[at]
        elif damage == 1:
            lines.insert(to, lines[at])
        else:
            lines[at], lines[to] = lines[to], lines[at]
    return b"\n".join(lines)


def odd_values(text: bytes, chance: random.Random) -> bytes:
    """JSON with some values replaced by odd ones, dropped or nested, still JSON; what is no JSON gets other damage."""
    try:
        whole = json.loads(text)
    except ValueError:
        return turned_bytes(text, chance)
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
                # a copy, since what is put in here may be damaged itself by the next step or the next case
                value[key] = deepcopy(chance.choice([*ODD, nested(value[key])]))
            return
        value = value[key]


def nested(value: Any) -> Any:
    """A value inside many lists."""
    for _ in range(80):
        value = [value]
    return value


DAMAGES: Sequence[Damage] = (
    turned_bytes,
    turned_bytes,
    odd_numbers,
    swapped_words,
    shuffled_lines,
    odd_values,
    odd_values,
)
