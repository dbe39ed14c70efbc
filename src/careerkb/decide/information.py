"""Which question to ask first: how much the choice would gain if the answer were known.

Amounts are US dollars today, before tax, divided by the cost of living.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from statistics import NormalDist
from typing import Any

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.decide.joint import joint_worths
from careerkb.decide.options import OUTLOOK_LAB, OUTLOOK_PRODUCT, Option, Options, options_named
from careerkb.decide.several import Together
from careerkb.inputs import Rate, checked
from careerkb.maths.best import _reached
from careerkb.maths.odds import edges_of, mean_of, odds_of_certain
from careerkb.pay.offers import Offer
from careerkb.pay.shares import SharesValue
from careerkb.pay.wording import _sum
from careerkb.pay.worth import Horizon, Parts, expected_value_usd, parts_of

__all__ = ["Information", "Question", "information", "information_answer", "information_table"]

ASKED = {
    "refresher_probability": "Does {name} give refreshers as a rule?",
    "renewal_probability": "Does {name} renew the contract as a rule?",
    "bonus_spread": "Does {name} pay bonuses above target?",
    "promotion_probability": "Would you be promoted at {name} in time?",
    "layoff_probability": "Will {name} lay you off in this time?",
    "volatility_fraction": "What will the shares of {name} bring?",
}
"""A question for each term that is uncertain, as far as an offer has it."""
Cases = list[tuple[float, dict[str, float]]]
RULES = ("refresher_probability", "renewal_probability")
"""Terms that are one rule of an employer: it holds for you or it does not."""
NORMAL = NormalDist()
SCORES = tuple(i / 20 for i in range(-90, 91))
"""Places of the price at which the worth is read, in standard deviations."""
LEAST_USD = 0.5
"""A gain of less is none."""
Answers = list[tuple[float, float]]
"""Chance of each answer, with the mean worth of the option when it is given."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """
    What one answer would be worth.

    Args:
        words: the question.
        option: whom it is about.
        term: the term of the offer that says how likely each answer is.
        usd: by how much the mean of your choice grows if you know the answer before you choose.
        turned: how likely the answer is one that changes your choice.
        asked: whether a recruiter can know; nobody can know a share price or your layoff.
    """

    words: str
    option: str
    term: str
    usd: float
    turned: float
    asked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Information:
    """
    What answers are worth.

    Args:
        questions: the one that is worth most first.
        asked_usd: what it is worth to know all that somebody there can tell, at once.
        together_usd: what it is worth to know all of this and everything else that is uncertain.
        choice: the option that you would take now, by its mean.
    """

    questions: tuple[Question, ...]
    asked_usd: float
    together_usd: float
    choice: str


@checked
def information(
    *,
    options: Options,
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
    correlation: Together = 0.0,
) -> Information:
    """
    Order the questions about some options by what knowing the answer adds to your choice.

    Args:
        options: what you could do, each with its outlook.
        years: how long you would stay at each if nobody stops you.
        discount_rate: what a dollar a year later is worth less.
        correlation: of what two offers' shares bring; it moves only what all answers are worth.

    Returns:
        A question for each uncertain term of each option; nothing is worth anything where no
        answer can change your choice.

    Raises:
        ValueError: two options have the same name.

    Source:
        Expected value of perfect information (Howard 1966): the mean over the answers of the best
        option's mean given the answer, less the best mean without. A rule (refreshers, renewal)
        holds with its probability; a promotion or a layoff comes at least once; a price is read
        at each of its quantiles.
    """
    names = options_named(options)
    means = [
        expected_value_usd(offer=o.offer, years=years, discount_rate=discount_rate) for o in options
    ]
    chosen = means.index(max(means))
    found = []
    for place, option in enumerate(options):
        rest = max(mean for i, mean in enumerate(means) if i != place)
        for term, answers in _answers(option.offer, years, discount_rate, means[place]):
            gain, turned = _gain(answers, rest, place == chosen)
            words = ASKED[term].format(name=option.name)
            known = term not in ("layoff_probability", "volatility_fraction")
            found.append(
                Question(words=words, option=option.name, term=term, usd=gain, turned=turned,
                         asked=known)
            )  # fmt: skip
    found.sort(key=lambda one: (-one.usd, not one.asked))
    together = _together(options, years, discount_rate, correlation)
    asked = max([_asked(options, years, discount_rate), *(one.usd for one in found if one.asked)])
    together = max([together, asked, *(one.usd for one in found)])
    return Information(
        questions=tuple(found),
        asked_usd=asked if asked >= LEAST_USD else 0.0,
        together_usd=together if together >= LEAST_USD else 0.0,
        choice=names[chosen],
    )


def _gain(answers: Answers, rest: float, chosen: bool) -> tuple[float, float]:
    """Give what knowing the answer adds, and how likely it is one that changes the choice."""
    if chosen:
        gain = math.fsum(chance * max(0.0, rest - mean) for chance, mean in answers)
        turned = math.fsum(chance for chance, mean in answers if mean < rest)
    else:
        gain = math.fsum(chance * max(0.0, mean - rest) for chance, mean in answers)
        turned = math.fsum(chance for chance, mean in answers if mean > rest)
    return (gain, min(1.0, turned)) if gain >= LEAST_USD else (0.0, 0.0)


def _answers(offer: Offer, years: int, rate: float, mean: float) -> Iterator[tuple[str, Answers]]:
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
    if any(one.nodes for _, one in parts.stays):
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
    for atoms, one in parts.stays:
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


def _together(options: Sequence[Option], years: int, rate: float, correlation: float) -> float:
    """Give what it is worth to know everything: the mean of the best less the best mean."""
    versions: list[tuple[int, float, Parts]] = []
    for place, option in enumerate(options):
        for chance, offer in _versions(option.offer):
            versions.append((place, chance, parts_of(offer, years, rate)))
    counted: list[list[tuple[float, float]]] = [[] for _ in options]
    certain = [one.certain() for _, _, one in versions]
    if all(certain):
        for (place, chance, _), atoms in zip(versions, certain, strict=True):
            counted[place] += [(value, chance * c) for value, c in atoms]
        odds = odds_of_certain(counted)
        return odds.highest - max(odds.means)
    step = max(one.step_usd() for _, _, one in versions)
    mixture = joint_worths([one for _, _, one in versions], step, correlation)
    edges = edges_of(mixture[0][1])
    middles = [(a + b) / 2 for a, b in pairwise(edges)]
    highest, means = 0.0, [0.0] * len(options)
    for weight, worths in mixture:
        reached = [[0.0] * len(edges) for _ in options]
        for (place, chance, _), worth in zip(versions, worths, strict=True):
            own = _reached(worth, edges)
            reached[place] = [a + chance * b for a, b in zip(reached[place], own, strict=True)]
        top = [math.prod(each) for each in zip(*reached, strict=True)]
        highest += weight * mean_of(middles, top)
        means = [m + weight * mean_of(middles, r) for m, r in zip(means, reached, strict=True)]
    return highest - max(means)


def _versions(offer: Offer) -> list[tuple[float, Offer]]:
    """Give the offer with each of its rules holding or not."""
    found = [(1.0, offer)]
    for _, cases in _rules(offer):
        found = [(p * q, replace(one, **changed)) for p, one in found for q, changed in cases]
    return found


def _asked(options: Sequence[Option], years: int, rate: float) -> float:
    """Give what it is worth to know all that somebody there can tell."""
    told = []
    for option in options:
        atoms: Answers = []
        for chance, offer in _versions(option.offer):
            calm = replace(offer, promotion_probability=0.0)
            mean, never = (
                expected_value_usd(offer=o, years=years, discount_rate=rate) for o in (offer, calm)
            )
            split = _comes(offer.promotion_probability, _tries(offer, years), never, mean)
            atoms += [(value, chance * c) for c, value in split]
        told.append(atoms)
    odds = odds_of_certain(told)
    return odds.highest - max(odds.means)


@checked
def information_answer(
    *,
    offer_a: Offer = OUTLOOK_LAB,
    offer_b: Offer = OUTLOOK_PRODUCT,
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
    correlation: Together = 0.5,
) -> Answer:
    """
    Answer which question to ask first about two offers, and whether any can change your choice.

    Args:
        offer_a: the first letter and your outlook on it.
        offer_b: the second.
        years: how long you would stay at either if nobody stops you.
        discount_rate: what a dollar a year later is worth less.
        correlation: of what the two offers' shares bring.

    Returns:
        The question that is worth most as a sentence; each as a row and a bar.

    Source:
        `information`.
    """
    options = (Option(name="the first", offer=offer_a), Option(name="the second", offer=offer_b))
    return information_table(
        information(
            options=options, years=years, discount_rate=discount_rate, correlation=correlation
        )
    )


def information_table(found: Information) -> Answer:
    """
    Say what answers are worth.

    Args:
        found: by `information`.

    Returns:
        The first question as a sentence, each as a row and a bar.
    """
    rows = [
        (one.words, one.usd, 100 * one.turned, "somebody there" if one.asked else "nobody")
        for one in found.questions
    ]
    told = ("all that somebody there can know", found.asked_usd, "", "somebody there")
    rows += [told, ("everything, the price too", found.together_usd, "", "nobody")]
    return Answer(
        headline=_headline(found),
        table=Table(
            columns=(
                Column(name="question"),
                Column(name="worth", unit="USD"),
                Column(name="changes your choice", unit="of 100 answers"),
                Column(name="who can know"),
            ),
            rows=tuple(rows),
        ),
        chart=Chart(
            kind="bar",
            title="What the answer would add to your choice",
            summary=_headline(found),
            x_label="question",
            y_label="thousand USD today",
            series=(
                Series(
                    name="worth",
                    x=tuple(row[0] for row in rows),
                    y=tuple(row[1] / 1000 for row in rows),
                ),
            ),
        ) if found.together_usd else None,
    )  # fmt: skip


def _headline(found: Information) -> str:
    now = f"by the mean you would take {found.choice}"
    if not found.together_usd:
        return f"No answer can change your choice: {now}, whatever turns out."
    everything = f"to know everything would add {_sum(found.together_usd)}"
    best = next((one for one in found.questions if one.asked and one.usd), None)
    if best is None:
        all_of_them = "and neither do all of them together"
        if found.asked_usd:
            all_of_them = f"but all of them together are worth {_sum(found.asked_usd)}"
        return (
            f"No single answer that somebody there can give changes your choice, {all_of_them}:"
            f" {now}; {everything}, most of which nobody can know."
        )
    return (
        f"Ask first: {best.words} The answer is worth {_sum(best.usd)} at most: {now}, and in"
        f" {100 * best.turned:.0f} of 100 cases it would change that; {everything}."
    )
