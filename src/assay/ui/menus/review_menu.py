"""What one says of findings and images. It is off while one draws: the same keys hold the tools then."""

from dataclasses import replace

from assay.model.defect_types import defect_types
from assay.ui.menus.action_spec import ActionSpec, Page

QUICK_CODES = ("MIS-OBJ", "EXT-GHOST", "CLS-SWAP", "GEO-LOOSE", "GEO-TIGHT", "GRP-MERGE", "EXT-DUP", "ATT-WRONG")
"""What the digits 1 to 8 log."""

_JUDGING = (
    ActionSpec(
        name="confirm",
        text="Confirm as defect",
        menu="Review",
        keys=("D",),
        icon="defect",
        page=Page.REVIEW,
        writes=True,
    ),
    ActionSpec(
        name="dismiss",
        text="Dismiss finding",
        menu="Review",
        keys=("X",),
        icon="dismiss",
        page=Page.REVIEW,
        writes=True,
    ),
    ActionSpec(
        name="vendor_right",
        text="Vendor is right",
        menu="Review",
        keys=("V",),
        icon="vendor",
        page=Page.REVIEW,
        writes=True,
    ),
    ActionSpec(
        name="gold_right", text="Gold is right", menu="Review", keys=("G",), icon="gold", page=Page.REVIEW, writes=True
    ),
    ActionSpec(
        name="contest",
        text="Contest finding",
        menu="Review",
        keys=("C",),
        icon="contest",
        page=Page.REVIEW,
        writes=True,
    ),
    ActionSpec(
        name="clear_verdict",
        text="Take verdict back",
        menu="Review",
        keys=("Backspace",),
        page=Page.REVIEW,
        writes=True,
    ),
    ActionSpec(
        name="next_finding", apart=True, text="Next finding", menu="Review", keys=("J",), icon="down", page=Page.REVIEW
    ),
    ActionSpec(
        name="previous_finding", text="Previous finding", menu="Review", keys=("K",), icon="up", page=Page.REVIEW
    ),
    ActionSpec(
        name="accept_image",
        apart=True,
        text="Accept image",
        menu="Review",
        keys=("Return", "Enter"),
        icon="accept",
        page=Page.REVIEW,
        writes=True,
    ),
    ActionSpec(
        name="reject_image",
        text="Reject image",
        menu="Review",
        keys=("R",),
        icon="reject",
        page=Page.REVIEW,
        writes=True,
    ),
    ActionSpec(name="reopen_image", text="Reopen image", menu="Review", keys=("U",), page=Page.REVIEW, writes=True),
    ActionSpec(
        name="next_image",
        apart=True,
        text="Next image",
        menu="Review",
        keys=("N", "Right"),
        icon="next",
        page=Page.REVIEW,
    ),
    ActionSpec(
        name="previous_image",
        text="Previous image",
        menu="Review",
        keys=("P", "Left"),
        icon="previous",
        page=Page.REVIEW,
    ),
    ActionSpec(
        name="find_image",
        text="Find an image by name",
        menu="Review",
        keys=("Ctrl+F",),
        icon="search",
        page=Page.REVIEW,
    ),
    ActionSpec(
        name="draw_region",
        apart=True,
        text="Log a defect in a region",
        menu="Review",
        keys=("B",),
        icon="region",
        page=Page.REVIEW,
        writes=True,
    ),
    *(
        ActionSpec(
            name=f"log_{number}",
            text=f"Log “{defect_types()[code].name}”",
            menu="Review",
            keys=(str(number),),
            page=Page.REVIEW,
            writes=True,
        )
        for number, code in enumerate(QUICK_CODES, start=1)
    ),
    ActionSpec(name="log_other", text="Log another defect…", menu="Review", keys=("9",), page=Page.REVIEW, writes=True),
    ActionSpec(
        name="comment",
        apart=True,
        text="Comment on the defect…",
        menu="Review",
        keys=("T",),
        icon="comment",
        page=Page.REVIEW,
        writes=True,
    ),
    ActionSpec(name="next_severity", text="Change severity", menu="Review", keys=("S",), page=Page.REVIEW, writes=True),
    ActionSpec(
        name="withdraw_defect",
        text="Withdraw defect",
        menu="Review",
        keys=("Delete",),
        icon="remove",
        page=Page.REVIEW,
        writes=True,
    ),
)

REVIEW_MENU = tuple(replace(spec, drawing=False) for spec in _JUDGING)
