"""Every benchmark in a size of seconds, so that none rots; what it measures there says nothing."""

import json
import subprocess
import sys

import pytest

from tests.benchmarks import pages
from tests.benchmarks.benches import Bench, bench, names
from tests.benchmarks.children import has_module
from tests.benchmarks.facts import Fact, at_most, times_faster, within
from tests.benchmarks.process_memory import watching
from tests.benchmarks.timing import interleaved


@pytest.mark.parametrize("name", names())
def test_that_a_benchmark_measures_what_it_says(name):
    one = bench(name)
    found = list(one.facts(small=True))
    assert one.title
    assert one.about
    assert found
    assert len({(fact.what, fact.beside) for fact in found}) == len(found)
    assert all(fact.ours > 0 for fact in found)
    assert all((fact.other or 0) > 0 for fact in found if fact.beside)


@pytest.mark.parametrize(
    ("goal", "other", "met"),
    [
        (at_most(1), 2, True),
        (at_most(0.4), 2, False),
        (times_faster(2), 2, True),
        (times_faster(3), 2, False),
        (None, 2, None),
    ],
)
def test_that_a_goal_speaks_of_the_ratio(goal, other, met):
    assert Fact(what="a", unit="s", ours=1, beside="b", other=other, goal=goal).met is met


def test_that_a_goal_of_our_own_figure_needs_no_other():
    assert Fact(what="a", unit="ms", ours=16, goal=within(16.7, "ms")).met
    assert not Fact(what="a", unit="ms", ours=17, goal=within(16.7, "ms")).met


def test_that_one_benchmark_replaces_only_its_own_section(tmp_path):
    one, other = (Bench(name, f"The {name}", "How it is measured.", lambda **_: []) for name in ("canvas", "import"))
    pages.keep(tmp_path, one, [Fact(what="pan", unit="ms", ours=3)])
    pages.keep(tmp_path, other, [Fact(what="read", unit="s", ours=3, beside="plain", other=2, goal=at_most(1))])
    pages.keep(tmp_path, one, [Fact(what="pan", unit="ms", ours=4)])
    kept = json.loads((tmp_path / "benchmarks" / "results.json").read_text("utf-8"))
    assert kept["canvas"]["facts"][0]["ours"] == 4
    assert kept["import"]["facts"][0]["met"] is False
    assert kept["import"]["machine"]["cores"]
    page = (tmp_path / "benchmarks.md").read_text("utf-8")
    assert "| pan | 4 ms |  |  |  |  |" in page
    assert "| read | 3 s | 2 s (plain) | 1.50 | at most 1 × | **no** |" in page


def test_that_a_tool_counts_as_there_only_when_it_can_be_imported(tmp_path):
    assert has_module(sys.executable, "msgspec")
    assert not has_module(sys.executable, "no_such_module")
    assert not has_module(str(tmp_path / "bin" / "python"), "msgspec")


def test_that_the_memory_of_a_process_counts_those_that_it_begins():
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'x = bytearray(99 << 20); input()'])"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) as parent, watching(parent.pid) as begun:
        while begun.megabytes < 99:
            assert parent.poll() is None
        parent.communicate(b"\n")
    assert 99 < begun.megabytes < 199


def test_that_ways_take_turns():
    order = []
    times = interleaved({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, rounds=2, warm_up=0)
    assert order == ["a", "b", "a", "b"]
    assert 0 <= times["a"].median <= times["a"].at(95)
