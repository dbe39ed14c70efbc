"""The units and ranges that every public parameter is annotated with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Interval, Len

__all__ = [
    "Ask",
    "Chance",
    "Correlation",
    "Count",
    "Fraction",
    "Growth",
    "Hint",
    "Hours",
    "Month",
    "Months",
    "Number",
    "PositiveCount",
    "PositiveFraction",
    "PositiveNumber",
    "Probability",
    "Rate",
    "Says",
    "Seconds",
    "SignedUsd",
    "Text",
    "Unit",
    "Usd",
    "YearlyPayUsd",
    "Years",
]


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a number, as printed after it: `USD`, `months`, `fraction`."""

    name: str


@dataclass(frozen=True, slots=True)
class Hint:
    """
    A likely cause: shown when a refused number makes *when* true.

    *say* words it; *fix* is the number that it leads to, so that nothing is advised that would be
    refused as well.
    """

    when: Callable[[float], bool]
    say: Callable[[float], str]
    fix: Callable[[float], float] | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """
    A number that a function takes and that, typed, is more likely a slip: it is asked about.

    *when* says which; *say* words the question. Text that says its unit, like "$600", is not asked.
    """

    when: Callable[[float], bool]
    say: Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Says:
    """What a parameter of this type is, wherever its docstring has no line of its own for it."""

    words: str


_PERCENT = Hint(
    lambda v: 1 < v <= 100, lambda v: f"write {v:g} % as {v / 100:g}", lambda v: v / 100
)
_NEGATIVE = Hint(lambda v: v < 0, lambda v: f"was the sign meant? try {-v:g}", lambda v: -v)
_THOUSANDS = Hint(
    lambda v: 0 < v < 1_000,
    lambda v: f"if {v:g} means thousands, write {v * 1000:.0f}",
    lambda v: v * 1_000,
)
_SMALL = Ask(
    lambda v: 0 < v < 1_000,
    lambda v: f'if {v:g} means thousands, write {v * 1000:.0f}; if dollars, write "${v:g}"',
)

Usd = Annotated[float, Interval(ge=0, le=1e13), Unit("USD"), _NEGATIVE, _SMALL]
SignedUsd = Annotated[float, Interval(ge=-1e13, le=1e13), Unit("USD")]
YearlyPayUsd = Annotated[
    float, Interval(ge=1_000, le=1e9), Unit("USD a year"), _NEGATIVE, _THOUSANDS
]
Fraction = Annotated[float, Interval(ge=0, le=1), Unit("fraction"), _PERCENT, _NEGATIVE]
PositiveFraction = Annotated[float, Interval(gt=0, le=1), Unit("fraction"), _PERCENT, _NEGATIVE]
Chance = Annotated[float, Interval(ge=1e-6, le=1), Unit("probability"), _PERCENT, _NEGATIVE]
Probability = Annotated[float, Interval(ge=0, le=1), Unit("probability"), _PERCENT, _NEGATIVE]
Correlation = Annotated[float, Interval(ge=0, lt=1), Unit("correlation"), _PERCENT, _NEGATIVE]
Rate = Annotated[float, Interval(ge=-0.5, le=1), Unit("fraction a year"), _PERCENT]
Growth = Annotated[float, Interval(gt=-1, le=10), Unit("fraction"), _PERCENT]
Count = Annotated[int, Interval(ge=0, le=1_000_000), Unit("count"), _NEGATIVE]
PositiveCount = Annotated[int, Interval(ge=1, le=1_000_000), Unit("count"), _NEGATIVE]
Month = Annotated[int, Interval(ge=0, le=600), Unit("months since the start"), _NEGATIVE]
Months = Annotated[int, Interval(ge=1, le=600), Unit("months"), _NEGATIVE]
Years = Annotated[float, Interval(gt=0, le=60), Unit("years"), _NEGATIVE]
Hours = Annotated[float, Interval(ge=0, le=100_000), Unit("hours"), _NEGATIVE]
Seconds = Annotated[float, Interval(ge=0, le=1e7), Unit("seconds"), _NEGATIVE]
Number = Annotated[float, Interval(ge=-1e12, le=1e12), Unit("number")]
PositiveNumber = Annotated[float, Interval(gt=0, le=1e12), Unit("number"), _NEGATIVE]
Text = Annotated[str, Len(1, 200)]
