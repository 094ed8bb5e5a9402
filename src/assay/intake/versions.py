"""Deliveries that say they follow another version of the schema or of the guideline than the batch asks for."""

from collections.abc import Iterator

from assay.intake.delivery_case import DeliveryCase
from assay.model.intake import Breach
from assay.model.terms import plain_version


def other_versions(case: DeliveryCase) -> Iterator[Breach]:
    """The versions that a delivery claims and nobody asked for; says nothing where either side names none."""
    for what, got in case.claims.items():
        wanted = case.wanted_versions.get(what, "")
        if wanted and plain_version(got) != plain_version(wanted):
            blanks = {"what": f"{what} version", "got": got, "wanted": wanted}
            yield Breach(rule="version-other", place=case.source, blanks=blanks)
