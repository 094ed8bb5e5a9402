"""Decides which pads belong together and has their traces routed."""

import math
from dataclasses import dataclass, field

import numpy as np

from demo_batch.routing import RoutingGrid, Trace
from demo_batch.scene import Scene
from demo_batch.shapes import Pad, Placed

Point = tuple[float, float]


@dataclass(slots=True)
class Wiring:
    """The copper that joins pads: traces, and the vias where they dive to the other side."""

    traces: list[Trace] = field(default_factory=list[Trace])
    vias: list[Point] = field(default_factory=list[Point])


def board_pad(placed: Placed, pad: Pad) -> Pad:
    """Returns a component's pad in board pixels."""
    x, y = placed.on_board(pad.x, pad.y)
    upright = placed.turn % 180 == 0
    width, height = (pad.width, pad.height) if upright else (pad.height, pad.width)
    return Pad(x, y, width, height, pad.hole, pad.is_round)


def wire(scene: Scene, random: np.random.Generator) -> Wiring:
    """Returns traces between pads of different components, nearest first; pads left over get a via."""
    unit = scene.recipe.unit
    pitch = 0.5 * unit
    shape = (int(scene.recipe.size[0] / pitch), int(scene.recipe.size[1] / pitch))
    routing = RoutingGrid(pitch, np.zeros(shape, np.int32))
    pads = [
        (owner, board_pad(placed, pad)) for owner, placed in enumerate(scene.placed) for pad in placed.component.pads
    ]
    for net, (_, pad) in enumerate(pads, start=1):
        _claim_pad(routing, pad, net, 0.3 * unit)
    for feature in scene.features:
        _claim_pad(routing, feature, -1, 0.3 * unit)
    wiring = Wiring()
    joined: set[int] = set()
    for one, other in _links(pads, unit, random):
        if one in joined and other in joined and random.random() < 0.55:
            continue
        if _join(routing, pads[one][1], pads[other][1], (one + 1, other + 1), unit):
            joined |= {one, other}
    for index, (_, pad) in enumerate(pads):
        if index not in joined and pad.hole == 0:
            _dive(routing, pad, index + 1, unit, random, wiring)
    wiring.traces = routing.traces
    for area in scene.taken:
        routing.claim(area, -1)
    _stitch(routing, random, wiring)
    return wiring


def _claim_pad(routing: RoutingGrid, pad: Pad, net: int, margin: float) -> None:
    half_w, half_h = pad.width / 2 + margin, pad.height / 2 + margin
    routing.claim((pad.x - half_w, pad.y - half_h, pad.x + half_w, pad.y + half_h), net)
    middle = routing.cell(pad.x, pad.y)
    if routing.owner[middle] <= 0:
        routing.owner[middle] = net


def _links(pads: list[tuple[int, Pad]], unit: float, random: np.random.Generator) -> list[tuple[int, int]]:
    links: list[tuple[float, int, int]] = []
    for one, (owner, pad) in enumerate(pads):
        near = sorted(
            (math.hypot(pad.x - other.x, pad.y - other.y) * float(random.uniform(0.8, 1.5)), index)
            for index, (whose, other) in enumerate(pads)
            if whose != owner
        )
        links += [(distance, one, index) for distance, index in near[:4] if distance < 46 * unit]
    heavy_first = sorted(links, key=lambda link: (not _is_heavy(pads[link[1]][1], pads[link[2]][1], unit), link))
    return [(one, other) for _, one, other in heavy_first]


def _is_heavy(one: Pad, other: Pad, unit: float) -> bool:
    """Tells whether two pads are both of the kind that carries a board's supply."""
    return min(one.width, one.height, other.width, other.height) > 1.05 * unit and not (one.hole and other.hole)


def _join(routing: RoutingGrid, start: Pad, end: Pad, nets: tuple[int, int], unit: float) -> bool:
    net, other = nets
    first, last = routing.cell(start.x, start.y), routing.cell(end.x, end.y)
    mine, theirs = routing.owner == net, routing.owner == other
    routing.owner[theirs] = net
    cells = routing.route(first, last, net)
    routing.owner[theirs] = other
    routing.owner[mine] = net
    if cells is None or len(cells) < 2:
        return False
    width = 0.68 * unit if _is_heavy(start, end, unit) else 0.25 * unit
    routing.lay(cells, net, (start.x, start.y), (end.x, end.y), width)
    return True


def _dive(routing: RoutingGrid, pad: Pad, net: int, unit: float, random: np.random.Generator, wiring: Wiring) -> None:
    start = routing.cell(pad.x, pad.y)
    for _ in range(24):
        angle, reach = float(random.choice(np.arange(8))) * math.pi / 4, float(random.uniform(3, 6))
        goal = (start[0] + round(reach * math.cos(angle)), start[1] + round(reach * math.sin(angle)))
        if not routing.is_open(goal, 0) or not _is_roomy(routing, goal):
            continue
        cells = routing.route(start, goal, net)
        if cells is not None and len(cells) < 12:
            middle = routing.centre(goal)
            routing.lay(cells, net, (pad.x, pad.y), middle, 0.25 * unit)
            routing.claim(
                (middle[0] - 0.5 * unit, middle[1] - 0.5 * unit, middle[0] + 0.5 * unit, middle[1] + 0.5 * unit), net
            )
            wiring.vias.append(middle)
            return


def _is_roomy(routing: RoutingGrid, cell: tuple[int, int]) -> bool:
    x, y = cell
    return not routing.owner[max(x - 1, 0) : x + 2, max(y - 1, 0) : y + 2].any()


def _stitch(routing: RoutingGrid, random: np.random.Generator, wiring: Wiring) -> None:
    """Vias here and there that tie the ground areas of both sides together."""
    columns, rows = routing.owner.shape
    for _ in range(70):
        cell = (int(random.integers(4, columns - 4)), int(random.integers(4, rows - 4)))
        if not routing.owner[cell[0] - 2 : cell[0] + 3, cell[1] - 2 : cell[1] + 3].any():
            routing.owner[cell] = -1
            wiring.vias.append(routing.centre(cell))
