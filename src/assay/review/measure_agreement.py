"""How far raters agree on a batch. Reads only."""

from collections.abc import Sequence

from assay.compare.agreement.raters import LOWEST, RatedTogether, Rater, rated_in_steps
from assay.compare.agreement.report import AgreementReport, report_in_steps
from assay.model.batches import Batch
from assay.model.errors import AssayError
from assay.model.ids import ImageId
from assay.model.images import ImageSizes
from assay.model.progress import Progress, Work
from assay.review.raters_of_batch import Between, raters_of
from assay.store.batches import image_sizes
from assay.store.project import Project
from assay.store.schemas import current_schema


def measure_agreement(
    project: Project,
    batch: Batch,
    *,
    between: Between = Between.AUTO,
    names: Sequence[str] = (),
    threshold: float = 0.5,
    shapes: str = "auto",
) -> Work[AgreementReport]:
    """The agreement of label sets or annotators, a unit being what they drew at an IoU of `threshold` or more.

    Raises AssayError when there are no two raters, or the threshold is out of range.
    """
    yield Progress(0, 0, "Reading annotations")
    raters = raters_of(project, batch, between=between, names=names)
    rated = yield from put_together(project, raters, threshold=threshold, shapes=shapes)
    return (yield from reported(rated))


def reported(rated: RatedTogether) -> Work[AgreementReport]:
    """What is said of labels that were put together."""
    for step in report_in_steps(rated):
        if isinstance(step, AgreementReport):
            return step
        yield Progress(*step, "Measuring agreement")
    raise AssertionError("the last step is the result")


def put_together(
    project: Project, raters: Sequence[Rater], *, threshold: float, shapes: str = "auto"
) -> Work[RatedTogether]:
    """The labels of these raters as units, on all images that any of them was assigned to."""
    if not LOWEST <= threshold <= 1:
        raise AssayError(
            f"The IoU from which labels are of one object is a number from {LOWEST} to 1, not {threshold:g}"
        )
    wanted = sorted({ImageId(int(image)) for rater in raters for image in rater.images})
    sizes, schema = ImageSizes.of(image_sizes(project.connection, wanted)), current_schema(project.connection)
    for step in rated_in_steps(raters, sizes, schema, threshold=threshold, shapes=shapes):
        if isinstance(step, RatedTogether):
            return step
        yield Progress(*step, "Putting labels together")
    raise AssertionError("the last step is the result")
