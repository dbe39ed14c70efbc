"""A plan with dates: gaps and items as one graph, what fits before a deadline, and its export."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from careerkb import data
from careerkb.answers.icalendar import Entry, calendar_text
from careerkb.checklist.choice import fitting
from careerkb.checklist.items import PACES, HoursAWeek, Item, Items, Names
from careerkb.checklist.order import ordered, without
from careerkb.checklist.skills import Needs, Ratings, gaps
from careerkb.inputs import Day, checked, day_of, refusal, write_toml

__all__ = ["Dated", "Schedule", "gap_items", "schedule"]

Form = Literal["Markdown", "TOML", "iCalendar"]
LEAST_HOURS = 0.25
FIRST, LAST = "2026-12-01", "2027-01-25"
"""Eight weeks, an illustration."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dated:
    """
    One item with its days.

    Args:
        item: what is done.
        best: the day on which it is finished if it and all before it go well.
        usual: the same at the typical hours.
        worst: the same if all go badly.
        fits: whether it is among what to do before the deadline.
    """

    item: Item
    best: str
    usual: str
    worst: str
    fits: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """
    A plan with dates.

    Args:
        start: the first day of work, year first.
        deadline: the last.
        rows: the items, each after all that it needs; those that fit stand first.
        done: items that are finished and take no more hours.
    """

    start: str
    deadline: str
    rows: tuple[Dated, ...]
    done: tuple[Item, ...] = ()

    def text(self, form: Form) -> str:
        """Write it as Markdown, TOML or iCalendar, the text of a file to take along."""
        return _text(self, form)

    def __str__(self) -> str:
        """Say in a sentence or two whether the deadline can be met, and what fits."""
        count, done = len(self.rows), len(self.done)
        before = f"{done} of {count + done} done. " if done and count else ""
        if not count:
            return f"All {done} items are done."
        last, fits = self.rows[-1], sum(row.fits for row in self.rows)
        finish = f"{last.usual}, between {last.best} and {last.worst}"
        if last.worst <= self.deadline:
            return f"{before}Everything ({count}) fits by {self.deadline}: finished {finish}."
        if last.usual <= self.deadline:
            return (
                f"{before}Everything ({count}) fits by {self.deadline} at the typical hours, but"
                f" not if all take long: finished {finish}."
            )
        return (
            f"{before}The deadline {self.deadline} cannot be met for everything: {fits} of {count}"
            f" items fit. All would be finished {finish}."
        )


def _after(start: datetime.date, hours: float, hours_a_week: float) -> datetime.date:
    """Give the day on which so many hours are done; each day holds a seventh of the week's."""
    return later(start, max(1, math.ceil(hours / hours_a_week * 7 - 1e-9)) - 1)


def later(start: datetime.date, days: int) -> datetime.date:
    """Give the day that is so many days later, or refuse one that no calendar has."""
    try:
        return start + datetime.timedelta(days=days)
    except OverflowError:
        raise refusal("start", start, "so early that the plan ends before the year 10000") from None


@checked
def gap_items(*, needs: Needs, ratings: Ratings) -> tuple[Item, ...]:
    """
    Turn what a role asks for and you cannot show into items, for one graph with the checklist.

    Args:
        needs: of a role.
        ratings: yours.

    Returns:
        An item for each gap that bears the name of its skill, without prerequisites, which are
        yours to add.

    Raises:
        ValueError: an argument is out of range, or a gap takes more hours than an item may.

    Source:
        `careerkb.checklist.skills.gaps` times the hours for a level, priority by importance. That
        it may take half the hours or twice as many is an assumption.
    """
    found = zip(needs, gaps(needs=needs, ratings=ratings), strict=True)
    return tuple(
        gap_item(need.skill, gap * need.hours, need.target, need.importance)
        for need, gap in found
        if gap
    )


def gap_item(skill: str, hours: float, target: int, priority: float) -> Item:
    """Make the item that closes a gap: so many hours up to a target of one to three."""
    low, usual, high = (max(LEAST_HOURS, hours * factor) for factor in (0.5, 1.0, 2.0))
    words = data.table("skills", "levels")[skill][target - 1]
    return Item(
        id=f"skill {skill}",
        title=f"Skill: {skill}",
        hours_low=low,
        hours_typical=usual,
        hours_high=high,
        priority=priority,
        how="Do it once at that level, and keep something to look at.",
        done_when=f"There is work to look at of which a colleague would say: this person {words}.",
    )


@checked
def schedule(
    *,
    items: Items,
    start: Day = FIRST,
    deadline: Day = LAST,
    hours_a_week: HoursAWeek = 10,
    done: Names = (),
) -> Schedule:
    """
    Put dates to a plan, and say what fits before the deadline.

    Args:
        items: at most 30, checklist items, gaps and your own together.
        start: the first day of work, as 2026-12-04.
        deadline: the last day of work; not before *start*.
        hours_a_week: that you really have, spread evenly over its seven days.
        done: ids of items that you have finished.

    Returns:
        The items in order, each with its day at best, as a rule and at worst, and whether it fits.

    Raises:
        ValueError: a date is none, the deadline is before the start, an argument is out of range,
            an id is unknown, or prerequisites are unknown or run in a circle.

    Source:
        What fits is `careerkb.checklist.choice.fitting` at the typical hours: of all sets that hold
        their own prerequisites and end by the deadline the one of most priority in sum, and of two
        such the one of fewer hours. It comes first in the best order, then the rest in theirs. The
        ends of the range suppose that all items go well together or badly together, an assumption.

    Example:
        >>> from careerkb.checklist.items import checklist_items
        >>> from careerkb.checklist.schedule import schedule
        >>> plan = schedule(
        ...     items=checklist_items(track="engineer"), start="2026-12-01", deadline="2027-01-25",
        ... )
        >>> print(plan.rows[0].item.id, plan.rows[0].usual, plan.rows[-1].worst)
        stories 2026-12-05 2027-06-27
    """
    first, last = day_of("start", start), day_of("deadline", deadline)
    if last < first:
        raise refusal("deadline", deadline, f"on or after the start, {first}", "swap the two?")
    finished = tuple(item for item in items if item.id in done)
    items = without(items, done)
    if not items:
        return Schedule(start=str(first), deadline=str(last), rows=(), done=finished)
    hours = hours_a_week * ((last - first).days + 1) / 7
    chosen = fitting(items=items, hours=min(hours, sum(item.hours_high for item in items)))
    if sum(item.hours_typical for item in items) <= hours + 1e-9:
        chosen = tuple(item.id for item in items)
    named = {item.id: item for item in items}
    row = [named[id_] for id_ in ordered(items, chosen)]
    days = [
        [
            str(_after(first, total, hours_a_week))
            for total in accumulate(i.hours(pace) for i in row)
        ]
        for pace in PACES
    ]
    return Schedule(
        start=str(first),
        deadline=str(last),
        rows=tuple(
            Dated(item=item, best=best, usual=usual, worst=worst, fits=item.id in chosen)
            for item, best, usual, worst in zip(row, *days, strict=True)
        ),
        done=finished,
    )


def _text(plan: Schedule, form: Form) -> str:
    """
    Write a plan to take along.

    Args:
        plan: from `schedule`.
        form: Markdown, with a box to tick for each item; TOML, with all fields; or iCalendar, with
            one day for each item that fits and one for the deadline.

    Returns:
        The text of a file; names keep their commas, semicolons, line breaks and emoji, and only
        in Markdown, where an item is one line, a break becomes a space.

    Raises:
        ValueError: *form* is none of the three.
    """
    if form == "Markdown":
        return _markdown(plan)
    if form == "TOML":
        return write_toml(
            {
                "start": plan.start,
                "deadline": plan.deadline,
                "done": [item.id for item in plan.done],
                "items": [_plain(row) for row in plan.rows],
            }
        )
    if form == "iCalendar":
        last = Entry(day=day_of("deadline", plan.deadline), title="Deadline")
        return calendar_text([*_entries(plan.rows), last], day_of("start", plan.start))
    raise refusal("form", form, "one of 'Markdown', 'TOML', 'iCalendar'")


def name_of(item: Item) -> str:
    """Give what an item is called."""
    return item.title or item.id


def words_of(item: Item) -> tuple[tuple[str, str], ...]:
    """Give how an item is done and when it is done, each with what it says."""
    parts = (("How", item.how), ("Done when", item.done_when))
    return tuple((title, words) for title, words in parts if words)


def _words(item: Item) -> list[str]:
    return [f"{title}: {words}" for title, words in words_of(item)]


def _markdown(plan: Schedule) -> str:
    lines = [f"# Plan, {plan.start} to {plan.deadline}", "", " ".join(str(plan).split()), ""]
    for row in plan.rows:
        when = f"{row.usual} ({row.best} to {row.worst})"
        left = "" if row.fits else ", does not fit"
        lines.append(f"- [ ] {' '.join(name_of(row.item).split())}: {when}{left}")
        lines += [f"  - {' '.join(words.split())}" for words in _words(row.item)]
    lines += [f"- [x] {' '.join(name_of(item).split())}" for item in plan.done]
    return "\n".join(lines) + "\n"


def _plain(row: Dated) -> dict[str, object]:
    return {
        "id": row.item.id,
        "title": name_of(row.item),
        "prerequisites": list(row.item.prerequisites),
        "best": row.best,
        "usual": row.usual,
        "worst": row.worst,
        "fits": row.fits,
    }


def _entries(rows: Sequence[Dated]) -> list[Entry]:
    return [
        Entry(
            day=day_of("day", row.usual),
            title=name_of(row.item),
            note="\n".join([f"Between {row.best} and {row.worst}", *_words(row.item)]),
        )
        for row in rows
        if row.fits
    ]
