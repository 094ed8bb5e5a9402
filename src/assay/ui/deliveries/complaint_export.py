import csv
import io
from collections.abc import Sequence
from pathlib import Path

from assay.model.batches import Complaint
from assay.model.errors import AssayError
from assay.ui.deliveries.complaint_model import kind_of

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_text(complaints: Sequence[Complaint]) -> str:
    """Complaints as lines with tabs between, as a mail or a spreadsheet takes them."""
    return "\n".join(f"{kind_of(one)}\t{one.place}\t{one.why}" for one in complaints)


def write_csv(path: Path, complaints: Sequence[Complaint]) -> None:
    """Write complaints as CSV. Raises AssayError when the place cannot be written."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("kind", "place", "why"))
    writer.writerows((kind_of(one), _harmless(one.place), _harmless(one.why)) for one in complaints)
    draft = path.with_name(f".{path.name}.part")
    try:
        # spreadsheets take UTF-8 only with its mark
        draft.write_text(text.getvalue(), "utf-8-sig", newline="")
        draft.replace(path)
    except OSError as error:
        raise AssayError(f"{path} cannot be written ({error.strerror}); choose another place") from error
    finally:
        draft.unlink(missing_ok=True)


def _harmless(cell: str) -> str:
    # names come from the vendor's file, and a spreadsheet would run one that begins like a formula
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
