"""What private shares of a laboratory are worth: tenders, a listing or a sale, or nothing.

Amounts are US dollars today, before tax; shares are counted as parts of the grant, and prices as
multiples of what one share is worth on the grant day.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Annotated

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Rate, Unit, Usd, checked
from careerkb.maths.lognormal import Points, Sums, moved, raised
from careerkb.pay.private_grant import EXAMPLE, PrivateGrant
from careerkb.pay.vesting import vested_in_year_fraction

__all__ = ["PrivateWorth", "private_shares_answer", "private_worth"]

Aversion = Annotated[float, Interval(ge=0, le=10), Unit("relative risk aversion")]
WealthUsd = Annotated[Usd, Interval(ge=1, le=1e13)]
MOST_HOLDINGS = 24
"""Most different numbers of shares still held that one year keeps apart."""
FINE = 12.0
"""Nodes to a standard deviation in the last step, between which quantiles are read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PrivateWorth:
    """
    What a private grant may bring in all, in dollars today.

    Args:
        sums: what may come, with its chances.
        mean_usd: the expected sum.
        tender_usd: the part of it that staff sales bring.
    """

    sums: Sums
    mean_usd: float
    tender_usd: float


@checked
def private_worth(*, grant: PrivateGrant, discount_rate: Rate = 0.08) -> PrivateWorth:
    """
    Give the distribution of what a private grant brings, in today's dollars.

    Args:
        grant: its terms and your outlook.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Chances of sums, before tax.

    Source:
        Backwards over years. At the end of each comes a listing, a sale, or neither; then perhaps a
        staff sale, in which you sell all you may. Between year ends the price is lognormal, so the
        worth of what you hold, in prices of the day, is the worth a year later times one lognormal
        ratio: an integral over one variable, on nodes half a standard deviation apart. The number
        of shares still held is counted for each order of staff sales; beyond 24 different numbers
        in a year, neighbours share. A cap in dollars becomes a number of shares at the expected
        price.
    """
    return _private_worth(grant, discount_rate)


@lru_cache(maxsize=64)
def _private_worth(grant: PrivateGrant, rate: float) -> PrivateWorth:
    scale = grant.grant_usd * grant.worth_fraction
    if scale < 1e-6:
        return PrivateWorth(sums=Sums(nothing=1.0), mean_usd=0.0, tender_usd=0.0)
    path = _Path(grant, rate)
    after = dict.fromkeys(path.holdings[-1], _Later(nothing=1.0))
    for year in range(path.years, 0, -1):
        fine = FINE if year == 1 else 2.0
        after = {held: path.earlier(year, held, after, fine) for held in path.holdings[year - 1]}
    found = after[0.0]
    return PrivateWorth(
        sums=Sums.of(found.nothing, found.points, scale),
        mean_usd=scale * found.mean,
        tender_usd=scale * found.tender,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Later:
    """What is still to come after a year, in prices of that day: chances, mean, tender part."""

    nothing: float = 0.0
    points: Points = field(default_factory=list)
    mean: float = 0.0
    tender: float = 0.0


class _Path:
    """The years of a grant: what vests, what a staff sale takes, and how many may be held."""

    def __init__(self, grant: PrivateGrant, rate: float) -> None:
        """Count forwards which numbers of shares may be held after each year."""
        self.grant, self.years, self.rate = grant, grant.years_to_lapse, rate
        growth = rate
        if grant.price_growth_fraction is not None:
            growth = (1 + grant.price_growth_fraction) * (1 - grant.dilution_fraction) - 1
        self.ratio = (1 + growth) / (1 + rate)
        self.drift = math.log(self.ratio) - grant.volatility_fraction**2 / 2
        self.vests = [0.0] * (self.years + 1)
        for year in range(1, grant.years_there + 1):
            self.vests[year] = vested_in_year_fraction(schedule=grant.schedule, year=year)
        self.vested = list(accumulate(self.vests))
        price = grant.grant_usd * grant.worth_fraction * grant.tender_price_fraction
        self.caps = [
            grant.tender_cap_usd / price / (1 + growth) ** year if price > 1e-6 else 0.0
            for year in range(self.years + 1)
        ]
        self.holdings = [[0.0]]
        for year in range(1, self.years + 1):
            lefts = (self.vests[year] + held for held in self.holdings[-1])
            found = {round(n, 9) for held in lefts for n in (held, held - self.sold(year, held))}
            self.holdings.append(_thinned(sorted(found)))

    def sold(self, year: int, held: float) -> float:
        """Give how many shares a staff sale at the end of a year takes."""
        if year <= self.grant.holding_years:
            return 0.0
        ripe = self.vested[year - self.grant.holding_years]
        left = ripe - (self.vested[year] - held)
        return max(0.0, min(self.grant.tender_fraction * ripe, left, self.caps[year]))

    def earlier(self, year: int, held: float, after: Mapping[float, _Later], fine: float) -> _Later:
        """Give what is to come before the end of a year, when so many shares were held."""
        ways = [way for way in self.ways(year, held + self.vests[year], after) if way[0]]
        points = [(log, chance * mass) for chance, later in ways for log, mass in later.points]
        return _Later(
            nothing=math.fsum(chance * later.nothing for chance, later in ways),
            points=moved(points, self.drift, self.grant.volatility_fraction, fine),
            mean=self.ratio * math.fsum(chance * later.mean for chance, later in ways),
            tender=self.ratio * math.fsum(chance * later.tender for chance, later in ways),
        )

    def ways(
        self, year: int, held: float, after: Mapping[float, _Later]
    ) -> Iterator[tuple[float, _Later]]:
        """Give what may happen at the end of a year, with its chance."""
        grant = self.grant
        yield grant.listing_probability, self.freed(year, held, grant.lock_up_months / 12)
        yield grant.sale_probability, self.bought(year, held)
        neither = 1 - grant.listing_probability - grant.sale_probability
        sold = self.sold(year, held)
        admitted = 1.0 if year <= grant.years_there else grant.leaver_fraction
        chance = grant.tender_probability * admitted if sold else 0.0
        for part, number in _near(after, held):
            yield neither * (1 - chance) * part, after[number]
        for part, number in _near(after, held - sold) if chance else ():
            yield neither * chance * part, _plus(after[number], sold * grant.tender_price_fraction)

    def due(self, year: int, held: float, wait: float) -> list[tuple[float, float]]:
        """List shares by the time until they are money, once the company is listed or bought."""
        later = [(y - year, part) for y, part in enumerate(self.vests) if y > year]
        return sorted((time, part) for time, part in [(wait, held), *later] if part > 0)

    def bought(self, year: int, held: float) -> _Later:
        """Give what a sale for cash makes: a price fixed that day, paid as shares vest."""
        total = math.fsum(part / (1 + self.rate) ** t for t, part in self.due(year, held, 0.0))
        return _Later(points=[(math.log(total), 1.0)], mean=total) if total else _Later(nothing=1.0)

    def freed(self, year: int, held: float, wait: float) -> _Later:
        """Give what a listing makes: shares sold after the lock-up, or on the day they vest."""
        due = self.due(year, held, wait)
        points: Points = []
        for number in range(len(due) - 1, -1, -1):
            time, part = due[number]
            points = raised(points, part) or [(math.log(part), 1.0)]
            gap = time - (due[number - 1][0] if number else 0.0)
            spread = self.grant.volatility_fraction * math.sqrt(gap)
            points = moved(points, self.drift * gap, spread)
        mean = math.fsum(part * self.ratio**time for time, part in due)
        return _Later(nothing=0.0 if due else 1.0, points=points, mean=mean)


def _plus(later: _Later, cash: float) -> _Later:
    """Add the money of a staff sale."""
    points = raised(later.points, cash)
    if later.nothing:
        points = [*points, (math.log(cash), later.nothing)]
    return _Later(points=points, mean=later.mean + cash, tender=later.tender + cash)


def _near(kept: Mapping[float, object], held: float) -> list[tuple[float, float]]:
    """Find a number of shares among those kept apart, or share it between two, mean kept."""
    numbers = list(kept)
    above = min(bisect_left(numbers, held - 1e-8), len(numbers) - 1)
    if not above or abs(numbers[above] - held) < 1e-8:
        return [(1.0, numbers[above])]
    low, high = numbers[above - 1], numbers[above]
    part = min(1.0, (held - low) / (high - low))
    return [(1 - part, low), (part, high)]


def _thinned(numbers: list[float]) -> list[float]:
    """Keep at most so many numbers of shares apart, evenly from the lowest to the highest."""
    if len(numbers) <= MOST_HOLDINGS:
        return numbers
    low, gap = numbers[0], (numbers[-1] - numbers[0]) / (MOST_HOLDINGS - 1)
    return [low + gap * number for number in range(MOST_HOLDINGS)]


@checked
def private_shares_answer(
    *,
    grant: PrivateGrant = EXAMPLE,
    discount_rate: Rate = 0.08,
    other_wealth_usd: WealthUsd = 300_000.0,
    risk_aversion: Aversion = 2.0,
) -> Answer:
    """
    Answer the reader's question: what is the paper of a laboratory worth?

    Args:
        grant: its terms and your outlook.
        discount_rate: what a dollar a year later is worth less.
        other_wealth_usd: what you own besides, your next years' pay included if you count on it.
        risk_aversion: how much a risk weighs: 0 not at all, 2 as often assumed, 4 much.

    Returns:
        The middle 80 % and the chance of nothing as a sentence; mean, parts, quantiles and the sum
        for certain that would serve you as well as rows; the outcomes from worst to best as a line.

    Source:
        `private_worth`.
    """
    worth = private_worth(grant=grant, discount_rate=discount_rate)
    low, middle, high = (worth.sums.quantile(share) for share in (0.1, 0.5, 0.9))
    certain = worth.sums.certain(other_wealth_usd, risk_aversion)
    paper = f"{grant.grant_usd:,.0f} dollars of private shares"
    headline = (
        f"{paper} bring {worth.mean_usd:,.0f} in the mean, in today's money and before tax: in 8 of"
        f" 10 outcomes between {low:,.0f} and {high:,.0f}, and nothing at all in"
        f" {100 * worth.sums.nothing:.0f} of 100."
    )
    rows = (
        ("on paper", grant.grant_usd),
        ("mean", worth.mean_usd),
        ("of it by staff sales", worth.tender_usd),
        ("one in ten below", low),
        ("median", middle),
        ("one in ten above", high),
        ("as good for you as, for certain", certain),
    )
    places = [number / 100 for number in range(2, 99, 2)]
    return Answer(
        headline=headline,
        table=Table(
            columns=(Column(name="worth today, before tax"), Column(name="amount", unit="USD")),
            rows=rows,
        ),
        chart=Chart(
            kind="line", title="A hundred outcomes, from the worst to the best", summary=headline,
            x_label="outcomes below, of 100", y_label="thousand USD today",
            series=(
                Series(
                    name="worth",
                    x=tuple(100 * place for place in places),
                    y=tuple(worth.sums.quantile(place) / 1000 for place in places),
                ),
            ),
            reference=grant.grant_usd / 1000, reference_label="on paper",
        ),
    )  # fmt: skip
