"""What inputs are called: labels for readers, and the key that was meant by another name.

The words are data, `terms.toml`; a hint never leads to a key of another meaning or unit.
"""

from __future__ import annotations

import difflib
import functools
import re
import tomllib
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

__all__ = ["label_of", "labels_of", "unknown"]

CAPITALS = {"Usd": "USD", "Gpu": "GPU", "Ai": "AI", "Us": "US"}
UNIT_IN_NAME = re.compile(r"_(usd(_per_\w+)?|fraction|seconds)$")
ENDINGS = re.compile(r"_(usd|fraction|months|years|probability|rate|multiple)$")
ALIKE = 0.75
"""How alike two words must be for one to be a slip of the other."""


@functools.cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("terms.toml").read_text("utf-8"))


def unknown(key: str, known: Iterable[str]) -> str:
    """
    Guess what was meant by a key that nobody knows.

    Args:
        key: as it was written.
        known: the keys that are possible there.

    Returns:
        A hint or, where the thing itself is missing, words that say so; nothing when no guess is
        good, because a wrong guess that is followed makes another offer of it.

    Example:
        >>> from careerkb.inputs import unknown
        >>> unknown("bonus", ["base_usd", "bonus_fraction", "bonus_multiple"])
        'did you mean bonus_fraction, the target as a share of base pay?'
    """
    there = set(known)
    plain = re.sub(r"\W+", "_", key.lower().strip())
    for term in _words()["terms"]:
        if plain in term["names"] and there.issuperset(term["keys"]):
            return f"did you mean {term['says']}?"
    for term in _words()["missing"]:
        if plain in term["names"] and there.issuperset(term["marks"]):
            return str(term["says"])
    close = sorted(((_alike(plain, one), one) for one in there), reverse=True)
    return f"did you mean {close[0][1]}?" if close and close[0][0] >= ALIKE else ""


def _alike(key: str, known: str) -> float:
    """Compare what stands before the unit; another unit is another thing."""
    (stem, unit), (other, its) = _parted(key), _parted(known)
    if unit and its:
        return _ratio(stem, other) if unit == its else 0.0
    return (
        _ratio(key, known) if unit or its == unit else max(_ratio(key, known), _ratio(key, other))
    )


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def _parted(key: str) -> tuple[str, str]:
    found = ENDINGS.search(key)
    return (key[: found.start()], found[1]) if found else (key, "")


def labels_of(names: Sequence[str]) -> dict[str, str]:
    """
    Call neighbours by their parameters, without the unit where that leaves them different.

    Args:
        names: of the parameters.

    Returns:
        Label by name.

    Example:
        >>> from careerkb.inputs import labels_of
        >>> labels_of(["base_usd", "clawback", "grant_usd"])["base_usd"]
        'Base pay'
    """
    short = [UNIT_IN_NAME.sub("", name) for name in names]
    return {
        name: label_of(name if name in _words()["labels"] or short.count(brief) > 1 else brief)
        for name, brief in zip(names, short, strict=True)
    }


def label_of(name: str) -> str:
    """Turn the name of a parameter into words, those of `terms.toml` where it has some."""
    words = str(_words()["labels"].get(name, name.replace("_", " ")))
    words = words[:1].upper() + words[1:]
    return re.sub(r"\w+", lambda m: CAPITALS.get(m[0].capitalize(), m[0]), words)
