"""What a startup grant keeps through later rounds, and the exit at which it pays.

Shares are fractions of the fully diluted company, amounts US dollars before strike price,
preferences and tax. What is kept is one number between the grant and the exit, so that a finer
model of either end can be put in its place.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Literal, get_args

from annotated_types import Interval, Len

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Chance, Hint, PositiveCount, Unit, Usd, YearlyPayUsd, checked, refusal

__all__ = [
    "break_even_exit_usd",
    "equity_answer",
    "hire_share",
    "kept_fraction",
    "median_dilutions",
    "stake_usd",
]

Stage = Literal["pre-seed", "seed", "A", "B", "C", "D"]
STAGES: tuple[str, ...] = get_args(Stage)
Quartile = Literal["lower", "median", "upper"]
_PERCENT = Hint(lambda v: 0.2 < v <= 100, lambda v: f"write {v:g} % as {v / 100:g}")
Dilution = Annotated[float, Interval(ge=0, le=0.99), Unit("fraction of the company"), _PERCENT]
Dilutions = Annotated[Sequence[Dilution], Len(0, 20)]
# Nobody is hired at more than a fifth, and 0.75 is far likelier to mean 0.75 % than 75 %.
Share = Annotated[float, Interval(ge=1e-7, le=0.2), Unit("fraction of the company"), _PERCENT]
Kept = Annotated[float, Interval(ge=1e-6, le=1), Unit("fraction of the grant")]
Years = Annotated[float, Interval(ge=0.25, le=20), Unit("years")]
CHANCES = (1.0, 0.5, 0.2, 0.1)


@checked
def median_dilutions(
    *, joined_after: Stage, through: Stage = "D", year: PositiveCount = 2023
) -> tuple[float, ...]:
    """
    List the median dilution of each round between your grant and the exit.

    Args:
        joined_after: the last round closed before your grant.
        through: the last round before the exit.
        year: of the medians; 2023 is the latest that covers all rounds.

    Returns:
        One fraction a round, in order.

    Raises:
        ValueError: *through* comes first, or the year lacks a median for one of those rounds.

    Source:
        `dilution.toml`, from `carta-2023-dilution`, `carta-cheatsheet` and `carta-q1-2025`.

    Example:
        >>> from careerkb.exits.equity import median_dilutions
        >>> median_dilutions(joined_after="B")
        (0.126, 0.103)
    """
    known = {row["round"]: row for row in data.rows("dilution") if row["year"] == year}
    first, last = STAGES.index(joined_after), STAGES.index(through)
    if last < first:
        raise refusal("through", through, f"{joined_after} or a later round")
    coming = STAGES[first + 1 : last + 1]
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
        pool_top_ups: for each enlargement of the option pool that the round's figure leaves
            out, the same.

    Returns:
        A fraction of the original share, from 0 to 1; the order of rounds does not matter.

    Raises:
        ValueError: a dilution is out of range.

    Source:
        ``product of (1 - d)`` over rounds and top-ups. With medians it is not a median itself.

    Example:
        >>> from careerkb.exits.equity import kept_fraction, median_dilutions
        >>> round(kept_fraction(dilutions=median_dilutions(joined_after="B")), 4)
        0.784
    """
    return math.prod(1 - d for d in (*dilutions, *pool_top_ups))


@checked
def hire_share(*, hire: PositiveCount, quartile: Quartile = "median") -> float:
    """
    Look up the share granted to an early hire of a seed-stage company.

    Args:
        hire: 1 for the first, up to 5.
        quartile: the middle, or either end of the middle half of grants.

    Returns:
        A fraction of the fully diluted company, for the whole grant and not a year of it.

    Raises:
        ValueError: there is no figure for this hire.

    Source:
        `hire_equity.toml`, from `carta-hires`.

    Example:
        >>> from careerkb.exits.equity import hire_share
        >>> [hire_share(hire=1, quartile=q) for q in ("lower", "median", "upper")]
        [0.005, 0.015, 0.04]
    """
    for row in data.rows("hire_equity"):
        if row["hire"] == hire:
            return float(row[f"{quartile}_fraction"])
    raise refusal("hire", hire, "from 1 to 5", "later hires have no figure in the source")


@checked
def stake_usd(*, share: Share, kept: Kept = 1.0, exit_usd: Usd) -> float:
    """
    Give the value of a stake at a sale, before strike price, preferences and tax.

    Args:
        share: granted, of the fully diluted company, all of it vested.
        kept: of that share, after later rounds; see `kept_fraction`.
        exit_usd: price of the whole company.

    Returns:
        Dollars; an upper bound for common shares.

    Source:
        ``share * kept * exit``.

    Example:
        >>> from careerkb.exits.equity import stake_usd
        >>> round(stake_usd(share=0.0075, kept=0.784, exit_usd=500e6))
        2940000
    """
    return share * kept * exit_usd


@checked
def break_even_exit_usd(
    *,
    forgone_usd: YearlyPayUsd,
    years: Years,
    share: Share,
    kept: Kept = 1.0,
    success: Chance = 1.0,
) -> float:
    """
    Give the exit value at which a stake repays the pay given up for it.

    Args:
        forgone_usd: pay that you give up each year by taking this offer and not the other one.
        years: how long.
        share: of the fully diluted company, vested in those years.
        kept: of that share, after later rounds; see `kept_fraction`.
        success: chance that there is such an exit at all; otherwise the stake is worth nothing.

    Returns:
        Dollars, before strike price, preferences, discounting and tax.

    Source:
        ``forgone * years / (success * share * kept)``, where the expected stake equals the sum
        given up.

    Example:
        >>> from careerkb.exits.equity import break_even_exit_usd
        >>> needed = break_even_exit_usd(
        ...     forgone_usd=220_000, years=4, share=0.0075, kept=0.784, success=0.2
        ... )
        >>> round(needed / 1e6)
        748
    """
    return forgone_usd * years / (success * share * kept)


@checked
def equity_answer(
    *,
    forgone_usd: YearlyPayUsd = 220_000,
    years: Years = 4.0,
    share: Share = 0.0075,
    joined_after: Stage = "B",
    pool_top_up: Dilution = 0.0,
) -> Answer:
    """
    Answer how large an exit the grant needs, from certain success to one in ten.

    Args:
        forgone_usd: pay that you give up each year by taking this offer and not the other one.
        years: how long.
        share: of the fully diluted company, vested in those years.
        joined_after: the last round closed before the grant.
        pool_top_up: dilution by later option pools, all together.

    Returns:
        The exit needed if success is certain and at one in ten, as a sentence; each chance as a
        row and a bar.

    Source:
        `break_even_exit_usd` with the median dilutions of 2023, through round D.
    """
    kept = kept_fraction(
        dilutions=median_dilutions(joined_after=joined_after), pool_top_ups=[pool_top_up]
    )
    terms = {"forgone_usd": forgone_usd, "years": years, "share": share, "kept": kept}
    needed = [break_even_exit_usd(**terms, success=chance) for chance in CHANCES]
    headline = (
        f"{_percent(share)} shrinks to {_percent(share * kept)} by round D; to repay"
        f" {forgone_usd * years:,.0f} dollars it needs an exit of {_millions(needed[0])} million"
        f" if success is certain and of {_millions(needed[-1])} million at one chance in ten,"
        " before strike price, preferences and tax."
    )
    labels = tuple(f"{chance:.0%}" for chance in CHANCES)
    rows = (
        (label, exit_usd / 1e6, share * kept * exit_usd / 1e6)
        for label, exit_usd in zip(labels, needed, strict=True)
    )
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="chance of success"),
                Column(name="exit needed", unit="million USD"),
                Column(name="your stake then", unit="million USD", decimals=2),
            ),
            rows=tuple(rows),
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


def _percent(fraction: float) -> str:
    return f"{fraction * 100:.2g}%"


def _millions(amount_usd: float) -> str:
    millions = amount_usd / 1e6
    return f"{millions:,.0f}" if millions >= 10 else f"{millions:.2g}"
