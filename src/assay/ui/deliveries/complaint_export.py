from collections.abc import Sequence

from assay.model.batches import Complaint
from assay.ui.deliveries.complaint_model import kind_of


def as_text(complaints: Sequence[Complaint]) -> str:
    """Complaints as lines with tabs between, as a mail or a spreadsheet takes them."""
    return "\n".join(f"{kind_of(one)}\t{one.place}\t{one.why}" for one in complaints)
