"""Eight forced trade-offs: which track your answers fit, how surely, and what to try next.

Each trade-off has two answers, and every track fits one of the two. An answer gives one point to
each track that it fits, so points count the answers that a track agrees with.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any, Literal, get_args

from annotated_types import Interval, Len

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Section, Series, Table
from careerkb.answers.words import capital
from careerkb.inputs import Inline, Says, Text, Unit, checked, record
from careerkb.maths.simplex import share_where

__all__ = [
    "CheapTest", "Choices", "TradeOff", "cheap_tests", "fit_answer", "points", "shares",
    "trade_offs",
]  # fmt: skip

OPEN = "not answered"
Track = Literal[
    "research scientist", "research engineer", "AI engineer", "ML platform engineer",
]  # fmt: skip
TRACKS: tuple[Track, ...] = get_args(Track)
Tracks = Annotated[Sequence[Track], Len(1, 3)]
Contenders = Annotated[Sequence[Track], Len(2, 4)]
Words = Annotated[str, Len(1, 300)]
Hours = Annotated[float, Interval(ge=1, le=80), Unit("hours")]


@record
class Choices:
    """
    What you chose in each trade-off.

    Args:
        result: what a year of work ends in.
        understanding: when you are done.
        goal: how a piece of work begins.
        subject: how long you stay with one thing.
        judged: who says that it was good.
        credit: whose work it is.
        users: how near you are to those who use it.
        nights: who is woken when it fails.
    """

    result: Literal[
        "not answered", "a long question that may end in nothing", "something in use every month",
    ] = "not answered"  # fmt: skip
    understanding: Literal[
        "not answered", "understand why it works", "make it good enough and go on",
    ] = "not answered"  # fmt: skip
    goal: Literal[
        "not answered", "find out what is worth doing",
        "a clear target to make faster, larger or steadier",
    ] = "not answered"  # fmt: skip
    subject: Literal[
        "not answered", "one subject for years", "a new subject every few months",
    ] = "not answered"  # fmt: skip
    judged: Literal[
        "not answered", "judged by papers that reviewers accept", "judged by whether it runs",
    ] = "not answered"  # fmt: skip
    credit: Literal[
        "not answered", "a share in other people's experiments",
        "one thing of my own from end to end",
    ] = "not answered"  # fmt: skip
    users: Literal[
        "not answered", "watch users misuse it and rebuild it", "leave users to somebody else",
    ] = "not answered"  # fmt: skip
    nights: Literal[
        "not answered", "carry the pager so that others can sleep",
        "work whose failure wakes nobody",
    ] = "not answered"  # fmt: skip


NONE = Choices()
Chosen = Annotated[Choices, Inline(), Says("your answers, any of them left open.")]


@record
class TradeOff:
    """
    Two answers of which you can have one, and the tracks that each fits.

    Args:
        name: the term of `Choices` that it asks for.
        first: one answer.
        second: the other.
        fits_first: tracks that the first answer fits; the second fits the rest.
        why: the reason, in our words.
        source: keys of the list of sources for the fact behind it, or none for a judgement.
    """

    name: Text
    first: Words
    second: Words
    fits_first: Tracks
    why: Words
    source: Annotated[Sequence[Text], Len(0, 3)] = ()


@record
class CheapTest:
    """
    A piece of a track's ordinary work that fits in two weeks of evenings.

    Args:
        name: what it is.
        tests: the tracks whose work it is.
        hours: how long it takes, an assumption.
        do: what to do.
        good: the outcome that speaks for these tracks.
        bad: the outcome that speaks against them.
    """

    name: Text
    tests: Tracks
    hours: Hours
    do: Words
    good: Words
    bad: Words


@checked
def trade_offs() -> tuple[TradeOff, ...]:
    """
    Give the trade-offs and what each answer counts for.

    Returns:
        Eight of them, in the order of `Choices`.

    Source:
        `fit.toml`; which tracks an answer fits is a judgement of ours.
    """
    return _trade_offs()


@functools.cache
def _trade_offs() -> tuple[TradeOff, ...]:
    return tuple(TradeOff(**row) for row in data.rows("fit"))


def _fits(one: TradeOff, answer: str) -> tuple[Track, ...]:
    """Name the tracks that an answer fits; none where it is open."""
    if answer == OPEN:
        return ()
    return tuple(t for t in TRACKS if (t in one.fits_first) == (answer == one.first))


def _agreements(choices: Choices) -> dict[Track, list[int]]:
    """Give, for each track, 1 or 0 a trade-off."""
    chosen = asdict(choices)
    fits = [_fits(one, chosen[one.name]) for one in _trade_offs()]
    return {track: [int(track in each) for each in fits] for track in TRACKS}


@checked
def points(*, choices: Chosen = NONE) -> dict[Track, int]:
    """
    Count the answers that fit each track.

    Args:
        choices: your answers.

    Returns:
        Track to points, from 0 to the number of answers given.

    Raises:
        ValueError: a choice is none of its two answers.

    Source:
        One point an answer for each track that it fits, see `trade_offs`.

    Example:
        >>> from careerkb.decide.fit import Choices, points
        >>> points(choices=Choices(users="watch users misuse it and rebuild it"))["AI engineer"]
        1
    """
    return {track: sum(row) for track, row in _agreements(choices).items()}


@checked
def shares(*, choices: Chosen = NONE) -> dict[Track, float]:
    """
    Give how often each track leads over all ways to weigh the eight trade-offs.

    Args:
        choices: your answers.

    Returns:
        Track to a share; they sum to 1, and tracks that the same answers fit split theirs.

    Raises:
        ValueError: a choice is none of its two answers.

    Source:
        Weights that sum to 1 form a simplex; the part of it where a track leads is exact, see
        `careerkb.maths.simplex.share_where`.
    """
    rows = _agreements(choices)
    found = {}
    for track, mine in rows.items():
        rivals = [other for other in rows.values() if other != mine]
        share = share_where([[a - b for a, b in zip(mine, o, strict=True)] for o in rivals])
        found[track] = share / (len(rows) - len(rivals))
    return found


def _leads(choices: Choices, track: Track) -> bool:
    counted = points(choices=choices)
    return all(counted[track] > n for other, n in counted.items() if other != track)


def _turning(choices: Choices, leader: Track) -> list[str]:
    """Name the given answers that, turned over one at a time, would end the lead."""
    chosen: dict[str, Any] = asdict(choices)
    ending = []
    for one in trade_offs():
        if chosen[one.name] != OPEN:
            turned = {one.name: one.second if chosen[one.name] == one.first else one.first}
            if not _leads(Choices(**chosen | turned), leader):
                ending.append(chosen[one.name])
    return ending


@checked
def cheap_tests(*, between: Contenders = TRACKS) -> tuple[CheapTest, ...]:
    """
    Find what to try in two weeks to tell tracks apart.

    Args:
        between: the tracks that you still think of.

    Returns:
        Tests that are work of some of them and not of all, in the order of the file.

    Raises:
        ValueError: there is no such track, or fewer than two.
    """
    every = (CheapTest(**row) for row in data.rows("fit_tests"))
    return tuple(
        one for one in every if 0 < sum(t in one.tests for t in set(between)) < len(set(between))
    )


def _contenders(counted: dict[Track, int]) -> tuple[list[Track], list[Track]]:
    """Split the tracks in front from those with the next most points; nobody by file order."""
    scores = sorted(set(counted.values()), reverse=True)
    front, behind = ([t for t in TRACKS if counted[t] == n] for n in (*scores, -1)[:2])
    return front, behind


@checked
def fit_answer(*, choices: Chosen = NONE) -> Answer:
    """
    Say which track your answers fit, how surely, and what would tell you more than they do.

    Args:
        choices: your answers.

    Returns:
        Who leads, or that it is too close to call and why, as a sentence; what each answer counts
        for as rows; points as bars; tests for the next two weeks, with what each outcome tells.

    Raises:
        ValueError: a choice is none of its two answers.

    Source:
        `points`, `shares` and `cheap_tests`. A lead is called one where no one answer, turned
        over, would end it.
    """
    counted, share = points(choices=choices), shares(choices=choices)
    headline = _said(choices, counted, share)
    chosen = asdict(choices)
    rows: list[tuple[str | float, ...]] = []
    for one in trade_offs():
        because = f"{one.why} [{', '.join(one.source) or 'judgement'}]"
        for answer in (one.first, one.second):
            given = "yes" if answer == chosen[one.name] else ""
            rows.append((answer, given, *(float(t in _fits(one, answer)) for t in TRACKS), because))
    given = str(sum(answer != OPEN for answer in chosen.values()))
    rows.append(("your points", given, *(float(counted[t]) for t in TRACKS), "one an answer"))
    rows.append(
        ("leads in, %", "", *(100 * share[t] for t in TRACKS), "of all weights of the eight")
    )
    return Answer(
        headline=headline,
        table=Table(
            columns=tuple(Column(name=name) for name in ("answer", "yours", *TRACKS, "because")),
            rows=tuple(rows),
        ),
        chart=Chart(
            kind="bar", title="Answers that fit each track", summary=headline,
            x_label="track", y_label="points, one an answer",
            series=(Series(name="points", x=TRACKS, y=tuple(counted[t] for t in TRACKS)),),
        ),
        sections=(_next(counted),),
    )  # fmt: skip


def _said(choices: Choices, counted: dict[Track, int], share: dict[Track, float]) -> str:
    if choices == NONE:
        return "Too close to call: no answers yet, so all four tracks are equal."
    front, behind = _contenders(counted)
    most, leader = counted[front[0]], front[0]
    if len(front) > 1:
        return f"Too close to call: {_listed(front)} have {_counted(most)} each."
    said = (
        f"{_counted(most)} against {counted[behind[0]]} of {_listed(behind)}:"
        f" it leads in {100 * share[leader]:.0f} % of all weights"
    )
    if turning := _turning(choices, leader):
        names = _listed([f"“{name}”" for name in turning], "or")
        return (
            f"Too close to call, with {leader} ahead, {said}, and turning over {names} would"
            " end that."
        )
    return f"{capital(leader)} leads, {said}, and no one answer ends that."


def _listed(names: Sequence[str], word: str = "and") -> str:
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _counted(number: int) -> str:
    return f"{number} point{'s' * (number != 1)}"


def _next(counted: dict[Track, int]) -> Section:
    """List the tests between the tracks in front, or between it and those next to it."""
    front, behind = _contenders(counted)
    between = front if len(front) > 1 else front + behind
    found = cheap_tests(between=between)
    title = "Try in the next two weeks"
    if not any(counted.values()):
        return Section(
            title=title,
            text="Once you answer, these shrink to the tests between the tracks in front.",
            items=tuple(f"{capital(one.name)}: {_listed(one.tests, 'or')}." for one in found),
        )
    return Section(
        title=title,
        text=(
            f"Between {_listed(between)}, two of these tell more than eight answers (our"
            " judgement). Write down first how you expect to like each. Hours are assumptions."
        ),
        items=tuple(
            f"{capital(one.name)}, about {one.hours:.0f} hours. {one.do} {one.good} {one.bad}"
            for one in found
        ),
    )
