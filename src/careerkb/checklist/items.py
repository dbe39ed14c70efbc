"""The items of the checklist: what each track should be able to show, with hours and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Annotated, Any, Literal, get_args

from annotated_types import Interval, Len

from careerkb import data
from careerkb.answers.answer import Answer, Column, Table
from careerkb.inputs import Unit, checked, record, refusal

__all__ = ["Item", "checklist_answer", "checklist_items", "weeks_needed"]

MOST_ITEMS = 30
Track = Literal["engineer", "researcher"]
Pace = Literal["low", "typical", "high"]
PACES: tuple[Pace, ...] = get_args(Pace)
Name = Annotated[str, Len(1, 60)]
Names = Annotated[Sequence[Name], Len(0, MOST_ITEMS)]
Sentences = Annotated[str, Len(0, 500)]
ItemHours = Annotated[float, Interval(ge=0.25, le=2_000), Unit("hours")]
HoursAWeek = Annotated[float, Interval(ge=0.5, le=100), Unit("hours a week")]
Priority = Annotated[float, Interval(ge=0, le=100), Unit("points")]


@record
class Item:
    """
    One thing to prepare.

    Args:
        id: a short name, unique in its list.
        hours_low: hours if it goes well, at least a quarter of one.
        hours_typical: hours as a rule.
        hours_high: hours if it goes badly.
        priority: what it is worth to you; only the proportions matter.
        prerequisites: ids of the items that must come before.
        title: as printed; empty prints the id.
        how: a way to do it, or nothing.
        done_when: the sign that it is done, or nothing.

    Raises:
        ValueError: an argument is out of range, the hours do not rise, or the item is its own
            prerequisite.
    """

    id: Name
    hours_low: ItemHours
    hours_typical: ItemHours
    hours_high: ItemHours
    priority: Priority = 1.0
    prerequisites: Names = ()
    title: Annotated[str, Len(0, 60)] = ""
    how: Sentences = ""
    done_when: Sentences = ""

    def __post_init__(self) -> None:
        """Refuse hours that fall and a circle of one."""
        if not self.hours_low <= self.hours_typical <= self.hours_high:
            hours = (self.hours_low, self.hours_typical, self.hours_high)
            raise refusal(f"hours of {self.id!r}", hours, "low, typical and high in rising order")
        if self.id in self.prerequisites:
            raise refusal(f"prerequisites of {self.id!r}", self.prerequisites, "other items")

    def hours(self, pace: Pace) -> float:
        """Give the hours at one pace."""
        return float(getattr(self, f"hours_{pace}"))

    @classmethod
    def examples(cls) -> tuple[Item, ...]:
        """Give items that keep the rules, for the property tests."""
        return checklist_items(track="engineer")


COLUMNS = ("id", "title", "priority", "prerequisites", "how", "done_when")
Items = Annotated[Sequence[Item], Len(1, MOST_ITEMS)]


@checked
def checklist_items(*, track: Track) -> tuple[Item, ...]:
    """
    Give the seven items of one track.

    Args:
        track: engineer, as in the article, or researcher, its twin.

    Returns:
        Seven items in the article's order.

    Raises:
        ValueError: *track* is neither.

    Source:
        The rows of ``checklist.toml``. Hours and priorities in it are assumptions.

    Example:
        >>> from careerkb.checklist.items import checklist_items
        >>> [item.id for item in checklist_items(track="engineer")]
        ['systems', 'service', 'design', 'papers', 'preparation', 'stories', 'mock']
    """
    made = []
    for row in _rows(track):
        low, typical, high = row["hours"]
        kept = {name: row[name] for name in COLUMNS}
        made.append(Item(hours_low=low, hours_typical=typical, hours_high=high, **kept))
    return tuple(made)


def _rows(track: Track) -> list[dict[str, Any]]:
    return [row for row in data.rows("checklist") if row["track"] == track]


@checked
def weeks_needed(*, items: Items, hours_a_week: HoursAWeek = 1) -> tuple[float, float, float]:
    """
    Give the weeks until all items are done.

    Args:
        items: at most 30.
        hours_a_week: that you really have; with 1, the result is the total of the hours.

    Returns:
        Weeks if everything goes well, as a rule, and if everything goes badly.

    Example:
        >>> from careerkb.checklist.items import checklist_items, weeks_needed
        >>> weeks_needed(items=checklist_items(track="engineer"), hours_a_week=10)
        (7.4, 14.8, 29.8)
    """
    low, typical, high = (sum(item.hours(pace) for item in items) / hours_a_week for pace in PACES)
    return low, typical, high


@checked
def checklist_answer(*, track: Track | None = None) -> Answer:
    """
    Show the seven items: hours, how, done when and what to show.

    Args:
        track: engineer or researcher, or both, each item with its twin.

    Returns:
        The hours with their range, and a table of the items.

    Raises:
        ValueError: *track* is neither.

    Source:
        The rows of ``checklist.toml``. Hours are assumptions.
    """
    tracks: tuple[Track, ...] = (track,) if track else get_args(Track)
    sums = [weeks_needed(items=checklist_items(track=each)) for each in tracks]
    totals = ", ".join(
        f"{each}s about {total[1]:.0f} hours ({total[0]:.0f} to {total[2]:.0f})"
        for each, total in zip(tracks, sums, strict=True)
    )
    names = ("item", "how", "done when")
    return Answer(
        headline=f"Seven items: {totals}; the hours are assumptions.",
        table=Table(
            columns=tuple(Column(name=name) for name in names),
            rows=tuple(map(_cells, chain.from_iterable(zip(*map(_rows, tracks), strict=True)))),
        ),
    )


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    low, _, high = row["hours"]
    done = f"{row['done_when']} To show: {row['show'][0].lower()}{row['show'][1:]}"
    return f"{row['title']} ({row['track']}, {low} to {high} hours)", row["how"], done
