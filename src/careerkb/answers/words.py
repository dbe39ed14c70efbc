"""Words in a drawing: escaped, measured, cut and wrapped."""

from __future__ import annotations

import functools
import re
from html import escape

__all__ = ["LINE", "SIZE", "capital", "clean", "cut", "text_width", "wrap"]

SIZE, LINE = 13, 16
"""Height of the letters and of a line of text, in the units of the drawing."""
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
EMS = {
    letter: width
    for width, letters in {
        32: "ijlI|'",
        42: " .,:;!()[]/\\ftr-",
        74: "ABCDEFGHJKLNOPQRSTUVXYZ&",
        100: "mwMW%@…—",
    }.items()
    for letter in letters
}
"""Widths in hundredths of an em, those of a wide font: a label may be cut early."""


def capital(words: str) -> str:
    """Begin with a capital letter, and leave the rest as it is."""
    return words[:1].upper() + words[1:]


def clean(words: str) -> str:
    """Escape text for HTML and SVG; a character that neither may hold becomes U+FFFD."""
    return escape(UNPRINTABLE.sub("\ufffd", words))


@functools.lru_cache(2048)  # a chart that moves keeps most of its words
def text_width(words: str) -> float:
    """Estimate the width of a line of text without a browser."""
    return SIZE * sum(EMS.get(c) or (64 if c < "\u1100" else 110) for c in words) / 100


def cut(words: str, room: float) -> str:
    """Shorten a line to the room there is; the table under a chart holds the whole."""
    if text_width(words) <= room:
        return words
    room -= text_width("…")
    kept = 0
    for letter in words:
        room -= text_width(letter)
        if room < 0:
            break
        kept += 1
    return words[:kept].rstrip() + "…"


def wrap(words: str, room: float, most: int = 2) -> list[str]:
    """Break text into at most so many lines, each cut if need be."""
    lines = [""]
    parts = words.split()
    for number, part in enumerate(parts):
        joined = f"{lines[-1]} {part}".lstrip()
        if not lines[-1] or text_width(joined) <= room:
            lines[-1] = joined
        elif len(lines) < most:
            lines.append(part)
        else:
            lines[-1] = " ".join([lines[-1], *parts[number:]])
            break
    return [cut(line, room) for line in lines]
