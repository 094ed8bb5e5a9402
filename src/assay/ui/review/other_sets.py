from collections.abc import Callable, Mapping

from assay.model.annotations import Annotations
from assay.model.batches import LabelSet, SetRole
from assay.model.ids import LabelSetId
from assay.ui.canvas.layers import Layer
from assay.ui.selection import Selection
from assay.ui.theme.colours import LayerRole

ROLES: Mapping[SetRole, LayerRole] = {
    SetRole.DELIVERY: LayerRole.EARLIER,
    SetRole.MODEL: LayerRole.MODEL,
    SetRole.REVIEWER: LayerRole.SECOND_REVIEWER,
    SetRole.GOLD: LayerRole.GOLD,
}


class OtherSets:
    """The batch's earlier rounds, models' and reviewers' labels as layers of the image at hand: off at first, and read only while they are on.

    read: gives the annotations of a label set on the image at hand.
    """

    def __init__(self, selection: Selection, read: Callable[[LabelSetId], Annotations]) -> None:
        self._selection = selection
        self._read = read

    def layers(self, class_names: Mapping[int, str], class_colours: Mapping[int, str]) -> list[Layer]:
        """One layer each, newest round first, without annotations while it is off."""
        return [
            Layer(
                name=name,
                role=ROLES[one.role],
                annotations=self._read(one.id) if one.id in self._selection.beside else Annotations.empty(),
                visible=one.id in self._selection.beside,
                class_names=class_names,
                class_colours=class_colours,
                is_besides=True,
            )
            for name, one in self._named().items()
        ]

    def switch(self, name: str, *, is_on: bool) -> bool:
        """Switch one on or off by its layer's name; whether it is one of these."""
        one = self._named().get(name)
        if one is not None:
            (self._selection.beside.add if is_on else self._selection.beside.discard)(one.id)
        return one is not None

    def _named(self) -> dict[str, LabelSet]:
        named: dict[str, LabelSet] = {}
        compared = {one.title for one in (self._selection.delivery, self._selection.gold) if one is not None}
        for one in self._selection.others:
            named[f"{one.title} ({one.id})" if one.title in {*named, *compared} else one.title] = one
        return named
