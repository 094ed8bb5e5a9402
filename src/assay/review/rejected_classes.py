"""Classes of a file that nobody wants in the schema: their annotations are left out of the import, and listed as such."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assay.formats.reading import Reading
from assay.model.annotations import Annotations
from assay.model.intake import Breach
from assay.review.import_plan import ClassMapping

REJECTED = ""
"""What a class becomes whose annotations are left out."""


@dataclass(frozen=True, slots=True)
class WithoutRejected:
    """The annotations of a file that come in, the names of the classes that do not, and how many annotations those had."""

    annotations: Annotations
    breaches: Sequence[Breach]
    left_out: int


def without_rejected(reading: Reading, classes: Sequence[ClassMapping], chosen: Mapping[str, str]) -> WithoutRejected:
    """What is left of a file when the annotations of rejected classes are gone. classes: of the file, in its order."""
    refused = [at for at, one in enumerate(classes) if chosen.get(one.name, one.becomes) == REJECTED]
    if not refused:
        return WithoutRejected(reading.annotations, (), 0)
    kept = ~np.isin(reading.annotations.records["class_id"], refused)
    breaches = [
        Breach(
            rule="class-rejected",
            place=f"class “{classes[at].name}”",
            blanks={"name": classes[at].name, "count": f"{classes[at].count:,}"},
        )
        for at in refused
        if classes[at].count
    ]
    return WithoutRejected(reading.annotations.take(np.flatnonzero(kept)), breaches, int((~kept).sum()))
