"""What is publicly known of equity at laboratories and large employers, and what nobody knows.

The facts are data, `lab_plans.toml`, each with its date, the kind of its source, and whether the
source itself was read.
"""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Interval, Len

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Unit, checked, record

__all__ = ["Fact", "Round", "facts", "lab_plans_answer", "share_price_ratio"]

Employer = Literal[
    "all", "OpenAI", "Anthropic", "Google DeepMind", "Meta", "Amazon", "NVIDIA",
    "SpaceX with xAI", "Scale AI", "Mistral",
]  # fmt: skip
Words = Annotated[str, Len(1, 300)]
Billions = Annotated[float, Interval(ge=0.001, le=1e5), Unit("thousand million dollars")]


@record
class Fact:
    """
    One thing that is publicly known of an employer's equity.

    Args:
        employer: whose plan.
        when: the date or period it holds for.
        topic: what it is about.
        known: the fact, in our words.
        kind: the kind of source.
        seen: "read" when we read the source itself, else "second-hand".
        source: its key in the list of sources.
    """

    employer: Words
    when: Words
    topic: Words
    known: Words
    kind: Words
    seen: Literal["read", "second-hand"]
    source: Words


@record
class Round:
    """
    One funding round, and what the next one was priced at.

    Args:
        name: whose round, and when the next one was.
        post_billion: value of the company after the first round's money.
        pre_billion: its value before the next round's money.
        next_post_billion: its value after that money.
    """

    name: Words
    post_billion: Billions
    pre_billion: Billions
    next_post_billion: Billions


ROUNDS = (
    Round(
        name="OpenAI, Oct 2025 to Mar 2026",
        post_billion=500,
        pre_billion=730,
        next_post_billion=852,
    ),
    Round(
        name="Anthropic, Feb to May 2026", post_billion=380, pre_billion=900, next_post_billion=965
    ),
)
"""As reported in the rows on price and staff sales of `lab_plans.toml`."""


@checked
def facts(*, employer: Employer = "all") -> tuple[Fact, ...]:
    """
    List what is known, in the order of the file.

    Args:
        employer: one of them, or all.

    Returns:
        The facts; none says what your own letter will.

    Raises:
        ValueError: the employer is not listed.

    Source:
        `lab_plans.toml`.

    Example:
        >>> from careerkb.pay.lab_plans import facts
        >>> facts(employer="Mistral")[0].when
        'September 2025'
    """
    rows = [Fact(**row) for row in data.rows("lab_plans")]
    return tuple(fact for fact in rows if employer in ("all", fact.employer))


@checked
def share_price_ratio(*, post_billion: Billions, pre_billion: Billions) -> float:
    """
    Give how far the price of a share rose from one round to the next.

    Args:
        post_billion: value of the company after the earlier round's money.
        pre_billion: value before the later round's money.

    Returns:
        A ratio. The headline, the later value after its money over the earlier one, is larger,
        because the new money buys new shares.

    Source:
        Between the rounds the number of shares is the same, if the pool for staff did not grow; a
        pool that grew makes the true ratio smaller.

    Example:
        >>> from careerkb.pay.lab_plans import share_price_ratio
        >>> f"{share_price_ratio(post_billion=500, pre_billion=730):.2f}"
        '1.46'
    """
    return pre_billion / post_billion


@checked
def lab_plans_answer(*, employer: Employer = "all") -> Answer:
    """
    Show what is publicly known of an employer's equity, and how little of it we read ourselves.

    Args:
        employer: one of them, or all.

    Returns:
        The count of facts in a sentence; the facts as rows; headline against share price between
        two rounds of two laboratories as bars.

    Raises:
        ValueError: the employer is not listed.

    Source:
        `facts` and `share_price_ratio`.
    """
    found = facts(employer=employer)
    read = sum(fact.seen == "read" for fact in found)
    whom = "these employers'" if employer == "all" else f"{employer}'s"
    headline = (
        f"{len(found)} dated facts on {whom} equity, {read} of them read at the source; none says"
        " how many shares there are, when you may sell next, or at which price."
    )
    names = tuple(each.name for each in ROUNDS)
    return Answer(
        headline=headline,
        table=Table(
            columns=tuple(
                Column(name=name) for name in ("employer", "when", "what is known", "source")
            ),
            rows=tuple(
                (fact.employer, fact.when, fact.known, f"{fact.kind}, {fact.seen}")
                for fact in found
            ),
        ),
        chart=Chart(
            kind="bar", title="From one round to the next: the headline and the share",
            summary="The value in the headline rose more than the price of a share in both cases.",
            x_label="from round to round", y_label="times the value before",
            series=(
                Series(
                    name="headline value", x=names,
                    y=tuple(each.next_post_billion / each.post_billion for each in ROUNDS),
                ),
                Series(
                    name="price of a share", x=names,
                    y=tuple(
                        share_price_ratio(post_billion=r.post_billion, pre_billion=r.pre_billion)
                        for r in ROUNDS
                    ),
                ),
            ),
        ),
    )  # fmt: skip
