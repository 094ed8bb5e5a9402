from dataclasses import dataclass

from assay.model.ids import ActionId


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """One line of the journal: who did what, when and why. `reverted` tells whether a later action put it back."""

    id: ActionId
    at: str
    reviewer: str
    role: str
    verb: str
    summary: str
    reason: str
    reverts: ActionId | None
    undoable: bool
    reverted: bool
