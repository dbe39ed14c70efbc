"""What to ask an employer for, and in which words: sums, questions, a message."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Annotated

from annotated_types import Len

from careerkb.decide.information import information
from careerkb.decide.options import Options
from careerkb.decide.report import QUESTIONS
from careerkb.inputs import Rate, checked
from careerkb.pay.break_even import Term, break_even_value
from careerkb.pay.offers import Offer
from careerkb.pay.wording import _sum
from careerkb.pay.worth import Horizon

__all__ = ["asked_more_usd", "message_text", "questions_by_worth"]

Questions = Annotated[Sequence[Annotated[str, Len(1, 300)]], Len(0, 20)]

ASKED: Mapping[Term, str] = {
    "base_usd": "more base a year",
    "sign_on_usd": "more sign-on",
    "grant_usd": "more in the grant",
}
STEP_USD = 100
"""A sum to ask for is rounded up to so many dollars."""
ANSWERS = {"refresher_probability": 3, "bonus_spread": 4, "promotion_probability": 5}
"""Which question asks for each uncertain term, by its place in `QUESTIONS`."""
MOST_ASKED = 3
"""Questions that go into a message; more are not answered."""


@checked
def asked_more_usd(
    *,
    ahead: Offer,
    behind: Offer,
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
) -> dict[str, int]:
    """
    Give what to ask for: each sum that alone makes one offer worth another on average.

    Args:
        ahead: the offer that is worth more on average.
        behind: the one whose employer you ask.
        years: how long you would stay at either if nobody stops you.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Dollars by term, rounded up to a hundred; a term that cannot do it is left out.

    Source:
        `careerkb.pay.break_even.break_even_value`.

    Example:
        >>> from careerkb.decide.asking import asked_more_usd
        >>> from careerkb.pay.comparison import LAB, PRODUCT
        >>> asked_more_usd(ahead=LAB, behind=PRODUCT)
        {'base_usd': 80400, 'sign_on_usd': 315700, 'grant_usd': 315700}
    """
    found = {}
    for term in ASKED:
        level = break_even_value(
            offer_a=ahead, offer_b=behind, term=term, years=years, discount_rate=discount_rate
        )
        more = 0.0 if level is None else level - getattr(behind, term)
        if more > 0:
            found[str(term)] = math.ceil(more / STEP_USD - 1e-9) * STEP_USD
    return found


@checked
def questions_by_worth(
    *, options: Options, years: Horizon = 4, discount_rate: Rate = 0.08
) -> tuple[str, ...]:
    """
    Order what to ask by what knowing the answer adds to your choice.

    Args:
        options: what you could do, each with its outlook.
        years: how long you would stay at each if nobody stops you.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Every question of `careerkb.decide.report.QUESTIONS`: those whose answer is worth
        something first, with the sum and whom to ask; the others in the order of the letter.

    Source:
        `careerkb.decide.information.information`.
    """
    found = information(options=options, years=years, discount_rate=discount_rate)
    said: dict[int, str] = {}
    for one in found.questions:  # the one that is worth most first
        place = ANSWERS.get(one.term)
        if place is not None and place not in said and one.usd >= 0.5:
            said[place] = f"{one.option}: knowing it is worth {_sum(one.usd)}"
    rest = [place for place in range(len(QUESTIONS)) if place not in said]
    return (*(f"{QUESTIONS[n]} ({said[n]})" for n in said), *(QUESTIONS[n] for n in rest))


@checked
def message_text(*, offer: Offer, needs: str = "", questions: Questions = ()) -> str:
    """
    Write to the recruiter: what is open, and what would do, without naming anybody.

    Args:
        offer: the letter of the one who is asked.
        needs: what would make it level, such as "12,000 more base a year"; or nothing.
        questions: what to ask; the first three go in, without what stands in brackets.

    Returns:
        A text to copy and change; nothing is sent.
    """
    asked = [one.partition(" (")[0] for one in questions[:MOST_ASKED]]
    read = f"{offer.base_usd:,.0f} dollars base"
    for value, words in ((offer.sign_on_usd, "sign-on"), (offer.grant_usd, "in the grant")):
        read += f", {value:,.0f} {words}" if value else ""
    lines = ["Hello,", "", f"thank you for the offer ({read}). Before I decide, could you tell me"]
    lines[-1] += " in writing:"
    lines += [f"{number}. {question}" for number, question in enumerate(asked, 1)]
    if needs:
        lines += ["", f"With {needs} it would be level with my other option. Is there room for"]
        lines[-1] += " that, or for a part of it as sign-on?"
    return "\n".join([*lines, "", "Thank you"])
