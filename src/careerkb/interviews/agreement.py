"""Does a rubric see the difference? Answers spoiled on purpose, and a reader who does not know."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Any

from annotated_types import Interval, Len

from careerkb import data
from careerkb.inputs import Unit, checked, record, refusal
from careerkb.mistakes.routing import share_interval

__all__ = ["BlindCheck", "blind_check", "weighted_kappa"]

Level = Annotated[int, Interval(ge=1, le=4), Unit("level of a rubric")]
Levels = Annotated[Sequence[Level], Len(2, 500)]
STRONG = 4


@record
class BlindCheck:
    """
    What the second reading found.

    Args:
        pairs: strong answers with a spoiled twin.
        seen: pairs of which the spoiled answer got less for the observable that was spoiled.
        seen_low: lower end of Wilson's 95 % interval of the share of pairs seen.
        others: observables that were left alone, over all pairs.
        others_lower: those of them that got less in the spoiled answer all the same.
        answers: that got a level from both readers.
        same: that got the same level from both.
        kappa: agreement of the levels, with linear weights.
        kappa_low: the kappa of as many disagreements, each of one level, as the lower end of
            Wilson's 95 % interval of the share of agreements allows.
    """

    pairs: int
    seen: int
    seen_low: float
    others: int
    others_lower: int
    answers: int
    same: int
    kappa: float
    kappa_low: float


def _chance_distance(ours: Sequence[int], theirs: Sequence[int]) -> float:
    """Give how many levels apart two readers would be who draw at random from what they gave."""
    return math.fsum(abs(a - b) for a in ours for b in theirs) / (len(ours) * len(theirs))


@checked
def weighted_kappa(*, ours: Levels, theirs: Levels) -> float:
    """
    Give how far two readers agree beyond chance; a level apart counts half of two levels apart.

    Args:
        ours: levels that the first reader gave.
        theirs: levels that the second gave to the same answers, in the same order.

    Returns:
        1 for full agreement, 0 for that of chance, below 0 for less.

    Raises:
        ValueError: the two are not of one length, or both readers gave all answers one same level,
            so that chance alone would agree.

    Source:
        Cohen 1968, linear weights: one less the mean distance over that of chance.

    Example:
        >>> from careerkb.interviews.agreement import weighted_kappa
        >>> f"{weighted_kappa(ours=[1, 2, 3, 4], theirs=[1, 2, 3, 3]):.2f}"
        '0.78'
    """
    if len(ours) != len(theirs):
        raise refusal("theirs", len(theirs), f"as many levels as ours, {len(ours)}")
    chance = _chance_distance(ours, theirs)
    if not chance:
        raise refusal("theirs", theirs, "of more than one level, with ours")
    apart = math.fsum(abs(a - b) for a, b in zip(ours, theirs, strict=True)) / len(ours)
    return 1 - apart / chance


def _readings(row: dict[str, Any]) -> list[tuple[int, int]]:
    """Give our level and theirs, for the strong answer and for the spoiled one."""
    return [(STRONG, row["strong_read"]["level"]), (row["level"], row["spoiled_read"]["level"])]


@checked
def blind_check() -> BlindCheck:
    """
    Count what the second reader of twelve strong answers and their spoiled twins saw.

    Returns:
        The counts, and the agreement on levels.

    Source:
        `blind_check.toml`, with who read and how; `weighted_kappa`.
    """
    rows = data.rows("blind_check")
    lower = [
        [
            spoiled < strong
            for strong, spoiled in zip(
                row["strong_read"]["observables"], row["spoiled_read"]["observables"], strict=True
            )
        ]
        for row in rows
    ]
    seen = sum(one[row["spoiled"] - 1] for row, one in zip(rows, lower, strict=True))
    ours, theirs = zip(*(pair for row in rows for pair in _readings(row)), strict=True)
    same = sum(a == b for a, b in zip(ours, theirs, strict=True))
    differ = 1 - share_interval(same / len(ours), len(ours))[0]
    return BlindCheck(
        pairs=len(rows),
        seen=seen,
        seen_low=share_interval(seen / len(rows), len(rows))[0],
        others=sum(map(len, lower)) - len(rows),
        others_lower=sum(map(sum, lower)) - seen,
        answers=len(ours),
        same=same,
        kappa=weighted_kappa(ours=ours, theirs=theirs),
        kappa_low=1 - differ / _chance_distance(ours, theirs),
    )
