"""Parts of a whole, chances and rates: all of them fractions, none of them percent."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Interval

from careerkb.inputs.marks import NEGATIVE, PERCENT, Unit

__all__ = ["Chance", "Correlation", "Fraction", "Growth", "PositiveFraction", "Probability", "Rate"]

Chance = Annotated[float, Interval(ge=1e-6, le=1), Unit("probability"), PERCENT, NEGATIVE]
Correlation = Annotated[float, Interval(ge=0, lt=1), Unit("correlation"), PERCENT, NEGATIVE]
Fraction = Annotated[float, Interval(ge=0, le=1), Unit("fraction"), PERCENT, NEGATIVE]
Growth = Annotated[float, Interval(gt=-1, le=10), Unit("fraction"), PERCENT]
PositiveFraction = Annotated[float, Interval(gt=0, le=1), Unit("fraction"), PERCENT, NEGATIVE]
Probability = Annotated[float, Interval(ge=0, le=1), Unit("probability"), PERCENT, NEGATIVE]
Rate = Annotated[float, Interval(ge=-0.5, le=1), Unit("fraction a year"), PERCENT]
