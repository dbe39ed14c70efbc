"""What is uncertain about an offer: the possible answers about each term, and their means."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from statistics import NormalDist
from typing import Any

from careerkb.inputs import Rate, checked
from careerkb.pay.offers import Offer
from careerkb.pay.shares import SharesValue
from careerkb.pay.worth import Horizon, Parts, expected_value_usd, parts_of

__all__ = ["uncertain_terms"]

Cases = list[tuple[float, dict[str, Any]]]
RULES = ("refresher_probability", "renewal_probability")
"""Terms that are one rule of an employer: it holds for you or it does not."""
NORMAL = NormalDist()
SCORES = tuple(i / 20 for i in range(-90, 91))
"""Places of the price at which the worth is read, in standard deviations."""
LEAST_USD = 0.5
"""Answers whose worths differ by less are the same."""
Answers = list[tuple[float, float]]
"""Chance of each answer, with the mean worth of the option when it is given."""


@checked
def uncertain_terms(
    *, offer: Offer, years: Horizon = 4, discount_rate: Rate = 0.08
) -> tuple[str, ...]:
    """
    Name the terms of an offer about which an answer would say something.

    Args:
        offer: its terms and your outlook.
        years: how long you would stay if nobody stops you.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Names of terms; those that you are sure of, or that change nothing, are left out.

    Example:
        >>> from careerkb.decide.uncertain import uncertain_terms
        >>> from careerkb.pay.risk import EXAMPLE
        >>> uncertain_terms(offer=EXAMPLE)[:2]
        ('refresher_probability', 'promotion_probability')
    """
    mean = expected_value_usd(offer=offer, years=years, discount_rate=discount_rate)
    return tuple(term for term, _ in answers_about(offer, years, discount_rate, mean))


def answers_about(
    offer: Offer, years: int, rate: float, mean: float
) -> Iterator[tuple[str, Answers]]:
    """Give each uncertain term of an offer with its possible answers; they average to the mean."""

    def with_terms(**changed: Any) -> float:
        made = replace(offer, **changed)
        return expected_value_usd(offer=made, years=years, discount_rate=rate)

    for term, cases in _rules(offer):
        both = [(chance, with_terms(**changed)) for chance, changed in cases]
        yield from _if_it_matters(term, both)
    for term, count in (
        ("promotion_probability", _tries(offer, years)),
        ("layoff_probability", years),
    ):
        never = with_terms(**{term: 0.0})
        yield from _if_it_matters(term, _comes(getattr(offer, term), count, never, mean))
    parts = parts_of(offer, years, rate)
    if any(one.nodes for _, one, _ in parts.stays):
        yield "volatility_fraction", _by_price(parts, mean)


def _rules(offer: Offer) -> Iterator[tuple[str, Cases]]:
    """Give each rule of an employer that is uncertain, with its two cases."""
    for term in RULES:
        if 0 < (chance := getattr(offer, term, 0.0)) < 1:
            yield term, [(chance, {term: 1.0}), (1 - chance, {term: 0.0})]
    spread = getattr(offer, "bonus_spread", 0.0)
    if spread and offer.bonus_multiple * (1 + spread) <= 5:
        swings = [offer.bonus_multiple * swing for swing in (1 + spread, 1 - spread)]
        yield "bonus_spread", [(0.5, {"bonus_multiple": m, "bonus_spread": 0.0}) for m in swings]


def _tries(offer: Offer, years: int) -> int:
    """Count the years at whose end a promotion still pays something."""
    return max(0, years - getattr(offer, "promotion_after_years", 1))


def _comes(chance: float, count: int, never: float, mean: float) -> Answers:
    """Split a mean by whether something comes at least once in so many years."""
    comes = 1 - (1 - chance) ** count
    if not 0 < comes < 1:
        return [(1.0, mean)]
    return [(1 - comes, never), (comes, (mean - (1 - comes) * never) / comes)]


def _if_it_matters(term: str, answers: Answers) -> Iterator[tuple[str, Answers]]:
    if abs(answers[0][1] - answers[-1][1]) >= LEAST_USD:
        yield term, answers


def _by_price(parts: Parts, mean: float) -> Answers:
    """Give the mean worth at each place of the price, the same place for every time of stopping."""
    weights = [math.exp(-z * z / 2) for z in SCORES]
    total = math.fsum(weights)
    worths = [0.0] * len(SCORES)
    for atoms, one, _ in parts.stays:
        chance = math.fsum(c for _, c in atoms)
        cash = math.fsum(value * c for value, c in atoms)
        read = _quantile(one)
        worths = [worth + cash + chance * read(z) for worth, z in zip(worths, SCORES, strict=True)]
    off = mean - math.fsum(w * v for w, v in zip(weights, worths, strict=True)) / total
    return [(w / total, v + off) for w, v in zip(weights, worths, strict=True)]


def _quantile(one: SharesValue) -> Any:
    """Give what shares bring at a normal score; between nodes its logarithm is almost straight."""
    if not one.nodes:
        return lambda _: one.certain_usd
    reached = list(accumulate(one.reached, max))
    known = [(NORMAL.inv_cdf(c), log) for c, log in zip(reached, one.nodes, strict=True)
             if 1e-9 < c < 1 - 1e-9]  # fmt: skip
    scores, logs = zip(*known, strict=True)

    def read(score: float) -> float:
        """Read between two nodes; beyond the last the piece goes on."""
        cell = min(max(bisect_right(scores, score) - 1, 0), len(scores) - 2)
        width = scores[cell + 1] - scores[cell]
        part = (score - scores[cell]) / width if width > 0 else 0.0
        return math.exp(logs[cell] + part * (logs[cell + 1] - logs[cell]))

    return read


def versions_of(offer: Offer) -> list[tuple[float, Offer]]:
    """Give the offer with each of its rules holding or not."""
    found = [(1.0, offer)]
    for _, cases in _rules(offer):
        found = [(p * q, replace(one, **changed)) for p, one in found for q, changed in cases]
    return found


def told_about(offer: Offer, years: int, rate: float) -> Answers:
    """Give the means of an offer for all that somebody there can tell, at once."""
    told: Answers = []
    for chance, version in versions_of(offer):
        calm = replace(version, promotion_probability=0.0)
        mean, never = (
            expected_value_usd(offer=o, years=years, discount_rate=rate) for o in (version, calm)
        )
        split = _comes(version.promotion_probability, _tries(version, years), never, mean)
        told += [(value, chance * c) for c, value in split]
    return told
