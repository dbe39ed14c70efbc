"""Two who decide together: the parts add up to the difference of their leads."""

import random
from dataclasses import replace

import pytest

from careerkb.decide.together import disagreements, together_answer
from careerkb.decide.weights import Criterion, option_values

CRITERIA = (
    Criterion(name="money", worst=0, best=1, swing=100, levels=(0.2, 0.9)),
    Criterion(name="learning", worst=0, best=1, swing=50, levels=(0.8, 0.3)),
    Criterion(name="town", worst=0, best=1, swing=50, levels=(0.5, 0.5)),
)


@pytest.mark.parametrize("seed", range(20))
def test_the_parts_add_up(seed: int) -> None:
    """Their lead less yours, worked out from the values themselves."""
    swings = [random.Random(seed + i).randint(0, 100) + (i == 0) for i in range(3)]
    parts = disagreements(criteria=CRITERIA, their_swings=swings)
    mine = option_values(criteria=CRITERIA)
    theirs = option_values(
        criteria=tuple(replace(c, swing=s) for c, s in zip(CRITERIA, swings, strict=True))
    )
    change = 100 * ((theirs[0] - theirs[1]) - (mine[0] - mine[1]))
    assert sum(points for _, points in parts) == pytest.approx(change)
    assert [abs(points) for _, points in parts] == sorted((abs(p) for _, p in parts), reverse=True)


def test_the_same_points_are_no_disagreement() -> None:
    """Points in the same proportion weigh alike, and the headline says so."""
    parts = disagreements(criteria=CRITERIA, their_swings=(50, 25, 25))
    assert [points for _, points in parts] == pytest.approx([0, 0, 0])
    answer = together_answer(options=("a", "b"), criteria=CRITERIA, their_swings=(50, 25, 25))
    assert answer.headline == "Both of you come out at b. You weigh everything alike."


def test_where_two_part() -> None:
    """100/50/50 against 20/100/0: learning adds 0.583 times 0.5 of a lead towards the first."""
    parts = dict(disagreements(criteria=CRITERIA, their_swings=(20, 100, 0)))
    assert parts["learning"] == pytest.approx(100 * 0.5 * (100 / 120 - 0.25))
    assert parts["town"] == pytest.approx(0)
    answer = together_answer(options=("a", "b"), criteria=CRITERIA, their_swings=(20, 100, 0))
    assert answer.headline.startswith("You come out at b, the other at a. You part most on")


def test_a_missing_number_is_refused() -> None:
    """One number a criterion, and not all of them zero."""
    with pytest.raises(ValueError, match="their_swings must be one number for each of the 3"):
        disagreements(criteria=CRITERIA, their_swings=(1, 2))
    with pytest.raises(ValueError, match="swing must be above 0"):
        disagreements(criteria=CRITERIA, their_swings=(0, 0, 0))
