"""What stands on a type beside its range: the unit, likely causes of a slip, and what is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["NEGATIVE", "PERCENT", "SMALL", "THOUSANDS", "Ask", "Hint", "Says", "Unit"]


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


PERCENT = Hint(lambda v: 1 < v <= 100, lambda v: f"write {v:g} % as {v / 100:g}", lambda v: v / 100)
NEGATIVE = Hint(lambda v: v < 0, lambda v: f"was the sign meant? try {-v:g}", lambda v: -v)
THOUSANDS = Hint(
    lambda v: 0 < v < 1_000,
    lambda v: f"if {v:g} means thousands, write {v * 1000:.0f}",
    lambda v: v * 1_000,
)
SMALL = Ask(
    lambda v: 0 < v < 1_000,
    lambda v: f'if {v:g} means thousands, write {v * 1000:.0f}; if dollars, write "${v:g}"',
)
