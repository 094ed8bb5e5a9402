import numpy as np

from assay.geometry.vertices import nearest_edge, nearest_vertex, with_inserted, with_vertex, without_vertex

SQUARE = np.array([(0.0, 0), (10, 0), (10, 10), (0, 10)])
HOLE = np.array([(4.0, 4), (6, 4), (5, 6)])
FAR = SQUARE + 100


def test_that_the_nearest_vertex_is_found_in_any_ring():
    found = nearest_vertex([SQUARE, FAR], 108, 99)
    assert (found.ring, found.index) == (1, 1)


def test_that_the_last_edge_of_a_closed_ring_leads_back_to_its_start():
    edge = nearest_edge([SQUARE], -1, 5)
    assert (edge.ring, edge.index, edge.x, edge.y, edge.distance) == (0, 4, 0, 5, 1)
    assert nearest_edge([SQUARE], -1, 5, closed=False).distance > 1


def test_that_an_inserted_vertex_can_be_deleted_again():
    rings = with_inserted([SQUARE, HOLE], 0, 4, 0, 5)
    assert rings[0].tolist() == [[0, 0], [10, 0], [10, 10], [0, 10], [0, 5]]
    back, holes = without_vertex(rings, [False, True], 0, 4, fewest=3)
    assert np.array_equal(back[0], SQUARE)
    assert holes == [False, True]


def test_that_moving_a_vertex_leaves_the_old_ring_as_it_was():
    rings = with_vertex([SQUARE], 0, 2, 20, 20)
    assert rings[0][2].tolist() == [20, 20]
    assert SQUARE[2].tolist() == [10, 10]


def test_that_a_part_too_small_for_its_vertices_goes_with_its_holes():
    triangle = SQUARE[:3]
    assert without_vertex([triangle, HOLE, FAR], [False, True, False], 0, 1, fewest=3)[1] == [False]
    assert without_vertex([SQUARE, HOLE], [False, True], 1, 0, fewest=3)[1] == [False]
    assert without_vertex([triangle], [False], 0, 0, fewest=3) == ([], [])


def test_that_nothing_is_near_where_there_is_nothing():
    assert nearest_vertex([], 0, 0) is None
    assert nearest_edge([np.zeros((1, 2))], 0, 0) is None
