"""Which format something is in that was handed over: told by what is in it, never by what it is called."""

from collections.abc import Sequence
from dataclasses import dataclass

from assay.formats.catalogue import FORMATS, Format, format_named
from assay.formats.delivered import Delivered
from assay.formats.reading import Reading
from assay.formats.recognised import Certainty, Recognised
from assay.model.errors import AssayError
from assay.model.progress import Work

MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class Detection:
    """The format of what was handed over, and what was recognised in it."""

    format: Format
    recognised: Recognised

    @property
    def why(self) -> str:
        """Why it was taken for that, as a clause for the user."""
        return self.recognised.why

    def read(self, delivered: Delivered) -> Work[Reading]:
        """What the label files say. AssayError when they cannot be read at all."""
        if self.format.read is None:
            raise AssayError(f"{delivered.source}: {self.format.title} can be written but not read.")
        return self.format.read(delivered, self.recognised)


def detect(delivered: Delivered, name: str = "") -> Detection:
    """The format of what was handed over. name: the format that somebody says it is.

    Raises AssayError, saying what was looked for and what was found instead, when it is in none, or in several with equal certainty.
    """
    if name:
        return as_told(delivered, format_named(name))
    found = [
        Detection(one, recognised)
        for one in FORMATS
        if one.reads and (recognised := one.recognise(delivered)) and recognised.files
    ]
    if not found:
        raise AssayError(nothing_recognised(delivered))
    most = max(one.recognised.certainty for one in found)
    surest = [one for one in found if one.recognised.certainty == most]
    if len(surest) > 1:
        candidates = "; ".join(f"{one.format.title}, since {one.why}" for one in surest)
        raise AssayError(
            f"{delivered.source} can be read in {len(surest)} ways: {candidates}. Say which format was delivered."
        )
    delivered.samples.clear()
    return surest[0]


def as_told(delivered: Delivered, one: Format) -> Detection:
    """The format that somebody says it is, with the files that it recognises, or could read."""
    recognised = one.recognise(delivered)
    files = recognised.files if recognised else delivered.with_extension(*one.extensions)
    if not files:
        raise AssayError(f"{delivered.source} holds no file that could be {one.title} ({', '.join(one.extensions)}).")
    why = f"read as {one.name} because you said so"
    return Detection(one, Recognised(why, files, recognised.certainty if recognised else Certainty.POSSIBLE))


def nothing_recognised(delivered: Delivered) -> str:
    """The sentence for what is in no known format: what it is instead."""
    if delivered.is_file:
        return not_recognised(delivered, delivered.names[0])
    extensions = tuple({extension for one in FORMATS for extension in one.extensions})
    others = [said_of(delivered, name) for name in delivered.candidates(*extensions)]
    others += [str(one) for one in delivered.left_out]
    instead = f": {listed(others)}" if others else "; it holds no file of their kinds"
    return f"{delivered.source} holds no labels in a format that can be read{instead}."


def not_recognised(delivered: Delivered, name: str) -> str:
    """The sentence for one file."""
    sample = delivered.sample(name)
    if sample.problem:
        return sample.problem
    if nearly := next((said for one in FORMATS if (said := one.nearly(sample))), ""):
        return f"{delivered.called(name)} is {nearly}."
    if not delivered.size(name):
        return f"{delivered.called(name)} is empty; ask for the file again."
    return f"{delivered.called(name)} is in no format that can be read: it is {sample.looks_like}."


def said_of(delivered: Delivered, name: str) -> str:
    """What one of several files is."""
    sample = delivered.sample(name)
    nearly = next((said for one in FORMATS if (said := one.nearly(sample))), "")
    return f"{name} is {nearly or sample.looks_like}"


def listed(texts: Sequence[str]) -> str:
    """A few of some texts, and how many more there are."""
    more = f" and {len(texts) - MOST_LISTED} more" if len(texts) > MOST_LISTED else ""
    return ", ".join(texts[:MOST_LISTED]) + more
