"""What a planted error is, and what an annotator has before the eyes when making one."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from shapely import box

from demo_batch.annotators import Annotator
from demo_batch.gold import Annotation, Box
from demo_batch.truth import Decoy


@dataclass(frozen=True, slots=True)
class Slip:
    """One planted error: gold objects drawn wrongly, what is delivered for them, and what is delivered besides."""

    code: str
    image: str
    annotator: str
    gold_ids: tuple[int, ...] = ()
    instead: dict[int, Annotation] = field(default_factory=dict[int, Annotation])
    besides: tuple[Annotation, ...] = ()
    blamed_besides: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What lies before an annotator on one image."""

    gold: tuple[Annotation, ...]
    decoys: tuple[Decoy, ...]
    annotator: Annotator
    seed: int

    def others_covered(self, place: Box, mine: tuple[int, ...]) -> float:
        """Returns the largest share of another object (but the board) that a box covers."""
        shape = box(*place)
        shares = [
            other.shape().intersection(shape).area / other.shape().area
            for other in self.gold
            if other.id not in mine and other.kind != "board"
        ]
        return max(shares, default=0.0)


Maker = Callable[[Table, Annotation, np.random.Generator], Slip | None]


def slip_about(table: Table, code: str, gold: Annotation, **more: object) -> Slip:
    """Returns a slip about one object; `more` fills in its other fields."""
    plain = Slip(code, gold.image, table.annotator.name, (gold.id,))
    return replace(plain, **more)  # pyright: ignore[reportArgumentType]
