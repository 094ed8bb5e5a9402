from PySide6.QtCore import QObject

from assay.model.batches import ImageStatus
from assay.model.defect_types import SEVERITIES, Severity
from assay.model.findings import Verdict
from assay.review.judge_finding import judge_finding, judge_severity
from assay.review.judge_image import judge_image
from assay.review.log_defect import edit_defect, log_defect, withdraw_defect
from assay.ui.review.findings.panel import FindingsPanel
from assay.ui.review.image_in_review import ImageInReview
from assay.ui.review.walk import Walk
from assay.ui.selection import Selection
from assay.ui.session import Session

NOTHING_CHOSEN = "No finding is chosen: J goes to the next one, or click one in the list"


class Judging(QObject):
    """What the reviewer says of findings, images and defects, each as one verb, and where one goes after it."""

    def __init__(
        self,
        session: Session,
        selection: Selection,
        image: ImageInReview,
        walk: Walk,
        panel: FindingsPanel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._image = image
        self._walk = walk
        self._panel = panel

    def judge(self, verdict: Verdict) -> None:
        """Give the chosen finding a verdict, with the comment that was begun, and go to the next one that waits."""
        finding = self._image.finding
        if finding is None:
            self.say_nothing_chosen()
            return
        comment = self._panel.drafts.get(finding.id, finding.comment)
        if self._session.do(judge_finding, [finding.id], verdict, comment=comment) is not None:
            self._panel.drafts.pop(finding.id, None)
            self._walk.next_unjudged()

    def say_nothing_chosen(self) -> None:
        """Say why a key did nothing."""
        self._session.refused.emit(NOTHING_CHOSEN)

    def clear_verdict(self) -> None:
        """Take the chosen finding's verdict back; it stays chosen."""
        finding = self._image.finding
        if finding is not None and finding.verdict is not None:
            self._session.do(judge_finding, [finding.id], None)

    def judge_image(self, status: ImageStatus) -> None:
        """Accept or reject the image and go to the next one to do; or open it again and stay."""
        image_id, delivery = self._selection.image_id, self._selection.delivery
        if image_id is None or delivery is None:
            return
        done = self._session.do(judge_image, delivery.id, image_id, status)
        if done is not None and status is not ImageStatus.TODO:
            self._walk.next_to_do()

    def next_severity(self) -> None:
        """Make the chosen finding or defect the next severity."""
        finding, defect = self._image.finding, self._image.defect
        if finding is not None:
            self._session.do(judge_severity, finding.id, following(finding.severity))
        elif defect is not None:
            self._session.do(edit_defect, defect.id, severity=following(defect.severity))
        else:
            self.say_nothing_chosen()

    def log(self, code: str) -> None:
        """Log a defect of a code on what is at hand."""
        place, image_id, delivery = self._image.place_at_hand(), self._selection.image_id, self._selection.delivery
        if place is None or image_id is None or delivery is None:
            return
        self._session.do(
            log_defect,
            label_set_id=delivery.id,
            image_id=image_id,
            code=code,
            box=place.box,
            vendor_number=place.vendor_number,
            gold_number=place.gold_number,
            class_name=place.class_name,
        )

    def withdraw(self) -> None:
        """Take back the chosen defect; of a confirmed finding, its verdict."""
        if self._image.defect is not None:
            self._session.do(withdraw_defect, self._image.defect.id)
        elif self._image.finding is not None and self._image.charged(self._image.finding) is not None:
            self.clear_verdict()

    def comment(self, text: str) -> None:
        """Store a comment on what is chosen; on a finding that waits for its verdict it goes with that."""
        finding = self._image.finding
        defect = self._image.charged(finding) if finding else self._image.defect
        if defect is not None:
            self._session.do(edit_defect, defect.id, comment=text)
        elif finding is not None and finding.verdict is not None:
            self._session.do(judge_finding, [finding.id], finding.verdict, comment=text)
        elif finding is not None:
            self._panel.drafts[finding.id] = text
            self._panel.show_at_hand()


def following(severity: Severity) -> Severity:
    """The next severity, after the mildest the worst."""
    return SEVERITIES[(SEVERITIES.index(severity) + 1) % len(SEVERITIES)]
