"""What explains."""

from assay.ui.menus.action_spec import ActionSpec

HELP_MENU = (
    ActionSpec(name="keyboard", text="Keyboard", menu="Help", keys=("F1",), icon="keyboard"),
    ActionSpec(name="formats", text="Label formats…", menu="Help", icon="file"),
)
