"""Label images of objects beside label images of their classes, as Pascal VOC lays them out: SegmentationObject/a.png and SegmentationClass/a.png.

Source: host.robots.ox.ac.uk/pascal/VOC, development kit, "Segmentation": values of the one number the objects of an image, those of the other are classes;
255 is the border between them in both. labelme's export calls the folders SegmentationObjectPNG and SegmentationClassPNG too.
"""

import re
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from assay.formats.fault import Fault

OBJECTS = re.compile(r"(^|/)SegmentationObject(PNG)?/")


def class_files(names: Iterable[str]) -> dict[str, str]:
    """The label image with the classes for each one with objects that has such a one beside it."""
    known = set(names)
    pairs = {name: OBJECTS.sub(r"\1SegmentationClass\2/", name) for name in known if OBJECTS.search(name)}
    return {name: of_classes for name, of_classes in sorted(pairs.items()) if of_classes in known}


def values_of_objects(objects: NDArray[np.integer], classes: NDArray[np.integer], *, void: int) -> Mapping[int, int]:
    """The class of each object of an image: the one that most of its pixels have, background and void aside where it has another.

    objects, classes: (height, width) values, 0 for the background. The border, `void`, is an object of its own where the classes call it void too.
    Fault when the two are of different sizes.
    """
    if objects.shape != classes.shape:
        ours, theirs = (f"{shape[1]:,} × {shape[0]:,}" for shape in (objects.shape, classes.shape))
        raise Fault(f"is {ours}, but the label image of its classes is {theirs}")
    is_object = objects != 0
    pairs, counts = np.unique(np.stack([objects[is_object], classes[is_object]]), axis=1, return_counts=True)
    is_plain = (pairs[1] != 0) & (pairs[1] != void)
    found = {}
    for at in np.lexsort((counts, is_plain)):
        found[int(pairs[0, at])] = int(pairs[1, at])
    return dict(sorted(found.items()))
