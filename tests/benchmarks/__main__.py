"""`python -m tests.benchmarks [NAME …]`: measure, print, and keep the figures in docs/. `--small` only tries; `--page` only writes the page anew."""

import sys
from argparse import ArgumentParser

from tests.benchmarks import pages
from tests.benchmarks.benches import Bench, bench, names
from tests.benchmarks.facts import Fact


def main() -> None:
    """Run what was asked for, or everything."""
    parser = ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("name", nargs="*", help=f"which ones ({', '.join(names())})")
    parser.add_argument("--small", action="store_true", help="a size of seconds, keeping nothing")
    parser.add_argument("--page", action="store_true", help="measure nothing")
    asked = parser.parse_args()
    if unknown := set(asked.name) - set(names()):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(names())}")
    if asked.page:
        pages.write_page(pages.DOCS)
        return
    for name in asked.name or names():
        measure(bench(name), small=asked.small)


def measure(one: Bench, *, small: bool) -> None:
    """Run one, show its figures, and keep them unless they are small."""
    print(f"\n{one.title}", file=sys.stderr)
    found = list(one.facts(small=small))
    for fact in found:
        print(said(fact))
    if not small:
        pages.keep(pages.DOCS, one, found)


def said(fact: Fact) -> str:
    """A fact as a line of text."""
    figures = f"{pages.figure(fact.ours)} {fact.unit}"
    if fact.other is not None:
        figures += f"; {fact.beside} {pages.figure(fact.other)} {fact.unit}; ratio {fact.ratio:.3f}"
    goal = f"; goal {fact.goal.said}: {'met' if fact.met else 'NOT MET'}" if fact.goal else ""
    return f"  {fact.what}: {figures}{goal}"


if __name__ == "__main__":
    main()
