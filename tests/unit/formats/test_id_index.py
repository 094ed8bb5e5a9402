import pytest

from assay.formats.id_index import IdIndex


@pytest.mark.parametrize(
    ("known", "asked", "found"),
    [
        ([1, 2, 3], [3, 1, 4, 2], [2, 0, -1, 1]),
        ([1, "2"], ["1", 2, "2", 1], [0, 1, 1, 0]),
        ([1, "1"], ["1", 1], [1, 0]),
        (["a", -5], ["a", "-5", -5, None], [0, 1, 1, -1]),
        ([2**70, 1], [2**70, 2**71, 1], [0, -1, 1]),
        ([-(2**63), 2**63 - 1], [-(2**63), 2**63 - 1, 0], [0, 1, -1]),
        ([], [1, "1", None], [-1, -1, -1]),
        (["²", "1_0", " 1"], [2, 10, 1], [-1, -1, -1]),
        ([1], [], []),
        ([10, 12, 11, 19], [19, 10, 13, 11], [3, 0, -1, 2]),
        ([10, 12, 11, 19], [19, 10, 20, 9], [3, 0, -1, -1]),
        ([1, 1000], [1000, 1, 2], [1, 0, -1]),
    ],
)
def test_that_ids_are_found_however_they_are_written(known, asked, found):
    index = IdIndex({key: position for position, key in enumerate(known)})
    assert index.find(asked).tolist() == found
