"""Copper traces: paths on a grid with corners of 45°, that keep clear of pads and of each other."""

import heapq
import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Trace:
    """A strip of copper along points, in board pixels."""

    points: tuple[tuple[float, float], ...]
    width: float


STEPS = tuple((dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0))
LONGEST_SEARCH = 5000


@dataclass(slots=True)
class RoutingGrid:
    """Which cells of the board belong to which net: 0 free, -1 nobody's."""

    pitch: float
    owner: NDArray[np.int32]
    traces: list[Trace] = field(default_factory=list[Trace])

    def cell(self, x: float, y: float) -> Cell:
        """Returns the cell that holds a board point."""
        return (int(x / self.pitch), int(y / self.pitch))

    def centre(self, cell: Cell) -> tuple[float, float]:
        """Returns the board point in the middle of a cell."""
        return ((cell[0] + 0.5) * self.pitch, (cell[1] + 0.5) * self.pitch)

    def claim(self, box: tuple[float, float, float, float], net: int) -> None:
        """Gives all cells whose middle lies in a box to a net; contested cells become nobody's."""
        columns, rows = self.owner.shape
        first_x, last_x = max(round(box[0] / self.pitch), 0), min(round(box[2] / self.pitch), columns)
        first_y, last_y = max(round(box[1] / self.pitch), 0), min(round(box[3] / self.pitch), rows)
        part = self.owner[first_x:last_x, first_y:last_y]
        part[(part != 0) & (part != net)] = -1
        part[part == 0] = net

    def is_open(self, cell: Cell, net: int) -> bool:
        """Tells whether a net's trace may pass a cell."""
        columns, rows = self.owner.shape
        if not (2 <= cell[0] < columns - 2 and 2 <= cell[1] < rows - 2):
            return False
        return self.owner[cell] in (0, net)

    def route(self, start: Cell, goal: Cell, net: int) -> list[Cell] | None:
        """Returns the cells of a short path with few corners, or None when there is none nearby."""
        came: dict[tuple[Cell, Cell], tuple[Cell, Cell] | None] = {(start, (0, 0)): None}
        cost: dict[tuple[Cell, Cell], float] = {(start, (0, 0)): 0.0}
        heap: list[tuple[float, tuple[Cell, Cell]]] = [(0.0, (start, (0, 0)))]
        for _ in range(LONGEST_SEARCH):
            if not heap:
                return None
            _, state = heapq.heappop(heap)
            if state[0] == goal:
                return _walked(came, state)
            for step in STEPS:
                price = cost[state] + self._price(state, step, goal, net)
                after = ((state[0][0] + step[0], state[0][1] + step[1]), step)
                if price < cost.get(after, math.inf):
                    cost[after], came[after] = price, state
                    heapq.heappush(heap, (price + _remaining(after[0], goal), after))
        return None

    def _price(self, state: tuple[Cell, Cell], step: Cell, goal: Cell, net: int) -> float:
        (x, y), before = state
        target = (x + step[0], y + step[1])
        if target != goal and not self.is_open(target, net):
            return math.inf
        if step[0] and step[1] and not (self.is_open((x + step[0], y), net) and self.is_open((x, y + step[1]), net)):
            return math.inf
        turn = before[0] * step[0] + before[1] * step[1]
        if before != (0, 0) and turn <= 0:
            return math.inf
        straight = before == step or before == (0, 0)
        return math.hypot(*step) + (0.0 if straight else 0.6)

    def lay(
        self, cells: list[Cell], net: int, start: tuple[float, float], end: tuple[float, float], width: float
    ) -> None:
        """Keeps a path: its cells are taken, a wide one's neighbours too, and its corners remembered."""
        margin = 1 if width > self.pitch else 0
        for x, y in cells:
            near = self.owner[x - margin : x + margin + 1, y - margin : y + margin + 1]
            near[near == 0] = net
        corners = [self.centre(cell) for k, cell in enumerate(cells) if _is_corner(cells, k)]
        self.traces.append(Trace((start, *corners, end), width))


def _remaining(cell: Cell, goal: Cell) -> float:
    dx, dy = abs(cell[0] - goal[0]), abs(cell[1] - goal[1])
    return max(dx, dy) + (math.sqrt(2) - 1) * min(dx, dy)


def _walked(came: dict[tuple[Cell, Cell], tuple[Cell, Cell] | None], state: tuple[Cell, Cell]) -> list[Cell]:
    cells: list[Cell] = []
    at: tuple[Cell, Cell] | None = state
    while at is not None:
        cells.append(at[0])
        at = came[at]
    return cells[::-1]


def _is_corner(cells: list[Cell], k: int) -> bool:
    if k in (0, len(cells) - 1):
        return True
    (x0, y0), (x1, y1), (x2, y2) = cells[k - 1], cells[k], cells[k + 1]
    return (x1 - x0, y1 - y0) != (x2 - x1, y2 - y1)
