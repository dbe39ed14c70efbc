"""Interview processes that somebody has written down, round by round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from careerkb import data
from careerkb.answers.answer import Column, Table
from careerkb.inputs import checked

__all__ = ["documented_loops"]

Track = Literal[
    "research scientist", "research engineer", "applied scientist", "engineer", "AI engineer"
]


@checked
def documented_loops(*, track: Track | None = None) -> Table:
    """
    List the interview loops that have been written down.

    Args:
        track: one track, or all of them.

    Returns:
        Employer, rounds, rounds with code, hours ("+" if a length is missing), and how known.

    Raises:
        ValueError: *track* is not one of the five.

    Source:
        The rows of ``loops.toml``, each with its sources and year. They are not a sample.

    Example:
        >>> from careerkb.interviews.processes import documented_loops
        >>> [row[:4] for row in documented_loops(track="applied scientist").rows]
        [('Amazon', '8', 'not counted', 'not stated')]
    """
    found = [row for row in data.rows("loops") if track in (None, row["track"])]
    names = ("employer", "rounds", "with code", "hours", "known from")
    return Table(
        columns=tuple(Column(name=name) for name in names),
        rows=tuple(
            (
                row["employer"] + (f", {row['track']}" if track is None else ""),
                _span(row["rounds_total"]) if "rounds_total" in row else "not stated",
                row["coding"],
                _hours(row["rounds"]),
                f"{row['known_from']}, {row['year']}",
            )
            for row in found
        ),
    )


def _hours(rounds: Sequence[dict[str, Any]]) -> str:
    timed = [(each.get("count", (1, 1)), each["minutes"]) for each in rounds if "minutes" in each]
    hours = [round(sum(n[end] * m[end] for n, m in timed) / 60, 1) for end in (0, 1)]
    return _span(hours) + "+" * (len(timed) < len(rounds)) if timed else "not stated"


def _span(ends: Sequence[float]) -> str:
    return "-".join(f"{end:.3g}" for end in sorted(set(ends)))
