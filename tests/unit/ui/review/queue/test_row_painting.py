from dataclasses import replace

import pytest

from assay.model.batches import ImageStatus
from assay.store.queue import QueueRow
from assay.ui.review.queue.row_painting import state_glyph
from assay.ui.theme.tokens import DARK

ROW = QueueRow(1, 1, "one.png", True, ImageStatus.TODO, 0, 1, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("row", "glyph"),
    [
        (ROW, None),
        (replace(ROW, status=ImageStatus.ACCEPTED), ("accept", DARK.good)),
        (replace(ROW, status=ImageStatus.REJECTED), ("clear", DARK.critical)),
        (replace(ROW, status=ImageStatus.REJECTED, contested=1), ("contest", DARK.major)),
    ],
)
def test_that_the_state_of_an_image_is_one_glyph(row, glyph):
    assert state_glyph(row, DARK) == glyph
