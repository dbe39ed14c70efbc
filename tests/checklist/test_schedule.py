"""Dates and exports: prerequisites on 1,000 graphs, brute force, and calendars read by another library."""

import datetime
import random
import tomllib
from itertools import combinations

import icalendar
import pytest

from careerkb.checklist.items import Item, checklist_items
from careerkb.checklist.schedule import Schedule, gap_items, schedule
from careerkb.checklist.skills import Ratings, profile

ODD = 'Papers, "read"; then\ncoded \\ 🎓'


def graph(seed: int) -> tuple[Item, ...]:
    """Draw up to seven items whose prerequisites cannot run in a circle, in a shuffled list."""
    chosen = random.Random(seed)
    made = []
    for k in range(chosen.randint(1, 7)):
        hours = sorted(chosen.randint(1, 12) for _ in range(3))
        made.append(
            Item(
                id=f"i{k}", hours_low=hours[0], hours_typical=hours[1], hours_high=hours[2],
                priority=chosen.randint(0, 5),
                prerequisites=tuple(f"i{n}" for n in range(k) if chosen.random() < 0.35),
            )
        )  # fmt: skip
    chosen.shuffle(made)
    return tuple(made)


def plan_of(items: tuple[Item, ...], deadline: str = "2026-12-20", hours: float = 9) -> Schedule:
    """Plan from the first of December."""
    return schedule(items=items, start="2026-12-01", deadline=deadline, hours_a_week=hours)


def best_priority(items: tuple[Item, ...], hours: float) -> float:
    """Try every subset that holds its prerequisites."""
    best = 0.0
    for size in range(len(items) + 1):
        for subset in combinations(items, size):
            names = {one.id for one in subset}
            if sum(one.hours_typical for one in subset) <= hours + 1e-9 and all(
                set(one.prerequisites) <= names for one in subset
            ):
                best = max(best, sum(one.priority for one in subset))
    return best


def test_a_thousand_graphs_keep_every_prerequisite_and_the_deadline() -> None:
    """In order, in dates, in what fits; and what fits is the best of all subsets."""
    missed = 0
    for seed in range(1000):
        items = graph(seed)
        plan = plan_of(items)
        place = {row.item.id: n for n, row in enumerate(plan.rows)}
        assert sorted(place) == sorted(one.id for one in items)
        for row in plan.rows:
            assert row.best <= row.usual <= row.worst
            assert row.usual <= plan.deadline or not row.fits
            for needed in row.item.prerequisites:
                before = plan.rows[place[needed]]
                assert place[needed] < place[row.item.id]
                assert before.usual <= row.usual
                assert before.fits or not row.fits
        found = sum(row.item.priority for row in plan.rows if row.fits)
        assert found == best_priority(items, 9 * 20 / 7)
        late = plan.rows[-1].usual > plan.deadline
        assert ("cannot be met" in str(plan)) == late == (not all(row.fits for row in plan.rows))
        missed += late
    assert 100 < missed < 900


def test_days_are_counted_by_hand() -> None:
    """Seven hours a week are one a day: six hours end on the sixth day, ten on the tenth."""
    (stories,) = (one for one in checklist_items(track="engineer") if one.id == "stories")
    (row,) = plan_of((stories,), "2026-12-06", 7).rows
    assert (*(int(day[-2:]) for day in (row.best, row.usual, row.worst)), row.fits) == (
        3,
        6,
        10,
        True,
    )
    assert "but not if all take long" in str(plan_of((stories,), "2026-12-06", 7))
    assert not plan_of((stories,), "2026-12-05", 7).rows[0].fits


def test_gaps_and_items_are_one_graph() -> None:
    """A checklist item may wait for a gap, and what is linked and led is none."""
    needs = profile(role="AI engineer")
    skills = gap_items(needs=needs, ratings=Ratings(shipping="leads, linked"))
    assert [one.id for one in skills] == [
        f"skill {need.skill}" for need in needs if need.skill != "shipping"
    ]
    waiting = Item(
        id="talk", hours_low=1, hours_typical=1, hours_high=1, priority=100,
        prerequisites=(skills[0].id,),
    )  # fmt: skip
    rows = plan_of((waiting, *skills), "2030-12-01").rows
    assert [row.item.id for row in rows][:2] == [skills[0].id, "talk"]


def test_exports_are_read_back() -> None:
    """By the icalendar package and by tomllib; a name keeps its marks, and Markdown one line each."""
    odd = Item(id="odd", title=ODD, hours_low=1, hours_typical=2, hours_high=3)
    long = Item(id="long", hours_low=50, hours_typical=90, hours_high=99, prerequisites=("odd",))
    plan = plan_of((long, odd))
    events = icalendar.Calendar.from_ical(plan.text("iCalendar")).walk("VEVENT")
    assert [(event["DTSTART"].dt, str(event["SUMMARY"])) for event in events] == [
        (datetime.date(2026, 12, 2), ODD),
        (datetime.date(2026, 12, 20), "Deadline"),
    ]
    read = tomllib.loads(plan.text("TOML"))
    assert [(row["title"], row["fits"]) for row in read["items"]] == [(ODD, True), ("long", False)]
    assert read["items"][1]["prerequisites"] == ["odd"]
    lines = plan.text("Markdown").splitlines()
    assert [line[:15] for line in lines if line.startswith("- [ ]")] == [
        '- [ ] Papers, "', "- [ ] long: 202",
    ]  # fmt: skip
    assert lines[-1].endswith("does not fit")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"deadline": "2026-11-30"}, "deadline must be on or after the start, 2026-12-01"),
        ({"deadline": "30/11/2026"}, "deadline must be a date such as 2026-12-04"),
        ({"start": "2026-02-30"}, "start must be a date"),
        ({"start": "9999-12-01", "deadline": "9999-12-02"}, "before the year 10000"),
        ({"hours_a_week": 0}, "hours_a_week must be a number from 0.5"),
        (
            {
                "items": [
                    Item(id=a, prerequisites=(b,), hours_low=1, hours_typical=1, hours_high=1)
                    for a, b in ("ab", "ba")
                ]
            },
            "without a circle",
        ),
    ],
)
def test_bad_input_is_one_sentence(change: dict[str, object], message: str) -> None:
    """Dates, hours and circles are named."""
    given = {
        "items": checklist_items(track="engineer"), "start": "2026-12-01", "deadline": "2027-01-25",
    }  # fmt: skip
    with pytest.raises(ValueError, match=message):
        schedule(**(given | change))
    with pytest.raises(ValueError, match="form must be one of"):
        plan_of(graph(1)).text("PDF")
