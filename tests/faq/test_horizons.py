"""Horizons: the closed form against doubling step by step, months against the calendar."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.faq.horizons import days_until, horizons, horizons_answer, month_after


@settings(max_examples=25)
@given(doublings=st.integers(0, 12), days=st.floats(30, 400), start=st.floats(0.5, 4))
def test_each_doubling_takes_the_same_time(doublings: int, days: float, start: float) -> None:
    """Doubling step by step arrives on the day that the logarithm gives."""
    hours, waited = start, 0.0
    for _ in range(doublings):
        hours, waited = hours * 2, waited + days
    assert days_until(task_hours=hours, doubling_days=days, start_hours=start) == pytest.approx(
        waited
    )


def test_a_task_that_was_reached_takes_no_time() -> None:
    """Shorter tasks give zero and not a negative wait."""
    assert days_until(task_hours=1, doubling_days=131, start_hours=5) == 0


@pytest.mark.parametrize(
    ("days", "month"),
    [(0, "2025-11"), (15, "2025-11"), (16, "2025-12"), (258, "2026-07"), (259, "2026-08"),
     (381, "2026-12")],
)  # fmt: skip
def test_a_month_is_that_of_the_calendar(days: int, month: str) -> None:
    """From 15 November 2025: 15 days to its end, 31 July is day 258, 1 August day 259."""
    assert month_after(start="2025-11", days=days) == month


def test_the_published_growth_lies_near_the_published_measures() -> None:
    """From 121 minutes in April to 320 in November 2025 is a doubling in about 150 days."""
    by_model = {each.model: each.minutes for each in horizons()}
    days = (datetime.date(2025, 11, 15) - datetime.date(2025, 4, 15)).days
    found = days_until(
        task_hours=by_model["Opus 4.5"] / 60, doubling_days=131, start_hours=by_model["o3"] / 60
    )
    assert found == pytest.approx(days, rel=0.15)


def test_the_answer_names_the_month_for_each_time_to_double() -> None:
    """40 hours are 2.9069 doublings of 320 minutes: 380 and 258 whole days later."""
    answer = horizons_answer()
    assert "2026-11 at 131 days, 2026-07 at 89 days" in answer.headline
    assert len(answer.chart.series) == 2
    assert len(horizons_answer(doubling_days=262).chart.series) == 3
    with pytest.raises(
        ValueError, match="start must be a month of this century like 2025-11, got '2025-13'"
    ):
        month_after(start="2025-13", days=1)
