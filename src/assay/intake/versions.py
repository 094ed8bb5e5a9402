"""Deliveries that say they follow another version of the schema or of the guideline than the batch asks for."""

from collections.abc import Iterator

from assay.intake.delivery_case import DeliveryCase
from assay.model.intake import Breach


def other_versions(case: DeliveryCase) -> Iterator[Breach]:
    """The versions that a delivery claims and nobody asked for; says nothing where either side names none."""
    for what, got in case.claims.items():
        wanted = case.wanted_versions.get(what, "")
        if wanted and plain_version(got) != plain_version(wanted):
            blanks = {"what": f"{what} version", "got": got, "wanted": wanted}
            yield Breach(rule="version-other", place=case.source, blanks=blanks)


def plain_version(text: str) -> str:
    """A version as people write it differently: "v2.0", "2.0" and "2" are the same."""
    return text.strip().casefold().removeprefix("version").strip(" v.").removesuffix(".0")
