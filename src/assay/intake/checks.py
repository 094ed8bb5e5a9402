"""Every check of a delivery, in the order of a report."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from assay.intake.annotators import new_annotators
from assay.intake.attributes import missing_attributes, unknown_attributes, wrong_values
from assay.intake.broken_shapes import invalid_shapes, tiny_shapes
from assay.intake.class_shift import class_shifts
from assay.intake.classes import lacking_classes
from assay.intake.completeness import missing_images, names_that_collide
from assay.intake.coordinates import conventions
from assay.intake.delivery_case import DeliveryCase
from assay.intake.pictures_seen import duplicate_images, images_elsewhere, near_duplicates, truncated_images
from assay.intake.prelabels import untouched_prelabels
from assay.intake.repeated_shapes import repeated_shapes
from assay.intake.rounds import changed_ids, missing_ids, moved_ids
from assay.intake.shape_kinds import wrong_kinds
from assay.intake.shapes_outside import shapes_outside
from assay.intake.versions import other_versions
from assay.model.intake import Breach

Check = Callable[[DeliveryCase], Iterable[Breach]]

CHECKS: Mapping[Check, tuple[str, ...]] = {
    other_versions: ("version-other",),
    missing_images: ("image-missing",),
    names_that_collide: ("image-named-twice",),
    truncated_images: ("image-truncated",),
    duplicate_images: ("image-duplicate",),
    near_duplicates: ("image-near-duplicate",),
    images_elsewhere: ("image-elsewhere",),
    lacking_classes: ("class-lacking",),
    unknown_attributes: ("attribute-unknown",),
    missing_attributes: ("attribute-missing",),
    wrong_values: ("attribute-value",),
    invalid_shapes: ("shape-invalid",),
    tiny_shapes: ("shape-tiny",),
    shapes_outside: ("shape-outside", "shape-away"),
    repeated_shapes: ("shape-repeated",),
    wrong_kinds: ("shape-kind",),
    conventions: (
        "coordinates-normalised", "coordinates-percent", "coordinates-corners", "coordinates-swapped", "coordinates-from-one",
    ),
    missing_ids: ("id-missing",),
    changed_ids: ("id-changed", "ids-changed"),
    moved_ids: ("id-moved", "ids-moved"),
    class_shifts: ("classes-shifted",),
    new_annotators: ("annotator-new",),
    untouched_prelabels: ("prelabels-untouched", "prelabels-not-reviewed"),
}  # fmt: skip
"""Each check with the rules whose breaches it finds."""


def breaches(case: DeliveryCase) -> Iterator[tuple[int, list[Breach]]]:
    """What each check finds, one check after the other, with how many have been made."""
    for number, check in enumerate(CHECKS, start=1):
        yield number, list(check(case))
