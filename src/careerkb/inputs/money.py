"""Sums of money that people are paid or own."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Interval

from careerkb.inputs.marks import NEGATIVE, SMALL, THOUSANDS, Unit

__all__ = ["Usd", "YearlyPayUsd"]

Usd = Annotated[float, Interval(ge=0, le=1e13), Unit("USD"), NEGATIVE, SMALL]
YearlyPayUsd = Annotated[float, Interval(ge=1_000, le=1e9), Unit("USD a year"), NEGATIVE, THOUSANDS]
