"""Which question to ask first: how much the choice would gain if the answer were known.

Amounts are US dollars today, before tax, divided by the cost of living.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.decide.joint import Together, joint_worths
from careerkb.decide.options import OUTLOOK_LAB, OUTLOOK_PRODUCT, Option, Options, options_named
from careerkb.decide.uncertain import Answers, answers_about, told_about, versions_of
from careerkb.inputs import Rate, checked
from careerkb.maths.best import _reached
from careerkb.maths.odds import edges_of, mean_of, odds_of_certain
from careerkb.pay.offers import Offer
from careerkb.pay.wording import _sum
from careerkb.pay.worth import Horizon, expected_value_usd, parts_of

__all__ = ["Information", "Question", "information", "information_answer"]

ASKED = {
    "refresher_probability": "Does {name} give refreshers as a rule?",
    "renewal_probability": "Does {name} renew the contract as a rule?",
    "bonus_spread": "Does {name} pay bonuses above target?",
    "promotion_probability": "Would you be promoted at {name} in time?",
    "layoff_probability": "Will {name} lay you off in this time?",
    "volatility_fraction": "What will the shares of {name} bring?",
}
"""A question for each term that is uncertain, as far as an offer has it."""
LEAST_USD = 0.5
"""A gain of less is none."""


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
        for term, answers in answers_about(option.offer, years, discount_rate, means[place]):
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


def _together(options: Sequence[Option], years: int, rate: float, correlation: float) -> float:
    """Give what it is worth to know everything: the mean of the best less the best mean."""
    versions = [
        (place, chance, offer)
        for place, option in enumerate(options)
        for chance, offer in versions_of(option.offer)
    ]
    counted: list[list[tuple[float, float]]] = [[] for _ in options]
    certain = [parts_of(offer, years, rate).certain() for _, _, offer in versions]
    if all(certain):
        for (place, chance, _), atoms in zip(versions, certain, strict=True):
            counted[place] += [(value, chance * c) for value, c in atoms]
        odds = odds_of_certain(counted)
        return odds.highest - max(odds.means)
    mixture = joint_worths(
        offers=[offer for _, _, offer in versions],
        years=years,
        discount_rate=rate,
        correlation=correlation,
    )
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


def _asked(options: Sequence[Option], years: int, rate: float) -> float:
    """Give what it is worth to know all that somebody there can tell."""
    odds = odds_of_certain([told_about(option.offer, years, rate) for option in options])
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
        offer_b: the second offer and your outlook on it.
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
    rows: list[tuple[str, float, float | str, str]] = [
        (one.words, one.usd, 100 * one.turned, "somebody there" if one.asked else "nobody")
        for one in found.questions
    ]
    told = ("all that somebody there can know", found.asked_usd, "", "somebody there")
    everything = ("everything, the price too", found.together_usd, "", "nobody")
    drawn = [*(row for row in rows if row[1]), told, everything]
    rows += [told, everything]
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
                    x=tuple(row[0] for row in drawn),
                    y=tuple(float(row[1]) / 1000 for row in drawn),
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
