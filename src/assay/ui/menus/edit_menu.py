"""What undoes, and who and what the project knows."""

from assay.ui.menus.action_spec import ActionSpec

EDIT_MENU = (
    ActionSpec(name="undo", text="Undo", menu="Edit", keys=("Ctrl+Z",), icon="undo", writes=True),
    ActionSpec(name="redo", text="Redo", menu="Edit", keys=("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo", writes=True),
    ActionSpec(
        name="history", apart=True, text="History", menu="Edit", keys=("Ctrl+H",), icon="history", checkable=True
    ),
    ActionSpec(name="reviewers", apart=True, text="Reviewers…", menu="Edit", icon="reviewers"),
    ActionSpec(name="schema", text="Schema…", menu="Edit", icon="class"),
    ActionSpec(name="terms", text="Vendor and terms…", menu="Edit", icon="vendor"),
)
