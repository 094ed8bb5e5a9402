"""What sends defects back."""

from assay.ui.menus.action_spec import ActionSpec, Page

REWORK_MENU = (
    ActionSpec(
        name="write_package",
        text="Write rework package…",
        menu="Rework",
        keys=("Ctrl+E",),
        icon="export",
        page=Page.REWORK,
        writes=True,
    ),
    ActionSpec(
        name="choose_all", apart=True, text="Choose all defects", menu="Rework", keys=("Ctrl+A",), page=Page.REWORK
    ),
    ActionSpec(name="choose_none", text="Choose no defect", menu="Rework", keys=("Ctrl+Shift+A",), page=Page.REWORK),
)
