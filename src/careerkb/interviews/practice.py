"""Practice: which questions to answer today, when to repeat them, and how you score.

Nothing here is random: a draw is an order by hash, the same on every machine.
"""

from __future__ import annotations

import difflib
import functools
import hashlib
from collections.abc import Sequence
from typing import Annotated, Literal

from annotated_types import Interval, Len

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Count, Refusal, Text, Unit, checked, record, refusal
from careerkb.interviews.questions import COMPETENCES, Competence, Level, Question, Track, questions
from careerkb.mistakes.routing import share_interval

__all__ = ["Try", "draw", "kindness", "practice_answer", "repeat_days", "scores"]

Session = Annotated[int, Interval(ge=5, le=240), Unit("minutes")]
Weak = Annotated[Sequence[Competence], Len(0, 14)]
Tries = Annotated[Sequence["Try"], Len(0, 500)]
DaysLeft = Annotated[int, Interval(ge=2, le=365), Unit("days")]
Repeats = Annotated[int, Interval(ge=1, le=5), Unit("times")]
OURS = {"weak": (1, 2), "adequate": (3, 3), "strong": (4, 4)}
"""The levels of the rubric on which each of the given answers was written to fall."""
EXPECTED = 3
"""The level of a rubric that is expected at the level of the question."""


@record
class Try:
    """
    One answer that you scored on its rubric.

    Args:
        question: its name, as the bank has it; spaces do for hyphens.
        level: of the rubric, from 1; the highest of which the answer did everything.
        whose: your own answer, or one of the three that the bank gives.
        note: what to do differently, for yourself.
    """

    question: Text
    level: Annotated[int, Interval(ge=1, le=4), Unit("level")]
    whose: Literal["mine", "weak", "adequate", "strong"] = "mine"
    note: Annotated[str, Len(0, 200)] = ""

    @staticmethod
    def examples() -> tuple[Try, ...]:
        """Give two that fit the bank."""
        given = Try(question="decode-floor-8b", level=3, whose="weak")
        return given, Try(question="how-many-seeds", level=2)


@functools.cache
def _bank() -> dict[str, Question]:
    return {one.id: one for one in questions()}


def _asked(tries: Sequence[Try]) -> list[tuple[Question, Try]]:
    """Find the question of each line, by its name or its title."""
    return [(_looked_up(one, place), one) for place, one in enumerate(tries)]


def _looked_up(one: Try, place: int) -> Question:
    words = one.question.casefold().replace("-", " ").split()
    found = _bank().get("-".join(words))
    if found is None:
        near = [id_ for id_ in _bank() if not set(words).isdisjoint(id_.split("-"))]
        close = difflib.get_close_matches("-".join(words), near, n=1)
        cause = f"did you mean {close[0]!r}?" if close else ""
        path = ("tries", place, "question")
        raise Refusal(path, one.question, "the name of a question of the bank", cause)
    if found.answers is None and one.whose != "mine":
        cause = "this question has no answers in full"
        raise Refusal(("tries", place, "whose"), one.whose, "mine", cause)
    return found


def _by_hash(found: Sequence[Question], seed: int) -> list[Question]:
    """Put questions into an order that depends on the seed alone."""
    return sorted(found, key=lambda one: hashlib.sha256(f"{seed} {one.id}".encode()).digest())


@checked
def draw(
    *,
    track: Track | None = None,
    level: Level = "mid",
    minutes: Session = 45,
    weak: Weak = (),
    seed: Count = 1,
    tries: Tries = (),
) -> tuple[Question, ...]:
    """
    Draw questions for one session.

    Args:
        track: whose loops you practise for, or both.
        level: at which you are interviewed.
        minutes: that you have.
        weak: competences to practise twice as much as the others.
        seed: number of the session; the same number draws the same.
        tries: your record; what you answered yourself is not drawn again.

    Returns:
        Questions that fit into the minutes, in the order to answer them; none twice.

    Raises:
        ValueError: a weak competence is of the other track, a line of the record names no question
            of the bank, all questions are answered, or none that is left fits into the minutes.

    Source:
        Round by round one question of each competence, two of a weak one, the weak ones first and
        the rest in an order by hash; each that still fits is taken.
    """
    own = [name for side in COMPETENCES if track in (None, side) for name in COMPETENCES[side]]
    for name in weak:
        if name not in own:
            raise refusal("weak", name, "competences of the track: " + ", ".join(own))
    done = {asked.id for asked, one in _asked(tries) if one.whose == "mine"}
    whole = questions(track=track, level=level)
    open_ = [one for one in whole if one.id not in done]
    if not open_:
        allowed = f"a record that leaves one of the {len(whole)} questions of this track and level"
        raise refusal("tries", len(done), allowed, "repeat some, or choose another level")
    ranked, seen = [], dict.fromkeys(own, 0)
    for place, one in enumerate(_by_hash(open_, seed)):
        often = one.competence in weak
        ranked.append((seen[one.competence] // (1 + often), not often, place, one))
        seen[one.competence] += 1
    left, drawn = minutes, []
    for *_, one in sorted(ranked, key=lambda rank: rank[:3]):
        if one.minutes <= left:
            drawn.append(one)
            left -= one.minutes
    if not drawn:
        shortest = min(one.minutes for one in open_)
        raise refusal("minutes", minutes, f"at least {shortest}, for the shortest that is left")
    return tuple(drawn)


@checked
def repeat_days(*, days: DaysLeft, repeats: Repeats = 3) -> tuple[int, ...]:
    """
    Give the days on which to answer today's questions again.

    Args:
        days: from today to the interview.
        repeats: how often; each on a day of its own before the interview.

    Returns:
        Days from today, as evenly spaced as whole days can be.

    Raises:
        ValueError: there are fewer days between than repeats.

    Source:
        Equal gaps from today to the interview, rounded to the nearest day.

    Example:
        >>> from careerkb.interviews.practice import repeat_days
        >>> repeat_days(days=28, repeats=3)
        (7, 14, 21)
    """
    if repeats >= days:
        raise refusal("repeats", repeats, f"at most {days - 1}, one a day before the interview")
    gaps = repeats + 1
    return tuple((2 * k * days + gaps) // (2 * gaps) for k in range(1, gaps))


@checked
def scores(*, tries: Tries) -> tuple[tuple[Competence, int, int], ...]:
    """
    Count how many questions you answered on the expected level, by competence.

    Args:
        tries: your record in the order of time; of a question answered twice the last counts.

    Returns:
        Competence, questions answered, and answered on the third level or above; only competences
        with an answer of yours, in the order of the bank.

    Raises:
        ValueError: a line names no question of the bank.
    """
    last = {asked.id: (asked, one) for asked, one in _asked(tries) if one.whose == "mine"}
    return tuple(
        (name, len(levels), sum(level >= EXPECTED for level in levels))
        for side in COMPETENCES
        for name in COMPETENCES[side]
        if (levels := [one.level for asked, one in last.values() if asked.competence == name])
    )


@checked
def kindness(*, tries: Tries) -> float:
    """
    Give how many levels too kindly you score the answers that the bank gives.

    Args:
        tries: your record; only given answers count.

    Returns:
        Mean levels above ours, from -3 to 3; below zero you are stricter than we are.

    Raises:
        ValueError: you scored none of the given answers, a line names no question of the bank, or
            one that has no answers in full.

    Source:
        A weak answer was written for level 1 or 2, an adequate one for 3, a strong one for 4; the
        distance is to the nearest of these.
    """
    apart = _apart(tries)
    if not apart:
        raise refusal("tries", len(tries), "at least one score of a given answer")
    return sum(apart) / len(apart)


def _apart(tries: Sequence[Try]) -> list[int]:
    """Give the levels between each score of a given answer and ours."""
    given = [(OURS[one.whose], one.level) for _, one in _asked(tries) if one.whose in OURS]
    return [level - min(high, max(low, level)) for (low, high), level in given]


@checked
def practice_answer(
    *,
    track: Track | None = None,
    level: Level = "mid",
    minutes: Session = 45,
    weak: Weak = (),
    seed: Count = 1,
    days: DaysLeft = 28,
    repeats: Repeats = 3,
    tries: Tries = (),
) -> Answer:
    """
    Answer the reader's question: what do I practise today, and how am I doing?

    Args:
        track: whose loops you practise for, or both.
        level: at which you are interviewed.
        minutes: that you have today.
        weak: competences to practise twice as much.
        seed: number of the session.
        days: from today to the interview.
        repeats: how often to answer a question again.
        tries: your record; add a line for each answer you scored, and save the file.

    Returns:
        Today's questions, the days to repeat them and your scores as sentences; by competence as
        rows; today's minutes, or the share on the expected level with its range, as a chart.

    Source:
        `draw`, `repeat_days`, `kindness` and `scores`.
    """
    today = draw(track=track, level=level, minutes=minutes, weak=weak, seed=seed, tries=tries)
    again = repeat_days(days=days, repeats=repeats)
    said = [
        f"Today, in {sum(one.minutes for one in today)} of {minutes} minutes:"
        f" {'; '.join(one.title for one in today)}.",
        f"Again on day {', '.join(map(str, again))}; the interview is on day {days}.",
        _kind_words(tries, track, level, seed, today),
    ]
    found = scores(tries=tries)
    answered, reached = (sum(row[i] for row in found) for i in (1, 2))  # type: ignore[misc]
    if answered:
        low, high = share_interval(reached / answered, answered)
        said.append(
            f"You reached level {EXPECTED} on {reached} of {answered} questions,"
            f" {reached / answered:.0%} with an interval from {low:.0%} to {high:.0%}."
        )
    headline = " ".join(filter(None, said))
    met_of = {name: f"{met} of {count}, {met / count:.0%}" for name, count, met in found}
    rows = []
    for name in (one for side in COMPETENCES.values() for one in side):
        mine = [one for one in today if one.competence == name]
        if mine or name in met_of:
            titles = "; ".join(one.title for one in mine) or "none"
            spent = sum(one.minutes for one in mine)
            rows.append((name, titles, float(spent), met_of.get(name, "none yet")))
    heads = Column(name="competence"), Column(name="today"), Column(name="for it", unit="minutes")
    return Answer(
        headline=headline,
        table=Table(columns=(*heads, Column(name=f"reached level {EXPECTED}")), rows=tuple(rows)),
        chart=_chart(headline, today, found),
    )


def _kind_words(
    tries: Tries, track: Track | None, level: Level, seed: int, today: Sequence[Question]
) -> str:
    """Say how kindly the given answers were scored, or which to score first."""
    if count := len(_apart(tries)):
        kind = kindness(tries=tries)
        way = "too kindly" if kind > 0 else "too strictly" if kind < 0 else "off"
        return f"You score our answers {abs(kind):.1f} levels {way}, on {count} of them."
    spare = [one for one in questions(track=track, level=level) if one.answers and one not in today]
    if not spare:
        return ""
    return f"First score our weak and our adequate answer to: {_by_hash(spare, seed)[0].title}."


def _chart(
    headline: str, today: Sequence[Question], found: Sequence[tuple[Competence, int, int]]
) -> Chart:
    """Draw the shares once there are some, else today's minutes."""
    if not found:
        minutes: dict[str, float] = {}
        for one in today:
            minutes[one.competence] = minutes.get(one.competence, 0) + one.minutes
        return Chart(
            kind="bar", title="Today's minutes", summary=headline,
            x_label="competence", y_label="minutes",
            series=(Series(name="today", x=tuple(minutes), y=tuple(minutes.values())),),
        )  # fmt: skip
    shares = [(met / count, *share_interval(met / count, count)) for _, count, met in found]
    return Chart(
        kind="dot", title=f"Questions on level {EXPECTED} or above", summary=headline,
        x_label="competence", y_label="percent (95 % interval)",
        series=(
            Series(
                name="yours", x=tuple(name for name, *_ in found),
                y=tuple(100 * share for share, _, _ in shares),
                low=tuple(100 * min(share, low) for share, low, _ in shares),
                high=tuple(100 * max(share, high) for share, _, high in shares),
            ),
        ),
    )  # fmt: skip
