"""What an offer adds after tax to a household that already earns.

Amounts are US dollars a year, for two people who file together. Education and not advice.
"""

from __future__ import annotations

from typing import Any

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Fraction, Usd, YearlyPayUsd, checked
from careerkb.pay.itemizing import Filer, TaxYear
from careerkb.pay.states import State, provisional, taken_usd

__all__ = ["added_usd", "household_answer", "household_left_usd", "next_dollar_rate"]

STEP = 1.0


@checked
def household_left_usd(
    *,
    wages_usd: Usd,
    spouse_wages_usd: Usd,
    state: State = "elsewhere",
    state_rate: Fraction = 0.0,
    year: TaxYear = 2026,
) -> float:
    """
    Give what is left of both wages.

    Args:
        wages_usd: your base, bonus and shares that vest.
        spouse_wages_usd: the same of the other.
        state: where both of you live and work.
        state_rate: share of all wages that state and city take, if that is elsewhere.

    Returns:
        Dollars.

    Raises:
        ValueError: an argument is out of range, or a flat rate is given for a known state.

    Source:
        Wages less `careerkb.pay.states.taken_usd`, filed together.
    """
    taken = taken_usd(
        wages_usd=wages_usd,
        spouse_wages_usd=spouse_wages_usd,
        state=state,
        state_rate=state_rate,
        filer=Filer(year=year, status="joint"),
    )
    return wages_usd + spouse_wages_usd - sum(taken.values())


@checked
def added_usd(
    *,
    wages_usd: Usd,
    spouse_wages_usd: Usd,
    state: State = "elsewhere",
    state_rate: Fraction = 0.0,
    year: TaxYear = 2026,
) -> float:
    """
    Give what your wages add to the household after tax.

    Args:
        wages_usd: your base, bonus and shares that vest.
        spouse_wages_usd: the same of the other.
        state: where both of you live and work.
        state_rate: share of all wages that state and city take, if that is elsewhere.

    Returns:
        Dollars.

    Raises:
        ValueError: an argument is out of range, or a flat rate is given for a known state.

    Source:
        What both wages leave less what the other's leave alone, filed together.

    Example:
        >>> from careerkb.pay.household import added_usd
        >>> added_usd(wages_usd=400_000, spouse_wages_usd=300_000)
        257360.5
    """
    place: dict[str, Any] = {"state": state, "state_rate": state_rate, "year": year}
    both = household_left_usd(wages_usd=wages_usd, spouse_wages_usd=spouse_wages_usd, **place)
    return both - household_left_usd(wages_usd=0.0, spouse_wages_usd=spouse_wages_usd, **place)


@checked
def next_dollar_rate(
    *,
    wages_usd: Usd,
    spouse_wages_usd: Usd,
    state: State = "elsewhere",
    state_rate: Fraction = 0.0,
    year: TaxYear = 2026,
) -> float:
    """
    Give the share of your next dollar that is taken.

    Args:
        wages_usd: your wages so far; 0 for the first dollar.
        spouse_wages_usd: the other's wages.
        state: where both of you live and work.
        state_rate: share of all wages that state and city take, if that is elsewhere.

    Returns:
        A fraction; above one only where a law takes a credit away in a step.

    Raises:
        ValueError: an argument is out of range, or a flat rate is given for a known state.

    Source:
        The difference that one dollar makes.
    """
    place: dict[str, Any] = {"state": state, "state_rate": state_rate, "year": year}
    place["spouse_wages_usd"] = spouse_wages_usd
    now = household_left_usd(wages_usd=wages_usd, **place)
    more = household_left_usd(wages_usd=wages_usd + STEP, **place) - now
    return round(1 - more / STEP, 9)


@checked
def household_answer(
    *,
    wages_usd: YearlyPayUsd = 400_000,
    spouse_wages_usd: Usd = 300_000,
    state: State = "elsewhere",
    state_rate: Fraction = 0.0,
    year: TaxYear = 2026,
) -> Answer:
    """
    Show what an offer adds to a household, and what it would leave you alone.

    Args:
        wages_usd: your base, bonus and shares that vest.
        spouse_wages_usd: the same of the other.
        state: where both of you live and work.
        state_rate: share of all wages that state and city take, if that is elsewhere.

    Returns:
        What is added as a sentence; each part with and without you as rows; what you keep of each
        pay, beside the other and single, as lines.

    Raises:
        ValueError: an argument is out of range, or a flat rate is given for a known state.

    Source:
        `added_usd` and `careerkb.pay.states.taken_usd`.
    """
    place: dict[str, Any] = {"state": state, "state_rate": state_rate, "year": year}
    living: dict[str, Any] = {"state": state, "state_rate": state_rate}
    couple, one = Filer(year=year, status="joint"), Filer(year=year, status="single")
    joint: dict[str, Any] = {**living, "spouse_wages_usd": spouse_wages_usd, "filer": couple}

    def single(wages: float) -> float:
        return wages - sum(taken_usd(wages_usd=wages, filer=one, **living).values())

    def beside(wages: float) -> float:
        return added_usd(wages_usd=wages, spouse_wages_usd=spouse_wages_usd, **place)

    first, last = (
        next_dollar_rate(wages_usd=usd, spouse_wages_usd=spouse_wages_usd, **place)
        for usd in (0.0, wages_usd)
    )
    added, alone = beside(wages_usd), single(wages_usd)
    headline = (
        f"Your {wages_usd:,.0f} dollars add {added:,.0f} to what the household keeps,"
        f" {added / wages_usd:.0%}; your first dollar is taxed at {first:.2%} and the next one at"
        f" {last:.2%}. A single person would keep {alone:,.0f}, {alone / wages_usd:.0%}."
    )
    if warned := provisional(state=state, year=year):
        headline += f" Provisional: {warned}."
    without = taken_usd(wages_usd=0.0, **joint)
    both = taken_usd(wages_usd=wages_usd, **joint)
    rows = [
        ("wages", spouse_wages_usd, spouse_wages_usd + wages_usd, wages_usd),
        *((part, without[part], both[part], both[part] - without[part]) for part in both),
    ]
    left = spouse_wages_usd - sum(without.values())
    rows.append(("left", left, left + added, added))
    steps = [max(2 * wages_usd, 100_000) * i / 20 for i in range(1, 21)]
    x = tuple(step / 1000 for step in steps)
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="part"),
                *(Column(name=name, unit="USD") for name in ("the other alone", "both", "yours")),
            ),
            rows=tuple(rows),
        ),
        chart=Chart(
            kind="line",
            title="What you keep of your wages",
            summary=headline,
            x_label="your wages, thousand USD",
            y_label="% kept",
            series=(
                Series(name="beside the other", x=x, y=tuple(100 * beside(s) / s for s in steps)),
                Series(name="single", x=x, y=tuple(100 * single(s) / s for s in steps)),
            ),
        ),
    )
