"""Deadlines: published stopping values, simulation of played-out weeks, limits and refusals."""

import math

import numpy
import pytest

from careerkb.interviews.deadline import (
    Loop,
    best_choice,
    deadline_answer,
    reservation_usd,
    search_reservation_usd,
    with_days_usd,
)


def unit(day: int = 1, chance: float = 1.0) -> Loop:
    """An offer between nothing and one."""
    return Loop(name="x", day=day, offer_probability=chance, low_usd=0, high_usd=1)


LOOPS = (
    Loop(name="a", day=5, offer_probability=0.4, low_usd=100, high_usd=300),
    Loop(name="b", day=9, offer_probability=0.7, low_usd=150, high_usd=200),
    Loop(name="c", day=12, offer_probability=0.2, low_usd=250, high_usd=250),
    Loop(name="d", day=20, offer_probability=0.5, low_usd=50, high_usd=400),
)


@pytest.mark.parametrize(
    ("chance", "values"),
    [
        (1.0, [0.5, 0.625, 0.6953, 0.7417, 0.7751, 0.8004, 0.8203, 0.8364]),
        (0.38, [0.19, 0.3147, 0.4039, 0.4714, 0.5245]),
    ],
)
def test_equal_uniform_offers(chance: float, values: list[float]) -> None:
    """Moser's numbers, and those when each loop pays only sometimes."""
    for count, value in enumerate(values, 1):
        loops = [unit(day, chance) for day in range(count)]
        assert reservation_usd(loops=loops) == pytest.approx(value, abs=5e-5)


@pytest.mark.parametrize(
    ("offers", "skip", "chance"),
    [
        (3, 1, 0.5),
        (4, 1, 0.4583),
        (5, 2, 0.4333),
        (10, 3, 0.3987),
        (20, 7, 0.3842),
        (100, 37, 0.3710),
    ],
)
def test_best_choice(offers: int, skip: int, chance: float) -> None:
    """The table of the secretary problem."""
    found = best_choice(offers=offers)
    assert found[0] == skip
    assert found[1] == pytest.approx(chance, abs=5e-5)


def test_best_choice_of_few() -> None:
    """One offer is the best; of two, either way it is an even chance."""
    assert best_choice(offers=1) == (0, 1.0)
    assert best_choice(offers=2) == (0, 0.5)


@pytest.mark.parametrize(("cost", "value"), [(0.02, 0.8), (0.125, 0.5), (0, 1.0), (0.6, -0.1)])
def test_a_search_that_costs(cost: float, value: float) -> None:
    """1 - sqrt(2 c) inside the range, the mean less the cost below it."""
    found = search_reservation_usd(low_usd=0, high_usd=1, cost_usd=cost)
    assert found == pytest.approx(value)
    grid = numpy.linspace(0, 1, 200_001)
    assert numpy.maximum(grid - found, 0).mean() == pytest.approx(cost, abs=1e-5)


@pytest.mark.parametrize("days", [0, 5, 9, 30])
def test_weeks_played_out(days: int) -> None:
    """400,000 weeks: the best in hand that day, or go on by the reservation worths."""
    random, count, held, fallback = numpy.random.default_rng(4), 400_000, 160.0, 90.0
    late = [loop for loop in LOOPS if loop.day > days]
    best = numpy.full(count, held)
    for loop in LOOPS:
        if loop.day <= days:
            came = random.random(count) < loop.offer_probability
            worth = random.uniform(loop.low_usd, loop.high_usd, count)
            best = numpy.where(came, numpy.maximum(best, worth), best)
    going = numpy.full(count, fallback)
    taken = numpy.zeros(count, dtype=bool)
    for number, loop in enumerate(late):
        rest = late[number + 1 :]
        least = reservation_usd(loops=rest, fallback_usd=fallback) if rest else fallback
        came = random.random(count) < loop.offer_probability
        worth = random.uniform(loop.low_usd, loop.high_usd, count)
        takes = ~taken & came & (worth > least)
        going, taken = numpy.where(takes, worth, going), taken | takes
    first = reservation_usd(loops=late, fallback_usd=fallback) if late else fallback
    played = numpy.where(best >= first, best, going)
    found = with_days_usd(held_usd=held, days=days, loops=LOOPS, fallback_usd=fallback)
    assert found == pytest.approx(played.mean(), abs=4 * played.std() / math.sqrt(count))


def test_loops_of_one_day_are_seen_together() -> None:
    """Two uniform offers on one day: the mean of the larger, two thirds."""
    assert reservation_usd(loops=[unit(), unit()]) == pytest.approx(2 / 3)


def test_time_is_never_worth_less_than_nothing() -> None:
    """Worth does not fall with the days, and not below the offer in hand."""
    worths = [with_days_usd(held_usd=160, days=day, loops=LOOPS) for day in range(30)]
    assert worths == sorted(worths)
    assert worths[0] >= 160


def test_loops_without_chance_change_nothing() -> None:
    """An offer in hand above all others is worth itself, however long it stays open."""
    none = [Loop(name="x", day=3, offer_probability=0, low_usd=0, high_usd=1e6)]
    assert with_days_usd(held_usd=500, days=9, loops=none) == 500
    assert reservation_usd(loops=none, fallback_usd=70) == 70


def test_the_answer_says_accept_or_ask() -> None:
    """The sum from which to accept and what the days are worth stand in the headline."""
    headline = deadline_answer().headline
    late = 900_000 + 0.5 * (1_400_000 - 900_000)
    worth = 0.4 * 1_650_000 + 0.6 * late  # lab B, of which every offer beats going on
    assert f"going on is worth {worth:,.0f}" in headline
    assert "10 more days are worth 102,857 dollars" in headline
    assert "worth nothing to you" in deadline_answer(more_days=1).headline
    assert deadline_answer(held_usd=950_000).headline.startswith("Going on without it is worth")


def test_bad_ranges_are_refused() -> None:
    """A range that runs backwards, and a search without a range."""
    with pytest.raises(ValueError, match="low_usd must be at most high_usd, 1, got 2"):
        Loop(name="x", day=1, offer_probability=0.5, low_usd=2, high_usd=1)
    with pytest.raises(ValueError, match="low_usd must be below high_usd"):
        search_reservation_usd(low_usd=1, high_usd=1, cost_usd=0)


def test_few_days_are_said_as_people_do() -> None:
    """Today is no number of days, and one day is no plural."""
    today = deadline_answer(days=0, more_days=10).headline
    assert today.startswith("If nothing better has come by tonight, accept")
    one = deadline_answer(days=8, more_days=1).headline
    assert "One more day is worth" in one
    assert "so ask for it." in one
    assert "in 1 day, accept" in deadline_answer(days=1).headline
