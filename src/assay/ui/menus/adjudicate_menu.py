"""What rules on contested findings."""

from assay.ui.menus.action_spec import ActionSpec, Page

ADJUDICATE_MENU = (
    ActionSpec(name="revise_gold", text="Make a gold revision…", menu="Adjudicate", icon="gold", writes=True),
    ActionSpec(
        name="rule_vendor",
        apart=True,
        text="Vendor right",
        menu="Adjudicate",
        keys=("V",),
        icon="vendor",
        page=Page.ADJUDICATE,
        writes=True,
    ),
    ActionSpec(
        name="rule_gold",
        text="Gold right",
        menu="Adjudicate",
        keys=("G",),
        icon="gold",
        page=Page.ADJUDICATE,
        writes=True,
    ),
    ActionSpec(
        name="rule_both",
        text="Both acceptable",
        menu="Adjudicate",
        keys=("B",),
        icon="accept",
        page=Page.ADJUDICATE,
        writes=True,
    ),
    ActionSpec(
        name="rule_unclear",
        text="Guideline unclear",
        menu="Adjudicate",
        keys=("U",),
        icon="help",
        page=Page.ADJUDICATE,
        writes=True,
    ),
    ActionSpec(
        name="next_contested",
        apart=True,
        text="Next contested finding",
        menu="Adjudicate",
        keys=("J",),
        icon="down",
        page=Page.ADJUDICATE,
    ),
    ActionSpec(
        name="previous_contested",
        text="Previous contested finding",
        menu="Adjudicate",
        keys=("K",),
        icon="up",
        page=Page.ADJUDICATE,
    ),
)
