"""Criteria: published weights, flips recomputed at the flip, and shares against drawn weights."""

import math
import random
from dataclasses import replace

import numpy
import pytest

from careerkb.decide.criteria import criteria_answer, dominated, flips, winning_shares
from careerkb.decide.weights import Criterion, option_values
from careerkb.maths.simplex import share_where


def made(columns: list[list[float]], swings: list[float]) -> tuple[Criterion, ...]:
    """Build criteria on a scale from 0 to 1 from one list of levels a criterion."""
    return tuple(
        Criterion(name=f"c{i}", worst=0, best=1, swing=swing, levels=levels)
        for i, (levels, swing) in enumerate(zip(columns, swings, strict=True))
    )


def drawn(seed: int, criteria: int, options: int) -> tuple[Criterion, ...]:
    """Draw levels and distinct points."""
    source = random.Random(seed)
    columns = [[source.random() for _ in range(options)] for _ in range(criteria)]
    return made(columns, source.sample(range(1, 101), criteria))


@pytest.mark.parametrize(("criteria", "options"), [(2, 2), (3, 3), (5, 5), (8, 4)])
def test_shares_against_drawn_weights(criteria: int, options: int) -> None:
    """400,000 weights drawn evenly and put into the order of the points, within four errors."""
    each = drawn(criteria * 10 + options, criteria, options)
    shares = winning_shares(criteria=each)
    weights = numpy.random.default_rng(2).dirichlet(numpy.ones(criteria), 400_000)
    weights = -numpy.sort(-weights, axis=1)
    ranked = sorted(each, key=lambda one: -one.swing)
    totals = weights @ numpy.array([one.values() for one in ranked])
    played = numpy.bincount(totals.argmax(axis=1), minlength=options) / 400_000
    assert math.fsum(shares) == pytest.approx(1)
    assert list(shares) == pytest.approx(list(played), abs=4 * math.sqrt(0.25 / 400_000))


def test_half_of_a_segment() -> None:
    """Two criteria: the first wins while w1 - 2 w2 >= 0 with w1 from 1/2 to 1: two thirds of it."""
    criteria = made([[1.0, 0.0], [0.0, 1.0]], [60, 40])
    assert winning_shares(criteria=criteria) == pytest.approx((1.0, 0.0))
    tilted = made([[0.5, 0.0], [0.0, 1.0]], [60, 40])
    assert winning_shares(criteria=tilted) == pytest.approx((2 / 3, 1 / 3))


def test_options_that_tie_share() -> None:
    """Two identical options win half each, and the answer calls it no difference."""
    criteria = made([[0.4, 0.4], [0.7, 0.7]], [60, 40])
    assert winning_shares(criteria=criteria) == pytest.approx((0.5, 0.5))
    assert "No difference" in criteria_answer(options=("a", "b"), criteria=criteria).headline


def test_two_options_of_one_name_are_refused() -> None:
    """A verdict that names one of them would say nothing."""
    criteria = made([[0.4, 0.6]], [60])
    with pytest.raises(ValueError, match="options must be names that differ"):
        criteria_answer(options=("a", "a"), criteria=criteria)


@pytest.mark.parametrize("seed", range(30))
def test_a_flip_flips(seed: int) -> None:
    """At the flip leader and rival are equal; just beyond it the rival leads, before it not."""
    criteria = drawn(seed, 4, 3)
    options = ("a", "b", "c")
    values = option_values(criteria=criteria)
    leader = values.index(max(values))
    total = sum(each.swing for each in criteria)
    for flip in flips(options=options, criteria=criteria):
        number = next(i for i, each in enumerate(criteria) if each.name == flip.criterion)
        rest = total - criteria[number].swing

        def at(weight: float, number: int = number, rest: float = rest) -> tuple[float, ...]:
            weights = [
                weight if i == number else (1 - weight) * each.swing / rest
                for i, each in enumerate(criteria)
            ]
            return tuple(
                math.fsum(
                    w * each.values()[option] for w, each in zip(weights, criteria, strict=True)
                )
                for option in range(3)
            )

        rival = options.index(flip.leader)
        there = at(flip.flips_at)
        assert there[rival] == pytest.approx(there[leader], abs=1e-9)
        step = math.copysign(1e-6, flip.flips_at - flip.weight)
        assert at(flip.flips_at + step)[rival] > at(flip.flips_at + step)[leader]
        middle = at((flip.flips_at + flip.weight) / 2)
        assert middle.index(max(middle)) == leader


def test_dominated_options_never_win() -> None:
    """The option that another matches everywhere is named, and has no share."""
    criteria = made([[0.5, 0.5, 0.2], [0.9, 0.6, 0.6]], [60, 40])
    assert dominated(criteria=criteria) == (1, 2)
    assert winning_shares(criteria=criteria)[1:] == pytest.approx((0, 0))
    assert dominated(criteria=made([[0.4, 0.4]], [1])) == ()


def test_what_does_not_differ_is_said() -> None:
    """A criterion with one level for all decides nothing, and the headline says so."""
    criteria = (*made([[1.0, 0.0]], [60]), replace(made([[0.5, 0.5]], [40])[0], name="town"))
    answer = criteria_answer(options=("a", "b"), criteria=criteria)
    assert "No option differs in “town”" in answer.headline


def test_a_coin_flip_has_no_firm_word() -> None:
    """Where either wins under half of the weights, it is too close to call."""
    criteria = made([[0.5, 0.0], [0.0, 1.0]], [67, 33])
    assert criteria_answer(options=("a", "b"), criteria=criteria).headline.startswith("Too close")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Criterion(name="x", worst=1, best=1, swing=1, levels=(1, 1)), "best must be another level"),
        (lambda: Criterion(name="x", worst=0, best=1, swing=1, levels=(2, 1)), r"levels\[0\] must be from 0 to 1"),
        (lambda: option_values(criteria=made([[0.1, 0.2]], [0])), "swing must be above 0"),
        (
            lambda: option_values(criteria=(*made([[0.1, 0.2]], [1]), *made([[0.1, 0.2, 0.3]], [1]))),
            "criteria must be criteria with as many levels",
        ),
        (
            lambda: criteria_answer(options=("a", "b", "c"), criteria=made([[0.1, 0.2]], [1])),
            "options must be as many names",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_weighed_is_refused(call: object, message: str) -> None:
    """One sentence names the part and what is allowed."""
    with pytest.raises(ValueError, match=message):
        call()  # type: ignore[operator]


def test_shares_of_a_simplex_without_conditions() -> None:
    """Nothing to keep is kept everywhere; a condition of zeros holds; all below zero is nowhere."""
    assert share_where([]) == 1
    assert share_where([(0, 0)]) == 1
    assert share_where([(-1, -1)]) == 0
    assert share_where([(1, -1, 0), (-1, 1, 0)]) == pytest.approx(0, abs=1e-12)
