"""Which input decides between two offers: a tornado, and the value at which the answer flips.

Differences are mean worths in US dollars today, first offer less second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Rate, checked, specs_of
from careerkb.maths.root import find_root
from careerkb.pay.comparison import LAB, PRODUCT, compare, verdict_words
from careerkb.pay.offers import Offer, growth_of
from careerkb.pay.risk import Horizon, expected_value_usd

__all__ = ["Swing", "break_even_answer", "break_even_value", "sensitivity_answer", "swings"]

Which = Literal["first", "second"]
Function = Callable[[float], float]
Term = Literal["base_usd", "sign_on_usd", "grant_usd", "refresher_usd"]
SUMS: dict[Term, str] = {
    "base_usd": "base a year",
    "sign_on_usd": "sign-on",
    "grant_usd": "grant",
    "refresher_usd": "in each refresher",
}
TENTH, HALF = (0.9, 1.1), (0.5, 1.5)
FACTORS = {"base_usd": TENTH, "sign_on_usd": HALF, "grant_usd": HALF, "cost_of_living": TENTH}
"""Assumed ranges of amounts, as multiples of the letter's."""
RANGES = {
    "bonus_multiple": (0.0, 1.5),
    "refresher_probability": (0.0, 1.0),
    "price_growth_fraction": (-0.3, 0.3),
    "haircut_fraction": (0.0, 0.5),
    "layoff_probability": (0.0, 0.2),
    "promotion_probability": (0.0, 0.4),
    "raise_fraction": (0.0, 0.06),
}
"""Assumed ranges of what no letter says, alike for both offers."""
YEARS = range(1, 9)
"""Years of staying that are tried; between them the difference is drawn as a straight line."""
RATES = (0.0, 0.15)
"""Assumed range of the discount rate."""
BENDING = {"layoff_probability"}
"""Inputs in which the worth can rise and fall; it only rises, or only falls, with the others."""
CELLS = 8
"""Parts into which the range of such an input is cut: two zeros within one part are not seen."""
NEAR = 1e-9
"""Part of a range within which two places are one."""
SHOWN = 10  # rows of the tornado
ALLOWED = specs_of(Offer)


@dataclass(frozen=True, kw_only=True, slots=True)
class Swing:
    """
    How one input moves the difference between two offers.

    Args:
        name: the input, with the offer it belongs to.
        value: its value now.
        low: the lowest value tried.
        high: the highest value tried.
        at_low_usd: the difference at the lowest.
        at_high_usd: the difference at the highest.
        least_usd: the lowest difference at any value tried, which may lie between the two.
        most_usd: the highest difference at any value tried.
        flips_at: the value nearest to the present one at which the mean difference is zero, or
            None when there is none between *low* and *high*.
    """

    name: str
    value: float
    low: float
    high: float
    at_low_usd: float
    at_high_usd: float
    least_usd: float
    most_usd: float
    flips_at: float | None

    @property
    def width_usd(self) -> float:
        """How far the difference moves, from its lowest to its highest."""
        return self.most_usd - self.least_usd


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


@checked
def swings(
    *, offer_a: Offer, offer_b: Offer, years: Horizon = 4, discount_rate: Rate = 0.08
) -> tuple[Swing, ...]:
    """
    Move one input at a time and see how far the difference between two offers goes.

    Args:
        offer_a: the first offer and your outlook on it.
        offer_b: the second.
        years: how long you would stay at either if nobody stops you.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        One swing an input, the widest first; inputs that move nothing are left out.

    Raises:
        ValueError: an argument is out of range.

    Source:
        `careerkb.pay.risk.expected_value_usd` over assumed ranges, which the page lists.
    """
    worth: dict[Which, float] = {
        "first": expected_value_usd(offer=offer_a, years=years, discount_rate=discount_rate),
        "second": expected_value_usd(offer=offer_b, years=years, discount_rate=discount_rate),
    }
    found = []
    sides: tuple[tuple[Which, Offer], ...] = (("first", offer_a), ("second", offer_b))
    for which, terms in sides:
        offer = replace(terms, price_growth_fraction=growth_of(terms, discount_rate))
        for term in (*FACTORS, *RANGES):

            def moved(
                place: float, which: Which = which, offer: Offer = offer, term: str = term
            ) -> float:
                changed: dict[str, Any] = {term: place}
                one = expected_value_usd(
                    offer=replace(offer, **changed), years=years, discount_rate=discount_rate
                )
                return one - worth["second"] if which == "first" else worth["first"] - one

            value = float(getattr(offer, term))
            low, high = RANGES.get(term) or (f * value for f in FACTORS[term])
            low, high = max(low, least_value(offer, term)), min(high, ALLOWED[term].high)
            cells = CELLS if term in BENDING else 1
            found.append(_swing(f"{which}: {_words(term)}", moved, value, _even(low, high, cells)))

    def at_rate(place: float) -> float:
        return _apart(offer_a, offer_b, years, place)

    at_year = {n: _apart(offer_a, offer_b, n, discount_rate) for n in YEARS}

    def at_years(place: float) -> float:
        whole = min(int(place), YEARS[-2])
        return at_year[whole] + (place - whole) * (at_year[whole + 1] - at_year[whole])

    rates = _even(*RATES, CELLS)
    found.append(_swing("both: years you stay", at_years, float(years), YEARS))
    found.append(_swing("both: discount rate", at_rate, discount_rate, rates))
    moving = [one for one in found if one.width_usd > 1]
    return tuple(sorted(moving, key=lambda one: (-one.width_usd, one.name)))


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


def _swing(name: str, moved: Function, value: float, places: Sequence[float]) -> Swing:
    places = _with(places, value)
    values = [moved(place) for place in places]
    return Swing(
        name=name,
        value=value,
        low=float(places[0]),
        high=float(places[-1]),
        at_low_usd=values[0],
        at_high_usd=values[-1],
        least_usd=min(values),
        most_usd=max(values),
        flips_at=_zero(moved, places, values, value),
    )


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

    Raises:
        ValueError: an argument is out of range.

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

    Raises:
        ValueError: an argument is out of range.

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


@checked
def sensitivity_answer(
    *,
    offer_a: Offer = LAB,
    offer_b: Offer = PRODUCT,
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
) -> Answer:
    """
    Show the inputs that move the difference most, and where the answer flips.

    Args:
        offer_a: the first offer and your outlook on it.
        offer_b: the second.
        years: how long you would stay at either if nobody stops you.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Who leads, the widest input and how many flip it, in words; the ten widest as rows, bars.

    Raises:
        ValueError: an argument is out of range.

    Source:
        `swings`.
    """
    found = swings(offer_a=offer_a, offer_b=offer_b, years=years, discount_rate=discount_rate)
    flipping = sum(one.flips_at is not None for one in found)
    verdict = verdict_words(
        compare(offer_a=offer_a, offer_b=offer_b, years=years, discount_rate=discount_rate)
    )
    headline = (
        f"{verdict}. Within its range '{found[0].name}' moves the mean difference most, by"
        f" {found[0].width_usd:,.0f}, and {flipping} of {len(found)} inputs can bring it to zero"
        " alone."
    )
    shown = found[:SHOWN]
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="input"),
                Column(name="now"),
                Column(name="tried"),
                Column(name="difference at low", unit="USD"),
                Column(name="at high", unit="USD"),
                Column(name="zero at"),
            ),
            rows=tuple(
                (
                    one.name,
                    _shown(one.value),
                    f"{_shown(one.low)} to {_shown(one.high)}",
                    one.at_low_usd,
                    one.at_high_usd,
                    "not in range" if one.flips_at is None else _shown(one.flips_at),
                )
                for one in shown
            ),
        ),
        chart=Chart(
            kind="dot",
            title="How far each input alone moves the difference",
            summary=headline,
            x_label="input",
            y_label="thousand USD today, first less second",
            series=(
                Series(
                    name="range, with a dot where the input is highest",
                    x=tuple(one.name for one in shown),
                    y=tuple(one.at_high_usd / 1000 for one in shown),
                    low=tuple(one.least_usd / 1000 for one in shown),
                    high=tuple(one.most_usd / 1000 for one in shown),
                ),
            ),
            reference=0.0,
            reference_label="no difference",
        ),
    )


def _shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:.3g}"
