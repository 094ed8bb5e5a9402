"""What a label set is called on this page, and whose line stands for it."""

from collections.abc import Mapping

from assay.model.batches import LabelSet, SetRole
from assay.review.format_titles import format_title
from assay.ui.theme.colours import LayerRole

LAYER_ROLES: Mapping[SetRole, LayerRole] = {
    SetRole.DELIVERY: LayerRole.VENDOR,
    SetRole.GOLD: LayerRole.GOLD,
    SetRole.MODEL: LayerRole.MODEL,
    SetRole.REVIEWER: LayerRole.REVIEWER,
}


def set_title(label_set: LabelSet) -> str:
    """The title of a label set: “Delivery round 0”, “Gold revision 1”, or the name of a model's or reviewer's labels."""
    if label_set.role is SetRole.DELIVERY:
        return f"Delivery round {label_set.round}"
    if label_set.role is SetRole.GOLD:
        return f"Gold revision {label_set.round}"
    return label_set.name


def format_name(name: str) -> str:
    """A format as people write it."""
    return format_title(name)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: “1 image”, “1,200 images”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
