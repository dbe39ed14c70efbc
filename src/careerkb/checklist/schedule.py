"""A plan with dates: gaps and items as one graph, what fits before a deadline, and its export."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Annotated, Literal

from annotated_types import Len

from careerkb.answers.answer import Answer, Column, File, Table
from careerkb.answers.icalendar import Entry, calendar_text
from careerkb.checklist.items import (
    PACES,
    HoursAWeek,
    Item,
    Items,
    Names,
    Track,
    checklist_items,
)
from careerkb.checklist.plan import fitting, ordered, without
from careerkb.checklist.skills import Needs, Ratings, gaps
from careerkb.inputs import checked, refusal, write_toml

__all__ = ["Dated", "Schedule", "gap_items", "schedule", "schedule_answer"]

Day = Annotated[str, Len(1, 40)]
Form = Literal["Markdown", "TOML", "iCalendar"]
LEAST_HOURS = 0.25
FIRST, LAST = "2026-12-01", "2027-01-25"
"""Eight weeks, an illustration."""
YES_NO = ("yes", "no")


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
    """

    start: str
    deadline: str
    rows: tuple[Dated, ...]

    def text(self, form: Form) -> str:
        """Write it as Markdown, TOML or iCalendar, the text of a file to take along."""
        return _text(self, form)

    def __str__(self) -> str:
        """Say in a sentence or two whether the deadline can be met, and what fits."""
        last, fits = self.rows[-1], [row for row in self.rows if row.fits]
        finish = f"{last.usual}, between {last.best} and {last.worst}"
        if last.worst <= self.deadline:
            return f"Everything ({len(self.rows)}) fits by {self.deadline}: finished {finish}."
        if last.usual <= self.deadline:
            return (
                f"Everything ({len(self.rows)}) fits by {self.deadline} at the typical hours,"
                f" but not if all take long: finished {finish}."
            )
        named = "; ".join(row.item.title or row.item.id for row in fits) or "none"
        return (
            f"The deadline {self.deadline} cannot be met at the typical hours: finished {finish}."
            f" What fits, {len(fits)} of {len(self.rows)}: {named}."
        )


def _day(name: str, text: str) -> datetime.date:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise refusal(name, text, "a date such as 2026-12-04, year first") from None


def _after(start: datetime.date, hours: float, hours_a_week: float) -> datetime.date:
    """Give the day on which so many hours are done; each day holds a seventh of the week's."""
    days = max(1, math.ceil(hours / hours_a_week * 7 - 1e-9))
    try:
        return start + datetime.timedelta(days=days - 1)
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
    made = []
    for need, gap in zip(needs, gaps(needs=needs, ratings=ratings), strict=True):
        if gap:
            low, usual, high = (
                max(LEAST_HOURS, gap * need.hours * factor) for factor in (0.5, 1.0, 2.0)
            )
            name = f"skill: {need.skill}"
            made.append(
                Item(
                    id=name, title=name, hours_low=low, hours_typical=usual, hours_high=high,
                    priority=need.importance,
                )
            )  # fmt: skip
    return tuple(made)


@checked
def schedule(
    *, items: Items, start: Day = FIRST, deadline: Day = LAST, hours_a_week: HoursAWeek = 10
) -> Schedule:
    """
    Put dates to a plan, and say what fits before the deadline.

    Args:
        items: at most 14, checklist items and gaps together.
        start: the first day of work, as 2026-12-04.
        deadline: the last day of work; not before *start*.
        hours_a_week: that you really have, spread evenly over its seven days.

    Returns:
        The items in order, each with its day at best, as a rule and at worst, and whether it fits.

    Raises:
        ValueError: a date is none, the deadline is before the start, an argument is out of range,
            or prerequisites are unknown or run in a circle.

    Source:
        What fits is `careerkb.checklist.plan.fitting` at the typical hours: of all sets that hold
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
    first, last = _day("start", start), _day("deadline", deadline)
    if last < first:
        raise refusal("deadline", deadline, f"on or after the start, {first}", "swap the two?")
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
                "items": [_plain(row) for row in plan.rows],
            }
        )
    if form == "iCalendar":
        last = Entry(day=_day("deadline", plan.deadline), title="Deadline")
        return calendar_text([*_entries(plan.rows), last], _day("start", plan.start))
    raise refusal("form", form, "one of 'Markdown', 'TOML', 'iCalendar'")


@checked
def schedule_answer(
    *,
    track: Track = "engineer",
    start: Day = FIRST,
    deadline: Day = LAST,
    hours_a_week: HoursAWeek = 10,
    done: Names = (),
) -> Answer:
    """
    Answer the reader's question: on which day is each item done, and is that soon enough?

    Args:
        track: engineer or researcher.
        start: the first day of work, as 2026-12-04.
        deadline: the last day of work.
        hours_a_week: that you really have.
        done: ids of items that you have finished.

    Returns:
        Whether the deadline can be met and what fits, and the days of each item.

    Raises:
        ValueError: as `schedule`, or nothing is left to do.

    Source:
        `schedule`. Hours and priorities are assumptions for you to replace.
    """
    items = without(checklist_items(track=track), done)
    if not items:
        raise refusal("done", done, "a list that leaves at least one item", "all is done")
    plan = schedule(items=items, start=start, deadline=deadline, hours_a_week=hours_a_week)
    return Answer(
        headline=str(plan),
        table=Table(
            columns=tuple(
                Column(name=name) for name in ("item", "done by", "at best", "at worst", "fits")
            ),
            rows=tuple(
                (
                    _name(row),
                    *(row.usual, row.best, row.worst),
                    "yes" if row.fits else "no",
                )
                for row in plan.rows
            ),
        ),
        files=(
            File(
                name="plan.ics",
                label="as calendar",
                media="text/calendar",
                text=plan.text("iCalendar"),
            ),
            File(
                name="plan.md",
                label="as a list to tick",
                media="text/markdown",
                text=plan.text("Markdown"),
            ),
            File(
                name="plan.toml",
                label="as data",
                media="application/toml",
                text=plan.text("TOML"),
            ),
        ),
    )


def _name(row: Dated) -> str:
    return row.item.title or row.item.id


def _markdown(plan: Schedule) -> str:
    lines = [f"# Plan, {plan.start} to {plan.deadline}", "", " ".join(str(plan).split()), ""]
    for row in plan.rows:
        when = f"{row.usual} ({row.best} to {row.worst})"
        left = "" if row.fits else ", does not fit"
        lines.append(f"- [ ] {' '.join(_name(row).split())}: {when}{left}")
    return "\n".join(lines) + "\n"


def _plain(row: Dated) -> dict[str, object]:
    return {
        "id": row.item.id,
        "title": _name(row),
        "prerequisites": list(row.item.prerequisites),
        "best": row.best,
        "usual": row.usual,
        "worst": row.worst,
        "fits": row.fits,
    }


def _entries(rows: Sequence[Dated]) -> list[Entry]:
    return [
        Entry(
            day=_day("day", row.usual), title=_name(row), note=f"Between {row.best} and {row.worst}"
        )
        for row in rows
        if row.fits
    ]
