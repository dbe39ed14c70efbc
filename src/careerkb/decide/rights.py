"""What holds at work before and after you sign, by topic and place, and what to ask.

The facts are data, `rights.toml`, each with its place, its date, the kind of its source and how
much of that source was read. None of it is legal advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

from annotated_types import Interval, Len

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Unit, checked, record

__all__ = ["Right", "months_by_place", "questions_to_ask", "rights", "rights_answer"]

Topic = Literal[
    "publishing", "who owns it", "non-compete", "notice", "compute", "team and manager",
    "refusing work", "speaking after you leave",
]  # fmt: skip
Place = Literal[
    "California", "Washington", "another US state", "United Kingdom", "Ontario", "Germany",
    "France", "Switzerland",
]  # fmt: skip
Track = Literal["engineer", "researcher"]
Kind = Literal["law", "court", "company on itself", "press"]
Seen = Literal["text", "excerpt", "account", "memory"]
Words = Annotated[str, Len(1, 400)]
MonthCount = Annotated[float, Interval(ge=0, le=120), Unit("months")]
WITHIN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "California": ("United States",),
        "Washington": ("United States",),
        "another US state": ("United States",),
        "Germany": ("European Union",),
        "France": ("European Union",),
    }
)
"""Whose rules hold in a place besides its own."""
READ: Mapping[str, str] = MappingProxyType(
    {
        "text": "the text was read",
        "excerpt": "an excerpt or copy was read",
        "account": "second-hand",
        "memory": "from memory",
    }
)


@record
class Right:
    """
    One thing that holds, with where, since when and who says so.

    Args:
        topic: what it is about.
        place: the country, state or union it holds in, or everywhere.
        track: whom it concerns; both where it says nothing.
        holds: the rule or report, in our words.
        since: since when, or when it was reported: YYYY, YYYY-MM or YYYY-MM-DD.
        kind: the kind of its source.
        seen: how much of the source was read.
        source: its key in the list of sources.
        months: the length that a topic with one has.
    """

    topic: Topic
    place: Words
    track: Literal["both", "researcher", "engineer"] = "both"
    holds: Words
    since: Words
    kind: Kind
    seen: Seen
    source: Words
    months: MonthCount | None = None


def _topic(topic: str) -> dict[str, Any]:
    return next(row for row in data.rows("rights") if row["topic"] == topic)


@checked
def rights(
    *, topic: Topic, place: Place | None = None, track: Track | None = None
) -> tuple[Right, ...]:
    """
    List what holds on one topic.

    Args:
        topic: what you ask about.
        place: where you would work, or all places.
        track: whom it must concern, or both.

    Returns:
        The facts in the order of the file, those of the place, of the union or country it lies
        in, and those that name an employer and no place.

    Raises:
        ValueError: no such topic, place or track.

    Source:
        `rights.toml`.

    Example:
        >>> from careerkb.decide.rights import rights
        >>> [fact.since for fact in rights(topic="non-compete", place="California")]
        ['2025-09-05', '2024-01-01']
    """
    here = None if place is None else {"everywhere", place, *WITHIN.get(place, ())}
    found = (Right(topic=topic, **row) for row in _topic(topic)["facts"])
    return tuple(
        fact
        for fact in found
        if (here is None or fact.place in here) and (track is None or fact.track in ("both", track))
    )


@checked
def questions_to_ask(*, topic: Topic, track: Track) -> tuple[str, ...]:
    """
    Give questions in words to copy.

    Args:
        topic: what you ask about.
        track: the post that you are offered.

    Returns:
        At least one question for both tracks and one for yours.

    Raises:
        ValueError: no such topic or track.

    Example:
        >>> from careerkb.decide.rights import questions_to_ask
        >>> questions_to_ask(topic="notice", track="engineer")[1]
        'Am I on call during my notice?'
    """
    asked = _topic(topic)["ask"]
    return tuple(row["words"] for row in asked if row["track"] in ("both", track))


@checked
def months_by_place(*, topic: Literal["non-compete", "notice"] = "non-compete") -> dict[str, float]:
    """
    Give the lengths that the facts of a topic name.

    Args:
        topic: one with a length.

    Returns:
        Place to months, in the order of the file; a place whose law names none is missing.

    Raises:
        ValueError: the topic has no lengths.
    """
    return {fact.place: fact.months for fact in rights(topic=topic) if fact.months is not None}


@checked
def rights_answer(
    *, topic: Topic = "non-compete", place: Place = "California", track: Track = "researcher"
) -> Answer:
    """
    Say what holds in one place on one topic, and what to ask before you sign.

    Args:
        topic: what you ask about.
        place: where you would work.
        track: the post that you are offered.

    Returns:
        What holds there, or else what is reported, and how many facts there are, as a sentence;
        questions to copy, facts and what was not found as rows; where a topic has a length, the
        places side by side as bars.

    Raises:
        ValueError: no such topic, place or track.

    Source:
        `rights` and `questions_to_ask`.
    """
    found = rights(topic=topic, place=place, track=track)
    own = next((fact for fact in found if fact.place == place), found[0] if found else None)
    said = f"{own.holds[:-1]} ({own.since}). " if own else "no fact found. "
    binding = sum(fact.kind in ("law", "court") for fact in found)
    asked = questions_to_ask(topic=topic, track=track)
    headline = (
        f"{topic.capitalize()}, {place}: {said}{len(found)} dated"
        f" fact{'s' * (len(found) != 1)}, {binding} of them law. Ask: {asked[0]}"
    )
    rows = [("ask", words, "", "") for words in asked]
    rows += [
        (fact.place, fact.holds, fact.since, f"{fact.kind}, {READ[fact.seen]} [{fact.source}]")
        for fact in found
    ]
    rows.append(("not found", _topic(topic)["unknown"], "", ""))
    return Answer(
        headline=headline,
        table=Table(
            columns=tuple(Column(name=name) for name in ("where", "words", "since", "known from")),
            rows=tuple(rows),
        ),
        chart=_lengths(topic) if topic in ("non-compete", "notice") else None,
    )


def _lengths(topic: Any) -> Chart:
    months = months_by_place(topic=topic)
    longest = max(months, key=lambda place: months[place])
    reported = [f.place for f in rights(topic=topic) if f.kind == "press" and f.months is not None]
    of_one = "".join(f" {place}: as reported of one employer." for place in reported)
    return Chart(
        kind="bar",
        title=f"{topic.capitalize()}: {_topic(topic)['unit']}",
        summary=f"Longest in {longest}; a place that is missing has no length in law.{of_one}",
        x_label="place",
        y_label="months",
        series=(Series(name="months", x=tuple(months), y=tuple(months.values())),),
    )  # fmt: skip
