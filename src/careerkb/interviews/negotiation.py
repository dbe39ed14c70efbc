"""Negotiating an offer: the sum to ask for, the words, and what asking may cost.

Sums are US dollars before tax; worths are today's. Levers, replies and lore are data, each with
its source: `negotiation_levers.toml`, `negotiation_replies.toml`, `negotiation_lore.toml`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

from annotated_types import Interval, Len

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Section, Series, Table
from careerkb.inputs import Probability, Rate, Unit, Usd, checked, record
from careerkb.pay.break_even import break_even_value
from careerkb.pay.comparison import LAB, PRODUCT
from careerkb.pay.offers import Offer
from careerkb.pay.worth import Horizon, expected_value_usd

__all__ = ["Lore", "equal_asks_usd", "lore", "negotiation_answer", "withdrawal_limit"]

Lever = Literal[
    "base pay", "sign-on", "grant", "level", "deadline", "start date", "publishing", "compute",
    "team", "title", "clawback and exercise",
]  # fmt: skip
Reply = Literal[
    "you have not asked yet", "that is the top of the band", "we do not negotiate",
    "we need an answer today", "show us the other offer", "we can go half way",
]  # fmt: skip
Which = Literal["first", "second"]
Words = Annotated[str, Len(1, 400)]
Day = Annotated[str, Len(1, 40)]
Ask = Annotated[float, Interval(ge=1, le=1e7), Unit("USD")]
MONEY: Mapping[str, str] = {"base_usd": "base pay", "sign_on_usd": "sign-on", "grant_usd": "grant"}
STEP_USD = 1_000.0
"""A sum to ask for is rounded up to whole thousands; more precise sums irritate experts."""


@record
class Lore:
    """
    Something that is said about negotiating, and what the evidence says.

    Args:
        said: the saying, in our words.
        verdict: by the rule of the ledger.
        why: what it rests on, with the number of people where one is known.
        source: keys in the list of sources; none where nothing was found.
    """

    said: Words
    verdict: Literal["supported", "mixed", "not supported", "unverifiable"]
    why: Words
    source: tuple[str, ...] = ()


@checked
def lore() -> tuple[Lore, ...]:
    """
    List what is said about negotiating, each with our verdict.

    Returns:
        In the order of the file.

    Example:
        >>> from careerkb.interviews.negotiation import lore
        >>> lore()[1].verdict
        'mixed'
    """
    rows = data.rows("negotiation_lore")
    return tuple(Lore(**{**row, "source": tuple(row["source"])}) for row in rows)


@checked
def withdrawal_limit(*, success_probability: Probability, gain_usd: Usd, loss_usd: Usd) -> float:
    """
    Give the chance of losing the offer below which asking is worth it on average.

    Args:
        success_probability: chance that you get what you ask for, if the offer stands.
        gain_usd: what that adds to the worth of the offer.
        loss_usd: what the offer is worth above your next best, which is all you would have left.

    Returns:
        A probability, 1 where there is nothing to lose, 0 where there is nothing to gain.

    Source:
        With the chance w that it is withdrawn, asking adds ``(1 - w) p gain - w loss``; the root
        of that is ``p gain / (p gain + loss)``.

    Example:
        >>> from careerkb.interviews.negotiation import withdrawal_limit
        >>> limit = withdrawal_limit(success_probability=0.5, gain_usd=40_000, loss_usd=180_000)
        >>> f"{limit:.0%}"
        '10%'
    """
    hoped = success_probability * gain_usd
    if not hoped:
        return 0.0
    return hoped / (hoped + loss_usd)


@checked
def equal_asks_usd(
    *, wanted: Offer, other: Offer, years: Horizon = 4, discount_rate: Rate = 0.08
) -> dict[str, float]:
    """
    Give the sums that would, each alone, make the offer you want worth the other.

    Args:
        wanted: the offer you would rather accept, and your outlook on it.
        other: the one it has to match.
        years: how long you would stay.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Base pay, sign-on and grant to ask for, rounded up to whole thousands; a term that cannot
        do it is left out, and all are where the wanted offer is ahead already.

    Source:
        `careerkb.pay.break_even.break_even_value`.

    Example:
        >>> from careerkb.interviews.negotiation import equal_asks_usd
        >>> from careerkb.pay.comparison import LAB, PRODUCT
        >>> equal_asks_usd(wanted=PRODUCT, other=LAB)
        {'base pay': 316000.0, 'sign-on': 391000.0, 'grant': 916000.0}
    """
    if _worth(wanted, years, discount_rate) >= _worth(other, years, discount_rate):
        return {}
    asks = {}
    for term, name in MONEY.items():
        equal = break_even_value(
            offer_a=other,
            offer_b=wanted,
            term=term,  # type: ignore[arg-type]
            years=years,
            discount_rate=discount_rate,
        )
        if equal is not None:
            asks[name] = STEP_USD * math.ceil(round(equal / STEP_USD, 6))
    return asks


def _worth(offer: Offer, years: int, rate: float) -> float:
    return expected_value_usd(offer=offer, years=years, discount_rate=rate)


@checked
def negotiation_answer(
    *,
    offer_a: Offer = LAB,
    offer_b: Offer = PRODUCT,
    want: Which = "second",
    lever: Lever = "base pay",
    reply: Reply = "you have not asked yet",
    ask_usd: Ask | None = None,
    answer_by: Day = "Friday",
    success_probability: Probability = 0.5,
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
) -> Answer:
    """
    Answer the reader before the call: which sum, which words, and what it may cost.

    Args:
        offer_a: the first offer and your outlook on it.
        offer_b: the second offer and your outlook on it.
        want: the offer you would rather accept.
        lever: what you ask for.
        reply: what they have said.
        ask_usd: your own sum; left out, the one at which both offers are worth the same.
        answer_by: the day that you can promise an answer for.
        success_probability: chance that you get it, if the offer stands; an assumption of yours.
        years: how long you would stay.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        The sum and what asking is worth as a sentence; three sums of equal worth as rows and bars;
        the words to say and to write, when they work, what they may cost, and what is known.

    Source:
        `equal_asks_usd`, `withdrawal_limit` and the data files of this module.
    """
    wanted, other = (offer_a, offer_b) if want == "first" else (offer_b, offer_a)
    asks = equal_asks_usd(wanted=wanted, other=other, years=years, discount_rate=discount_rate)
    move = next(row for row in data.rows("negotiation_levers") if row["id"] == lever)
    after = next(row for row in data.rows("negotiation_replies") if row["id"] == reply)
    term = move["term"]
    ask = ask_usd if ask_usd is not None and term else asks.get(lever)
    lead = _worth(wanted, years, discount_rate) - _worth(other, years, discount_rate)
    words = _words(wanted, term, ask, asks, answer_by, abs(lead))
    gain = 0.0
    if ask is not None:
        changed: dict[str, Any] = {term: ask}
        gain = _worth(replace(wanted, **changed), years, discount_rate) - lead
        gain -= _worth(other, years, discount_rate)
    headline = _headline(want, lever, term, ask, wanted, gain, lead, success_probability)
    said = "First" if not after["say"] else f"When they say: {reply}"
    sections = (
        Section(title="Say", copy=_filled(move["say"], words)),
        Section(title="Write", copy=_filled(move["write"], words)),
        Section(
            title=said, text=f"{after['next']} {after['why']}", copy=_filled(after["say"], words)
        ),
        Section(title="When it works", text=move["when"]),
        Section(title="What it may cost", text=move["cost"]),
        Section(title="What is known", text=f"{move['known']} ({_seen(move['seen'])})"),
    )
    money = (Column(name=name, unit="USD") for name in ("the letter", "to ask for", "more"))
    now = {name: getattr(wanted, t) for t, name in MONEY.items()}
    none = "none needed" if lead >= 0 else "no sum does it"
    return Answer(
        headline=headline,
        sections=sections,
        table=Table(
            columns=(Column(name="each alone closes the gap"), *money),
            rows=tuple(
                (name, usd, asks.get(name, none), asks[name] - usd if name in asks else "")
                for name, usd in now.items()
            ),
        ),
        chart=Chart(
            kind="bar",
            title="Three sums of equal worth: each alone closes the gap",
            summary="What you would ask for, against what the letter says now.",
            x_label="what you ask for",
            y_label="thousand USD",
            series=(
                Series(
                    name="the letter",
                    x=tuple(asks),
                    y=tuple(now[name] / 1000 for name in asks),
                ),
                Series(name="ask", x=tuple(asks), y=tuple(usd / 1000 for usd in asks.values())),
            ),
        )
        if asks
        else None,
    )


def _seen(how: str) -> str:
    return {"read": "read at its source", "not known": "nothing was found"}.get(how, how)


def _words(
    wanted: Offer, term: str, ask: float | None, asks: Mapping[str, float], day: str, apart: float
) -> dict[str, str]:
    """Give what stands in the sentences: the reader's own sums, or what to put there."""
    equal = " or ".join(f"a {name} of {usd:,.0f} dollars" for name, usd in asks.items())
    return {
        "ask": f"{ask:,.0f} dollars" if ask is not None else "[your sum]",
        "now": f"{getattr(wanted, term):,.0f} dollars" if term else "[what it says]",
        "deadline": day,
        "apart": f"{apart:,.0f} dollars",
        "equal": equal or "[two or three packages that are worth the same to you]",
    }


def _filled(sentence: str, words: Mapping[str, str]) -> str:
    for name, text in words.items():
        sentence = sentence.replace(f"{{{name}}}", text)
    return sentence


def _headline(
    want: str, lever: str, term: str, ask: float | None, wanted: Offer, gain: float, lead: float,
    success: float,
) -> str:  # fmt: skip
    """Say the sum, what it does, and how likely a withdrawal must be to spoil it."""
    if not term:
        name = f"{lever[:1].upper()}{lever[1:]}"
        return f"{name} has no price here; ask in these words, before you sign."
    if ask is None:
        return (
            f"The {want} offer is ahead already, by {lead:,.0f} dollars today on average: no sum is"
            " needed to match the other. Type the sum at which you would sign at once."
        )
    now = getattr(wanted, term)
    more = f"{ask - now:,.0f}" + (f" ({(ask - now) / now:.0%})" if now else "")
    if gain <= 0:
        return f"{ask:,.0f} dollars is no more than the letter says; there is nothing to ask for."
    start = f"Ask for {ask:,.0f} dollars of {lever}, {more} more than the letter says: worth"
    worth = f"{start} {gain:,.0f} dollars today on average"
    if lead <= 0:
        left = (
            "If they withdrew, you would still hold the other offer, which is ahead as it stands."
        )
        return f"{worth}. {left}"
    limit = withdrawal_limit(success_probability=success, gain_usd=gain, loss_usd=lead)
    return (
        f"{worth}. With a chance of {success:.0%} to get it, asking pays unless they withdraw the"
        f" offer in more than {100 * limit:.0f} of 100 cases."
    )
