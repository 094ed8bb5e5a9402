import pytest

from assay.formats.claimed_versions import claimed_versions


@pytest.mark.parametrize(
    ("fields", "claims"),
    [
        ({"Schema Version": 3}, {"schema": "3"}),
        ({"guideline_version": " 2.1 ", "schema_version": "4"}, {"schema": "4", "guideline": "2.1"}),
        ({"version": "1.0", "description": "COCO 2017"}, {}),
        ({"schema_version": True, "sop_version": {"a": 1}}, {}),
        ({"guideline": "x" * 400}, {}),
        ({}, {}),
    ],
)
def test_that_only_what_speaks_of_a_schema_or_guideline_is_a_claim(fields, claims):
    assert claimed_versions(fields) == claims
