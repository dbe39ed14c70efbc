"""Money by month: the one calendar on which every page of pay adds up.

Month 0 is the first day; month 1 is the end of the first month. Rates are fractions a year.
"""

from __future__ import annotations

import math
from functools import lru_cache

__all__ = ["annuities", "by_half_year", "discounts", "worth_by_month"]


@lru_cache(maxsize=64)
def discounts(rate: float, months: int) -> tuple[float, ...]:
    """
    Give what a dollar at the end of each month is worth today.

    Args:
        rate: what a dollar a year later is worth less.
        months: the last month.

    Returns:
        For month 0, 1 and so on to *months*.

    Source:
        ``(1 + r)**(-m / 12)``.

    Example:
        >>> from careerkb.maths.months import discounts
        >>> [round(one, 3) for one in discounts(0.08, 24)[::12]]
        [1.0, 0.926, 0.857]
    """
    return tuple((1 + rate) ** (-month / 12) for month in range(months + 1))


@lru_cache(maxsize=64)
def annuities(rate: float, years: int) -> tuple[float, ...]:
    """
    Give what a dollar a year, paid in twelve parts at the end of each month, is worth today.

    Args:
        rate: what a dollar a year later is worth less.
        years: how many.

    Returns:
        One sum for each half year.
    """
    return by_half_year(tuple(one / 12 for one in discounts(rate, 12 * years)[1:]))


@lru_cache(maxsize=256)
def by_half_year(monthly: tuple[float, ...]) -> tuple[float, ...]:
    """
    Add up six months at a time.

    Args:
        monthly: sums of month 1, 2 and so on; what is missing of the last half year is nothing.

    Returns:
        One sum for each half year.
    """
    return tuple(math.fsum(monthly[i : i + 6]) for i in range(0, len(monthly), 6))


@lru_cache(maxsize=256)
def worth_by_month(parts: tuple[float, ...], growth: float, rate: float) -> tuple[float, ...]:
    """
    Give what parts of a grant that vest month by month are worth today.

    Args:
        parts: shares of the grant that vest at the end of month 1, 2 and so on.
        growth: of the price a year.
        rate: what a dollar a year later is worth less.

    Returns:
        For each month, its part at the price of that day, discounted; the part itself where the
        price grows as the discount rate.
    """
    if growth == rate:
        return parts
    ratio = (1 + growth) / (1 + rate)
    return tuple(part and part * ratio ** (m / 12) for m, part in enumerate(parts, 1))
