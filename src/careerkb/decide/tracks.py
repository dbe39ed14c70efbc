"""Seven tracks side by side: what is known of each, who says so, and what nobody says.

A cell is one aspect of one track. It has text and sources, or it is blank and says why; nothing
fills a blank with a guess. Pay compares medians of advertised base pay.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import combinations
from typing import Annotated, Any, Literal, get_args

from annotated_types import Len

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Section, Series, Table
from careerkb.answers.words import capital
from careerkb.decide.overlap import _said as _skills_said
from careerkb.evidence.data import figure_value, filled
from careerkb.inputs import Refusal, Text, checked, read, record, refusal, spec_of

__all__ = [
    "TrackCell",
    "coverage",
    "pay_ratio",
    "track_cells",
    "tracks_answer",
    "tracks_from_toml",
]

VERSION = 1
Track = Literal[
    "research scientist", "research engineer", "applied scientist", "member of technical staff",
    "ML engineer", "AI engineer", "ML platform engineer",
]  # fmt: skip
Third = Literal[
    "none", "research scientist", "research engineer", "applied scientist",
    "member of technical staff", "ML engineer", "AI engineer", "ML platform engineer",
]  # fmt: skip
Aspect = Literal["week", "judged", "pay", "loop", "entry", "exits", "automation", "title"]
ADVERTISED = {
    "research scientist": "Research Scientist",
    "research engineer": "Research Engineer",
    "applied scientist": "Applied Scientist",
    "ML engineer": "ML Engineer",
    "AI engineer": "AI Engineer",
    "ML platform engineer": "MLOps / ML infrastructure",
}
"""The role in the figures of advertised pay; one track has none, because its title is mixed."""


@record
class TrackCell:
    """
    One aspect of one track.

    Args:
        track: one of the seven.
        aspect: what the cell speaks of.
        text: what is known, with places for values of figures; empty when nothing is.
        source: keys of the list of sources that the text rests on.
        why: for a blank cell, what was looked for and not found.

    Raises:
        ValueError: an argument is out of range, text stands without a source, or a blank cell
            does not say why.
    """

    track: Track
    aspect: Aspect
    text: Annotated[str, Len(0, 600)] = ""
    source: Annotated[Sequence[Text], Len(0, 8)] = ()
    why: Annotated[str, Len(0, 200)] = ""

    def __post_init__(self) -> None:
        """Refuse a word without a source and a blank without a reason."""
        if self.text and not self.source:
            raise refusal("source", self.source, "at least one key where there is text")
        if bool(self.text) == bool(self.why):
            raise refusal("why", self.why, "given for a blank cell, and for no other")

    @classmethod
    def examples(cls) -> tuple[TrackCell, ...]:
        """Give cells that keep the rules, for the property tests."""
        return _shipped()[:3]


Cells = Annotated[Sequence[TrackCell], Len(1, 200)]


def _complete(document: object) -> tuple[TrackCell, ...]:
    cells, faults = read(spec_of(Cells), document)
    if faults:
        raise faults[0].at("tracks")
    seen: set[tuple[str, str]] = set()
    for number, cell in enumerate(cells):
        if (cell.track, cell.aspect) in seen:
            raise Refusal(("tracks", number, "aspect"), cell.aspect, f"given once for {cell.track}")
        seen.add((cell.track, cell.aspect))
    return tuple(cells)


@functools.cache
def _shipped() -> tuple[TrackCell, ...]:
    return _complete(list(data.rows("tracks")))


@checked
def tracks_from_toml(*, text: Annotated[str, Len(1, 60_000)]) -> tuple[TrackCell, ...]:
    """
    Read cells from the text of a file like the handbook's own.

    Args:
        text: the whole file, with its version.

    Returns:
        The cells in the order of the file.

    Raises:
        ValueError: another version, a key or value that no cell has, or a cell twice; the message
            gives the line.
    """
    from careerkb.inputs import located, parse_toml

    document = parse_toml(text, longest=60_000)
    try:
        if document.get("version") != VERSION:
            raise Refusal(("version",), document.get("version"), f"{VERSION}, the only one so far")
        return _complete(document.get("tracks"))
    except Refusal as fault:
        raise located(text, [fault])[0] from None


@checked
def track_cells(*, track: Track) -> tuple[TrackCell, ...]:
    """
    Give what is known of one track.

    Args:
        track: one of the seven.

    Returns:
        Eight cells, blank ones among them.

    Raises:
        ValueError: there is no such track.

    Source:
        The rows of ``tracks.toml``, each with its own sources.
    """
    return tuple(cell for cell in _shipped() if cell.track == track)


@checked
def coverage() -> dict[str, int]:
    """
    Count the cells.

    Returns:
        How many have a source, how many are blank, and how many there are.

    Example:
        >>> from careerkb.decide.tracks import coverage
        >>> coverage()
        {'sourced': 35, 'blank': 21, 'total': 56}
    """
    sourced = sum(bool(cell.text) for cell in _shipped())
    return {"sourced": sourced, "blank": len(_shipped()) - sourced, "total": len(_shipped())}


@checked
def pay_ratio(*, first: Track, second: Track) -> tuple[float, float, float, int, int]:
    """
    Compare the medians of advertised base pay of two tracks.

    Args:
        first: the track above the line.
        second: the track below it, another one.

    Returns:
        Ratio, lower and upper end of its 95 % interval, and how many distinct pay ranges each
        median rests on.

    Raises:
        ValueError: the two are the same, or one of them has no pay of its own.

    Source:
        The figure ``advertised_base_pairs``, from `aijobs-2025`: US, 2024 to January 2025.

    Example:
        >>> from careerkb.decide.tracks import pay_ratio
        >>> pay_ratio(first="AI engineer", second="research scientist")[3:]
        (219, 422)
    """
    for name, track in (("first", first), ("second", second)):
        if track not in ADVERTISED:
            raise refusal(name, track, "one of " + ", ".join(ADVERTISED), "its jobs are mixed")
    if first == second:
        raise refusal("second", second, f"another track than first, {first}")
    order = list(ADVERTISED)
    turned = order.index(first) > order.index(second)
    a, b = (second, first) if turned else (first, second)
    row = f"{ADVERTISED[a]} / {ADVERTISED[b]}"
    found: list[Any] = [
        figure_value(name="advertised_base_pairs", row=row, column=column)
        for column in ("ratio", "low", "high", "n", "n second")
    ]
    ratio, low, high, n_a, n_b = found
    if turned:
        return 1 / ratio, 1 / high, 1 / low, int(n_b), int(n_a)
    return ratio, low, high, int(n_a), int(n_b)


def _pay_words(first: Track, second: Track) -> str:
    if first not in ADVERTISED or second not in ADVERTISED:
        return "Pay is not compared, because the title member of technical staff mixes jobs."
    ratio, low, high, n_first, n_second = pay_ratio(first=first, second=second)
    verdict = (
        "too close to call" if low <= 1 <= high else f"{first if low > 1 else second} is ahead"
    )
    return (
        f"Advertised base pay of {first} over {second}: {ratio:.2f} (95% interval {low:.2f} to"
        f" {high:.2f}, n {n_first} and {n_second}), {verdict}."
    )


@checked
def tracks_answer(
    *,
    first: Track = "research scientist",
    second: Track = "ML platform engineer",
    third: Third = "none",
) -> Answer:
    """
    Put two or three tracks side by side.

    Args:
        first: a track.
        second: another.
        third: one more, or none.

    Returns:
        How the first two pay, with interval, as a sentence; every cell with its sources, or the
        reason why it is blank; medians of advertised base pay with the middle half, drawn; how far
        each two ask for the same skills.

    Raises:
        ValueError: a track is named twice.

    Source:
        `track_cells`, `pay_ratio` and `careerkb.decide.overlap`.
    """
    chosen = [first, second] + ([] if third == "none" else [third])
    if second == first:
        raise refusal("second", second, f"another track than first, {first}")
    if third in (first, second):
        raise refusal("third", third, "another track than first and second, or none")
    shown = {track: {c.aspect: _printed(c) for c in track_cells(track=track)} for track in chosen}
    headline = _pay_words(first, second)
    pairs = list(combinations(chosen, 2))
    paid = [ADVERTISED[track] for track in chosen if track in ADVERTISED]
    parts: dict[str, tuple[Any, ...]] = {
        column: tuple(
            figure_value(name="advertised_base", row=role, column=column) for role in paid
        )
        for column in ("median", "p25", "p75")
    }
    return Answer(
        headline=headline,
        table=Table(
            columns=(Column(name="aspect"), *(Column(name=track) for track in chosen)),
            rows=tuple((a, *(shown[t][a] for t in chosen)) for a in get_args(Aspect)),
        ),
        chart=Chart(
            kind="dot",
            title="Advertised base pay: median and middle half",
            summary=headline,
            x_label="track",
            y_label="USD a year",
            series=(
                Series(
                    name="median", x=tuple(t for t in chosen if t in ADVERTISED),
                    y=parts["median"], low=parts["p25"], high=parts["p75"],
                ),
            ),
        ),
        sections=(
            Section(
                title="Skills in common",
                text="Of advertisements that a search for AI engineers found, early 2026.",
                items=tuple(f"{capital(a)} and {b}. {_skills_said(a, b)}" for a, b in pairs),
            ),
        ),
    )  # fmt: skip


def _printed(cell: TrackCell) -> str:
    if cell.why:
        return f"blank: {cell.why}"
    return f"{filled(text=cell.text)} [{', '.join(cell.source)}]"
