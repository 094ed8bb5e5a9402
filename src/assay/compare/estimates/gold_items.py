"""Annotators judged by gold items hidden among their work."""

from math import exp, fsum, lgamma, log, log1p


def chance_of_so_many(errors: int, items: int, *, most: float) -> float:
    """P(X ≥ errors) among so many gold items when the annotator's error rate is the greatest allowed (vectors/gold_honeypot.json).

    Small means that the rate is hardly the allowed one: below 0.05 the annotator is stopped.
    """
    if errors <= 0:
        return 1.0
    if most <= 0 or errors > items:
        return 0.0
    if most >= 1:
        return 1.0
    return fsum(exp(_log_ways(items, k) + k * log(most) + (items - k) * log1p(-most)) for k in range(errors, items + 1))


def _log_ways(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
