"""The ways of taking a comparison apart, as data: groups of views that belong together, and what each view says of itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assay.ui.widgets.segmented_control import Segment

IOU, CONFUSION, PAIRS = "iou", "confusion", "pairs"
CLASSES, ANNOTATORS, COHORTS, EDGES = "classes", "annotators", "cohorts", "edges"
IMAGES, DELIVERIES, ACCURACY = "images", "deliveries", "accuracy"
QUALITY, PANOPTIC, PRECISION, TIDE, ATTRIBUTES = "quality", "panoptic", "precision", "tide", "attributes"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One way: its name in code, its text beside the other views of its group, its tool tip, and the line above it."""

    name: str
    text: str
    tip: str
    note: str
    follows: bool = True
    """Whether it follows settings that are only tried."""
    is_slow: bool = False
    """Whether it is measured apart from the rest, because it takes longer."""

    @property
    def segment(self) -> Segment:
        """The view as a choice among those of its group."""
        return Segment(self.name, self.text, self.tip)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Views that belong together under one text; a group of one view needs no second choice."""

    text: str
    views: Sequence[View]

    @property
    def name(self) -> str:
        """The group is called as its first view."""
        return self.views[0].name

    @property
    def segment(self) -> Segment:
        """The group as a choice among all."""
        return Segment(self.name, self.text, ", ".join(one.tip for one in self.views))


GROUPS: Sequence[Group] = (
    Group(
        text="IoU",
        views=(
            View(
                name=IOU,
                text="IoU",
                tip="How well the pairs overlap, with the thresholds",
                note="A bar opens its pairs; drag a line to try another threshold",
            ),
        ),
    ),
    Group(
        text="Confusion",
        views=(
            View(
                name=CONFUSION,
                text="Matrix",
                tip="Which class became which",
                note="Rows gold, columns vendor; a cell opens its objects",
            ),
            View(
                name=PAIRS,
                text="Pairs",
                tip="Which classes are taken for which, the worst first",
                note="Worst first by the lower end of the interval; every number opens its objects",
            ),
        ),
    ),
    Group(
        text="Classes",
        views=(
            View(
                name=CLASSES,
                text="Rates",
                tip="Precision and recall by class",
                note="Every number opens what it counts; a rate opens what keeps it from 1",
            ),
            View(
                name=QUALITY,
                text="F1, IoU",
                tip="F1, Jaccard accuracy and mean IoU by class, with intervals",
                note="Intervals at 95 % over 2,000 resamples of the images, seeded; n/a for a single image",
                follows=False,
                is_slow=True,
            ),
            View(
                name=PANOPTIC,
                text="PQ",
                tip="Panoptic quality by class",
                note="Paired anew: within the class, IoU above 0.5. PQ = SQ × RQ = Σ IoU / (hits + ½ extra + ½ missed)",
                follows=False,
                is_slow=True,
            ),
            View(
                name=PRECISION,
                text="AP",
                tip="Average precision by class, where annotations have scores",
                note="By boxes, after COCO: 101 points; AP is the mean over IoU 0.50 to 0.95",
                follows=False,
                is_slow=True,
            ),
            View(
                name=TIDE,
                text="TIDE",
                tip="What keeps AP from 1, by kind of error",
                note="AP at IoU 0.5, in points, that mending all errors of a kind would bring; kinds do not add up",
                follows=False,
                is_slow=True,
            ),
            View(
                name=ATTRIBUTES,
                text="Attributes",
                tip="How often each attribute is right",
                note="Of pairs of one class of which gold says the attribute; every number opens what it counts",
            ),
        ),
    ),
    Group(
        text="Annotators",
        views=(
            View(
                name=ANNOTATORS,
                text="Annotators",
                tip="Rates by annotator",
                note="Every number opens what it counts; no rate is told below 30 annotations",
            ),
            View(
                name=COHORTS,
                text="Cohorts",
                tip="Rates by cohort of annotators",
                note="Every number opens what it counts; no rate is told below 30 annotations",
            ),
            View(
                name=EDGES,
                text="Edges",
                tip="Who draws which side too far out or in",
                note="Mean offset from gold, + outside, with its interval; p corrected for all tests; n/a below 5 images",
            ),
        ),
    ),
    Group(
        text="Images",
        views=(
            View(
                name=IMAGES,
                text="Images",
                tip="The worst images first",
                note="Worst first; every number opens what it counts, a double click or Enter the image",
            ),
            View(
                name=DELIVERIES,
                text="Deliveries",
                tip="The deliveries of the project beside each other",
                note="Numbers of the delivery that is shown open what they count; a double click or Enter shows another batch",
                follows=False,
            ),
        ),
    ),
    Group(
        text="Accuracy",
        views=(
            View(
                name=ACCURACY,
                text="Accuracy",
                tip="Seven definitions of accuracy, and the one that was agreed",
                note="Strictest first; every number opens what it counts. ★ the one that was agreed, measured as the agreement says",
                follows=False,
            ),
        ),
    ),
)
VIEWS: Mapping[str, View] = {view.name: view for group in GROUPS for view in group.views}
GROUP_OF: Mapping[str, Group] = {view.name: group for group in GROUPS for view in group.views}
