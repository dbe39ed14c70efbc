"""Vesting against the golden values, a month-by-month simulation and its own limits."""

import pytest
from simulation import parts_of_schedule

from careerkb.pay.offers import Offer
from careerkb.pay.schedules import EVEN, Schedule, monthly_fractions, schedule, schedule_names
from careerkb.pay.vesting import (
    refreshed_year_usd,
    vested_fraction,
    vesting_answer,
)


def stepwise(terms: Schedule, month: int) -> float:
    """Walk through the months, paying each part and holding back until the cliff."""
    parts = parts_of_schedule(Offer(base_usd=1_000, schedule=terms))
    return sum(part for at, part in parts.items() if at <= month)


@pytest.mark.parametrize(
    ("month", "golden"), [(0, 0), (11, 0), (12, 0.25), (13, 0.25 + 1 / 48), (36, 0.75), (48, 1)]
)
def test_the_standard_schedule_matches_the_golden_values(month: int, golden: float) -> None:
    """Nothing before the cliff, a quarter at it, then a forty-eighth a month."""
    assert vested_fraction(schedule=EVEN, month=month) == pytest.approx(golden)


def test_vesting_never_falls_and_ends_at_the_grant() -> None:
    """Monotone, and all of it at the end."""
    for name in schedule_names():
        values = [vested_fraction(schedule=schedule(name=name), month=m) for m in range(61)]
        assert values == sorted(values)
        assert values[-1] == 1
        parts = monthly_fractions(schedule=schedule(name=name))
        assert sum(parts) == pytest.approx(1, rel=1e-15)


def test_refreshers_stack_up_to_one_whole_refresher_a_year() -> None:
    """60,000 a year from year two: 0, 15, 30, 45 and from year five 60 thousand."""
    years = [refreshed_year_usd(year=y, refresher_usd=60_000) for y in range(1, 8)]
    assert years == pytest.approx([0, 15_000, 30_000, 45_000, 60_000, 60_000, 60_000])


def test_refreshers_match_a_sum_over_grants() -> None:
    """Each grant walked month by month from its own day."""
    terms = schedule(name="33/33/22/12")
    for year in range(1, 9):
        total = 0.0
        for granted in range(2, year + 1):
            start = 12 * (granted - 1)
            total += stepwise(terms, 12 * year - start) - stepwise(terms, 12 * (year - 1) - start)
        found = refreshed_year_usd(year=year, refresher_usd=1_000, schedule=terms, probability=0.5)
        assert found == pytest.approx(500 * total)


def test_the_answer_shows_every_preset() -> None:
    """One line and one row a schedule; each row sums to the grant."""
    answer = vesting_answer(grant_usd=600_000)
    assert len(answer.chart.series) == len(schedule_names())
    for row in answer.table.rows:
        assert sum(row[1:]) == pytest.approx(600_000)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: Schedule(yearly_fractions=(0.25, 0.25, 0.25)),
            "sum to 1, got .* these sum to 0.75",
        ),
        (lambda: Schedule(yearly_fractions=(25, 25, 25, 25)), "write 25 % as 0.25"),
        (lambda: Schedule(yearly_fractions=()), "yearly_fractions must be .* it is empty"),
        (
            lambda: Schedule(yearly_fractions=(1.0,), cliff_months=13),
            "cliff_months must be at most 12",
        ),
        (
            lambda: Schedule(yearly_fractions=(1.0,), interval_months=5),
            "interval_months must be 1, 2",
        ),
        (
            lambda: schedule(name="monthly"),
            "name must be yearly .* or one of 'standard with cliff'",
        ),
        (lambda: schedule(name="40/30/20"), "these sum to 90 %"),
        (lambda: schedule(name="100/"), "name must be yearly"),
        (lambda: vested_fraction(schedule=EVEN, month=-1), "month must be"),
        (lambda: vested_fraction(schedule=EVEN, month=1.5), "write 2|whole number"),
        (
            lambda: schedule(name="5/15/20/20/20/20"),
            "at most five years, .* 6 parts without months; .* write '5@12/15@24/20@36/20@48/",
        ),
        (lambda: schedule(name="5@12/95"), "a month from 1 to 120 after every part"),
        (lambda: schedule(name="100@121"), "a month from 1 to 120 after every part, such"),
        (lambda: schedule(name="10@6/90@12"), "equal within each year of twelve months"),
        (lambda: schedule(name="50@24/50@12"), "in the order of their months"),
        (lambda: schedule(name="40@12/40@24"), "these sum to 80 %"),
        (
            lambda: Schedule(yearly_fractions=(0.5, 0.5), part_months=(6, 12)),
            "part_months must be rising months",
        ),
        (
            lambda: Schedule(yearly_fractions=(1.0,), part_months=(12, 13)),
            "part_months must be rising months, .* and none after",
        ),
        (lambda: vesting_answer(until_years=11), "until_years must be"),
    ],
)
def test_bad_input_is_refused(call, message: str) -> None:
    """Each refusal names the parameter and the cause."""
    with pytest.raises(ValueError, match=message):
        call()
