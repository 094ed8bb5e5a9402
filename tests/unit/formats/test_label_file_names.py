from assay.formats.label_file_names import label_file_names


def test_that_label_files_are_called_after_their_images_and_never_share_a_name():
    names, notes = label_file_names(["a.jpg", "b/a.jpg", "a.PNG", "x.y.png", "A.jpg", "none"], ".txt")
    assert names == ["a.txt", "b/a.txt", "a.PNG.txt", "x.y.txt", "A.jpg.txt", "none.txt"]
    assert [note.where for note in notes] == ["a.PNG", "A.jpg"]
