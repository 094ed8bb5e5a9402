"""The page with which a vendor starts: README.html of a rework package."""

from importlib.resources import files
from typing import Any

from assay import __version__
from assay.model.defect_types import defect_types
from assay.model.sentences import headline
from assay.reports.coco_subsets import CURRENT, EXPECTED
from assay.reports.due_time import in_words
from assay.reports.package_item import PackageItem, class_in_words
from assay.reports.patterns import top_patterns
from assay.reports.request_facts import RequestFacts

TEMPLATE = ("templates", "rework_readme.html")

PICTURES_PER_PATTERN = 3
WHOLE_DELIVERY = "the whole delivery"

SCOPES = {
    "listed": (
        "Only the listed items",
        "Correct the listed items. Leave every other annotation of the batch exactly as it is.",
    ),
    "pattern": (
        "Every occurrence of the listed patterns",
        "The listed items are examples. Find and correct every occurrence of the same faults in the whole batch.",
    ),
    "lot": (
        "The whole batch",
        "The listed items are examples of what was found in a sample. Annotate the whole batch anew.",
    ),
}


def rework_readme(facts: RequestFacts) -> bytes:
    """README.html: self-contained but for the pictures beside it, without scripts, ready to print."""
    from jinja2 import Environment, StrictUndefined  # slow to import

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["counted"] = counted
    template = files("assay.reports").joinpath(*TEMPLATE).read_text(encoding="utf-8")
    return environment.from_string(template).render(words(facts)).encode()


def words(facts: RequestFacts) -> dict[str, Any]:
    """Everything that the template fills in."""
    scope, scope_sentence = SCOPES.get(facts.request.scope, (facts.request.scope, ""))
    return {
        "facts": facts,
        "scope": scope,
        "scope_sentence": scope_sentence,
        "created": in_words(facts.created),
        "due": in_words(facts.due),
        "due_there": in_words(facts.due_there),
        "severities": facts.by_severity(),
        "codes": code_rows(facts),
        "patterns": top_patterns(facts.items, facts.schema),
        "pictures": PICTURES_PER_PATTERN,
        "items": [item_words(item, facts) for item in facts.items],
        "current": CURRENT,
        "expected": EXPECTED,
        "version": __version__,
    }


def code_rows(facts: RequestFacts) -> list[dict[str, Any]]:
    """One line per defect code, the most frequent first, with its share of the longest line."""
    counts = sorted(facts.by_code().items(), key=lambda pair: -pair[1])
    most = counts[0][1] if counts else 1
    return [
        {"code": code, "name": defect_types()[code].name, "count": count, "share": round(100 * count / most)}
        for code, count in counts
    ]


def item_words(item: PackageItem, facts: RequestFacts) -> dict[str, Any]:
    """What the table says of one item."""
    name = defect_types()[item.defect.code].name
    return {
        "number": item.item.number,
        "image": item.image.file_name if item.image else WHOLE_DELIVERY,
        "ids": ", ".join(map(str, item.annotation_ids)),
        "severity": item.defect.severity,
        "code": item.defect.code,
        "title": headline(item.finding, facts.schema) if item.finding else name,
        "about": class_in_words(item, facts.schema),
        "instruction": item.defect.instruction,
        "comment": "" if item.defect.comment == item.defect.instruction else item.defect.comment,
        "charged": item.defect.charged,
        "picture": item.evidence_file,
    }


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 item", "1,204 items"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
