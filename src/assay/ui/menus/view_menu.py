"""What is seen of the window."""

from assay.ui.menus.action_spec import PAGES, ActionSpec, Page

VIEW_MENU = (
    *(
        ActionSpec(name=f"page_{page.lower()}", text=page, menu="View", keys=(f"Ctrl+{number}",), icon=page.lower())
        for number, page in enumerate(PAGES, start=1)
    ),
    ActionSpec(name="search_actions", apart=True, text="Search actions…", menu="View", keys=("Ctrl+K",), icon="search"),
    ActionSpec(name="image_memory", text="Memory for images…", menu="View", icon="images"),
    ActionSpec(name="theme_dark", apart=True, text="Dark theme", menu="View", icon="moon", checkable=True),
    ActionSpec(name="theme_light", text="Light theme", menu="View", icon="sun", checkable=True),
    ActionSpec(name="theme_system", text="Theme of the system", menu="View", icon="contrast", checkable=True),
    ActionSpec(
        name="show_queue",
        apart=True,
        text="Queue",
        menu="View",
        keys=("F9",),
        icon="queue",
        page=Page.REVIEW,
        checkable=True,
    ),
    ActionSpec(
        name="show_findings",
        text="Findings",
        menu="View",
        keys=("F10",),
        icon="findings",
        page=Page.REVIEW,
        checkable=True,
    ),
    ActionSpec(
        name="order_name",
        apart=True,
        text="Queue by file name",
        menu="View",
        icon="sort",
        page=Page.REVIEW,
        checkable=True,
    ),
    ActionSpec(
        name="order_worst", text="Queue: worst first", menu="View", icon="sort", page=Page.REVIEW, checkable=True
    ),
    ActionSpec(
        name="order_waiting",
        text="Queue: most to judge first",
        menu="View",
        icon="sort",
        page=Page.REVIEW,
        checkable=True,
    ),
)
