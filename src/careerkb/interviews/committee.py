"""Committees: six packets to read as they would, and how often readers of one packet split.

Chances are fractions; scores run from 1, a strong no, to 4, a strong yes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from annotated_types import Interval, Len

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Section, Series, Table
from careerkb.inputs import Unit, checked, record
from careerkb.interviews.loops import Alike, Chance
from careerkb.maths.shared_factor import mean_over_factor

__all__ = [
    "DIMENSIONS",
    "Packet",
    "committee_answer",
    "packet_answer",
    "packets",
    "vote_chances",
]

Name = Literal[
    "the steady researcher", "the brilliant talk", "the engineer who wrote the paper",
    "the fast coder", "the architect", "four polite threes",
]  # fmt: skip
Decision = Literal["hire", "hire one level lower", "hold", "no hire"]
Score = Annotated[int, Interval(ge=1, le=4), Unit("from 1, strong no, to 4, strong yes")]
Members = Annotated[int, Interval(ge=2, le=15), Unit("readers")]
Words = Annotated[str, Len(1, 400)]

DIMENSIONS: Mapping[str, str] = {
    "depth": "knows why it works, and where it stops",
    "judgement": "chooses what to do, and shows the evidence",
    "code": "makes it run, and finds what is broken",
    "account": "others can follow, repeat and work with it",
}
"""What a packet is read for on this page; the four are our own."""


@record
class Packet:
    """
    One packet: what the interviewers wrote, and how we read it.

    Args:
        id: its name.
        track: research or engineering.
        aim: the post and level that it is read against.
        about: who applies, in a sentence.
        rounds: each round with the interviewer's score and sentence.
        ours: our score on each of `DIMENSIONS`.
        decision: ours.
        why: the reason for it.
        split: why readers of this packet would disagree.
    """

    id: Name
    track: Literal["research", "engineering"]
    aim: Words
    about: Words
    rounds: Annotated[Sequence[Words], Len(3, 8)]
    ours: Mapping[str, Score]
    decision: Decision
    why: Words
    split: Words


@checked
def packets() -> tuple[Packet, ...]:
    """
    List the six packets.

    Returns:
        In the order of the file; all are invented, and so are the people in them.

    Example:
        >>> from careerkb.interviews.committee import packets
        >>> [len(packet.rounds) for packet in packets() if packet.track == "research"]
        [5, 5, 5]
    """
    return tuple(Packet(**row) for row in data.rows("packets"))


@checked
def vote_chances(
    *, yes_probability: Chance, members: Members = 5, correlation: Alike = 0.4
) -> tuple[float, float, float]:
    """
    Give how often readers of one packet all say yes, all say no, or split.

    Args:
        yes_probability: chance that one reader says yes.
        members: how many read it.
        correlation: of what two readers make of it; 0 makes them independent.

    Returns:
        Three probabilities that sum to 1, before anybody has spoken.

    Source:
        The one-factor model of `careerkb.interviews.loops`: all pass, all fail, and the rest.

    Example:
        >>> from careerkb.interviews.committee import vote_chances
        >>> [f"{chance:.0%}" for chance in vote_chances(yes_probability=0.7)]
        ['33%', '4%', '64%']
    """
    chances = (yes_probability,) * members
    every = mean_over_factor(math.prod, chances, correlation, members)
    none = mean_over_factor(
        lambda given: math.prod(1 - one for one in given), chances, correlation, members
    )
    return every, none, max(0.0, 1 - every - none)


@checked
def packet_answer(*, packet: Name = "four polite threes") -> Answer:
    """
    Show one packet as a committee gets it, without our reading.

    Args:
        packet: which of the six.

    Returns:
        What it is read against as a sentence; each round with its score and sentence as a row.

    Source:
        `packets`.
    """
    read = _packet(packet)
    return Answer(
        headline=f"Read it against one thing: {read.aim}. {read.about}",
        table=Table(
            columns=(Column(name="round and score"), Column(name="what the interviewer wrote")),
            rows=_rounds(read),
        ),
    )


def _packet(name: str) -> Packet:
    return next(one for one in packets() if one.id == name)


def _rounds(read: Packet) -> tuple[tuple[str, str], ...]:
    parted = (one.partition(": ") for one in read.rounds)
    return tuple((name, wrote) for name, _, wrote in parted)


@checked
def committee_answer(
    *,
    depth: Score | None = None,
    judgement: Score | None = None,
    code: Score | None = None,
    account: Score | None = None,
    decision: Decision | None = None,
    packet: Name | None = None,
) -> Answer:
    """
    Compare your reading of a packet with ours, once yours is complete.

    Args:
        depth: your score for knowing why it works, and where it stops.
        judgement: for choosing what to do, and showing the evidence.
        code: for making it run, and finding what is broken.
        account: for what others can follow, repeat and work with.
        decision: what you would decide.
        packet: which of the six you have scored; choose it last, because it opens our reading.

    Returns:
        While something is missing, what it is, and nothing of ours; then how far you are from us
        as a sentence, both readings as rows and dots, and the reasons.

    Source:
        `packets`; ours is one reading and not the truth.
    """
    yours = {"depth": depth, "judgement": judgement, "code": code, "account": account}
    given = {name: score for name, score in yours.items() if score is not None}
    if len(given) < len(yours) or decision is None or packet is None:
        last = {"your decision": decision, "the packet that they are for": packet}
        missing = [name for name in yours if name not in given]
        missing += [name for name, value in last.items() if value is None]
        still = ", ".join(missing)
        return Answer(
            headline=f"Ours stays closed until yours is complete; still open: {still}.",
            table=Table(
                columns=(Column(name="what it shows"), Column(name="you")),
                rows=tuple(
                    (f"{name}: {means}", given.get(name, "open"))
                    for name, means in DIMENSIONS.items()
                ),
            ),
        )
    read = _packet(packet)
    apart = {name: given[name] - read.ours[name] for name in DIMENSIONS}
    same = sum(not by for by in apart.values())
    widest = max(DIMENSIONS, key=lambda name: abs(apart[name]))
    ends = "and so would we" if decision == read.decision else f"we would {_verb(read.decision)}"
    headline = f"You agree with us on {same} of {len(DIMENSIONS)} dimensions"
    if apart[widest]:
        way = "above" if apart[widest] > 0 else "below"
        headline += f" and are furthest {way} us on {widest}"
    headline += f"; you would {_verb(decision)}, {ends}."
    rows = [
        (f"{name}: {means}", given[name], read.ours[name]) for name, means in DIMENSIONS.items()
    ]
    names = tuple(DIMENSIONS)
    return Answer(
        headline=headline,
        sections=(
            Section(title=f"Why we would {_verb(read.decision)}", text=read.why),
            Section(title="Why a committee would split", text=read.split),
        ),
        table=Table(
            columns=(Column(name="what it shows"), Column(name="you"), Column(name="we")),
            rows=tuple(rows),
        ),
        chart=Chart(
            kind="dot",
            title="Your reading and ours",
            summary=headline,
            x_label="dimension",
            y_label="score, 1 strong no to 4 strong yes",
            series=(
                Series(name="you", x=names, y=tuple(float(given[name]) for name in names)),
                Series(name="we", x=names, y=tuple(float(read.ours[name]) for name in names)),
            ),
        ),
    )


def _verb(decision: Decision) -> str:
    return "not hire" if decision == "no hire" else decision
