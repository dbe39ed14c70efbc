"""What tells series apart, and tracks from one chart to the next: colour, dash and shape."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["DASHES", "OTHER", "TRACKS", "at", "colour", "marker", "path", "shape", "track"]

COLOURS = 6
DASHES = ("", "8 4", "2 3", "10 3 2 3", "5 2", "1 4 6 4")
MARKERS: tuple[tuple[tuple[float, float], ...], ...] = (
    (),  # a circle
    ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    ((0, -1.2), (1.2, 0.9), (-1.2, 0.9)),
    ((0, 1.2), (1.2, -0.9), (-1.2, -0.9)),
    ((-1.3, -0.5), (1.3, -0.5), (1.3, 0.5), (-1.3, 0.5)),
)

TRACKS = {
    "research scientist": 0, "researcher": 0, "research scientists": 0,
    "ai engineer": 1, "engineer": 1,
    "applied scientist": 2,
    "ml engineer": 3,
    "research engineer": 4,
    "ml platform engineer": 5, "mlops / ml infrastructure": 5,
}  # fmt: skip
"""The colour and mark of a track, the same in every chart whose rows are tracks, and on cards.

The two of the question have those of the mark of the site: a circle for research, a square for
engineering. A member of technical staff has none, because the title names no job.
"""
OTHER = -1
"""What stands beside tracks and is none."""


def at(value: float) -> str:
    """Print a coordinate rounded to a tenth, never as minus zero."""
    return f"{round(value, 1) + 0.0:.9g}"


def colour(series: int) -> str:
    """Name the class that colours the nth series."""
    return "ckb-other" if series == OTHER else f"ckb-s{series % COLOURS}"


def track(row: object) -> int | None:
    """Number the track that a row is or names behind a comma: `Anthropic, research engineer`."""
    return TRACKS.get(str(row).lower().rpartition(", ")[2])


def shape(series: int) -> int:
    """Number the dash and marker of the nth series: another one each time the colours return."""
    return 0 if series == OTHER else (series + series // COLOURS) % COLOURS


def path(points: Sequence[tuple[float, float]]) -> str:
    """Print points as the attribute of a polyline or polygon."""
    return " ".join(f"{at(x)},{at(y)}" for x, y in points)


def marker(series: int, x: float, y: float, radius: float) -> str:
    """Draw the mark of the nth series."""
    corners = MARKERS[shape(series)]
    kind = f"ckb-mark {colour(series)}"
    if not corners:
        return f'<circle class="{kind}" cx="{at(x)}" cy="{at(y)}" r="{at(radius)}"/>'
    points = path([(x + radius * dx, y + radius * dy) for dx, dy in corners])
    return f'<polygon class="{kind}" points="{points}"/>'
