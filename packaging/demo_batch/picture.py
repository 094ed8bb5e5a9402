"""Draws a scene: bench, board, copper, faults and components, lit and photographed."""

import math

import numpy as np
from PIL import Image

from demo_batch.camera import Exposure, photograph
from demo_batch.copper import SCALE, Stencils, cut_stencils
from demo_batch.layers import FINE, Field, Layers, empty_layers, smooth_noise, softened
from demo_batch.light import lit
from demo_batch.nets import wire
from demo_batch.palette import BENCHES, HOLE, LAMINATE_EDGE, MASKS, Surface
from demo_batch.parts import paint_component
from demo_batch.regions import paint_flux, paint_scratch, paint_solder
from demo_batch.scene import Scene
from demo_batch.shapes import IMAGE_HEIGHT, IMAGE_WIDTH, Pose

EVERYWHERE = (slice(0, IMAGE_HEIGHT * FINE), slice(0, IMAGE_WIDTH * FINE))


def draw(scene: Scene, random: np.random.Generator) -> Image.Image:
    """Returns the photograph of a scene."""
    layers = empty_layers(random)
    _paint_bench(layers, scene, random)
    board_top = 1.6 * scene.recipe.unit
    stencils = cut_stencils(scene, wire(scene, random), random)
    _paint_board(layers, scene, stencils, board_top, random)
    for region in scene.regions:
        outline = scene.pose.in_image(region.outline)
        if region.kind == "flux":
            paint_flux(layers, outline, region.seed)
        elif region.kind == "scratch":
            paint_scratch(layers, outline, MASKS[scene.recipe.mask], region.seed)
        else:
            paint_solder(layers, outline)
    for placed in scene.placed:
        if placed.fitted:
            paint_component(layers, placed, scene.pose, board_top)
    exposure = Exposure(scene.recipe.gain, scene.recipe.cast)
    return photograph(lit(layers, random), exposure, random)


def _paint_bench(layers: Layers, scene: Scene, random: np.random.Generator) -> None:
    bench = BENCHES[scene.recipe.bench]
    shape = layers.height.shape
    if bench.fibres:
        texture = 0.45 * smooth_noise(random, shape, (10, 700)) + 0.40 * smooth_noise(random, shape, (3.2, 300))
        texture = texture + 0.7 * smooth_noise(random, shape, (70, 2400))
        pores = smooth_noise(random, shape, (2.4, 46))
        texture = texture - 1.6 * np.clip(pores - 1.7, 0, 0.8)
    else:
        texture = 0.5 * smooth_noise(random, shape, (5, 5)) + 0.5 * smooth_noise(random, shape, (220, 260))
    layers.colour[:] = np.asarray(bench.colour, np.float32) * np.clip(1 + bench.texture * texture, 0.3, 2)[..., None]
    layers.height[:] = 0.10 * texture if bench.fibres else 0.0


def _paint_board(
    layers: Layers, scene: Scene, stencils: Stencils, board_top: float, random: np.random.Generator
) -> None:
    mask = MASKS[scene.recipe.mask]
    board, inner = _in_picture(stencils.board, scene.pose), _in_picture(stencils.inner, scene.pose)
    copper, bare = _in_picture(stencils.copper, scene.pose), _in_picture(stencils.bare, scene.pose)
    holes, silk = _in_picture(stencils.holes, scene.pose), _in_picture(stencils.silk, scene.pose)
    relief = np.float32(board_top) + 0.55 * softened(copper, 0.25)
    layers.paint(
        EVERYWHERE, board, LAMINATE_EDGE, (relief * inner + (board_top - 1.2) * (1 - inner)).astype(np.float32)
    )
    over = np.asarray(mask.over_copper, np.float32) - np.asarray(mask.over_laminate, np.float32)
    cloud = 1 + 0.035 * smooth_noise(random, layers.height.shape, (180, 180))
    tone = (np.asarray(mask.over_laminate, np.float32) + over * softened(copper, 0.25)[..., None]) * cloud[..., None]
    layers.colour[:] += inner[..., None] * (tone - layers.colour)
    layers.rough[:] += inner * (np.float32(mask.rough) - layers.rough)
    layers.paint(EVERYWHERE, silk * inner * np.float32(0.94), Surface(mask.silk, rough=0.7), layers.height + 0.35)
    layers.paint(EVERYWHERE, bare * inner, mask.finish, layers.height + 0.35 * softened(softened(bare, 0.25), 0.25))
    layers.paint(EVERYWHERE, holes * inner, HOLE, layers.height - 5 * holes)


def _in_picture(stencil: Image.Image, pose: Pose) -> Field:
    """Returns a stencil as the camera sees it, 0 … 1."""
    angle = math.radians(pose.turn)
    cos, sin = math.cos(angle), math.sin(angle)
    step = SCALE / FINE
    matrix = (
        cos * step, sin * step, -SCALE * (pose.x * cos + pose.y * sin),
        -sin * step, cos * step, -SCALE * (pose.y * cos - pose.x * sin),
    )  # fmt: skip
    size = (IMAGE_WIDTH * FINE, IMAGE_HEIGHT * FINE)
    seen = stencil.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)
    return np.asarray(seen, np.float32) / 255
