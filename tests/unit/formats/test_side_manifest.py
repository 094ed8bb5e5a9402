import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.formats.fault import Fault
from assay.formats.manifest_entries import Provenance, columns_of, csv_rows, entry_of, read_manifest
from assay.formats.reading import Reading
from assay.formats.side_manifest import joined_with
from assay.model.annotations import UNKNOWN
from assay.model.errors import AssayError
from tests.unit.formats.coco_files import annotation, read_annotations
from tests.unit.formats.round_trips import AT_RANDOM
from tests.unit.formats.soundness import assert_sound

CSV = """image,object_key,annotator,cohort,seconds,stage,submitted_at
a.jpg,,ann,A,40,label,2024-05-31T12:00:00Z
a.jpg,2,ben,B,7.5,review,2024-06-01
b.jpg,,cy,,,,
"""


def delivery(folder: Path) -> Reading:
    return read_annotations(folder, annotation(), annotation(id=2), annotation(id="x9"), annotation(id=3, image_id=2))


def annotators(reading: Reading) -> list[str | None]:
    numbers = reading.annotations.records["annotator_id"].tolist()
    return [None if number == UNKNOWN else reading.annotators[number] for number in numbers]


def test_that_an_entry_of_an_object_goes_before_that_of_its_image(tmp_path):
    joined = joined_with(delivery(tmp_path), read_manifest(CSV.encode(), "manifest.csv"))
    assert_sound(joined.reading)
    assert annotators(joined.reading) == ["ann", "ben", "ann", "cy"]
    assert joined.reading.annotations.extra[1]["other"] == {
        "cohort": "B",
        "seconds": 7.5,
        "stage": "review",
        "submitted_at": "2024-06-01",
    }
    assert (joined.unjoined, joined.contradicting, joined.without) == ((), (), 0)


def test_that_json_says_the_same_as_csv(tmp_path):
    rows = [
        {"image": "a.jpg", "annotator": "ann", "seconds": 40},
        {"image": "a.jpg", "object_key": 2, "annotator": "ben"},
        {"image": "a.jpg", "object_key": "x9", "annotator": 7},
    ]
    for whole in (rows, {"entries": rows}):
        manifest = read_manifest(json.dumps(whole).encode("utf-8-sig"), "manifest.json")
        joined = joined_with(delivery(tmp_path), manifest)
        assert annotators(joined.reading) == ["ann", "ben", "7", None]
        assert joined.without == 1
    assert manifest.entries[0] == Provenance(image="a.jpg", annotator="ann", seconds=40, place="manifest.json, entry 1")


def test_that_what_does_not_join_is_listed(tmp_path):
    text = "image;object key;Annotator\nz.jpg;;ann\na.jpg;99;ann\na.jpg;2;ann\nimages/a;2;ben\n"
    joined = joined_with(delivery(tmp_path), read_manifest(text.encode(), "m.csv"))
    assert [str(one) for one in joined.unjoined] == [
        "m.csv, line 2: the image 'z.jpg' is not in the delivery, or several are called so",
        "m.csv, line 3: the image 'a.jpg' has no annotation with the id '99'",
        "m.csv, line 5: m.csv, line 4 speaks of the same already",
    ]
    assert joined.without == 3


def test_that_an_id_that_two_annotations_share_joins_neither(tmp_path):
    reading = read_annotations(tmp_path, annotation(), annotation())
    joined = joined_with(reading, read_manifest(b"image,key,annotator\na.jpg,1,ann\n", "m.csv"))
    assert [one.why for one in joined.unjoined] == ["the image 'a.jpg' has 2 annotations with the id '1'"]


def test_that_the_annotator_of_the_delivery_counts(tmp_path):
    reading = read_annotations(tmp_path, annotation(annotator="dee"), annotation(id=2))
    joined = joined_with(reading, read_manifest(b"image,annotator\na.jpg,ann\n", "m.csv"))
    assert annotators(joined.reading) == ["dee", "ann"]
    assert [str(one) for one in joined.contradicting] == [
        "m.csv, line 2: names the annotator 'ann', but the delivery 'dee', which counts"
    ]


def test_that_the_reading_that_is_given_stays_as_it_is(tmp_path):
    reading = delivery(tmp_path)
    joined_with(reading, read_manifest(CSV.encode(), "m.csv"))
    assert annotators(reading) == [None] * 4
    assert not any("other" in extra for extra in reading.annotations.extra.values())


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",1,ann,,,,", "names no image; left out"),
        ("a.jpg,1,ann,,soon,,", "seconds is no finite number but 'soon'; left out"),
        ("a.jpg,1,ann,,-1,,", "seconds is no length of time but '-1'; left out"),
        ("a.jpg,1,ann,,,,yesterday", "submitted_at is no time like 2024-05-31T12:00:00 but 'yesterday'; left out"),
        ("a.jpg,1", "has 2 columns where there are 7; left out"),
    ],
)
def test_that_a_bad_row_is_listed_with_its_line(row, why):
    manifest = read_manifest(f"{CSV}{row}\n".encode(), "m.csv")
    assert [str(one) for one in manifest.rejected] == [f"m.csv, line 5: {why}"]
    assert len(manifest.entries) == 3


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"who,when\nann,now\n", 'm has no column "image"; it has who, when.'),
        (b"", 'm has no column "image"; it has none.'),
        (b"[1]", 'm has no column "image"; it has none.'),
        (b'[{"image": ', "m stops in the middle"),
        (b"\x89PNG\r\n\x1a\n\x00", "m: is no text file."),
    ],
)
def test_that_what_is_no_manifest_is_refused_with_a_sentence(data, why):
    with pytest.raises(AssayError) as raised:
        read_manifest(data, "m")
    assert str(raised.value).startswith(why)


@given(
    st.binary(max_size=200), st.integers(0, 200), st.sampled_from([CSV.encode(), b'[{"image": "a.jpg", "seconds": 3}]'])
)
@AT_RANDOM
def test_that_a_damaged_manifest_is_read_or_refused_with_a_sentence(tmp_path_factory, noise, at, text):
    damaged = text[:at] + noise + text[at:]
    with suppress(AssayError):
        manifest = read_manifest(damaged, "m")
        joined = joined_with(delivery(tmp_path_factory.mktemp("read")), manifest)
        assert_sound(joined.reading)
        assert all(one.where.startswith("m, ") for one in (*manifest.rejected, *joined.unjoined))


@given(st.data())
@AT_RANDOM
def test_that_ids_that_are_all_numbers_join_as_those_of_all_kinds_do(tmp_path_factory, data):
    ids = data.draw(st.lists(st.integers(-3, 30), unique=True, min_size=1, max_size=8))
    images = data.draw(st.lists(st.integers(1, 2), min_size=len(ids), max_size=len(ids)))
    annotations = [annotation(id=key, image_id=image) for key, image in zip(ids, images, strict=True)]
    keys = st.one_of(st.integers(-4, 31).map(str), st.sampled_from(["", "07", "-0", "x", "1.0"]))
    lines = data.draw(st.lists(st.tuples(st.sampled_from(["a.jpg", "b.jpg", "z.jpg"]), keys), min_size=1, max_size=12))
    text = "image,key,annotator\n" + "".join(f"{image},{key},p{n}\n" for n, (image, key) in enumerate(lines))
    manifest = read_manifest(text.encode(), "m.csv")
    quick = joined_with(read_annotations(tmp_path_factory.mktemp("quick"), *annotations), manifest)
    # an id that is text sends every look-up the long way; it joins nothing itself
    more = [*annotations, annotation(id="unheard of", image_id=2)]
    slow = joined_with(read_annotations(tmp_path_factory.mktemp("slow"), *more), manifest)
    told = {quick.reading.annotations.source_id(row): who for row, who in enumerate(annotators(quick.reading))}
    told_slowly = {slow.reading.annotations.source_id(row): who for row, who in enumerate(annotators(slow.reading))}
    told_slowly.pop("unheard of")
    assert told == told_slowly
    # but an entry for a whole image speaks of the added annotation too
    whole = {f"m.csv, line {n}" for n, (image, key) in enumerate(lines, 2) if image == "b.jpg" and not key}
    assert {one.where for one in quick.unjoined} - whole == {one.where for one in slow.unjoined} - whole


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "image": st.sampled_from(["a.jpg", " b.jpg ", "", "c"]),
                "id": st.sampled_from(["1", " 7 ", "x", ""]),
                "seconds": st.sampled_from(["", "1.5", "-1", "nan", "12 "]),
                "date": st.sampled_from(["", "2024-05-31", "yesterday"]),
            }
        ),
        min_size=1,
        max_size=6,
    )
)
def test_that_entries_read_at_once_are_those_read_one_by_one(rows):
    lines = ["a.jpg,1,2,2024-05-31", *(",".join(row.values()) for row in rows)]
    manifest = read_manifest(("image,id,seconds,date\n" + "\n".join(lines)).encode(), "m.csv")
    columns = columns_of(["image", "id", "seconds", "date"])
    good, bad = [], 0
    for place, row in csv_rows(("image,id,seconds,date\n" + "\n".join(lines)).encode(), "m.csv"):
        try:
            good.append(entry_of(place, row, columns))
        except Fault:
            bad += 1
    assert (list(manifest.entries), len(manifest.rejected)) == (good, bad)
