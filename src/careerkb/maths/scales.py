"""Tax scales as records: brackets, contributions with floor and ceiling, tapers, step tables.

Every tax on income that the handbook knows is one of two shapes: a scale that rises in steps, and
an amount that melts away as income grows. Amounts are in the currency of the law they come from.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from careerkb import data
from careerkb.inputs import refusal

__all__ = ["Scale", "Taper", "contribution", "rules"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """
    What is due on an amount, in steps: a rate holds from one bottom to the next.

    A surcharge in percent of another tax is a scale over that tax; a contribution with a ceiling
    is a scale whose last rate is zero; a published step table gives its own `bases`.

    Args:
        bottoms: where each step begins, rising; nothing is due below the first.
        rates: fraction due of each further unit of a step.
        bases: what is due at each bottom, as a table prints it; without them, what the
            steps below add up to.
        curves: what the square of the distance from the bottom adds, for scales whose rate
            itself rises within a step.

    Raises:
        ValueError: there is no step, lengths differ, or bottoms do not rise.

    Example:
        >>> from careerkb.maths.scales import Scale
        >>> scale = Scale(bottoms=(0, 10_000), rates=(0.1, 0.3))
        >>> scale.due(15_000), scale.rate(15_000)
        (2500.0, 0.3)
    """

    bottoms: Sequence[float]
    rates: Sequence[float]
    bases: Sequence[float] = ()
    curves: Sequence[float] = ()

    def __post_init__(self) -> None:
        """Refuse a ragged scale; add up the bases that are not given."""
        steps = len(self.bottoms)
        if not steps:
            raise refusal("bottoms", self.bottoms, "at least 1 number")
        for name in ("rates", "bases", "curves"):
            values = getattr(self, name)
            if len(values) != steps and (name == "rates" or values):
                raise refusal(name, values, f"{steps} numbers, as many as bottoms")
        if any(low >= high for low, high in zip(self.bottoms, self.bottoms[1:], strict=False)):
            raise refusal("bottoms", self.bottoms, "rising numbers")
        if not self.curves:
            object.__setattr__(self, "curves", (0.0,) * steps)
        if not self.bases:
            bases = [0.0]
            for step, top in enumerate(self.bottoms[1:]):
                width = top - self.bottoms[step]
                bases.append(bases[-1] + (self.rates[step] + self.curves[step] * width) * width)
            object.__setattr__(self, "bases", tuple(bases))

    def due(self, amount: float, start: float = 0.0) -> float:
        """
        Give what is due on the slice from *start* to *start* + *amount*.

        Args:
            amount: how much is taxed.
            start: what stands below it and is taxed elsewhere.

        Returns:
            The same currency as *amount*.
        """
        total = self._up_to(start + amount)
        return total - self._up_to(start) if start else total

    def rate(self, amount: float) -> float:
        """
        Give the fraction due of the next unit above an amount.

        Args:
            amount: what is taxed so far.

        Returns:
            A fraction; zero below the first step.
        """
        step = bisect_right(self.bottoms, amount) - 1
        if step < 0:
            return 0.0
        return self.rates[step] + 2 * self.curves[step] * (amount - self.bottoms[step])

    def _up_to(self, amount: float) -> float:
        step = bisect_right(self.bottoms, amount) - 1
        if step < 0:
            return 0.0
        above = amount - self.bottoms[step]
        return self.bases[step] + (self.rates[step] + self.curves[step] * above) * above


def contribution(*, rate: float, floor: float = 0.0, ceiling: float | None = None) -> Scale:
    """
    Build a contribution: one rate between a floor and a ceiling.

    Args:
        rate: fraction of pay.
        floor: pay below it is free.
        ceiling: pay above it is free; None for none.

    Returns:
        A scale over pay.

    Example:
        >>> from careerkb.maths.scales import contribution
        >>> round(contribution(rate=0.1, floor=5_000, ceiling=50_000).due(80_000))
        4500
    """
    if ceiling is None:
        return Scale(bottoms=(floor,), rates=(rate,))
    return Scale(bottoms=(floor, ceiling), rates=(rate, 0.0))


@dataclass(frozen=True, kw_only=True, slots=True)
class Taper:
    """
    An allowance, credit or reduction that melts away as income grows.

    Args:
        full: the amount up to `start`.
        start: the income at which it begins to shrink.
        rate: how much of it goes with each unit of income above.
        least: what always remains.

    Example:
        >>> from careerkb.maths.scales import Taper
        >>> Taper(full=12_570, start=100_000, rate=0.5).left(110_000)
        7570.0
    """

    full: float
    start: float
    rate: float
    least: float = 0.0

    def left(self, income: float) -> float:
        """
        Give what is left of the amount.

        Args:
            income: the income that it shrinks with.

        Returns:
            From `least` to `full`.
        """
        return max(self.least, self.full - self.rate * max(0.0, income - self.start))


def rules(*, country: str, year: int) -> Mapping[str, Mapping[str, Any]]:
    """
    Find the rules of one country in one tax year.

    Args:
        country: a file of `careerkb.data.country_names`.
        year: the tax year, named after the year it begins in.

    Returns:
        Each rule by its name; treat them as read-only.

    Raises:
        ValueError: there is no such country, or no scale of that year.
    """
    rows = data.country_document(country)["rule"]
    found = {row["name"]: row for row in rows if year in row["years"]}
    if not found:
        known = sorted({one for row in rows for one in row["years"]})
        raise refusal("year", year, "one of " + ", ".join(map(str, known)))
    return found
