"""Label Studio's JSON: tasks with what people and models said of them, full or JSON-MIN.

Source: labelstud.io/guide/export and labelstud.io/guide/task_format. What several people said of one task stays apart by annotator; what a model predicted has
the model's version for its annotator.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Raw

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.json_labels import as_object, files_like
from assay.formats.json_text import UNREADABLE, as_utf8, brief, decode
from assay.formats.label_studio_images import TaskImages
from assay.formats.label_studio_regions import Opinion, read_opinion
from assay.formats.label_studio_tasks import Task, annotator_of, as_entry, is_task, results_of, said_by, task_of
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Recognised
from assay.formats.sample import Sample, SampleKind
from assay.model.errors import AssayError
from assay.model.progress import Work


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are Label Studio's."""
    files = files_like(delivered, is_label_studio)
    why = 'the files are tasks with "data" and "annotations" or "predictions", as Label Studio writes them'
    return Recognised(why, files) if files else None


def is_label_studio(sample: Sample) -> bool:
    """Whether a file is a list of tasks, or a single one."""
    if sample.is_list:
        return any(is_task(entry) for entry in sample.json or [])
    return sample.kind is SampleKind.OBJECT and is_task(sample.json)


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Everything that Label Studio's files say of images. The ids of regions are unique within one annotation only, and not looked at beyond."""
    return read_files(delivered, recognised, Gatherer(delivered, "label-studio", ids_are_unique=False), read_file)


def read_file(gatherer: Gatherer, name: str) -> None:
    """All tasks of a file. Fault, where it is the only file, when none is about an image."""
    before, listed = len(gatherer.images.names), len(gatherer.rejected)
    entries = entries_of(gatherer.delivered, name)
    place = gatherer.delivered.place(name)
    for at, raw in enumerate(entries):
        with gatherer.rejecting(f"{place}, task[{at}]"):
            read_task(gatherer, name, f"{place}, task[{at}]", task_of(as_object(decoded(raw), "the task")))
    if gatherer.delivered.is_file and entries and len(gatherer.images.names) == before:
        why = [one.why.removesuffix("; left out") for one in gatherer.rejected[listed:]]
        raise Fault(f"none of its {len(entries):,} tasks is about an image (the first {why[0] if why else 'is empty'})")


def entries_of(delivered: Delivered, name: str) -> Sequence[Raw]:
    """The entries of a file, not looked into. AssayError when it is no JSON."""
    called = delivered.called(name)
    text = as_utf8(delivered.read(name), called).strip()
    if not text:
        raise AssayError(f"{called} is empty; ask for the file again.")
    if text.startswith(b"["):
        return decode(text, msgspec.json.Decoder(list[Raw]).decode, called)[0]
    return [decode(text, msgspec.json.Decoder(Raw).decode, called)[0]]


def decoded(raw: Raw) -> Any:
    """A task. Fault when it is broken."""
    try:
        return msgspec.json.decode(raw)
    except UNREADABLE as error:
        raise Fault(f"cannot be read ({str(error)[:120]})") from error


def read_task(gatherer: Gatherer, name: str, place: str, task: Task) -> None:
    """All that was said of a task, and its images."""
    place = f"{place} (id {brief(task.key)})" if task.key is not None else place
    images = TaskImages.of(gatherer, task.data, near=name, place=place, key=task.key)
    annotators: Counter[str] = Counter()
    skips: list[tuple[str, str]] = []
    for kind, at, value in task.entries:
        inside = f"{place}, {kind}[{at}]"
        with gatherer.rejecting(inside):
            entry = as_entry(value, kind)
            results, annotator = results_of(entry), annotator_of(entry, kind)
            if entry.get("was_cancelled") or entry.get("skipped"):
                skips.append((inside, annotator))
                refuse_results(results)
                continue
            if kind != "predictions":
                annotators[annotator] += 1
            read_opinion(gatherer, images, Opinion(inside, annotator, said_by(entry, kind), results))
    for annotator, count in annotators.items():
        if count > 1:
            by = f"by the same annotator ({annotator})" if annotator else "that name no annotator"
            gatherer.note(place, f"has {count} annotations {by}; the objects of all of them are kept side by side")
    images.add_all()
    for inside, annotator in skips:
        for image in images.said.values():
            gatherer.skip(image, by=annotator, place=inside)
    if not images.said and not images.found:
        raise Fault(f"names no image (its data are {', '.join(map(brief, list(task.data)[:6])) or 'empty'})")


def refuse_results(results: Sequence[Any]) -> None:
    """Fault when a skipped annotation has results, which its annotator gave up."""
    if results:
        raise Fault(f"was skipped by its annotator, with {len(results)} results")
