"""The columns of the table by image."""

from collections.abc import Callable, Sequence

from assay.model.defect_types import SEVERITIES, Severity
from assay.model.findings import Finding
from assay.model.ids import ImageId
from assay.review.measure import DEMERITS, Figures, Objects, Rows
from assay.ui.scorecard.columns import Opens
from assay.ui.scorecard.entries import Listing, entry_of
from assay.ui.scorecard.figure_columns import FigureColumn, count_column, name_column, value_column
from assay.ui.scorecard.listings import Shown

WEIGHTS = dict(zip(SEVERITIES, DEMERITS, strict=True))


def image_columns(shown: Shown) -> Sequence[FigureColumn]:
    """Images with what is wrong on them."""

    def name(one: Figures) -> str:
        return shown.names.images.get(one.key, "–")

    def findings(what: str, wanted: Callable[[Finding], bool]) -> Opens:
        def opens(one: Figures) -> Listing:
            found = [entry_of(finding) for finding in shown.found_on(ImageId(one.key)) if wanted(finding)]
            return Listing(title=f"{name(one)}{what}", entries=found)

        return opens

    def objects(what: str, rows: Callable[[Objects], Rows]) -> Opens:
        def opens(one: Figures) -> Listing:
            all_objects = shown.measured.objects
            return shown.worst_first(f"{name(one)}, {what}", (all_objects.image == one.key) & rows(all_objects))

        return opens

    return [
        name_column("Image", name, findings("", lambda _: True)),
        *(_severity_column(place, findings) for place in range(3)),
        count_column(
            "Demerits",
            lambda one: one.demerits,
            "10 for each critical finding, 5 for a major, 1 for a minor one",
            findings(", with demerits", lambda finding: WEIGHTS[finding.severity] > 0),
        ),
        count_column(
            "Extra",
            lambda one: one.fp,
            "The vendor's annotations that are not matched",
            objects("extra", lambda all_objects: (all_objects.vendor > 0) & ~all_objects.matched),
        ),
        count_column(
            "Missed",
            lambda one: one.fn,
            "Gold objects that are not matched",
            objects("missed", lambda all_objects: (all_objects.gold > 0) & ~all_objects.matched),
        ),
        value_column("F1", lambda one: one.f1, objects("not matched", lambda all_objects: ~all_objects.matched)),
        value_column(
            "Mean IoU", lambda one: one.mean_iou, objects("worst IoU first", lambda all_objects: all_objects.matched)
        ),
    ]


def _severity_column(place: int, findings: Callable[[str, Callable[[Finding], bool]], Opens]) -> FigureColumn:
    severity = Severity(SEVERITIES[place])
    return count_column(
        str(severity).capitalize(),
        lambda one: one.severities[place],
        f"Findings that are {severity}",
        findings(f", {severity}", lambda finding: finding.severity == severity),
        zero="·",
    )
