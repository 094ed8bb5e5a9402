from assay.formats.reading import Note
from assay.reports.losses import Loss, losses_of


def test_that_notes_of_one_kind_are_one_loss_with_its_first_place():
    notes = [
        Note("annotation 1 (id 4)", "is a tag, which COCO cannot say; it is left out"),
        Note("annotations", "1,204 have an id, which is not written"),
        Note("annotation 7 (id 9)", "is a tag, which COCO cannot say; it is left out"),
    ]
    tags, ids = losses_of(notes)
    assert tags == Loss(2, "is a tag, which COCO cannot say; it is left out", "annotation 1 (id 4)")
    assert ids == Loss(1204, "have an id, which is not written", "")
    assert str(tags).startswith("2 × is a tag")
