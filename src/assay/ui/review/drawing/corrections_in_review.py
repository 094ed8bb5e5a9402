from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from assay.model.annotations import Annotations, joined
from assay.model.changes import Changes
from assay.model.corrections import Correction
from assay.model.defects import Defect
from assay.model.findings import Finding
from assay.model.ids import CorrectionId, ImageId, LabelSetId
from assay.model.shapes import SHAPE_NAMES
from assay.store.corrections import correction, corrections_on_image
from assay.ui.canvas.layers import Layer
from assay.ui.review.image_in_review import ImageInReview
from assay.ui.selection import Selection
from assay.ui.session import Session
from assay.ui.theme.colours import LayerRole

NAME = "Suggested"
"""What the legend calls the corrections."""


class CorrectionsInReview(QObject):
    """What reviewers suggest on the image at hand, about its delivery and its gold."""

    changed = Signal()

    def __init__(
        self, session: Session, selection: Selection, image: ImageInReview, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._image = image
        self.all: tuple[Correction, ...] = ()
        self._annotations: dict[CorrectionId, tuple[Correction, Annotations]] = {}
        image.replaced.connect(self._read)
        session.changed.connect(self._take_changes)

    def of_set(self, label_set_id: LabelSetId | None) -> list[Correction]:
        """The corrections of one label set."""
        return [one for one in self.all if one.about.label_set_id == label_set_id]

    def with_id(self, correction_id: CorrectionId | None) -> Correction | None:
        """One correction; None when it is not there any more."""
        return next((one for one in self.all if one.id == correction_id), None)

    def of_annotation(self, label_set_id: LabelSetId | None, number: int) -> Correction | None:
        """The correction of an annotation; None when there is none."""
        return next((one for one in self.of_set(label_set_id) if number and one.number == number), None)

    def answers(self, about: Finding | Defect) -> list[Correction]:
        """What is suggested about a finding or a defect: for itself, or for the vendor's annotation that it is about."""
        delivery = self._selection.delivery
        return [one for one in self.of_set(delivery.id if delivery else None) if is_answer(one, about)]

    def image_of(self, changes: Changes) -> ImageId | None:
        """The image whose corrections an action changed, as undo may do on another one; None when none did or they are gone."""
        connection = self._session.project.connection
        found = [correction(connection, CorrectionId(one)) for one in sorted(changes.rows.get("correction", ()))]
        return next((one.about.image_id for one in found if one is not None), None)

    def layer(self, *, visible: bool, key: str) -> Layer:
        """The corrections as the canvas draws them; an annotation's number is its correction's id."""
        names = self._class_names()
        return Layer(
            name=NAME,
            role=LayerRole.REVIEWER,
            annotations=joined(map(self._drawn, self.all)),
            visible=visible,
            key=key,
            class_names=names,
            is_apart=True,
            labels={one.id: label_of(one, names.get(one.says.class_id, "")) for one in self.all},
            crossed_out=frozenset(one.id for one in self.all if one.says.removes),
        )

    def _drawn(self, one: Correction) -> Annotations:
        """A correction as an annotation, made once."""
        kept = self._annotations.get(one.id)
        if kept is None or kept[0] is not one:
            kept = self._annotations[one.id] = (one, one.annotation(one.id))
        return kept[1]

    def sentence(self, about: Finding | Defect) -> str:
        """What is suggested about a finding or a defect, "" when nothing is: "Suggested: polygon of 8 points, van"."""
        names = self._class_names()
        said = [words_of(one, names.get(one.says.class_id, "")) for one in self.answers(about)]
        return f"Suggested: {'; '.join(said)}" if said else ""

    def _class_names(self) -> dict[int, str]:
        labels = self._image.labels
        return {int(one.id): one.name for one in labels.schema.classes} if labels else {}

    def _read(self) -> None:
        self.all = tuple(self._found())
        self._annotations.clear()

    def _take_changes(self, changes: Changes) -> None:
        if changes.touch("correction") and self._image.labels is not None:
            if changed := changes.rows["correction"]:
                self._read_again(changed)
            else:
                self._read()
            self.changed.emit()

    def _read_again(self, changed: frozenset[int]) -> None:
        """Read a few anew: there may be hundreds on the image."""
        connection, image_id, sets = self._session.project.connection, self._selection.image_id, self._sets()
        again = [one for one in (correction(connection, CorrectionId(one)) for one in sorted(changed)) if one]
        others = [one for one in self.all if one.id not in changed]
        # what is chosen may be another image or other sets by now, which a page that is hidden has not read
        here = [one for one in (*others, *again) if one.about.image_id == image_id and one.about.label_set_id in sets]
        self.all = tuple(sorted(here, key=lambda one: (sets.index(one.about.label_set_id), one.id)))

    def _sets(self) -> list[LabelSetId]:
        """The label sets whose corrections are shown."""
        return [one.id for one in (self._selection.delivery, self._selection.gold) if one is not None]

    def _found(self) -> Sequence[Correction]:
        image_id, connection = self._selection.image_id, self._session.project.connection
        if image_id is None:
            return []
        return [found for one in self._sets() for found in corrections_on_image(connection, one, image_id)]


def is_answer(correction: Correction, about: Finding | Defect) -> bool:
    """Whether a correction of a delivery is about a finding or a defect."""
    if correction.number and correction.number == about.vendor_number:
        return True
    if isinstance(about, Finding):
        return correction.about.finding_id == about.id
    return correction.about.defect_id == about.id


def label_of(correction: Correction, class_name: str) -> str:
    """What stands on a correction's label."""
    return f"remove {class_name or 'object'}" if correction.says.removes else f"{class_name or 'object'} · suggested"


def words_of(correction: Correction, class_name: str) -> str:
    """A correction in words: "polygon of 8 points, van, by Ana Nowak"."""
    if correction.says.removes:
        return f"remove it, by {correction.reviewer}"
    shape = correction.says.shape
    points = sum(map(len, shape.rings))
    drawn = f"{SHAPE_NAMES[shape.kind]} of {points} points" if points > 4 else SHAPE_NAMES[shape.kind]
    said = [f"{key} {value}" for key, value in correction.says.attributes.items()]
    return ", ".join(filter(None, [drawn, class_name, *said, f"by {correction.reviewer}"]))
