"""Times, each in the unit that the name of a parameter ends with."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Interval

from careerkb.inputs.marks import NEGATIVE, Unit

__all__ = ["Hours", "Month", "Months", "Seconds", "Years"]

Hours = Annotated[float, Interval(ge=0, le=100_000), Unit("hours"), NEGATIVE]
Month = Annotated[int, Interval(ge=0, le=600), Unit("months since the start"), NEGATIVE]
Months = Annotated[int, Interval(ge=1, le=600), Unit("months"), NEGATIVE]
Seconds = Annotated[float, Interval(ge=0, le=1e7), Unit("seconds"), NEGATIVE]
Years = Annotated[float, Interval(gt=0, le=60), Unit("years"), NEGATIVE]
