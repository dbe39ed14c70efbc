"""Who gets what at a sale: liquidation preferences, conversion, and what is left for common shares.

Amounts are US dollars, holdings fractions of the fully diluted company.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Literal

from annotated_types import Interval, Len

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Hint, Text, Unit, Usd, checked, record, refusal

__all__ = [
    "Preferred",
    "common_usd",
    "payouts_usd",
    "stack_usd",
    "waterfall_answer",
]

Share = Annotated[float, Interval(ge=1e-6, lt=1), Unit("fraction of the company")]
Multiple = Annotated[float, Interval(ge=0, le=10), Unit("times the investment")]
Rank = Annotated[int, Interval(ge=0, le=20), Unit("rank, higher is paid first")]
Invested = Annotated[float, Interval(ge=1, le=1e12), Unit("USD")]
Sale = Annotated[
    float,
    Interval(ge=1e4, le=1e13),
    Unit("USD for the company"),
    Hint(lambda v: 0 < v < 1e4, lambda v: f"if {v:g} means millions, write {v * 1e6:.0f}"),
]


@record
class Preferred:
    """
    One class of preferred shares.

    Args:
        name: as in the capitalisation table.
        invested_usd: what its holders paid.
        share: its part of the fully diluted company, as converted.
        multiple: liquidation preference as a multiple of the investment; 1 is usual.
        rank: higher ranks are paid first; equal ranks share pro rata.
        participation: "none" takes the preference or converts; "full" takes it and shares the
            rest; "capped" does so up to a cap.
        cap_multiple: of a capped class, the most it takes without converting.

    Raises:
        ValueError: a field is out of range, or the cap lies below the preference.
    """

    name: Text
    invested_usd: Invested
    share: Share
    multiple: Multiple = 1.0
    rank: Rank = 0
    participation: Literal["none", "full", "capped"] = "none"
    cap_multiple: Multiple = 3.0

    def __post_init__(self) -> None:
        """Refuse a cap that would cut the preference itself."""
        if self.participation == "capped" and self.cap_multiple < self.multiple:
            least = f"at least the preference, {self.multiple:g} times"
            raise refusal("cap_multiple", self.cap_multiple, least)

    @property
    def preference_usd(self) -> float:
        """What it may take before anything is shared."""
        return self.invested_usd * self.multiple

    def takes_usd(self, price: float) -> float:
        """Give what it takes when one whole company of common shares is worth *price*."""
        converted = self.share * price
        if self.participation == "none":
            return max(self.preference_usd, converted)
        sharing = self.preference_usd + converted
        if self.participation == "full":
            return sharing
        return max(min(sharing, self.invested_usd * self.cap_multiple), converted)

    def bends(self) -> list[float]:
        """Give the prices at which its choice changes."""
        if self.participation == "none":
            return [self.preference_usd / self.share]
        if self.participation == "full":
            return []
        cap = self.invested_usd * self.cap_multiple
        return [(cap - self.preference_usd) / self.share, cap / self.share]


Classes = Annotated[Sequence[Preferred], Len(0, 20)]
EXAMPLE = (
    Preferred(name="Series A", invested_usd=10e6, share=0.20),
    Preferred(name="Series B", invested_usd=30e6, share=0.20, rank=1),
)
"""An illustration: two rounds with the usual single preference, the later one paid first."""


@checked
def stack_usd(*, classes: Classes) -> float:
    """
    Give the sum of all preferences: below it common shares get nothing.

    Args:
        classes: the preferred shares.

    Returns:
        Dollars.

    Raises:
        ValueError: the classes together hold the whole company.
    """
    _common_share(classes)
    return math.fsum(one.preference_usd for one in classes)


def _common_share(classes: Sequence[Preferred]) -> float:
    left = 1 - math.fsum(one.share for one in classes)
    if left < 1e-9:
        raise refusal("classes", [one.share for one in classes], "holding less than the company",
                      "common shares hold the rest")  # fmt: skip
    return left


@checked
def payouts_usd(*, exit_usd: Usd, classes: Classes) -> tuple[float, ...]:
    """
    Share out a sale: what each class of preferred takes, and last what common shares get.

    Args:
        exit_usd: price of the whole company after debts and fees.
        classes: the preferred shares; common shares hold the rest.

    Returns:
        One amount a class in the order given, then the amount for all common shares. They are not
        negative and sum to the price.

    Raises:
        ValueError: an argument is out of range, or nothing is left for common shares.

    Source:
        Preferences by rank while they last. Above their sum, the price of a common share is the
        root of ``sum of what everybody takes at that price = exit``, which is piecewise linear:
        each class converts exactly when that pays better.

    Example:
        >>> from careerkb.exits.waterfall import EXAMPLE, payouts_usd
        >>> [round(x / 1e6, 1) for x in payouts_usd(exit_usd=100e6, classes=EXAMPLE)]
        [17.5, 30.0, 52.5]
    """
    common = _common_share(classes)
    if exit_usd <= math.fsum(one.preference_usd for one in classes):
        return (*_by_rank(exit_usd, classes), 0.0)
    price = _price(exit_usd, classes, common)
    taken = [one.takes_usd(price) for one in classes]
    return (*taken, max(0.0, exit_usd - math.fsum(taken)))


def _by_rank(exit_usd: float, classes: Sequence[Preferred]) -> list[float]:
    """Pay preferences from the highest rank down, equal ranks in proportion."""
    left, paid = exit_usd, [0.0] * len(classes)
    for rank in sorted({one.rank for one in classes}, reverse=True):
        due = math.fsum(one.preference_usd for one in classes if one.rank == rank)
        part = min(1.0, left / due) if due else 0.0
        for i, one in enumerate(classes):
            if one.rank == rank:
                paid[i] = part * one.preference_usd
        left = max(0.0, left - part * due)
    return paid


def _price(exit_usd: float, classes: Sequence[Preferred], common: float) -> float:
    """Find the price of the whole company in common shares at which all takings sum to the exit."""

    def total(price: float) -> float:
        return common * price + math.fsum(one.takes_usd(price) for one in classes)

    bends = sorted({0.0, *(bend for one in classes for bend in one.bends())})
    below = max((bend for bend in bends if total(bend) <= exit_usd), default=0.0)
    above = min((bend for bend in bends if bend > below), default=2 * below + exit_usd)
    slope = (total(above) - total(below)) / (above - below)
    return below + (exit_usd - total(below)) / slope


@checked
def common_usd(*, exit_usd: Usd, classes: Classes, share: Share) -> float:
    """
    Give what a holder of common shares gets.

    Args:
        exit_usd: price of the whole company after debts and fees.
        classes: the preferred shares.
        share: the holder's part of the fully diluted company.

    Returns:
        Dollars before strike price and tax.

    Raises:
        ValueError: an argument is out of range, or the holder has more than all common shares.

    Source:
        The holder's part of all common shares, times what they get.
    """
    common = _common_share(classes)
    if share > common:
        raise refusal("share", share, f"at most {common:.6g}, all that is common")
    return payouts_usd(exit_usd=exit_usd, classes=classes)[-1] * share / common


@checked
def waterfall_answer(
    *, classes: Classes = EXAMPLE, share: Share = 0.005, sale_usd: Sale = 120e6
) -> Answer:
    """
    Show what a stake in common shares is worth at one sale price and around it.

    Args:
        classes: the preferred shares.
        share: the holder's part of the fully diluted company.
        sale_usd: price of the whole company after debts and fees.

    Returns:
        Where common shares begin to get something and what the stake gets at that price, as a
        sentence; payouts at it and at six multiples of the preferences as a table and as stacked
        bars.

    Raises:
        ValueError: the classes or the share do not fit together.

    Source:
        `payouts_usd`.
    """
    stack = stack_usd(classes=classes)
    base = stack or 100e6
    steps = [min(1e13, base * step) for step in (0.5, 1.0, 2.0, 3.0, 5.0, 10.0)]
    # The last price of a name is kept, so that no two rows are called alike.
    prices = sorted({_in_words(price): price for price in (*steps, sale_usd)}.values())
    shared = [payouts_usd(exit_usd=price, classes=classes) for price in prices]
    mine = [common_usd(exit_usd=price, classes=classes, share=share) for price in prices]
    names = (*(one.name for one in classes), "common")
    labels = tuple(map(_in_words, prices))
    headline = (
        (
            f"Common shares get nothing up to {_in_words(stack)} dollars"
            if stack
            else "Nobody is paid before common shares"
        )
        + f"; at {_in_words(sale_usd)} a stake of {share:.2%} gets "
        + _against(mine[prices.index(sale_usd)], share * sale_usd)
    )
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="sale", unit="USD"),
                *(Column(name=name, unit="million USD", decimals=1) for name in names),
                Column(name="your stake", unit="USD"),
            ),
            rows=tuple(
                (label, *(amount / 1e6 for amount in amounts), own)
                for label, amounts, own in zip(labels, shared, mine, strict=True)
            ),
        ),
        chart=Chart(
            kind="stacked",
            title="Who gets what at a sale",
            summary=headline,
            x_label="price of the company, USD",
            y_label="million USD",
            series=tuple(
                Series(name=name, x=labels, y=tuple(amounts[i] / 1e6 for amounts in shared))
                for i, name in enumerate(names)
            ),
        ),
    )


def _in_words(usd: float) -> str:
    return f"{round(usd / 1e6, 2):,.12g} million" if usd >= 1e4 else f"{usd:,.6g}"


def _against(mine: float, part: float) -> str:
    got, suggested = f"{mine:,.0f}", f"{part:,.0f}"
    if got == suggested:
        return f"{got} dollars, all that its percentage suggests."
    amount = "nothing" if got == "0" else f"{got} dollars"
    return f"{amount} instead of the {suggested} that its percentage suggests."
