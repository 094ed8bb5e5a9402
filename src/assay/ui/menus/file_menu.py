"""What brings labels into the project and takes them out of it."""

from assay.ui.menus.action_spec import ActionSpec, Page

FILE_MENU = (
    ActionSpec(name="new_project", text="New project…", menu="File", keys=("Ctrl+N",), icon="add"),
    ActionSpec(name="open_project", text="Open project…", menu="File", keys=("Ctrl+O",), icon="open"),
    ActionSpec(
        name="import_delivery",
        apart=True,
        text="Import delivery…",
        menu="File",
        keys=("Ctrl+I",),
        icon="import",
        done_by=Page.DELIVERIES,
        writes=True,
    ),
    ActionSpec(
        name="import_gold",
        text="Import gold…",
        menu="File",
        keys=("Ctrl+Shift+I",),
        icon="gold",
        done_by=Page.DELIVERIES,
        writes=True,
    ),
    ActionSpec(
        name="compare",
        apart=True,
        text="Compare with gold",
        menu="File",
        keys=("Ctrl+R",),
        icon="compare",
        done_by=Page.DELIVERIES,
        writes=True,
    ),
    ActionSpec(name="compare_two", text="Compare two label sets…", menu="File", icon="side_by_side", writes=True),
    ActionSpec(
        name="check_delivery",
        text="Check delivery again",
        menu="File",
        keys=("Ctrl+Shift+R",),
        icon="refresh",
        done_by=Page.DELIVERIES,
        writes=True,
    ),
    ActionSpec(
        name="export_labels", apart=True, text="Export labels…", menu="File", keys=("Ctrl+Shift+E",), icon="export"
    ),
    ActionSpec(name="export_findings", text="Export findings…", menu="File", icon="findings"),
    ActionSpec(name="export_scorecard", text="Export scorecard…", menu="File", icon="scorecard"),
    ActionSpec(
        name="image_folder", apart=True, text="Image folder of this batch…", menu="File", icon="folder", writes=True
    ),
    ActionSpec(name="quit", apart=True, text="Quit", menu="File", keys=("Ctrl+Q",), icon="close"),
)
