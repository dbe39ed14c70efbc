"""The reader's plan: items to tick, with dates, what fits, and files to take along."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import accumulate
from types import MappingProxyType
from typing import Annotated, get_args

from annotated_types import Interval, Len

from careerkb.answers.answer import Answer, Chart, Column, File, Section, Series, Table, Tick
from careerkb.checklist.choice import fitting
from careerkb.checklist.items import (
    MOST_ITEMS,
    PACES,
    HoursAWeek,
    Item,
    ItemHours,
    Names,
    Track,
    checklist_items,
)
from careerkb.checklist.order import nearest, without
from careerkb.checklist.schedule import (
    FIRST,
    Form,
    Schedule,
    gap_item,
    later,
    name_of,
    schedule,
    words_of,
)
from careerkb.checklist.skills import LEVEL_HOURS, Role, Skill, profile
from careerkb.inputs import Day, Kept, Unit, checked, day_of, refusal

__all__ = ["own_items", "plan_answer"]

Weeks = Annotated[int, Interval(ge=1, le=260), Unit("weeks")]
FROM_SKILLS = "careerkb.checklist.skills.skills_answer"
WORDS = "Add your skills gaps"
GapRole = Annotated[Role | None, Kept(FROM_SKILLS, "role", WORDS)]
Gap = Annotated[float, Interval(gt=0, le=3), Unit("levels")]
Gaps = Annotated[Mapping[str, Gap], Len(0, len(get_args(Skill))), Kept(FROM_SKILLS, "gaps", WORDS)]
Own = Annotated[Mapping[str, ItemHours], Len(0, 8)]
NONE: Mapping[str, float] = MappingProxyType({})
PRIORITY = 3.0
"""Of a gap and of an item of the reader's own: the middle of the checklist's one to five."""
LONGEST_NAME = 60
USUAL_TARGET = 2
"""The target of most needs."""
FILES: tuple[tuple[str, str, str, Form], ...] = (
    ("plan.ics", "as calendar", "text/calendar", "iCalendar"),
    ("plan.md", "as a list to tick", "text/markdown", "Markdown"),
    ("plan.toml", "as data", "application/toml", "TOML"),
)


@checked
def own_items(*, own: Own) -> tuple[Item, ...]:
    """
    Make items of what the reader adds by hand.

    Args:
        own: what it is called, and its typical hours.

    Returns:
        Items called as they are titled, of middling priority, that need nothing.

    Raises:
        ValueError: a name is empty or too long, or hours are out of range.

    Source:
        That it may take half the hours or twice as many, and the priority of 3 points, are
        assumptions.

    Example:
        >>> from careerkb.checklist.plan import own_items
        >>> own_items(own={"Take-home task": 6})[0].hours_high
        12
    """
    ids = {name: " ".join(re.split(r"[,;\s]+", name)).strip() for name in own}
    for name, id_ in ids.items():
        if not 1 <= len(name) <= LONGEST_NAME or not id_:
            raise refusal("further_items", name, f"named with 1 to {LONGEST_NAME} characters")
    return tuple(
        Item(
            id=ids[name], title=name, priority=PRIORITY,
            hours_low=max(0.25, hours / 2), hours_typical=hours, hours_high=min(2_000, hours * 2),
        )
        for name, hours in own.items()
    )  # fmt: skip


@checked
def plan_answer(
    *,
    track: Track = "engineer",
    hours_a_week: HoursAWeek = 10,
    start: Day = FIRST,
    deadline: Day | None = None,
    weeks: Weeks = 8,
    role: GapRole = None,
    skills_gaps: Gaps = NONE,
    further_items: Own = NONE,
    done: Names = (),
) -> Answer:
    """
    Answer the reader's question: what can I get done before the date, and in which order?

    Args:
        track: engineer or researcher.
        hours_a_week: that you really have.
        start: the first day of work, as 2026-12-04.
        deadline: the last day of work; without it, the weeks below count.
        weeks: from the start, where no deadline is given.
        role: that the skills gaps below belong to.
        skills_gaps: what you lack, as evaluation: 0.5, in levels of 40 hours.
        further_items: your own, with their hours, as Take-home task: 6.
        done: what you have finished; the boxes of the plan write it.

    Returns:
        Whether the deadline can be met and how many items fit; when each is finished, drawn in
        weeks; the items to tick, first those that fit in their best order, then the rest, then
        what is done; the same days as a table, and as files.

    Raises:
        ValueError: an argument is out of range, a date is none, the deadline is before the start,
            an id or skill is unknown, or two items bear one name.

    Source:
        `careerkb.checklist.schedule.schedule`. Hours and priorities are assumptions for you to
        replace.
    """
    first = day_of("start", start)
    last = deadline or str(later(first, 7 * weeks - 1))
    items = [*checklist_items(track=track), *_gaps(role, skills_gaps)]
    taken = {item.id for item in items}
    for item in own_items(own=further_items):
        if item.id in taken:
            raise refusal("further_items", item.title, "named otherwise than the other items")
        items.append(item)
        taken.add(item.id)
    if len(items) > MOST_ITEMS:
        raise refusal("further_items", len(items), f"few enough for {MOST_ITEMS} items in all")
    plan = schedule(items=items, start=start, deadline=last, hours_a_week=hours_a_week, done=done)
    headline = f"{plan}{_at_other_paces(plan, hours_a_week)}"
    columns = ("item", "done by", "at best", "at worst", "fits")
    rows = [
        (name_of(row.item), row.usual, row.best, row.worst, "yes" if row.fits else "no")
        for row in plan.rows
    ]
    rows += [(name_of(item), "", "", "", "done") for item in plan.done]
    return Answer(
        headline=headline,
        table=Table(columns=tuple(Column(name=name) for name in columns), rows=tuple(rows)),
        chart=_chart(plan, hours_a_week, headline) if plan.rows else None,
        sections=tuple(_sections(plan)),
        files=tuple(
            File(name=name, label=label, media=media, text=plan.text(form))
            for name, label, media, form in FILES
        ),
    )


def _gaps(role: Role | None, gaps: Mapping[str, float]) -> tuple[Item, ...]:
    """Make items of skills that are named with what is missing."""
    known: dict[str, int] = {need.skill: need.target for need in profile(role=role)} if role else {}
    for skill in gaps:
        if skill not in get_args(Skill):
            known_ones = get_args(Skill)
            allowed = "skills of " + ", ".join(known_ones)
            raise refusal("skills_gaps", skill, allowed, nearest(skill, known_ones))
    return tuple(
        gap_item(skill, missing * LEVEL_HOURS, known.get(skill, USUAL_TARGET), PRIORITY)
        for skill, missing in gaps.items()
    )


def _weeks(plan: Schedule) -> float:
    """Give the weeks from the first day to the last, both counted."""
    return ((day_of("deadline", plan.deadline) - day_of("start", plan.start)).days + 1) / 7


def _at_other_paces(plan: Schedule, hours_a_week: float) -> str:
    """Say how many fit if each takes long and if all goes well, where that is another number."""
    if all(row.fits for row in plan.rows):
        return ""
    items = without([*plan.done, *(row.item for row in plan.rows)], [item.id for item in plan.done])
    slow, _, fast = reversed(
        [len(fitting(items=items, hours=hours_a_week * _weeks(plan), pace=pace)) for pace in PACES]
    )
    return f" If each takes long, {slow} fit; if all goes well, {fast}."


def _chart(plan: Schedule, hours_a_week: float, headline: str) -> Chart:
    best, usual, worst = (
        tuple(
            total / hours_a_week for total in accumulate(row.item.hours(pace) for row in plan.rows)
        )
        for pace in PACES
    )
    names = tuple(name_of(row.item) for row in plan.rows)
    return Chart(
        kind="dot",
        title=f"When each item is finished, from {plan.start}",
        summary=headline,
        x_label="item",
        y_label="weeks from the start (typical, with range)",
        series=(Series(name="finished", x=names, y=usual, low=best, high=worst),),
        reference=_weeks(plan),
        reference_label=f"deadline {plan.deadline}",
    )


def _sections(plan: Schedule) -> list[Section]:
    fits = [row for row in plan.rows if row.fits]
    late = [row for row in plan.rows if not row.fits]
    made = [
        Section(
            title=title,
            field="done",
            ticks=tuple(
                _tick(row.item, f"by {row.usual} ({row.best} to {row.worst})") for row in rows
            ),
        )
        for title, rows in (
            ("To do, in this order", fits),
            ("Left out, unless you find time", late),
        )
        if rows
    ]
    if plan.done:
        ticks = tuple(_tick(item, "", done=True) for item in plan.done)
        made.append(Section(title="Done", field="done", ticks=ticks))
    return made


def _tick(item: Item, note: str, *, done: bool = False) -> Tick:
    lines = () if done else words_of(item)
    return Tick(id=item.id, title=name_of(item), note=note, lines=lines, done=done)
