"""One year's pay in two or more places, after tax, in your own currency and at your own prices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Annotated, Literal

from annotated_types import Interval, Len

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Fraction, Refusal, Unit, Usd, YearlyPayUsd, checked, record, refusal
from careerkb.pay.canada import take_home_cad
from careerkb.pay.france import take_home_eur as take_home_france_eur
from careerkb.pay.germany import take_home_eur as take_home_germany_eur
from careerkb.pay.switzerland import take_home_chf
from careerkb.pay.tax import take_home_usd
from careerkb.pay.united_kingdom import take_home_gbp

__all__ = ["Place", "abroad_answer", "kept_home", "left_home"]

Where = Literal[
    "United Kingdom",
    "Ontario",
    "British Columbia",
    "Quebec",
    "France",
    "Germany",
    "Zürich",
    "United States",
]
Currency = Literal["GBP", "CAD", "EUR", "CHF", "USD"]
Amount = Annotated[Usd, Interval(ge=0, le=1e9), Unit("of its own currency a year")]
BasePay = Annotated[YearlyPayUsd, Unit("of its own currency a year")]
ExchangeRate = Annotated[float, Interval(ge=1e-6, le=1e6), Unit("of yours for one of its own")]
CostOfLiving = Annotated[float, Interval(ge=0.1, le=10), Unit("ratio")]
StateRate = Annotated[Fraction, Interval(ge=0, le=0.2)]
BAND = 0.02
"""Part of the larger amount within which the lead is too close to call, as in a comparison."""


@dataclass(frozen=True, slots=True)
class _Law:
    """What a place pays in, what it leaves of a year's pay, and what that does not know."""

    currency: str
    left: Callable[[float], float]
    left_out: str


LAWS: Mapping[str, _Law] = MappingProxyType(
    {
        "United Kingdom": _Law(
            "GBP",
            lambda pay: take_home_gbp(pay_gbp=pay),
            "workplace pension: looks too good",
        ),
        "Ontario": _Law(
            "CAD",
            lambda pay: take_home_cad(pay_cad=pay, province="Ontario"),
            "pension at work: looks too good",
        ),
        "British Columbia": _Law(
            "CAD",
            lambda pay: take_home_cad(pay_cad=pay, province="British Columbia"),
            "pension at work: looks too good",
        ),
        "Quebec": _Law(
            "CAD",
            lambda pay: take_home_cad(pay_cad=pay, province="Quebec"),
            "pension at work, drug plan: looks too good",
        ),
        "France": _Law(
            "EUR",
            lambda pay: take_home_france_eur(pay_eur=pay),
            "the firm's health cover: looks too good",
        ),
        "Germany": _Law(
            "EUR",
            lambda pay: take_home_germany_eur(pay_eur=pay),
            "church tax: looks too good to members",
        ),
        "Zürich": _Law(
            "CHF",
            lambda pay: take_home_chf(pay_chf=pay),
            "health premium, accident cover: looks too good",
        ),
        "United States": _Law(
            "USD",
            lambda pay: take_home_usd(wages_usd=pay),
            "health premium, pension: looks too good; mortgage, gifts: too bad",
        ),
    }
)
"""By place, in the order in which a form lists them."""


@record
class Place:
    """
    One offer in one place, for one year, in the currency of the place.

    Args:
        where: country or province.
        base_local: base pay.
        bonus_local: bonus and sign-on.
        shares_local: value of the shares that vest in the year.
        exchange_rate: how many of your own currency one of its currency buys today, typed by you.
        cost_of_living: what your life costs there, by your own reckoning, over what it costs where
            you compare from.
        state_rate: share of all wages that the state takes, in the United States only.

    Raises:
        ValueError: a field is out of range, or a state rate is given outside the United States.
    """

    where: Where = "United Kingdom"
    base_local: BasePay
    bonus_local: Amount = 0.0
    shares_local: Amount = 0.0
    exchange_rate: ExchangeRate | None = None
    cost_of_living: CostOfLiving = 1.0
    state_rate: StateRate = 0.0

    def __post_init__(self) -> None:
        """Refuse a state rate where no state takes one."""
        if self.state_rate and self.where != "United States":
            raise refusal("state_rate", self.state_rate, f"0 in {self.where}")


Places = Annotated[Sequence[Place], Len(2, 6)]
GERMANY = Place(where="Germany", base_local=100_000)
FRANCE = Place(where="France", base_local=100_000)


def _paid_local(place: Place) -> float:
    return place.base_local + place.bonus_local + place.shares_local


def _rate(place: Place, home: str) -> float:
    own = LAWS[place.where].currency
    rate = place.exchange_rate
    if own == home:
        if rate not in (None, 1.0):
            raise refusal("exchange_rate", rate, f"1 or empty, because {place.where} pays {own}")
        return 1.0
    if rate is None:
        meaning = f"the rate of the day, how many {home} one {own} buys ({place.where})"
        raise refusal("exchange_rate", rate, meaning, "no rate is kept here; look it up")
    return rate


@checked
def left_home(*, place: Place, home: Currency = "EUR") -> float:
    """
    Give what is left of an offer after the taxes of its place, by the law of 2026.

    Args:
        place: the offer.
        home: your own currency.

    Returns:
        An amount of your own currency, not yet divided by the cost of living.

    Raises:
        ValueError: the currencies differ and no rate is given, or they agree and one is.

    Source:
        The pages of the countries, one single employee, the whole year.

    Example:
        >>> from careerkb.pay.abroad import Place, left_home
        >>> f"{left_home(place=Place(where='Germany', base_local=100_000)):,.0f}"
        '58,014'
    """
    rate = _rate(place, home)
    paid = _paid_local(place)
    if place.where == "United States":
        return take_home_usd(wages_usd=paid, state_rate=place.state_rate) * rate
    return LAWS[place.where].left(paid) * rate


@checked
def kept_home(*, place: Place, home: Currency = "EUR") -> float:
    """
    Give what is left of an offer at your own prices.

    Args:
        place: the offer.
        home: your own currency.

    Returns:
        `left_home` divided by the cost of living.

    Raises:
        ValueError: the currencies differ and no rate is given, or they agree and one is.

    Source:
        Division by the reader's own factor.
    """
    return left_home(place=place, home=home) / place.cost_of_living


@checked
def abroad_answer(*, places: Places = (GERMANY, FRANCE), home: Currency = "EUR") -> Answer:
    """
    Show one year's pay in two or more places side by side.

    Args:
        places: the offers.
        home: your own currency, in which all are compared.

    Returns:
        Which place leaves most as a sentence; each place with what is left out and which way that
        errs as rows; left and taken as stacked bars.

    Raises:
        ValueError: a rate is missing, or given where none is needed.

    Source:
        `kept_home`.
    """
    names = _names([place.where for place in places])
    paid, left, kept = [], [], []
    for number, place in enumerate(places):
        try:
            left.append(left_home(place=place, home=home))
        except Refusal as fault:
            raise fault.at("places", number) from None
        paid.append(_paid_local(place) * _rate(place, home))
        kept.append(left[-1] / place.cost_of_living)
    headline = _headline(names, kept, home)
    amount = partial(Column, unit=home)
    rows: list[tuple[float | str, ...]] = [
        (name, *amounts, 100 * amounts[1] / amounts[0], LAWS[place.where].left_out)
        for name, place, *amounts in zip(names, places, paid, left, kept, strict=True)
    ]
    shown = {
        "left": [value / 1000 for value in kept],
        "taken": [
            (pay - rest) / place.cost_of_living / 1000
            for pay, rest, place in zip(paid, left, places, strict=True)
        ],
    }
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="place"),
                amount(name="pay"),
                amount(name="left"),
                amount(name="left at your prices"),
                Column(name="part left", unit="%"),
                Column(name="left out, and which way it errs"),
            ),
            rows=tuple(rows),
        ),
        chart=Chart(
            kind="stacked",
            title="One year in each place, at your prices",
            summary=headline,
            x_label="place",
            y_label=f"thousand {home}",
            series=tuple(
                Series(name=name, x=tuple(names), y=tuple(values)) for name, values in shown.items()
            ),
        ),
    )


def _names(places: Sequence[str]) -> list[str]:
    """Number the offers of one place, so that each has a name of its own."""
    return [
        f"{where} ({places[: index + 1].count(where)})" if places.count(where) > 1 else where
        for index, where in enumerate(places)
    ]


def _headline(names: Sequence[str], kept: Sequence[float], home: str) -> str:
    order = sorted(range(len(kept)), key=lambda index: -kept[index])
    first, second = order[:2]
    lead = kept[first] - kept[second]
    amounts = f"{kept[first]:,.0f} {home} against {kept[second]:,.0f} in {names[second]}"
    if lead <= BAND * abs(kept[first]):
        return f"Too close to call: at your prices {names[first]} leaves {amounts}."
    return f"{names[first]} leaves most at your prices: {amounts}, a lead of {lead:,.0f}."
