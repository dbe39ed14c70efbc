"""A preparation plan: what to do first, how long it takes, and what fits before a date.

Items have hours (low, typical, high), a priority and prerequisites. Order and choice are exact:
every set of items that holds its own prerequisites is looked at, once.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Annotated

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.checklist.items import (
    PACES,
    HoursAWeek,
    Item,
    Items,
    Names,
    Pace,
    Track,
    checklist_items,
)
from careerkb.inputs import Unit, checked, refusal

__all__ = ["fitting", "in_order", "plan_answer"]


Weeks = Annotated[int, Interval(ge=1, le=260), Unit("weeks")]
Budget = Annotated[float, Interval(ge=0, le=30_000), Unit("hours")]


def without(items: Sequence[Item], done: Sequence[str]) -> tuple[Item, ...]:
    """Leave out what is done, also as a prerequisite."""
    for id_ in done:
        _known("done", id_, items)
    return tuple(
        replace(item, prerequisites=tuple(id_ for id_ in item.prerequisites if id_ not in done))
        for item in items
        if item.id not in done
    )


def _known(name: str, id_: str, items: Sequence[Item]) -> None:
    ids = [item.id for item in items]
    if id_ not in ids:
        close = difflib.get_close_matches(id_, ids, n=1)
        cause = f"did you mean {close[0]!r}?" if close else "there is no such item in the list"
        raise refusal(name, id_, "one of " + ", ".join(map(repr, ids)), cause)


def _needs(items: Sequence[Item]) -> list[int]:
    """Give the prerequisites of each item as bits, or refuse items that do not fit together."""
    ids = [item.id for item in items]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise refusal("items", id_, "named once each", "two items have this id")
    for item in items:
        for id_ in item.prerequisites:
            _known(f"prerequisites of {item.id!r}", id_, items)
    needs = [sum({1 << ids.index(p) for p in item.prerequisites}) for item in items]
    free, grew = 0, True
    while grew:
        before = free
        free |= sum(1 << i for i, need in enumerate(needs) if need & ~before == 0)
        grew = free != before
    if stuck := [id_ for i, id_ in enumerate(ids) if not free >> i & 1]:
        cause = "each of these waits for another: drop one prerequisite"
        raise refusal("prerequisites", stuck, "without a circle", cause)
    return needs


def _steps(needs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Walk over every set that holds its own prerequisites, with each item that may come next."""
    reached = bytearray(1 << len(needs))
    reached[0] = 1
    for held in range(1 << len(needs)):
        if reached[held]:
            for i, need in enumerate(needs):
                if not held >> i & 1 and need & ~held == 0:
                    reached[held | 1 << i] = 1
                    yield held, i


@checked
def in_order(*, items: Items) -> tuple[str, ...]:
    """
    Give the order in which priority arrives soonest.

    Without prerequisites this is priority per hour, highest first; with them, an item of little
    worth may come early because it opens a worthy one.

    Args:
        items: at most 14.

    Returns:
        Ids, each after its prerequisites.

    Raises:
        ValueError: an id is there twice, or prerequisites are unknown or run in a circle.

    Source:
        Least sum of priority times typical hours until finished, by a dynamic programme over all
        sets that hold their own prerequisites. Without prerequisites this is Smith's rule (1956).

    Example:
        >>> from careerkb.checklist.items import checklist_items
        >>> from careerkb.checklist.plan import in_order
        >>> in_order(items=checklist_items(track="engineer"))[:3]
        ('stories', 'preparation', 'mock')
    """
    needs = _needs(items)
    cost: dict[int, float] = {0: 0.0}
    hours: dict[int, float] = {0: 0.0}
    last: dict[int, int] = {}
    for held, i in _steps(needs):
        wider = held | 1 << i
        hours.setdefault(wider, hours[held] + items[i].hours_typical)
        found = cost[held] + items[i].priority * hours[wider]
        if wider not in cost or found < cost[wider] * (1 - 1e-12):
            cost[wider], last[wider] = found, i
    left, order = (1 << len(items)) - 1, []
    while left:
        order.append(items[last[left]].id)
        left ^= 1 << last[left]
    return tuple(reversed(order))


@checked
def fitting(*, items: Items, hours: Budget, pace: Pace = "typical") -> tuple[str, ...]:
    """
    Choose the items worth most that fit into the hours, with all that they need.

    Args:
        items: at most 14.
        hours: to spend, from 0.
        pace: which hours of the items to count.

    Returns:
        Ids in the order of the list; none when nothing fits. Of two choices of equal priority the
        one with fewer hours.

    Raises:
        ValueError: an argument is out of range, or the items do not fit together.

    Source:
        The knapsack problem with precedence, solved by looking at every set that holds its own
        prerequisites.

    Example:
        >>> from careerkb.checklist.items import checklist_items
        >>> from careerkb.checklist.plan import fitting
        >>> fitting(items=checklist_items(track="engineer"), hours=60)
        ('design', 'preparation', 'stories', 'mock')
    """
    needs = _needs(items)
    spent: dict[int, float] = {0: 0.0}
    worth: dict[int, float] = {0: 0.0}
    for held, i in _steps(needs):
        wider = held | 1 << i
        total = spent.get(held, hours + 1) + items[i].hours(pace)
        if wider not in spent and total <= hours + 1e-9:
            spent[wider], worth[wider] = total, worth[held] + items[i].priority
    best = max(spent, key=lambda held: (round(worth[held], 9), -round(spent[held], 9), -held))
    return tuple(item.id for i, item in enumerate(items) if best >> i & 1)


@checked
def plan_answer(
    *,
    track: Track = "engineer",
    hours_a_week: HoursAWeek = 10,
    weeks: Weeks = 8,
    done: Names = (),
) -> Answer:
    """
    Answer the reader's question: what can I get done before the date, and in which order?

    Args:
        track: engineer or researcher.
        hours_a_week: that you really have.
        weeks: until the date.
        done: ids of items that you have finished.

    Returns:
        How many items fit, typically and at both ends; the week in which each is finished, first
        those that fit in their best order, then the rest, as a table and as dots with ranges.

    Raises:
        ValueError: an argument is out of range, an id is unknown, or nothing is left to do.

    Source:
        `fitting` at the typical pace, and `in_order` within each part. Hours and priorities are
        assumptions for you to replace.
    """
    whole = checklist_items(track=track)
    if {item.id for item in whole} <= set(done):
        raise refusal("done", done, "a list that leaves at least one item", "all is done")
    items = without(whole, done)
    ids = tuple(item.id for item in items)
    fits = {pace: fitting(items=items, hours=hours_a_week * weeks, pace=pace) for pace in PACES}
    first: tuple[str, ...] = fits["typical"]
    order = ordered(items, first)
    best, usual, worst = _finish_weeks(items, order, hours_a_week)
    headline = (
        f"In {weeks} week{'s' * (weeks > 1)} of {hours_a_week:g} hours, {len(first)} of {len(ids)}"
        f" items fit ({len(fits['high'])} if each takes long, {len(fits['low'])} if all goes well);"
        f" all take {usual[-1]:.1f} weeks, between {best[-1]:.1f} and {worst[-1]:.1f}."
    )
    names = tuple(next(item.title or id_ for item in items if item.id == id_) for id_ in order)
    fit = tuple("yes" if id_ in first else "no" for id_ in order)
    in_weeks = ("done by", "at best", "at worst")
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="item"),
                *(Column(name=name, unit="week", decimals=1) for name in in_weeks),
                Column(name="fits"),
            ),
            rows=tuple(zip(names, usual, best, worst, fit, strict=True)),
        ),
        chart=Chart(
            kind="dot",
            title=f"When each item is finished, {track}s",
            summary=headline,
            x_label="item",
            y_label="weeks from now (typical, with range)",
            series=(Series(name="finished", x=names, y=usual, low=best, high=worst),),
        ),
    )


def ordered(items: Sequence[Item], first: Sequence[str]) -> tuple[str, ...]:
    """Put the chosen items first in their best order, then the rest in theirs."""
    order: tuple[str, ...] = ()
    for part in (set(first), {item.id for item in items} - set(first)):
        if part:
            left_out = [item.id for item in items if item.id not in part]
            order += in_order(items=without(items, left_out))
    return order


def _finish_weeks(
    items: Sequence[Item], order: Sequence[str], hours_a_week: float
) -> list[tuple[float, ...]]:
    named = {item.id: item for item in items}
    return [
        tuple(total / hours_a_week for total in accumulate(named[i].hours(pace) for i in order))
        for pace in PACES
    ]
