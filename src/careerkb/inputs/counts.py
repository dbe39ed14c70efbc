"""Counts, plain numbers and words."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Interval, Len

from careerkb.inputs.marks import NEGATIVE, Unit

__all__ = ["Count", "Number", "PositiveCount", "Text"]

Count = Annotated[int, Interval(ge=0, le=1_000_000), Unit("count"), NEGATIVE]
Number = Annotated[float, Interval(ge=-1e12, le=1e12), Unit("number")]
PositiveCount = Annotated[int, Interval(ge=1, le=1_000_000), Unit("count"), NEGATIVE]
Text = Annotated[str, Len(1, 200)]
