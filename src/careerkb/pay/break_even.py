"""The sum to ask for: what one term must be for two offers to be worth the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Literal

from careerkb.answers.answer import Answer, Column, Table
from careerkb.inputs import Rate, checked, specs_of
from careerkb.maths.root import find_root
from careerkb.pay.comparison import LAB, PRODUCT
from careerkb.pay.offers import Offer
from careerkb.pay.worth import Horizon, expected_value_usd

__all__ = ["break_even_answer", "break_even_value"]

ALLOWED = specs_of(Offer)

Which = Literal["first", "second"]
Function = Callable[[float], float]
Term = Literal["base_usd", "sign_on_usd", "grant_usd", "refresher_usd"]
SUMS: dict[Term, str] = {
    "base_usd": "base a year",
    "sign_on_usd": "sign-on",
    "grant_usd": "grant",
    "refresher_usd": "in each refresher",
}
CELLS = 8
"""Parts into which the range of such an input is cut: two zeros within one part are not seen."""
NEAR = 1e-9
"""Part of a range within which two places are one."""


def _zero(
    function: Function, places: Sequence[float], values: Sequence[float], near: float
) -> float | None:
    """Find the zero nearest to *near*, from the signs of a function at some places in order."""
    points = list(zip(places, values, strict=True))
    found = [place for place, value in points if value == 0]
    for (left, at_left), (right, at_right) in pairwise(points):
        if at_left < 0 < at_right or at_right < 0 < at_left:
            found.append(find_root(function, (left, right), (at_left, at_right)))
    return min(found, key=lambda place: abs(place - near), default=None)


def least_value(offer: Offer, term: str) -> float:
    """Give the least that a term may be: a promised bonus is at most five times the base."""
    if term == "base_usd":
        return max(ALLOWED[term].low, offer.guaranteed_bonus_usd / 5)
    return ALLOWED[term].low


def _even(low: float, high: float, cells: int) -> list[float]:
    return [*(low + (high - low) * i / cells for i in range(cells)), high]


def _apart(offer_a: Offer, offer_b: Offer, years: int, rate: float) -> float:
    one, two = (
        expected_value_usd(offer=o, years=years, discount_rate=rate) for o in (offer_a, offer_b)
    )
    return one - two


def _words(term: str) -> str:
    words = term.removesuffix("_usd").removesuffix("_fraction").replace("_", " ")
    return words.replace("sign on", "sign-on")


def _with(places: Sequence[float], value: float) -> list[float]:
    """Add the present value to the places, when it lies between them, in place of a near one."""
    if not places[0] <= value <= places[-1]:
        return sorted(set(places))
    near = NEAR * (places[-1] - places[0])
    return sorted({value, *(place for place in places if abs(place - value) > near)})


@checked
def break_even_value(
    *,
    offer_a: Offer,
    offer_b: Offer,
    term: Term = "base_usd",
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
) -> float | None:
    """
    Give the amount in the second offer at which the two are worth the same in the mean.

    Args:
        offer_a: the first offer and your outlook on it.
        offer_b: the second, in which the amount is moved.
        term: which amount.
        years: how long you would stay at either if nobody stops you.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Dollars, or None when no amount up to ten million does it (for base, from 1,000 a year).

    Source:
        Root of the difference of mean worths, which never rises with an amount of the second.
    """
    goal = expected_value_usd(offer=offer_a, years=years, discount_rate=discount_rate)

    def short(amount: float) -> float:
        changed: dict[str, Any] = {term: amount}
        other = replace(offer_b, **changed)
        return goal - expected_value_usd(offer=other, years=years, discount_rate=discount_rate)

    present = float(getattr(offer_b, term))
    places = _with(_even(least_value(offer_b, term), 1e7, 1), present)
    return _zero(short, places, [short(place) for place in places], present)


@checked
def break_even_answer(
    *,
    offer_a: Offer = LAB,
    offer_b: Offer = PRODUCT,
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
) -> Answer:
    """
    Show which sum to ask for: each that alone makes the second offer worth the first.

    Args:
        offer_a: the first offer and your outlook on it.
        offer_b: the second, in which one amount at a time is moved.
        years: how long you would stay at either if nobody stops you.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        The sums as a sentence; each term as a row, with its amount now and where both are equal.

    Source:
        `break_even_value` of each term.
    """
    lead = _apart(offer_a, offer_b, years, discount_rate)
    rows: list[tuple[float | str, ...]] = []
    sums, never = list[str](), list[str]()
    for term, words in SUMS.items():
        name, now = _words(term), float(getattr(offer_b, term))
        equal = break_even_value(
            offer_a=offer_a, offer_b=offer_b, term=term, years=years, discount_rate=discount_rate
        )
        if equal is None:
            never.append(name)
            rows.append((name, now, "no amount does it", ""))
        else:
            change = round(equal - now)
            dollars = "" if sums else " dollars"
            sums.append(f"{abs(change):,}{dollars} {'more' if lead > 0 else 'less'} {words}")
            rows.append((name, now, equal, f"{change:+,}" if change else "none"))
    names = Column(name="term"), Column(name="now", unit="USD"), Column(name="equal at", unit="USD")
    return Answer(
        headline=_to_ask(lead, sums, never),
        table=Table(columns=(*names, Column(name="change, USD")), rows=tuple(rows)),
    )


def _to_ask(lead: float, sums: Sequence[str], never: Sequence[str]) -> str:
    """Say which sums do it, each alone, and which terms cannot."""
    if abs(lead) < 0.5:
        return "On average the two offers are worth the same as they stand."
    who = "first" if lead > 0 else "second"
    none = " or ".join(filter(None, (", ".join(never[:-1]), *never[-1:])))
    if not sums:
        return f"On average the {who} offer is ahead; no amount of {none} alone changes that."
    needs = "On average the second offer is ahead; it would be worth the same as the first with"
    if lead > 0:
        needs = "To be worth the same as the first on average, the second offer needs"
    said = f"{needs} {', or '.join(sums)}; each alone."
    return f"{said} No amount of {none} does it." if never else said
