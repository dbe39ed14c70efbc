"""Interview processes that somebody has written down, round by round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import checked

__all__ = ["documented_loops", "processes_answer"]

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


def processes_answer() -> Answer:
    """
    Show how long the written-down loops are.

    Returns:
        How many ask for code and over how many rounds, every loop as a table, and the fewest and
        most rounds of those that state them as dots with a range.

    Source:
        `documented_loops`.

    Example:
        >>> from careerkb.interviews.processes import processes_answer
        >>> processes_answer().headline[:60]
        'All 15 loops that somebody has written down ask for code, ov'
    """
    found = data.rows("loops")
    stated = [row for row in found if "rounds_total" in row]
    low, high = ([float(row["rounds_total"][end]) for row in stated] for end in (0, 1))
    coded = sum(row["coding"] != "0" for row in found)
    headline = (
        f"{'All' if coded == len(found) else f'{coded} of'} {len(found)} loops that somebody has"
        f" written down ask for code, over {min(low):.0f} to {max(high):.0f} rounds; they are no"
        " sample."
    )
    return Answer(
        headline=headline,
        table=documented_loops(),
        chart=Chart(
            kind="dot",
            title="Rounds of the loops that somebody has written down",
            summary=headline,
            x_label="loop",
            y_label="rounds, most reported",
            series=(
                Series(
                    name="most, down to fewest",
                    x=tuple(f"{row['employer']}, {row['track']}" for row in stated),
                    y=tuple(high),
                    low=tuple(low),
                    high=tuple(high),
                ),
            ),
        ),
    )


def _hours(rounds: Sequence[dict[str, Any]]) -> str:
    timed = [(each.get("count", (1, 1)), each["minutes"]) for each in rounds if "minutes" in each]
    hours = [round(sum(n[end] * m[end] for n, m in timed) / 60, 1) for end in (0, 1)]
    return _span(hours) + "+" * (len(timed) < len(rounds)) if timed else "not stated"


def _span(ends: Sequence[float]) -> str:
    return "-".join(f"{end:.3g}" for end in sorted(set(ends)))
