"""Numbers on an axis: round ticks, the range to show, where a value lies and how it is printed.

Every result is the same on every machine: no step rests on the last digit of a logarithm.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from careerkb.answers.answer import Chart

__all__ = [
    "Numbers",
    "Scale",
    "log_ticks",
    "month_ticks",
    "numbers",
    "ticks",
    "value_marks",
    "visible",
]

MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
SIZES = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))
PERCENT = re.compile(r"\bper ?cent\b|%")
PARTS = re.compile(r"\b(probability|probabilities|chance|fraction|share)\b")
MONEY = re.compile(r"\b(usd|dollars)\b")
DOLLARS = re.compile(
    r"(?<!thousand )(?<!million )(?<!billion )\b(usd|dollars)\b(?! (thousand|million|billion))"
)


def ticks(low: float, high: float, most: int = 6) -> tuple[float, ...]:
    """
    Choose round numbers that span a range.

    Args:
        low: the smallest value.
        high: the largest value, at least *low*.
        most: how many to give at most, at least 3.

    Returns:
        Evenly spaced multiples of 1, 2, 2.5 or 5 times a power of ten, the first at or below
        *low*, the last at or above *high*.

    Example:
        >>> from careerkb.answers.scale import ticks
        >>> ticks(0, 0.94)
        (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    """
    size = max(abs(low), abs(high))
    if high - low <= 1e-9 * size or size < 1e-99:
        low, high = (low - 0.1 * size, high + 0.1 * size) if size >= 1e-99 else (0.0, 1.0)
    for exponent in count(_exponent((high - low) / most) - 1):
        for factor in (1, 2, 2.5, 5):
            step = factor * float(f"1e{exponent}")
            first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
            if last - first < most:
                digits = max(0, 1 - exponent)
                return tuple(round(i * step, digits) for i in range(first, last + 1))
    raise AssertionError  # count() never ends


def log_ticks(low: float, high: float, most: int = 6) -> tuple[float, ...]:
    """
    Choose round numbers that span a range on a logarithmic scale.

    Args:
        low: the smallest value, above 0.
        high: the largest value, at least *low*.
        most: how many to give at most, at least 3.

    Returns:
        At least two numbers: 1, 2 and 5 times powers of ten if there is room, else powers of ten,
        evenly spaced; the first at or below *low*, the last at or above *high*.

    Example:
        >>> from careerkb.answers.scale import log_ticks
        >>> log_ticks(3, 70)
        (2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
    """
    first, last = _exponent(low), _exponent(high) + 1
    for stride in count():
        digits = (1,) if stride else (1, 2, 5)
        powers = range(first, last + (stride or 1) + 1, stride or 1)
        marks = [float(f"{digit}e{power}") for power in powers for digit in digits]
        start, stop = bisect_right(marks, low) - 1, bisect_left(marks, high)
        stop = max(stop, start + 1)
        if stop - start < most:
            return tuple(marks[start : stop + 1])
    raise AssertionError  # count() never ends


def month_ticks(low: float, high: float, most: int = 6) -> tuple[float, ...]:
    """
    Choose months that span a range: steps of 1, 2, 3 or 6 months, or of whole years.

    Args:
        low: the first month.
        high: the last month, at least *low*.
        most: how many to give at most, at least 3.

    Returns:
        Evenly spaced whole months, the first at or before *low*, the last at or after *high*.

    Example:
        >>> from careerkb.answers.scale import month_ticks
        >>> month_ticks(0, 48)
        (0.0, 12.0, 24.0, 36.0, 48.0)
    """
    for step in MONTHS:
        first, last = math.floor(low / step), math.ceil(high / step)
        if 0 < last - first < most:
            return tuple(float(i * step) for i in range(first, last + 1))
    return ticks(low, high, most)


def value_marks(chart: Chart, values: Sequence[float], most: int) -> tuple[float, ...]:
    """
    Choose the ticks of the values of a chart.

    Args:
        chart: what is drawn.
        values: everything that must have a place.
        most: how many ticks at most, at least 3.

    Returns:
        Ticks that span the values. Bars always start at zero; lines do unless all values lie
        close together; dots only where zero is near anyway.
    """
    every = [*values, *([] if chart.reference is None else [chart.reference])]
    low, high = min(every), max(every)
    if chart.log:
        return log_ticks(low, high, most)
    if chart.kind in ("bar", "stacked"):
        return ticks(min(low, 0.0), max(high, 0.0), most)
    near = 0.85 if chart.kind == "line" else 0.25
    if 0 <= low <= near * high or low == high >= 0:
        low = 0.0
    elif 0 >= high >= near * low or low == high:
        high = 0.0
    return ticks(low, high, most)


@dataclass(frozen=True, slots=True)
class Scale:
    """A line from values to places: *low* stands at *start*, *high* at *stop*."""

    low: float
    high: float
    start: float
    stop: float
    log: bool = False

    def __call__(self, value: float) -> float:
        """Give the place of a value; a range without width has all its values in the middle."""
        low, high = self.low, self.high
        if self.log:
            value, low, high = math.log(value), math.log(low), math.log(high)
        if high - low <= 1e-9 * max(abs(low), abs(high)):
            return (self.start + self.stop) / 2
        return self.start + (value - low) / (high - low) * (self.stop - self.start)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A way to print numbers, the same for a whole axis."""

    divisor: float = 1.0
    decimals: int | None = 0
    before: str = ""
    after: str = ""
    comma: str = ","
    label: str = ""  # of a logarithmic axis, where each number is printed in its own way

    def __call__(self, value: float) -> str:
        """Print one number; a true minus sign, and ``<`` before what would read as zero."""
        if self.label:
            return numbers(self.label, (value,)).finer((value,))(value)
        if self.decimals is None:
            return f"{self.before}{value / self.divisor:.3g}{self.after}".replace("-", "−")
        shown = f"{abs(value) / self.divisor:{self.comma}.{self.decimals}f}"
        sign = "−" if value < 0 else ""
        after = self.after
        if not shown.strip("0."):
            sign, shown = "", "0"
            if value > 0:
                sign, shown = "<", f"{10.0**-self.decimals:.{self.decimals}f}"
            elif after != "%":
                after = ""
        return f"{sign}{self.before}{shown}{after}"

    def finer(self, values: Sequence[float]) -> Numbers:
        """Print values rather than ticks: three digits of the largest, fewer if they suffice."""
        top = max(map(abs, values)) / self.divisor
        if self.decimals is None or self.label or not top:
            return self
        most = min(max(2 - _exponent(top), 0), 1 if self.after == "%" else 6)
        return replace(self, decimals=_decimals([v / self.divisor for v in values], most))


def numbers(label: str, marks: Sequence[float], log: bool = False) -> Numbers:
    """
    Choose how to print the ticks of an axis, from its label.

    Args:
        label: what runs along, with its unit. Years are printed bare; *percent* gets its sign;
            a *probability*, *chance*, *fraction* or *share* up to one becomes a percentage;
            *USD* gets a dollar sign.
        marks: the ticks.
        log: whether the axis is logarithmic; each number is then printed for itself.

    Returns:
        A format: from 10,000 in k, then in M, B and T, with the decimals that the ticks need.

    Example:
        >>> from careerkb.answers.scale import numbers
        >>> [numbers("USD a year", (0, 50_000))(50_000), numbers("probability", (0, 0.5))(0.5)]
        ['$50k', '50%']
    """
    if log:
        return Numbers(label=label or " ")
    words, top = label.lower(), max(map(abs, marks))
    if "year" in words and min(marks) >= 1800 and top <= 2200:
        return Numbers(comma="", decimals=_decimals(marks, 1))
    divisor, before, after = 1.0, "", ""
    money = MONEY.search(words)  # the unit decides, whatever else the label says
    if PERCENT.search(words) and not money:
        after = "%"
    elif PARTS.search(words) and top <= 1 and not money:
        divisor, after = 0.01, "%"
    else:
        before = "$" if DOLLARS.search(words) else ""
        if top >= 1e4:
            divisor, after = next((size, name) for size, name in SIZES if top >= size)
    scaled = [mark / divisor for mark in marks]
    if top / divisor >= 1e6 or not any(_fits(scaled, decimals) for decimals in range(7)):
        return Numbers(
            divisor if after == "%" else 1.0, None, before, after if after == "%" else ""
        )
    return Numbers(divisor, _decimals(scaled, 6), before, after)


def visible(marks: Sequence[float], low: float, high: float) -> list[float]:
    """
    Leave out the ticks beyond a range.

    Args:
        marks: ticks in order.
        low: the start of the range.
        high: its end.

    Returns:
        The ticks inside.
    """
    slack = 1e-6 * (high - low)
    return [mark for mark in marks if low - slack <= mark <= high + slack]


def _exponent(value: float) -> int:
    """Give the power of ten of a number above 0 from its digits, exact where logarithms are not."""
    return int(f"{value:.17e}".partition("e")[2])


def _decimals(values: Sequence[float], most: int) -> int:
    return next((d for d in range(most) if _fits(values, d)), most)


def _fits(values: Sequence[float], decimals: int) -> bool:
    return all(abs(round(v, decimals) - v) <= 1e-9 * max(abs(v), 1e-6) for v in values)
