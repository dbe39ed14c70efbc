"""Practice: draws without repeats until nothing is left, even gaps, and scores by hand."""

import math
from collections import Counter

import numpy as np
import pytest
from scipy import stats

from careerkb.interviews.practice import (
    draw,
    kindness,
    practice_answer,
    repeat_days,
    scores,
)
from careerkb.interviews.questions import questions


def test_sessions_go_through_the_bank_without_a_repeat() -> None:
    """Session after session, each within its minutes, until every question was drawn once."""
    whole = questions(track="research", level="mid")
    drawn: list[str] = []
    session = 0
    while len(drawn) < len(whole):
        session += 1
        found = draw(track="research", minutes=40, session=session)
        assert 0 < sum(one.minutes for one in found) <= 40
        drawn += [one.id for one in found]
    assert Counter(drawn) == Counter(one.id for one in whole)
    with pytest.raises(ValueError, match=rf"session must be a whole number from 1 to {session}, "):
        draw(track="research", minutes=40, session=session + 1)


def test_a_weak_competence_is_practised_twice_as_much() -> None:
    """In the first two rounds: four of the weak one, the first of all, two of each other."""
    drawn = draw(track="research", minutes=240, weak=("statistics",), seed=3)
    rounds = Counter(one.competence for one in drawn[:16])
    assert rounds.pop("statistics") == 4
    assert set(rounds.values()) == {2}
    assert [one.competence for one in drawn[:2]] == ["statistics", "statistics"]


def test_what_was_answered_is_not_drawn_again() -> None:
    """Whatever the other settings are now: one question after the other, until none is left."""
    whole = [one.id for one in questions(track="engineering", level="senior")]
    done: list[str] = []
    while len(done) < len(whole):
        minutes = 60 if len(done) % 2 else 240
        weak = () if len(done) % 3 else ("debugging",)
        done.append(
            draw(track="engineering", level="senior", minutes=minutes, weak=weak, done=done)[0].id
        )
    assert sorted(done) == sorted(whole)
    with pytest.raises(
        ValueError, match=r"done must be fewer than the bank has, got .* answered all"
    ):
        draw(track="engineering", level="senior", done=done)


def test_a_draw_depends_on_the_seed_alone() -> None:
    """The same seed is the same draw; most others differ."""
    assert draw(seed=1) == draw(seed=1)
    assert len({draw(seed=seed) for seed in range(20)}) > 15


def test_repeats_are_evenly_spaced() -> None:
    """As numpy cuts the line, halves rounded up; each on a day of its own."""
    for days in range(2, 100):
        for repeats in range(1, min(5, days - 1) + 1):
            cut = np.linspace(0, days, repeats + 2)[1:-1]
            found = repeat_days(days=days, repeats=repeats)
            assert found == tuple(math.floor(day + 0.5 + 1e-9) for day in cut)
            assert len({0, *found, days}) == repeats + 2


def test_kindness_by_hand() -> None:
    """A weak answer is on 1 or 2, an adequate one on 3."""
    found = kindness(weak_scored=(1, 2, 4), adequate_scored=(2, 3))
    assert found == pytest.approx((0 + 0 + 2 - 1 + 0) / 5)
    said = practice_answer(weak_scored=(2,), adequate_scored=(2, 2, 3)).headline
    assert "You score our answers 0.5 levels too strictly, on 4 of them." in said


def test_scores_have_the_interval_of_another_library() -> None:
    """Wilson's, as SciPy has it; competences in the order of the bank, those without left out."""
    found = scores(
        answered={"debugging": 7, "job talk": 3, "statistics": 0}, reached={"debugging": 5}
    )
    assert [(one.competence, one.answered, one.reached) for one in found] == [
        ("job talk", 3, 0),
        ("debugging", 7, 5),
    ]
    for one in found:
        ends = stats.binomtest(one.reached, one.answered).proportion_ci(method="wilson")
        assert (one.low, one.high) == pytest.approx((ends.low, ends.high), abs=1e-12)
    said = practice_answer(answered={"job talk": 3}, reached={"job talk": 2}).headline
    assert "You reached level 3 on 2 of 3 questions, 67% with an interval from 21% to 94%." in said


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: draw(track="research", weak=["debugging"]), "weak must be competences of the tr"),
        (lambda: draw(level="staff", minutes=5), r"minutes must be at least \d+, for the shortest"),
        (lambda: repeat_days(days=3, repeats=3), "repeats must be at most 2, one a day before"),
        (kindness, "weak_scored must be at least one level, or adequate_scored"),
        (lambda: kindness(weak_scored=[5]), r"weak_scored\[0\] must be .* from 1 to 4"),
        (lambda: scores(answered={"maths": 1}, reached={}), "answered must be one of job talk, "),
        (
            lambda: scores(answered={"job talk": 1}, reached={"statistics": 1}),
            r"reached\.statistics must be at most 0, the answered, got 1",
        ),
    ],
)
def test_bad_input_is_refused(call: object, message: str) -> None:
    """By parameter, with what is allowed."""
    assert callable(call)
    with pytest.raises(ValueError, match=message):
        call()
