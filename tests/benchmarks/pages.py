"""Where figures are kept (`docs/benchmarks/results.json`) and shown (`docs/benchmarks.md`, written from it)."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.benchmarks.benches import Bench
from tests.benchmarks.facts import Fact
from tests.benchmarks.machine import machine

DOCS = Path(__file__).parents[2] / "docs"
ABOUT = """# Benchmarks

Written by `make bench`; `make bench ONLY=name` measures one section anew. Every ratio is of two figures of the same run, whose rounds took turns;
figures are medians of the rounds. *Ours* and *other* have the unit of their line. The raw figures are in [results.json](benchmarks/results.json).
"""


def keep(docs: Path, bench: Bench, facts: Sequence[Fact]) -> None:
    """Put a benchmark's facts in the place of its earlier ones, and write the page anew."""
    results = kept(docs)
    results[bench.name] = {
        "title": bench.title,
        "about": bench.about,
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": machine(),
        "facts": [fact.as_json() for fact in facts],
    }
    path = docs / "benchmarks" / "results.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(results, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    write_page(docs)


def kept(docs: Path) -> dict[str, Any]:
    """The figures kept so far, by the name of their benchmark."""
    path = docs / "benchmarks" / "results.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def write_page(docs: Path) -> None:
    """The page that people read."""
    sections = [section(name, found) for name, found in sorted(kept(docs).items())]
    (docs / "benchmarks.md").write_text("\n".join([ABOUT, *sections]), "utf-8")


def section(name: str, found: Mapping[str, Any]) -> str:
    """One benchmark's section."""
    rows = "\n".join(map(row, found["facts"]))
    head = "| what | ours | other | ratio | goal | met |\n|---|---:|---:|---:|---|---|"
    return f"## {found['title']}\n\n{found['about']}\n\n{head}\n{rows}\n\n{measured_on(name, found)}\n"


def measured_on(name: str, found: Mapping[str, Any]) -> str:
    """When and where, in a line."""
    on = found["machine"]
    libraries = ", ".join(f"{library} {number}" for library, number in on["libraries"].items())
    return (
        f"`make bench ONLY={name}`, {found['date']}, {on['cpu']}, {on['cores']} cores (load {on['load']}), {on['system']},"
        f" Python {on['python']}, SQLite {on['sqlite']}, {libraries}."
    )


def row(fact: Mapping[str, Any]) -> str:
    """One fact as a line of the table."""
    unit = fact["unit"]
    other = f"{figure(fact['other'])} {unit} ({fact['beside']})" if fact["other"] is not None else ""
    ratio = f"{fact['ratio']:.2f}" if fact["ratio"] is not None else ""
    met = {True: "yes", False: "**no**", None: ""}[fact["met"]]
    return f"| {fact['what']} | {figure(fact['ours'])} {unit} | {other} | {ratio} | {fact['goal']} | {met} |"


def figure(value: float) -> str:
    """A number with three digits that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
