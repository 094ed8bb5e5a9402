"""What a benchmark found: one figure of ours beside one of another way, measured in the same run."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure has to be: at most `most`, of the ratio ours / other, or of our own figure where nothing stands beside it."""

    most: float
    said: str


def at_most(ratio: float) -> Goal:
    """At most this many times the other figure."""
    return Goal(ratio, f"at most {ratio:g} ×")


def times_faster(times: float) -> Goal:
    """The other figure is at least this many times ours."""
    return Goal(1 / times, f"at least {times:g} × faster")


def within(figure: float, unit: str) -> Goal:
    """Our own figure is at most this."""
    return Goal(figure, f"at most {figure:g} {unit}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of a benchmark's table. what: what was measured, with its size. beside: what the other way is, "" when there is none. goal: None when it is only told."""

    what: str
    unit: str
    ours: float
    beside: str = ""
    other: float | None = None
    goal: Goal | None = None

    @property
    def ratio(self) -> float | None:
        """Ours / other."""
        return self.ours / self.other if self.other else None

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None when there is none."""
        if self.goal is None:
            return None
        ratio = self.ratio
        return (self.ours if ratio is None else ratio) <= self.goal.most

    def as_json(self) -> dict[str, Any]:
        """The row as it is kept."""
        said = self.goal.said if self.goal else ""
        return asdict(self) | {"ratio": self.ratio, "goal": said, "met": self.met}
