import io
import time

import pytest

from assay.formats.fault import Fault
from assay.formats.xml_text import attribute_number, elements, number_in, read_xml, text_in

GOOD = b"""<?xml version="1.0" encoding="utf-8"?>
<annotation>
  <filename> a.jpg </filename>
  <object>
    <name>cat</name>
    <xmin>1.5</xmin><xmax>NaN</xmax>
  </object>
  <object id="7"/>
</annotation>
"""


def test_that_elements_know_their_line_and_their_values():
    root = read_xml(GOOD)
    first, second = root.findall("object")
    assert (root.line, first.line, second.line) == (2, 4, 8)
    assert text_in(root, "filename") == "a.jpg"
    assert text_in(root, "folder", "none") == "none"
    assert number_in(first, "xmin") == 1.5
    assert attribute_number(second, "id") == 7
    for path, why in (("xmax", "<xmax> is no finite number but 'NaN'"), ("ymin", "<ymin> is missing")):
        with pytest.raises(Fault, match=why):
            number_in(first, path)
    with pytest.raises(Fault, match='<object> has no "label"'):
        attribute_number(second, "label")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1", "windows-1252"])
def test_that_declared_encodings_are_read(encoding):
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?><a>größe</a>'
    assert read_xml(text.encode(encoding)).text == "größe"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"<a>\n<b>\n</a>", "is no valid XML, line 3, column 3: mismatched tag"),
        (b"<a>\n  <b>", "is no valid XML, line 2"),
        (b"", "is no valid XML, line 1, column 1: no element found"),
        (b"\x89PNG", "is no valid XML"),
        (b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "declares a document type"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "declares a document type"),
        (b"<a>&x;</a>", "is no valid XML, line 1"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "is no valid XML"),
        (b"<a>" * 100_000, "nests elements too deeply to be a label file, line 1"),
    ],
)
def test_that_what_is_no_honest_xml_gets_a_clause(text, why):
    started = time.perf_counter()
    with pytest.raises(Fault) as fault:
        read_xml(text)
    assert why in str(fault.value)
    assert time.perf_counter() - started < 2


def test_that_wanted_elements_of_a_large_file_come_one_by_one_and_whole():
    def text():
        yield b"<annotations><version>1.1</version><meta><task><name>t</name></task></meta>"
        for number in range(20_000):
            yield (
                b'<image id="%d"><box label="cat"><attribute name="lit">true</attribute></box><box label="dog"/></image>\n'
                % number
            )
        yield b"</annotations>"

    file = io.BytesIO(b"".join(text()))
    seen = 0
    for element in elements(file, {"image", "meta"}):
        if element.tag == "meta":
            assert text_in(element, "task/name") == "t"
            continue
        assert element.get("id") == str(seen)
        assert [box.get("label") for box in element] == ["cat", "dog"]
        assert element.findtext("box/attribute") == "true"
        seen += 1
    assert seen == 20_000


def test_that_an_element_without_end_is_refused_in_time(monkeypatch):
    monkeypatch.setattr("assay.formats.xml_text.LONGEST_TAG", 1 << 20)
    started = time.perf_counter()
    with pytest.raises(Fault, match="has an element without end, line 2"):
        list(elements(io.BytesIO(b'<a>\n<b c="' + b"x" * (40 << 20)), {"b"}))
    assert time.perf_counter() - started < 2
