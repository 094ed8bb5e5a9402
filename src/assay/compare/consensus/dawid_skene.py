"""The most likely truth behind what raters said, each rater weighed by the mistakes they seem to make."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

LEAST_RATERS, LEAST_UNITS = 3, 30
"""With fewer raters or fewer shared units there are more unknowns than evidence, and a majority says more."""

MOST_ROUNDS = 500
_SETTLED = 5e-12
_NEVER = -1e300
"""The logarithm of a probability of 0, which times 0 must stay 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus:
    """What is most likely true.

    posterior: (n, q) of each unit. shares: (q,) of the categories. errors: (r, q, q) for each rater how often, the truth being the row, they say
    the column; zeros where no unit seems to have that truth. log_likelihood: by round.
    """

    posterior: Floats
    shares: Floats
    errors: Floats
    log_likelihood: list[float]

    @property
    def category(self) -> NDArray[np.int64]:
        """(n,) the most likely category, the first of two alike."""
        return self.posterior.argmax(axis=1)


def dawid_skene(said: Counts, *, most_rounds: int = MOST_ROUNDS) -> Consensus:
    """The consensus by expectation and maximisation from the share of responses on (Dawid and Skene 1979; vectors/dawid_skene.json).

    said: (n, r, q) how often each rater put each unit into each category. Each unit needs one response at least.
    """
    posterior = majority(said)
    likelihood: list[float] = []
    shares, errors = _maximised(said, posterior)
    for _ in range(most_rounds):
        posterior, value = _expected(said, shares, errors)
        likelihood.append(value)
        if len(likelihood) > 1 and abs(likelihood[-1] - likelihood[-2]) <= _SETTLED:
            break
        shares, errors = _maximised(said, posterior)
    return Consensus(posterior=posterior, shares=shares, errors=errors, log_likelihood=likelihood)


def majority(said: Counts) -> Floats:
    """(n, q) the share of the responses that each category has."""
    votes = said.sum(axis=1).astype(float)
    return votes / votes.sum(axis=1, keepdims=True)


def _maximised(said: Counts, posterior: Floats) -> tuple[Floats, Floats]:
    counted = np.einsum("ij,ikl->kjl", posterior, said)
    every = counted.sum(axis=2, keepdims=True)
    errors = np.divide(counted, every, out=np.zeros_like(counted), where=every > 0)
    return posterior.mean(axis=0), errors


def _expected(said: Counts, shares: Floats, errors: Floats) -> tuple[Floats, float]:
    """The posterior under these shares and error rates, and the log-likelihood of all that was said."""
    joint = _logarithm(shares) + np.einsum("ikl,kjl->ij", said, _logarithm(errors))
    greatest = joint.max(axis=1, keepdims=True)
    weight = np.exp(joint - greatest)
    total = weight.sum(axis=1, keepdims=True)
    return weight / total, float((greatest + np.log(total)).sum())


def _logarithm(values: Floats) -> Floats:
    return np.log(values, out=np.full_like(values, _NEVER), where=values > 0)
