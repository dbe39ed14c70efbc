"""Two weeks, drawn: `{weeks}` shows what fills a researcher's and an engineer's days.

A sketch of kinds of work in an order of our own and without a scale, because no survey of either
group's hours was found; `docs/decide/tracks.md` has the source of each word.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from careerkb.answers.marks import colour, marker, track

__all__ = ["WEEKS", "WeeksDirective", "drawing", "setup"]

WEEKS = {
    "research scientist": ("read", "design", "code", "wait", "explain"),
    "engineer": ("data", "try out", "evaluate", "watch", "incident"),
}
"""Kinds of work by track, as `docs/decide/tracks.md` names them with their sources."""
NAMES = {"research scientist": "A researcher's week", "engineer": "An engineer's week"}
GAIN = {
    "research scientist": "a good month: a question answered",
    "engineer": "a good month: a system that holds",
}
NOTE = "A sketch in an order of our own: nobody has published how many hours go where."
WIDTH, CELL, TALL, GAP = 360, 68, 40, 5


def drawing() -> str:
    """
    Draw the weeks, one row of five pieces a track, in the colour and with the mark of the track.

    Returns:
        One figure with one drawing for every width.
    """
    parts: list[str] = []
    y = 16
    for name, pieces in WEEKS.items():
        number = track(name) or 0
        parts.append(marker(number, 7, y - 5, 5))
        parts.append(f'<text class="ckb-name" x="20" y="{y}">{NAMES[name]}</text>')
        for day, words in enumerate(pieces):
            x = day * (CELL + GAP)
            parts.append(
                f'<rect class="week-piece {colour(number)}" x="{x + 1}" y="{y + 9}"'
                f' width="{CELL - 2}" height="{TALL}" rx="{0 if number else 12}"/>'
                f'<text x="{x + CELL / 2:g}" y="{y + 9 + TALL / 2 + 4.5:g}"'
                f' text-anchor="middle">{words}</text>'
            )
        parts.append(f'<text class="ckb-axis" x="0" y="{y + TALL + 28}">{GAIN[name]}</text>')
        y += TALL + 58
    said = "; ".join(f"{NAMES[name]}: {', '.join(pieces)}" for name, pieces in WEEKS.items())
    return (
        f'<figure class="careerkb-chart weeks"><svg role="img" viewBox="0 0 {WIDTH} {y - 24}"'
        f' font-size="13" fill="currentColor" aria-labelledby="weeks-title weeks-said">'
        f'<title id="weeks-title">Two weeks</title><desc id="weeks-said">{said}. {NOTE}</desc>'
        f'{"".join(parts)}</svg><figcaption class="ckb-summary">{NOTE}</figcaption></figure>'
    )


class WeeksDirective(SphinxDirective):
    """Print the drawing, once a page."""

    def run(self) -> list[nodes.Node]:
        """Draw where the directive stands."""
        self.env.note_dependency(__file__)
        return [nodes.raw("", drawing(), format="html")]


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("weeks", WeeksDirective)
