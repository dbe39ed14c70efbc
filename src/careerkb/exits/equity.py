"""What a startup grant keeps through later rounds, and the exit at which it pays.

Shares are fractions of the fully diluted company, amounts US dollars before strike price,
preferences and tax.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Literal

from annotated_types import Interval, Len

from careerkb import data
from careerkb.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Chance, PositiveCount, Unit, Usd, YearlyPayUsd, checked, refusal

__all__ = [
    "break_even_exit_usd",
    "equity_answer",
    "hire_share",
    "kept_fraction",
    "kept_through_rounds",
    "median_dilutions",
    "stake_usd",
]

Round = Literal["seed", "A", "B", "C", "D"]
ROUNDS: tuple[Round, ...] = ("seed", "A", "B", "C", "D")
Dilution = Annotated[float, Interval(ge=0, lt=1), Unit("fraction of the company")]
Dilutions = Annotated[Sequence[Dilution], Len(0, 20)]
Share = Annotated[float, Interval(ge=1e-7, le=1), Unit("fraction of the company")]
Years = Annotated[float, Interval(ge=0.25, le=20), Unit("years")]


@checked
def median_dilutions(*, joined_after: Round, year: PositiveCount = 2023) -> tuple[float, ...]:
    """
    List the median dilution of each round after the one you join at.

    Args:
        joined_after: the last round closed before your grant.
        year: of the medians; 2023 is the latest that covers all rounds.

    Returns:
        One fraction a round that is still to come, up to round D.

    Raises:
        ValueError: the year lacks a median for one of those rounds.

    Source:
        `dilution.toml`, from `carta-2023-dilution`, `carta-q4-2024` and `carta-q1-2025`.

    Example:
        >>> from careerkb.exits.equity import median_dilutions
        >>> median_dilutions(joined_after="B")
        (0.126, 0.103)
    """
    known = {row["round"]: row for row in data.rows("dilution") if row["year"] == year}
    coming = ROUNDS[ROUNDS.index(joined_after) + 1 :]
    missing = [name for name in coming if name not in known]
    if missing:
        have = ", ".join(known) or "none"
        cause = f"for that year there are medians of: {have}"
        raise refusal("year", year, f"one with a median of round {missing[0]}", cause)
    return tuple(known[name]["median_fraction"] for name in coming)


@checked
def kept_fraction(*, dilutions: Dilutions, pool_top_ups: Dilutions = ()) -> float:
    """
    Give what is left of a share after later rounds and option pools.

    Args:
        dilutions: for each round, new shares over all shares after it.
        pool_top_ups: for each enlargement of the option pool, the same.

    Returns:
        A fraction of the original share, from above 0 to 1.

    Raises:
        ValueError: a dilution is out of range.

    Source:
        ``product of (1 - d)`` over rounds and top-ups.

    Example:
        >>> from careerkb.exits.equity import kept_fraction
        >>> round(kept_fraction(dilutions=[0.126, 0.103]), 4)
        0.784
    """
    return math.prod(1 - d for d in (*dilutions, *pool_top_ups))


@checked
def kept_through_rounds(*, joined_after: Round, year: PositiveCount = 2023) -> float:
    """
    Give what is left of a share if every later round dilutes by the median.

    Args:
        joined_after: the last round closed before your grant.
        year: of the medians.

    Returns:
        A fraction of the original share.

    Raises:
        ValueError: the year lacks a median.

    Source:
        `kept_fraction` of `median_dilutions`.
    """
    return kept_fraction(dilutions=median_dilutions(joined_after=joined_after, year=year))


@checked
def hire_share(*, hire: PositiveCount) -> float:
    """
    Look up the median share granted to an early hire of a seed-stage company.

    Args:
        hire: 1 for the first, up to 5.

    Returns:
        A fraction of the fully diluted company.

    Raises:
        ValueError: there is no median for this hire.

    Source:
        `hire_equity.toml`, from `carta-hires`.

    Example:
        >>> from careerkb.exits.equity import hire_share
        >>> hire_share(hire=3)
        0.005
    """
    for row in data.rows("hire_equity"):
        if row["hire"] == hire:
            return float(row["median_fraction"])
    raise refusal("hire", hire, "from 1 to 5", "later hires have no median in the source")


@checked
def stake_usd(*, share: Share, dilutions: Dilutions, exit_usd: Usd) -> float:
    """
    Give the value of a stake at a sale, before strike price, preferences and tax.

    Args:
        share: granted, of the fully diluted company.
        dilutions: of each round after the grant.
        exit_usd: price of the whole company.

    Returns:
        Dollars; an upper bound for common shares.

    Raises:
        ValueError: an argument is out of range.

    Source:
        ``share * kept * exit``.
    """
    return share * kept_fraction(dilutions=dilutions) * exit_usd


@checked
def break_even_exit_usd(
    *,
    forgone_usd: YearlyPayUsd,
    years: Years,
    share: Share,
    dilutions: Dilutions = (),
    success: Chance = 1.0,
) -> float:
    """
    Give the exit value at which a stake repays the pay given up for it.

    Args:
        forgone_usd: pay given up each year.
        years: how long.
        share: granted, of the fully diluted company, all of it vested.
        dilutions: of each round after the grant.
        success: chance that there is such an exit at all; otherwise the stake is worth nothing.

    Returns:
        Dollars, before strike price, preferences, discounting and tax.

    Raises:
        ValueError: an argument is out of range, or the stake is diluted to nearly nothing.

    Source:
        ``forgone * years / (success * share * kept)``.

    Example:
        >>> from careerkb.exits.equity import break_even_exit_usd
        >>> needed = break_even_exit_usd(
        ...     forgone_usd=220_000, years=4, share=0.0075, dilutions=[0.126, 0.103]
        ... )
        >>> round(needed / 1e6)
        150
    """
    kept = kept_fraction(dilutions=dilutions)
    if share * kept < 1e-9:
        raise refusal("dilutions", dilutions, "leaving at least a billionth of the company")
    return forgone_usd * years / (success * share * kept)


@checked
def equity_answer(
    *,
    forgone_usd: YearlyPayUsd = 220_000,
    years: Years = 4.0,
    share: Share = 0.0075,
    joined_after: Round = "B",
) -> Answer:
    """
    Answer how large an exit the grant needs, from certain success to one in ten.

    Args:
        forgone_usd: pay given up each year.
        years: how long.
        share: granted, of the fully diluted company.
        joined_after: the last round closed before the grant.

    Returns:
        The exit needed if success is certain and at one in ten, as a sentence; each chance as a
        row and a bar.

    Raises:
        ValueError: an argument is out of range.

    Source:
        `break_even_exit_usd` with the median dilutions of 2023.
    """
    dilutions = median_dilutions(joined_after=joined_after)
    chances = (1.0, 0.5, 0.2, 0.1)
    needed = [
        break_even_exit_usd(
            forgone_usd=forgone_usd, years=years, share=share, dilutions=dilutions, success=chance
        )
        for chance in chances
    ]
    kept = kept_fraction(dilutions=dilutions)
    headline = (
        f"{share:.2%} shrinks to {share * kept:.2%}; to repay {forgone_usd * years:,.0f} dollars"
        f" it needs an exit of {needed[0] / 1e6:,.0f} million if success is certain and of"
        f" {needed[-1] / 1e6:,.0f} million at one chance in ten, before strike price and tax."
    )
    labels = tuple(f"{chance:.0%}" for chance in chances)
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="chance of success"),
                Column(name="exit needed", unit="million USD"),
            ),
            rows=tuple((label, value / 1e6) for label, value in zip(labels, needed, strict=True)),
        ),
        chart=Chart(
            kind="bar",
            title="Exit needed to repay the pay given up",
            summary=headline,
            x_label="chance of success",
            y_label="million USD",
            series=(Series(name="exit needed", x=labels, y=tuple(v / 1e6 for v in needed)),),
        ),
    )
