"""Practice: which questions to answer today, when to repeat them, and how you score.

Nothing here is random: a draw is an order by hash, the same on every machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated

from annotated_types import Interval, Len

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Count, Refusal, Text, Unit, checked, record, refusal
from careerkb.interviews.questions import COMPETENCES, Competence, Level, Question, Track, questions
from careerkb.mistakes.routing import share_interval

__all__ = ["Score", "draw", "kindness", "practice_answer", "repeat_days", "scores"]

Minutes = Annotated[int, Interval(ge=5, le=240), Unit("minutes")]
Session = Annotated[int, Interval(ge=1, le=200), Unit("session")]
Weak = Annotated[Sequence[Competence], Len(0, 14)]
DaysLeft = Annotated[int, Interval(ge=2, le=365), Unit("days")]
Repeats = Annotated[int, Interval(ge=1, le=5), Unit("times")]
Levels = Annotated[
    Sequence[Annotated[int, Interval(ge=1, le=4), Unit("level of the rubric")]], Len(0, 50)
]
Counts = Annotated[Mapping[str, Count], Len(0, 14)]
Done = Annotated[Sequence[Text], Len(0, 400)]
NOTHING: Mapping[str, int] = MappingProxyType({})
EXPECTED = 3
"""The level of a rubric that is expected at the level of the question."""


@record
class Score:
    """
    What you reached in one competence.

    Args:
        competence: its name.
        answered: questions that you answered.
        reached: those answered on the third level of their rubric or above.
        low: lower end of the interval around the share.
        high: its upper end.
    """

    competence: Competence
    answered: Count
    reached: Count
    low: Annotated[float, Interval(ge=0, le=1)]
    high: Annotated[float, Interval(ge=0, le=1)]


def _by_hash(found: Sequence[Question], seed: int) -> list[Question]:
    """Put questions into an order that depends on the seed alone."""
    return sorted(found, key=lambda one: hashlib.sha256(f"{seed} {one.id}".encode()).digest())


def _sessions(
    found: Sequence[Question], minutes: int, weak: Sequence[Competence], seed: int
) -> Iterator[tuple[Question, ...]]:
    """Go through questions round by round, and cut the row into sessions."""
    ranked, seen = [], dict.fromkeys((one.competence for one in found), 0)
    for place, one in enumerate(_by_hash(found, seed)):
        often = one.competence in weak
        ranked.append(((seen[one.competence] // (1 + often), not often, place), one))
        seen[one.competence] += 1
    waiting = [one for _, one in sorted(ranked, key=lambda pair: pair[0])]
    while waiting:
        left, drawn = minutes, []
        for one in waiting:
            if one.minutes <= left:
                drawn.append(one)
                left -= one.minutes
        if not drawn:
            return
        yield tuple(drawn)
        waiting = [one for one in waiting if one not in drawn]


@checked
def draw(
    *,
    track: Track | None = None,
    level: Level = "mid",
    minutes: Minutes = 45,
    weak: Weak = (),
    seed: Count = 1,
    session: Session = 1,
    done: Done = (),
) -> tuple[Question, ...]:
    """
    Draw questions for one session.

    Args:
        track: whose loops you practise for, or both.
        level: at which you are interviewed.
        minutes: of a session.
        weak: competences to practise first, and twice as much as the others.
        seed: any number; another one shuffles anew.
        session: which of your sessions this is; no question comes in two of them.
        done: names of questions that you have answered, which are not drawn again.

    Returns:
        Questions that fit into the minutes, in the order to answer them.

    Raises:
        ValueError: a weak competence is of the other track, no question is as short as that, or
            all were answered or drawn in earlier sessions.

    Source:
        Round by round one question of each competence, two of a weak one, the weak ones first and
        the rest in an order by hash; a session takes from the row each that still fits.
    """
    own = [name for side in COMPETENCES if track in (None, side) for name in COMPETENCES[side]]
    for name in weak:
        if name not in own:
            raise refusal("weak", name, "competences of the track: " + ", ".join(own))
    whole = [one for one in questions(track=track, level=level) if one.id not in done]
    if not whole:
        cause = "you have answered all of this track and level: repeat some, or choose another"
        raise refusal("done", f"{len(done)} questions", "fewer than the bank has", cause)
    shortest = min(one.minutes for one in whole)
    if minutes < shortest:
        raise refusal("minutes", minutes, f"at least {shortest}, for the shortest question")
    made = list(_sessions(whole, minutes, weak, seed))
    if session > len(made):
        cause = "all that fit have been drawn: repeat some, or choose another level"
        raise refusal("session", session, f"a whole number from 1 to {len(made)}", cause)
    return made[session - 1]


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
def scores(*, answered: Counts = NOTHING, reached: Counts = NOTHING) -> tuple[Score, ...]:
    """
    Score your record by competence.

    Args:
        answered: how many questions of a competence you answered.
        reached: how many of them on the third level of their rubric or above.

    Returns:
        One score for each competence with an answer, in the order of the bank.

    Raises:
        ValueError: a name is no competence, or more were reached than answered.

    Source:
        Wilson's 95 % score interval of a share.
    """
    every = [name for side in COMPETENCES.values() for name in side]
    for where, counts in (("answered", answered), ("reached", reached)):
        for name in counts:
            if name not in every:
                raise Refusal((where,), name, "one of " + ", ".join(every))
    for name, met in reached.items():
        if met > answered.get(name, 0):
            raise Refusal(("reached", name), met, f"at most {answered.get(name, 0)}, the answered")
    return tuple(
        Score(
            competence=name, answered=count, reached=met, low=min(low, share), high=max(high, share)
        )
        for name in every
        if (count := answered.get(name, 0))
        for met in (reached.get(name, 0),)
        for share in (met / count,)
        for low, high in (share_interval(share, count),)
    )


@checked
def kindness(*, weak_scored: Levels = (), adequate_scored: Levels = ()) -> float:
    """
    Give how many levels too kindly you score the answers that the bank gives.

    Args:
        weak_scored: the levels on which you put weak answers.
        adequate_scored: the levels on which you put adequate ones.

    Returns:
        Mean levels above ours, from -2 to 2; below zero you are stricter than we are.

    Raises:
        ValueError: there is no score at all.

    Source:
        A weak answer was written for level 1 or 2, an adequate one for 3; the distance is to the
        nearest of these.
    """
    apart = [max(0, one - 2) for one in weak_scored] + [one - 3 for one in adequate_scored]
    if not apart:
        raise refusal("weak_scored", weak_scored, "at least one level, or adequate_scored")
    return sum(apart) / len(apart)


@checked
def practice_answer(
    *,
    track: Track | None = None,
    level: Level = "mid",
    minutes: Minutes = 45,
    session: Session = 1,
    days: DaysLeft = 28,
    weak: Weak = (),
    answered: Counts = NOTHING,
    reached: Counts = NOTHING,
    repeats: Repeats = 3,
    weak_scored: Levels = (),
    adequate_scored: Levels = (),
    seed: Count = 1,
) -> Answer:
    """
    Answer the reader's question: what do I practise today, and how am I doing?

    Args:
        track: whose loops you practise for, or both.
        level: at which you are interviewed.
        minutes: that you have today.
        session: which of your sessions this is; one more each time.
        days: from today to the interview.
        weak: competences to practise first and twice as much.
        answered: how many questions you have answered, as in statistics: 3, job talk: 1.
        reached: how many of them on level three or above, in the same way.
        repeats: how often to answer a question again.
        weak_scored: the levels on which you put our weak answers.
        adequate_scored: the levels on which you put our adequate ones.
        seed: any number; keep it, so that no question is drawn twice.

    Returns:
        Today's questions, the days to repeat them and your scores as sentences; by competence as
        rows; today's minutes, or the share on the expected level with its range, as a chart.

    Source:
        `draw`, `repeat_days`, `kindness` and `scores`.
    """
    today = draw(
        track=track, level=level, minutes=minutes, weak=weak, seed=seed, session=session
    )  # fmt: skip
    again = repeat_days(days=days, repeats=repeats)
    named = ", ".join(f'"{one.title}"' for one in today)
    said = [
        f"Today, in {sum(one.minutes for one in today)} of {minutes} minutes: {named}.",
        f"Again on day {', '.join(map(str, again))}; the interview is on day {days}.",
    ]
    if count := len(weak_scored) + len(adequate_scored):
        kind = kindness(weak_scored=weak_scored, adequate_scored=adequate_scored)
        way = "too strictly" if kind < 0 else "too kindly" if kind else "off"
        said.append(f"You score our answers {abs(kind):.1f} levels {way}, on {count} of them.")
    else:
        spare = [one for one in questions(track=track, level=level) if one.answers]
        first = next((one for one in _by_hash(spare, seed) if one not in today), None)
        if first:
            said.append(f'First score our weak and our adequate answer to "{first.title}".')
    found = scores(answered=answered, reached=reached)
    if found:
        total, met = sum(one.answered for one in found), sum(one.reached for one in found)
        low, high = share_interval(met / total, total)
        said.append(
            f"You reached level {EXPECTED} on {met} of {total} questions, {met / total:.0%} with an"
            f" interval from {low:.0%} to {high:.0%}."
        )
    headline = " ".join(said)
    share = {
        one.competence: f"{one.reached} of {one.answered}, {one.reached / one.answered:.0%}"
        for one in found
    }
    rows = []
    for name in (one for side in COMPETENCES.values() for one in side):
        mine = [one for one in today if one.competence == name]
        if mine or name in share:
            titles = "; ".join(one.title for one in mine) or "none"
            spent = sum(one.minutes for one in mine)
            rows.append((name, titles, float(spent), share.get(name, "none yet")))
    heads = Column(name="competence"), Column(name="today"), Column(name="for it", unit="minutes")
    return Answer(
        headline=headline,
        table=Table(columns=(*heads, Column(name=f"reached level {EXPECTED}")), rows=tuple(rows)),
        chart=_scores_chart(headline, found) if found else _minutes_chart(headline, rows),
    )


def _minutes_chart(headline: str, rows: Sequence[tuple[str, str, float, str]]) -> Chart:
    return Chart(
        kind="bar", title="Today's minutes", summary=headline,
        x_label="competence", y_label="minutes",
        series=(
            Series(name="today", x=tuple(row[0] for row in rows), y=tuple(row[2] for row in rows)),
        ),
    )  # fmt: skip


def _scores_chart(headline: str, found: Sequence[Score]) -> Chart:
    return Chart(
        kind="dot", title=f"Questions on level {EXPECTED} or above", summary=headline,
        x_label="competence", y_label="percent (95 % interval)",
        series=(
            Series(
                name="yours", x=tuple(one.competence for one in found),
                y=tuple(100 * one.reached / one.answered for one in found),
                low=tuple(100 * one.low for one in found),
                high=tuple(100 * one.high for one in found),
            ),
        ),
    )  # fmt: skip
