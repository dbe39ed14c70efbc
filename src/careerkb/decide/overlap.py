"""How far two tracks ask for the same skills, in advertisements that one search found.

The search was for AI engineers, so the other titles are those that it brought along. Research
scientists and applied scientists were too few to count, and one title mixes jobs.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

from careerkb import data
from careerkb.inputs import Count, Number, Probability, Text, checked, record, refusal

__all__ = ["Apart", "Shared", "skill_overlap", "skills_apart"]

Counted = Literal["research engineer", "ML engineer", "ML platform engineer", "AI engineer"]
COUNTED: tuple[Counted, ...] = get_args(Counted)
ASKED = 0.1
"""Part of the advertisements of either title that ask for a skill before it is counted."""


@record
class Shared:
    """
    How far two titles ask for the same.

    Args:
        share: 1 when each skill is asked for equally often, 0 when none is in common.
        low: lower end of the 95 % interval.
        high: upper end.
        n_first: advertisements of the first title.
        n_second: of the second.
    """

    share: Probability
    low: Probability
    high: Probability
    n_first: Count
    n_second: Count


@record
class Apart:
    """
    A skill that one title asks for more often.

    Args:
        skill: as the advertisements were read.
        first: part of the first title's advertisements that ask for it.
        second: of the second's.
    """

    skill: Text
    first: Number
    second: Number


def _pair(first: str, second: str) -> dict[str, Any]:
    if first == second:
        raise refusal("second", second, f"another track than first, {first}")
    return next(
        row
        for row in data.rows("skill_overlap")
        if {row["first"], row["second"]} == {first, second}
    )


def _sizes(row: dict[str, Any], first: str, second: str) -> tuple[int, int]:
    """Give the numbers of advertisements in the order that is asked for."""
    sizes = {row["first"]: row["n_first"], row["second"]: row["n_second"]}
    return sizes[first], sizes[second]


def _shares(first: Counted, second: Counted) -> list[Apart]:
    n_first, n_second = _sizes(_pair(first, second), first, second)
    found = [
        Apart(
            skill=one["skill"],
            first=one["counts"][COUNTED.index(first)] / n_first,
            second=one["counts"][COUNTED.index(second)] / n_second,
        )
        for one in data.rows("skill_counts")
    ]
    return [one for one in found if max(one.first, one.second) >= ASKED]


@checked
def skill_overlap(*, first: Counted, second: Counted) -> Shared:
    """
    Say how far two titles ask for the same skills.

    Args:
        first: a track that was counted.
        second: another.

    Returns:
        The share in common, its interval and how many advertisements each title has.

    Raises:
        ValueError: the two are the same, or one was not counted.

    Source:
        Sum of the smaller over sum of the larger share of advertisements, over the skills that one
        in ten of either title asks for; our count of `aefg`, commit 1961e78.

    Example:
        >>> from careerkb.decide.overlap import skill_overlap
        >>> found = skill_overlap(first="AI engineer", second="ML engineer")
        >>> f"{found.share:.2f} ({found.low:.2f} to {found.high:.2f})"
        '0.68 (0.62 to 0.71)'
    """
    shares = _shares(first, second)
    row = _pair(first, second)
    n_first, n_second = _sizes(row, first, second)
    return Shared(
        share=sum(min(one.first, one.second) for one in shares)
        / sum(max(one.first, one.second) for one in shares),
        low=row["low"], high=row["high"], n_first=n_first, n_second=n_second,
    )  # fmt: skip


@checked
def skills_apart(*, first: Counted, second: Counted) -> tuple[Apart, ...]:
    """
    List the skills that two titles ask for least alike.

    Args:
        first: a track that was counted.
        second: another.

    Returns:
        Six of them, the widest gap first.

    Raises:
        ValueError: the two are the same, or one was not counted.
    """
    return tuple(sorted(_shares(first, second), key=lambda a: -abs(a.first - a.second))[:6])


def _said(first: str, second: str) -> str:
    """Say how far two tracks ask for the same, or why it is not known."""
    for track in (first, second):
        if track not in COUNTED:
            return f"Skills in common: not counted, because {track} was too rare or mixed a title."
    a, b = (COUNTED[COUNTED.index(track)] for track in (first, second))
    found = skill_overlap(first=a, second=b)
    apart = "; ".join(
        f"{one.skill} {one.first:.0%} and {one.second:.0%}"
        for one in skills_apart(first=a, second=b)[:3]
    )
    return (
        f"Skills in common in advertisements: {found.share:.2f} (95% interval {found.low:.2f} to"
        f" {found.high:.2f}, n {found.n_first} and {found.n_second}; two samples of one title gave"
        f" 0.74). Furthest apart: {apart}."
    )
