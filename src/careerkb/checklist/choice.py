"""What fits into the hours: exact for up to thirty items with prerequisites.

Of all partial choices only those are kept that no other one beats.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from annotated_types import Interval

from careerkb.checklist.items import Items, Pace
from careerkb.checklist.order import NOTHING, bits, needs_of
from careerkb.inputs import Unit, checked, refusal

__all__ = ["fitting"]

Budget = Annotated[float, Interval(ge=0, le=60_000), Unit("hours")]
MOST_CHOICES = 20_000
"""So many partial choices are kept before the answer would take too long."""
Choice = tuple[float, float, int]
"""Hours, the worth with its sign turned, and the items: the smallest is the best to keep."""


@checked
def fitting(*, items: Items, hours: Budget, pace: Pace = "typical") -> tuple[str, ...]:
    """
    Choose the items worth most that fit into the hours, with all that they need.

    Args:
        items: at most 30.
        hours: to spend, from 0.
        pace: which hours of the items to count.

    Returns:
        Ids in the order of the list; none when nothing fits. Of two choices of equal priority the
        one with fewer hours.

    Raises:
        ValueError: an argument is out of range, the items do not fit together, or too many
            choices come too close to compare.

    Source:
        The knapsack problem with precedence: items are taken or left one after another, and of
        choices that leave the same items open only those are kept that no other beats in hours and
        in priority, and that could still reach the best one known.

    Example:
        >>> from careerkb.checklist.items import checklist_items
        >>> from careerkb.checklist.choice import fitting
        >>> fitting(items=checklist_items(track="engineer"), hours=60)
        ('design', 'preparation', 'stories', 'mock')
    """
    needs = needs_of(items)
    spent = [item.hours(pace) for item in items]
    worth = [item.priority for item in items]
    in_turn = sorted(range(len(items)), key=lambda i: (needs[i].bit_count(), -worth[i] / spent[i]))
    after = [sum(1 << j for j in in_turn if needs[j] >> i & 1) for i in range(len(items))]
    by_rate = sorted(in_turn, key=lambda i: -worth[i] / spent[i])
    least = _taken(in_turn, needs, spent, worth, hours)
    shut: dict[int, list[Choice]] = {0: [(0.0, 0.0, 0)]}
    ahead = (1 << len(items)) - 1
    for i in in_turn:
        ahead ^= 1 << i
        made: dict[int, list[Choice]] = {}
        for closed, choices in shut.items():
            rest = closed | after[i]
            made.setdefault(rest & ahead, []).extend(choices)
            if not closed >> i & 1:
                made.setdefault(closed & ahead, []).extend(
                    (used + spent[i], less - worth[i], held | 1 << i)
                    for used, less, held in choices
                    if used + spent[i] <= hours + NOTHING
                )
        shut = {}
        for closed, choices in made.items():
            open_ones = [j for j in by_rate if ahead >> j & 1 and not closed >> j & 1]
            kept = _unbeaten(choices)
            shut[closed] = [
                one
                for one in kept
                if -one[1] + _at_most(open_ones, spent, worth, hours - one[0]) >= least - NOTHING
            ]
        if sum(map(len, shut.values())) > MOST_CHOICES:
            cause = "too many choices are almost alike: round hours and priorities"
            raise refusal("items", len(items), "items that differ more", cause)
    ends = [one for choices in shut.values() for one in choices]
    best = min(ends, key=lambda one: (round(one[1], 9), _rounded(one)))
    return tuple(item.id for i, item in enumerate(items) if best[2] >> i & 1)


def _taken(
    in_turn: Sequence[int], needs: Sequence[int], spent: Sequence[float],
    worth: Sequence[float], hours: float,
) -> float:  # fmt: skip
    """Give what is reached by taking one after another, with all that it needs, while it fits."""
    held, total = 0, 0.0
    for i in sorted(in_turn, key=lambda i: -worth[i] / spent[i]):
        added = tuple(bits((needs[i] | 1 << i) & ~held))
        cost = sum(spent[j] for j in added)
        if cost <= hours:
            hours -= cost
            held |= needs[i] | 1 << i
            total += sum(worth[j] for j in added)
    return total


def _rounded(one: Choice) -> Choice:
    return round(one[0], 9), round(one[1], 9), one[2]


def _unbeaten(choices: list[Choice]) -> list[Choice]:
    """Leave out what takes no fewer hours and is worth no more than another."""
    kept: list[Choice] = []
    for one in sorted(choices, key=_rounded):
        if not kept or one[1] < kept[-1][1] - NOTHING:
            kept.append(one)
    return kept


def _at_most(
    open_ones: Sequence[int], spent: Sequence[float], worth: Sequence[float], hours: float
) -> float:
    """Give what the hours could bring at best if items could be cut and needed nothing."""
    total = 0.0
    for i in open_ones:
        if spent[i] >= hours:
            return total + worth[i] * max(0.0, hours) / spent[i]
        hours -= spent[i]
        total += worth[i]
    return total
