"""The plan as an answer: its parts, its ticks, gaps and own items, and what it refuses."""

import datetime

import icalendar
import pytest

from careerkb.browser.fields import calculator, every_field, tree
from careerkb.browser.forms import answer
from careerkb.checklist.choice import fitting
from careerkb.checklist.items import checklist_items
from careerkb.checklist.plan import own_items, plan_answer
from careerkb.checklist.schedule import gap_items, schedule
from careerkb.checklist.skills import NOTHING, profile
from careerkb.inputs import read
from careerkb.terminal.catalogue import catalogue

IDS = [item.id for item in checklist_items(track="engineer")]
ODD = "Take-home, part 1; then\nrest 🎓"


def test_the_plan_is_what_the_parts_say() -> None:
    """Dates of the schedule, what fits of the choice, and weeks that end where the dates do."""
    items = checklist_items(track="engineer")
    made = plan_answer(hours_a_week=10, weeks=8)
    plan = schedule(items=items, start="2026-12-01", deadline="2027-01-25", hours_a_week=10)
    assert [row[1] for row in made.table.rows] == [row.usual for row in plan.rows]
    fits = {row.item.id for row in plan.rows if row.fits}
    assert fits == {*fitting(items=items, hours=80)}
    assert made.headline.endswith("If each takes long, 3 fit; if all goes well, 7.")
    assert "cannot be met for everything: 5 of 7 items fit" in made.headline
    assert made.chart is not None
    (drawn,) = made.chart.series
    assert (drawn.y[-1], drawn.low[-1], drawn.high[-1]) == pytest.approx((14.8, 7.4, 29.8))
    assert made.chart.reference == 8
    same = plan_answer(hours_a_week=10, deadline="2027-01-25", weeks=3)
    assert same == made


def test_a_tick_moves_an_item_and_keeps_it() -> None:
    """What is done is the last list, no prerequisite any more, and [x] in the files."""
    made = plan_answer(done=["stories", "preparation"], weeks=1)
    assert made.headline.startswith("2 of 7 done. The deadline")
    assert made.table.rows[0][0] == "Mock interview, weakest line"
    ticks = {section.title: section.ticks for section in made.sections}
    assert [tick.id for tick in ticks["Done"] if tick.done] == ["preparation", "stories"]
    assert sum(map(len, ticks.values())) == 7
    assert all(len(tick.lines) == 2 for tick in ticks["To do, in this order"])
    texts = {one.name: one.text for one in made.files}
    assert texts["plan.md"].count("- [x] ") == 2
    assert texts["plan.md"].count("- [ ] ") == texts["plan.md"].count("  - Done when: ") == 5
    over = plan_answer(done=IDS)
    assert (over.headline, over.chart, len(over.table.rows)) == ("All 7 items are done.", None, 7)


def test_gaps_and_own_items_join_the_plan() -> None:
    """Gaps take the hours that the schedule gives them; a calendar keeps any name of an own item."""
    needs = profile(role="AI engineer")
    made = plan_answer(
        role="AI engineer", skills_gaps={need.skill: float(need.target) for need in needs},
        further_items={ODD: 6}, weeks=60,
    )  # fmt: skip
    gaps = {one.title: one.hours_typical for one in gap_items(needs=needs, ratings=NOTHING)}
    assert len(made.table.rows) == 7 + len(gaps) + 1
    plan = schedule(
        items=[*checklist_items(track="engineer"), *gap_items(needs=needs, ratings=NOTHING)],
        deadline="2028-12-01",
    )
    days = [datetime.date.fromisoformat(str(row[1])) for row in made.table.rows]
    assert days[-1] - datetime.date.fromisoformat(plan.rows[-1].usual) in (
        datetime.timedelta(4), datetime.timedelta(5),
    )  # fmt: skip
    text = next(one.text for one in made.files if one.name == "plan.ics")
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert ODD in [str(event["SUMMARY"]) for event in events]
    assert any("Done when: " in str(event.get("DESCRIPTION")) for event in events)
    assert own_items(own={ODD: 6})[0].id == "Take-home part 1 then rest 🎓"


def test_every_field_that_can_be_filled_is_given_what_it_reads() -> None:
    """The calculator exists, gives that name by default too, and the text is read without fault."""
    found = 0
    for function in catalogue().values():
        for one in every_field(tree(function)):
            if mark := one.spec.kept:
                given = answer({"function": mark.calculator, "state": {}})["gives"][mark.gives]
                value, faults = read(one.spec, given, loose=True)
                assert calculator(mark.calculator)
                assert faults == ()
                assert value is not None
                found += 1
    assert found >= 2


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"done": ["mocks"]}, "done must be .*; did you mean 'mock'"),
        ({"hours_a_week": 0}, "hours_a_week must be a number from 0.5"),
        ({"track": "manager"}, "track must be one of"),
        ({"deadline": "2026-11-30"}, "deadline must be on or after the start, 2026-12-01"),
        ({"start": "tomorrow"}, "start must be a date such as 2026-12-04"),
        ({"start": "9999-12-30"}, "before the year 10000"),
        ({"skills_gaps": {"writting": 1}}, "did you mean 'writing'"),
        (
            {"skills_gaps": {"writing": 4}},
            r"skills_gaps\['writing'\] must be a number above 0 to 3",
        ),
        ({"further_items": {"mock": 4}}, "further_items must be named otherwise than"),
        ({"further_items": {" ": 4}}, "further_items must be"),
    ],
)
def test_bad_input_is_one_sentence(given: dict[str, object], message: str) -> None:
    """Named, with what is allowed."""
    with pytest.raises(ValueError, match=message) as refused:
        plan_answer(**given)
    assert "\n" not in str(refused.value)
