import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from assay.compare.components import component_labels

EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25)


@given(EDGES)
def test_that_edges_are_in_one_component_as_scipy_says(edges):
    left, right = (np.unique(ends, return_inverse=True)[1] for ends in np.array(edges, np.int64).reshape(-1, 2).T)
    graph = coo_matrix((np.ones(len(edges)), (left, right + 10)), (20, 20))
    theirs = connected_components(graph, directed=False)[1][left]
    of_left, of_right = component_labels(left, right)
    ours = of_left[left]
    assert ours.tolist() == of_right[right].tolist()
    assert len(set(zip(ours.tolist(), theirs.tolist(), strict=True))) == len(set(theirs.tolist()))
    assert sorted(set(ours.tolist())) == list(range(len(set(theirs.tolist()))))


def test_that_a_long_chain_is_one_component():
    links = np.arange(5_000)
    left, right = np.concatenate([links, links + 1]), np.concatenate([links, links])
    assert component_labels(left, right)[0].max() == 0
