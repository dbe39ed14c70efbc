"""A year's pay and what is taken from it, as a calculator shows it for any country."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from careerkb.answers.answer import Answer, Chart, Column, Series, Table

__all__ = ["Payslip", "pay_answer"]

STEP = 1_000
"""The next slice of pay that a marginal rate speaks of: wide enough for scales that round."""
PARTS = (0.25, 0.5, 1.0, 1.5, 2.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Payslip:
    """
    One year.

    Args:
        gross: base, bonus and shares that vest, in the country's currency.
        taken: each tax and contribution by name.
        billed: the part of what is taken that nobody withholds during the year.
    """

    gross: float
    taken: Mapping[str, float]
    billed: float = 0.0

    @property
    def left(self) -> float:
        """What is left after everything is paid."""
        return self.gross - sum(self.taken.values())


def pay_answer(
    slip: Callable[[float, float], Payslip],
    *,
    cash: float,
    shares: float,
    place: str,
    currency: str,
    money: str,
) -> Answer:
    """
    Show what a year of pay leaves, what the shares leave, and where the rest goes.

    Args:
        slip: the payslip of an amount of cash and of shares.
        cash: base and bonus.
        shares: the value of shares on the day they vest.
        place: where, as it stands in a sentence.
        currency: three letters.
        money: the currency in words, plural.

    Returns:
        What is left, what shares leave and what the next thousand costs as a sentence; each part
        as a row; where each unit goes, by pay, as stacked bars.
    """
    year = slip(cash, shares)
    alone = slip(cash, 0.0)
    further = 1 - (slip(cash + STEP, shares).left - year.left) / STEP
    headline = (
        f"{place}, {year.left:,.0f} of {year.gross:,.0f} {money} are left,"
        f" {year.left / year.gross:.0%}, and {further:.0%} of the next {STEP:,} is taken"
    )
    rows = [("pay of the year", year.gross), *year.taken.items(), ("left", year.left)]
    if shares:
        kept = year.left - alone.left
        headline += f"; the shares leave {kept / shares:.0%} of what they are worth at vesting"
        rows.append(("left of the shares", kept))
    if round(year.billed) > 0:
        headline += f", and {year.billed:,.0f} of it all is billed later"
    headline += "."
    total = sum(year.taken.values())
    rows += [("withheld during the year", total - year.billed), ("billed later", year.billed)]
    slips = [slip(cash * part, shares * part) for part in PARTS]
    labels = tuple(f"{one.gross:,.0f}" for one in slips)
    parts = {"left": [one.left for one in slips]}
    parts |= {name: [one.taken[name] for one in slips] for name in year.taken}
    return Answer(
        headline=headline,
        table=Table(
            columns=(Column(name="part"), Column(name="amount", unit=currency)), rows=tuple(rows)
        ),
        chart=Chart(
            kind="stacked",
            title=f"Where pay goes, by pay of the year in {currency}",
            summary=headline,
            x_label=f"pay of the year, {currency}",
            y_label="% of pay",
            series=tuple(
                Series(
                    name=name,
                    x=labels,
                    y=tuple(
                        100 * value / one.gross for value, one in zip(values, slips, strict=True)
                    ),
                )
                for name, values in parts.items()
                if any(values)
            ),
        ),
    )
