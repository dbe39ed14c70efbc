"""Everything that a reader did on the site, as one file of their own, both ways.

A part is what one page or calculator keeps: text by field, under a name of its own, each with the
time of its last change. Parts that this release does not know are kept as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from careerkb.browser.fields import calculator
from careerkb.browser.state import LONGEST, state_of
from careerkb.browser.transfer import from_toml
from careerkb.inputs import Refusal, parse_toml, write_toml

__all__ = ["FORMAT", "Mine", "answer", "from_file", "to_file"]

FORMAT = 2
"""Of this release; format 1 was the file of one calculator, which is still opened."""
HEAD = "# Everything you did on careerkb"
PART = re.compile(r"[a-z][a-z0-9:_-]{0,80}", re.ASCII)
MOST_FIELDS, MOST_CHARACTERS = 4_000, 400_000
OFFERS = re.compile(r"offer_[ab]\.")
"""The two offers, which are one part for all calculators that ask for them."""

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Mine:
    """Text by field and the milliseconds of its last change, by part; no time is known as 0."""

    parts: dict[str, Texts]
    times: dict[str, dict[str, int]]


def to_file(mine: Mine) -> str:
    """
    Write everything as one TOML file.

    Args:
        mine: what the browser has kept.

    Returns:
        Text that `from_file` reads back as the same.

    Example:
        >>> from careerkb.browser.mine import Mine, to_file
        >>> print(to_file(Mine(parts={"offers": {"offer_a.base_usd": "245k"}}, times={})), end="")
        # Everything you did on careerkb
        format = 2
        <BLANKLINE>
        [parts]
        <BLANKLINE>
        [parts.offers]
        "offer_a.base_usd" = "245k"
        <BLANKLINE>
        [times]
    """
    return f"{HEAD}\n{write_toml({'format': FORMAT, 'parts': mine.parts, 'times': mine.times})}"


def from_file(text: str) -> Mine:
    """
    Read a file of this release, or of an earlier one.

    Args:
        text: of the file.

    Returns:
        What it holds.

    Raises:
        ValueError: it is of a later release, damaged, or no file of this site; one sentence.
    """
    plain = text.removeprefix("\ufeff")
    if re.match(r"# Inputs of [\w.]+\r?\n", plain):
        return _of_one(plain)
    document = parse_toml(plain, longest=MOST_CHARACTERS)
    number = document.get("format")
    if not isinstance(number, int) or isinstance(number, bool) or "parts" not in document:
        cause = "it has no line `format = 2` with tables of parts under it"
        raise Refusal(("the file",), plain[:60], "a file that this site has saved", cause)
    if number > FORMAT:
        cause = "it is of a later release of the site: load this page anew, then open it again"
        raise Refusal(("format",), number, f"at most {FORMAT}", cause)
    if number < FORMAT:
        raise Refusal(("format",), number, f"{FORMAT}", "no release has written this format")
    parts = {str(name): _texts(str(name), part) for name, part in _table(document, "parts").items()}
    if sum(map(len, parts.values())) > MOST_FIELDS:
        raise Refusal(("the file",), sum(map(len, parts.values())), f"at most {MOST_FIELDS} fields")
    times = {
        name: {field: when for field, when in part.items() if _is_time(when)}
        for name, part in _table(document, "times").items()
        if PART.fullmatch(name) and isinstance(part, dict)
    }
    return Mine(parts=parts, times=times)


def _table(document: Mapping[str, Any], name: str) -> dict[str, Any]:
    table = document.get(name, {})
    if not isinstance(table, dict):
        raise Refusal((name,), table, "a table")
    return table


def _texts(name: str, part: object) -> Texts:
    """Check one part: nothing in it is run or shown, so any text of a field's length will do."""
    if not PART.fullmatch(name):
        raise Refusal(("parts", name), name, "named in small letters, digits, :, - and _")
    if not isinstance(part, dict):
        raise Refusal(("parts", name), part, "a table")
    for field, text in part.items():
        if not isinstance(text, str) or len(text) > LONGEST:
            allowed = f"text of at most {LONGEST} characters, in quotes"
            raise Refusal(("parts", name, field), text, allowed)
    return part


def _is_time(when: object) -> bool:
    return isinstance(when, int) and not isinstance(when, bool) and 0 <= when < 1 << 53


def _of_one(text: str) -> Mine:
    """Take over what one calculator had saved, by the name that it has today."""
    name = text.partition("\n")[0].split()[-1]
    function = calculator(name)
    state, faults = from_toml(function, text)
    if faults:
        raise faults[0]
    usual = state_of(function)
    own = {path: value for path, value in state.items() if value != usual.get(path)}
    offers = {path: value for path, value in own.items() if OFFERS.match(path)}
    rest = {path: value for path, value in own.items() if path not in offers}
    part = f"calculator:{function.__name__.replace('_', '-')}"
    parts = {"offers": offers, part: rest}
    return Mine(parts={name: texts for name, texts in parts.items() if texts}, times={})


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Answer the operation "mine": write everything, or read a file of it.

    Args:
        request: ``parts`` and ``times`` to be written, or ``file``, the text of a file.

    Returns:
        ``toml``, or ``parts`` and ``times``; ``error`` alone, in one sentence, when it is refused.

    Example:
        >>> from careerkb.browser.mine import answer
        >>> answer({"file": "format = 3\\n[parts]"})["error"]
        'format must be at most 2, got 3; it is of a later release of the site: load this page ...
    """
    try:
        if "file" in request:
            mine = from_file(str(request["file"]))
            return {"parts": mine.parts, "times": mine.times}
        return {"toml": to_file(Mine(parts=request["parts"], times=request["times"]))}
    except ValueError as refused:
        return {"error": str(refused)}
