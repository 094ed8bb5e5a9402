from assay.ui.canvas.hit_test import Hit, hits_at
from assay.ui.canvas.outline_cache import OutlineCache
from tests.annotation_builder import box
from tests.unit.ui.canvas.conftest import GOLD, VENDOR, gold, vendor

LAYERS = (vendor(box(0, 0, 50, 50), box(10, 10, 20, 20)), gold(box(5, 5, 30, 30)))


def outlines(layer):
    return OutlineCache(layer.annotations)


def test_that_the_smallest_of_all_layers_comes_first():
    assert hits_at(15, 15, layers=LAYERS, outlines=outlines, reach=0) == [Hit(VENDOR, 2), Hit(GOLD, 1), Hit(VENDOR, 1)]


def test_that_nothing_is_hit_beside_everything():
    assert hits_at(60, 60, layers=LAYERS, outlines=outlines, reach=2) == []


def test_that_a_near_miss_within_reach_is_a_hit():
    assert hits_at(51, 40, layers=LAYERS, outlines=outlines, reach=2) == [Hit(VENDOR, 1)]
