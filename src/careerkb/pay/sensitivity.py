"""Which input decides between two offers: a tornado, and the value at which the answer flips.

Differences are mean worths in US dollars today, first offer less second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Rate, checked
from careerkb.pay.break_even import (
    ALLOWED,
    CELLS,
    Function,
    Which,
    _apart,
    _even,
    _with,
    _words,
    _zero,
    least_value,
)
from careerkb.pay.comparison import LAB, PRODUCT, compare
from careerkb.pay.offers import Offer, growth_of, without_paper
from careerkb.pay.wording import verdict_words
from careerkb.pay.worth import Horizon, expected_value_usd

__all__ = ["Swing", "sensitivity_answer", "swings"]

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
SHOWN = 10  # rows of the tornado


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


@checked
def swings(
    *, offer_a: Offer, offer_b: Offer, years: Horizon = 4, discount_rate: Rate = 0.08
) -> tuple[Swing, ...]:
    """
    Move one input at a time and see how far the difference between two offers goes.

    Args:
        offer_a: the first offer and your outlook on it.
        offer_b: the second offer and your outlook on it.
        years: how long you would stay at either if nobody stops you.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        One swing an input, the widest first; inputs that move nothing are left out.

    Source:
        `careerkb.pay.worth.expected_value_usd` over assumed ranges, which the page lists.
    """
    for offer in (offer_a, offer_b):
        without_paper(offer, "what decides", "their worth would be worked out anew for each rate")
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
        offer_b: the second offer and your outlook on it.
        years: how long you would stay at either if nobody stops you.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Who leads, the widest input and how many flip it, in words; the ten widest as rows, bars.

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
            y_label="second ahead ← thousand USD today → first ahead",
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
