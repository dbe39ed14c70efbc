"""Odds and time of getting a paper accepted, when review is partly a lottery.

All probabilities are fractions, all times are months.
"""

from __future__ import annotations

import math

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import (
    Chance,
    Correlation,
    Months,
    PositiveCount,
    Probability,
    checked,
    refusal,
)

__all__ = [
    "accepted_count_probabilities",
    "chance_of_at_least_one",
    "months_to_acceptance",
    "publication_answer",
]


@checked
def chance_of_at_least_one(
    *,
    acceptance: Probability,
    papers: PositiveCount = 1,
    tries: PositiveCount = 1,
    correlation: Correlation = 0.0,
) -> float:
    """
    Give the chance that at least one paper is accepted.

    With no correlation every submission is its own coin. With correlation ρ the chance of
    acceptance itself is uncertain, Beta distributed with the same mean: a paper (or an author)
    that fails once is likelier to fail again, so resubmitting helps less than coins suggest.

    Args:
        acceptance: chance of one submission.
        papers: different papers, at most 1,000,000.
        tries: submissions of each paper until it is accepted or given up.
        correlation: intra-class correlation ρ of submissions; 0 is independent, near 1 means
            that a first rejection foretells all the others.

    Returns:
        A probability from 0 to 1.

    Source:
        ``1 - (1 - p)**n``, and the beta-binomial probability of no success in n trials with
        ``a = p(1 - ρ)/ρ`` and ``b = (1 - p)(1 - ρ)/ρ``.

    Example:
        >>> from careerkb.work.publication import chance_of_at_least_one
        >>> [round(chance_of_at_least_one(acceptance=0.25, tries=n), 2) for n in (1, 2, 3, 4)]
        [0.25, 0.44, 0.58, 0.68]
    """
    return 1 - _none_accepted(acceptance, papers * tries, correlation)


def _none_accepted(acceptance: float, submissions: int, correlation: float) -> float:
    if correlation == 0 or acceptance in (0, 1):
        return float((1 - acceptance) ** submissions)
    spread = (1 - correlation) / correlation  # a + b of the Beta distribution
    misses = (1 - acceptance) * spread
    # B(a, b + n) / B(a, b), by logarithms of the gamma function
    return math.exp(
        math.lgamma(misses + submissions)
        - math.lgamma(misses)
        + math.lgamma(spread)
        - math.lgamma(spread + submissions)
    )


@checked
def accepted_count_probabilities(
    *, acceptance: Probability, papers: PositiveCount, correlation: Correlation = 0.0
) -> tuple[float, ...]:
    """
    Give the chance of exactly 0, 1, ... accepted papers among papers sent once each.

    Args:
        acceptance: chance of one paper.
        papers: how many are sent, at most 1,000.
        correlation: intra-class correlation of the papers, as in `chance_of_at_least_one`.

    Returns:
        *papers* + 1 probabilities that sum to 1.

    Source:
        Binomial distribution; with correlation the beta-binomial distribution.

    Example:
        >>> from careerkb.work.publication import accepted_count_probabilities
        >>> [round(p, 3) for p in accepted_count_probabilities(acceptance=0.25, papers=2)]
        [0.562, 0.375, 0.062]
    """
    if papers > 1_000:
        raise refusal("papers", papers, "a whole number from 1 to 1,000")
    # Send the papers one after the other; the chance of the next acceptance is the Beta mean
    # updated by the acceptances so far (Pólya's urn).
    probabilities = [1.0]
    for sent in range(papers):
        following = [0.0] * (sent + 2)
        for accepted, probability in enumerate(probabilities):
            chance = _next_acceptance(acceptance, accepted, sent, correlation)
            following[accepted] += probability * (1 - chance)
            following[accepted + 1] += probability * chance
        probabilities = following
    return tuple(probabilities)


def _next_acceptance(acceptance: float, accepted: int, sent: int, correlation: float) -> float:
    weight = sent * correlation / (1 - correlation)
    seen = accepted / sent if sent else 0.0
    return (acceptance + weight * seen) / (1 + weight)


@checked
def months_to_acceptance(
    *,
    acceptance: Chance,
    probability: Probability = 0.5,
    cycle_months: Months = 4,
    correlation: Correlation = 0.0,
) -> int:
    """
    Give the time by which a paper that is sent again and again is in, with a given probability.

    With correlation the tail is far longer than independent coins suggest: a paper that failed
    three times is likelier to fail a fourth. The mean is not given, because from a correlation of
    ``acceptance / (1 + acceptance)`` on it is infinite.

    Args:
        acceptance: chance of one submission, at least one in a million.
        probability: how sure to be, below 1.
        cycle_months: from one submission to the next.
        correlation: how much one rejection foretells the next, as in `chance_of_at_least_one`.

    Returns:
        Months, a multiple of *cycle_months*: the last cycle is counted in full.

    Raises:
        ValueError: an argument is out of range, or so sure an acceptance takes more than a
            million tries.

    Source:
        The fewest tries for which `chance_of_at_least_one` reaches *probability*: a quantile of
        the geometric distribution, with correlation of the beta-geometric one. The default of
        four months is an assumption: three large conferences spread their deadlines over the year.

    Example:
        >>> from careerkb.work.publication import months_to_acceptance
        >>> [months_to_acceptance(acceptance=0.25, correlation=c) for c in (0, 0.3)]
        [12, 16]
    """
    if acceptance == 1:
        return cycle_months
    if probability == 1:
        raise refusal("probability", probability, "below 1", "no number of tries makes it certain")
    missing = 1 - probability + 1e-12
    few, many = 0, 1  # too few tries, and perhaps enough
    while _none_accepted(acceptance, many, correlation) > missing:
        if many >= 1_000_000:
            cause = "this takes more than a million tries"
            raise refusal("probability", probability, "less certain at this acceptance", cause)
        few, many = many, min(2 * many, 1_000_000)
    while many - few > 1:
        middle = (few + many) // 2
        if _none_accepted(acceptance, middle, correlation) > missing:
            few = middle
        else:
            many = middle
    return many * cycle_months


@checked
def publication_answer(
    *,
    acceptance: Probability = 0.27,
    papers: PositiveCount = 2,
    tries: PositiveCount = 3,
    correlation: Correlation = 0.3,
) -> Answer:
    """
    Answer the reader's question: how likely is at least one paper by then?

    Args:
        acceptance: chance of one submission.
        papers: papers you expect to finish, at most 1,000,000.
        tries: submissions of each before giving up.
        correlation: how much one rejection foretells the next.

    Returns:
        The chance as a sentence with the range from independent to correlated, the same for
        each number of tries up to a dozen, and for yours, as a table, and a line chart of both.

    Source:
        `chance_of_at_least_one`. The defaults are assumptions for you to replace.
    """
    rounds = tuple(sorted({*range(1, min(tries, 12) + 1), tries}))
    coins = tuple(
        chance_of_at_least_one(acceptance=acceptance, papers=papers, tries=n) for n in rounds
    )
    linked = tuple(
        chance_of_at_least_one(
            acceptance=acceptance, papers=papers, tries=n, correlation=correlation
        )
        for n in rounds
    )
    sent = f"sent up to {tries:,} times" if tries > 1 else "sent once"
    what = (
        f"at least one accepted paper of {papers:,}, each {sent}"
        if papers > 1
        else f"the acceptance of a paper that is {sent}"
    )
    coin = f" ({coins[-1]:.0%} if every decision were an independent coin)"
    headline = f"{linked[-1]:.0%} for {what}{coin * (papers * tries > 1)}."
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="tries of each paper"),
                Column(name="correlated", unit="probability", decimals=2),
                Column(name="independent", unit="probability", decimals=2),
            ),
            rows=tuple(zip(map(float, rounds), linked, coins, strict=True)),
        ),
        chart=Chart(
            kind="line",
            title="Chance of at least one accepted paper",
            summary=headline,
            x_label="tries of each paper",
            y_label="probability",
            series=(
                Series(name="correlated", x=rounds, y=linked),
                Series(name="independent", x=rounds, y=coins),
            ),
        ),
    )
