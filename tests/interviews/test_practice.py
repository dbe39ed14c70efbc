"""Practice: draws without repeats until nothing is left, even gaps, and scores by hand."""

import math
from collections import Counter

import numpy as np
import pytest

from careerkb.interviews.practice import (
    Try,
    draw,
    kindness,
    practice_answer,
    repeat_days,
    scores,
)
from careerkb.interviews.questions import questions

GOOD = Try(question="how-many-seeds", level=3)
PLAIN = "questions-that-share-a-passage"


def test_sessions_go_through_the_bank_without_a_repeat() -> None:
    """Session after session, each within its minutes, until every question was drawn once."""
    whole = questions(track="research", level="mid")
    done: list[Try] = []
    for session in range(1, 100):
        if len(done) == len(whole):
            break
        drawn = draw(track="research", minutes=40, seed=session, tries=done)
        assert sum(one.minutes for one in drawn) <= 40
        done += [Try(question=one.title, level=2) for one in drawn]
    assert Counter(one.question for one in done) == Counter(one.title for one in whole)
    with pytest.raises(ValueError, match=r"tries must be a record that leaves one of the \d+"):
        draw(track="research", minutes=40, tries=done)


def test_a_weak_competence_is_practised_twice_as_much() -> None:
    """As many rounds as the minutes hold: two of the weak one for each of the others."""
    drawn = draw(track="research", minutes=240, weak=("statistics",), seed=3)
    rounds = Counter(one.competence for one in drawn[:16])
    assert rounds.pop("statistics") == 4
    assert set(rounds.values()) == {2}
    assert [one.competence for one in drawn[:2]] == ["statistics", "statistics"]


def test_a_draw_depends_on_the_seed_alone() -> None:
    """The same session twice is the same; most others differ; scored answers of ours stay open."""
    assert draw(seed=1) == draw(seed=1)
    assert len({draw(seed=seed) for seed in range(20)}) > 15
    first = draw(seed=1)[0].id
    given = [Try(question="decode-floor-8b", level=3, whose="strong")]
    assert draw(seed=1, tries=given) == draw(seed=1)
    assert first not in {one.id for one in draw(seed=1, tries=[Try(question=first, level=1)])}


def test_repeats_are_evenly_spaced() -> None:
    """As numpy cuts the line, halves rounded up; each on a day of its own."""
    for days in range(2, 100):
        for repeats in range(1, min(5, days - 1) + 1):
            cut = np.linspace(0, days, repeats + 2)[1:-1]
            found = repeat_days(days=days, repeats=repeats)
            assert found == tuple(math.floor(day + 0.5 + 1e-9) for day in cut)
            assert len({0, *found, days}) == repeats + 2


def test_scores_and_kindness_by_hand() -> None:
    """The last answer to a question counts; ours are at 1 to 2, 3 and 4."""
    record = [
        Try(question="how-many-seeds", level=4),
        Try(question="How many seeds", level=2),
        Try(question="seeds or items", level=3),
        Try(question="decode-floor-8b", level=3),
        Try(question="decode-floor-8b", level=1, whose="weak"),
        Try(question="decode-floor-8b", level=4, whose="adequate"),
        Try(question="decode-floor-8b", level=2, whose="strong"),
    ]
    assert scores(tries=record) == (("experimental design", 2, 1), ("serving and cost", 1, 1))
    assert kindness(tries=record) == pytest.approx((0 + 1 - 2) / 3)
    said = practice_answer(tries=record).headline
    assert "You score our answers 0.3 levels too strictly, on 3 of them." in said
    assert "You reached level 3 on 2 of 3 questions, 67% with an interval from 21% to 94%." in said


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: draw(track="research", weak=["debugging"]), "weak must be competences of the tr"),
        (lambda: draw(level="staff", minutes=5), "minutes must be at least 20, for the shortest"),
        (lambda: repeat_days(days=3, repeats=3), "repeats must be at most 2, one a day before"),
        (lambda: kindness(tries=[]), "tries must be at least one score of a given answer"),
        (
            lambda: scores(tries=[GOOD, Try(question="how-many-seed", level=1)]),
            r"tries\[1\]\.question must be .* did you mean 'how-many-seeds'",
        ),
        (lambda: Try(question="the-reviewer-was-right", level=5), "level must be .* from 1 to 4"),
        (
            lambda: kindness(tries=[Try(question=PLAIN, level=1, whose="weak")]),
            r"tries\[0\]\.whose must be mine, got 'weak'; this question has no answers in full",
        ),
    ],
)
def test_bad_input_is_refused(call: object, message: str) -> None:
    """By parameter, with what is allowed."""
    assert callable(call)
    with pytest.raises(ValueError, match=message):
        call()
