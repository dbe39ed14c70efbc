"""The one error for bad input: a sentence that is made of its parts and carries them."""

from __future__ import annotations

import math
import re
import reprlib
from collections.abc import Callable, Iterable
from dataclasses import MISSING
from typing import Any

__all__ = ["LONG_BITS", "Path", "Refusal", "Refusals", "kind_of", "refusal"]

LONG_BITS = 200
"""Whole numbers longer than this are not printed."""

Path = tuple[str | int, ...]
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Refusal(ValueError):  # noqa: N818 - a reader sees it as a ValueError
    """
    What was refused, where, and what would have been accepted.

    Nobody needs to read the message to find the place: `path` is the names and numbers that lead
    to the value from outside in, `line` its line in a file, 0 when there is none.
    """

    def __init__(
        self,
        path: Path,
        value: object,
        allowed: str,
        cause: str = "",
        line: int = 0,
        subject: str = "",
    ) -> None:
        """Keep the parts; *subject* is what the sentence speaks of where that is not the path."""
        super().__init__(path, value, allowed, cause, line, subject)
        self.path, self.value, self.allowed = path, value, allowed
        self.cause, self.line, self.subject = cause, line, subject

    def at(self, *place: str | int, line: int = 0) -> Refusal:
        """Put a path in front, as of the record that the value stands in."""
        path = (*place, *self.path)
        line = line or self.line
        return Refusal(path, self.value, self.allowed, self.cause, line, self.subject)

    @property
    def name(self) -> str:
        """The path as one word: ``classes[0].share``."""
        return _joined(self.path)

    def called(self, name: str) -> str:
        """Say the whole in one sentence, with the place under another name."""
        cause = f"; {self.cause}" if self.cause else ""
        if self.value is MISSING:
            return _in_one_line(f"{name} must be given: {self.allowed}{cause}")
        if self.subject:
            inside = _joined(self.path[:-1])
            name = f"{self.subject} of {inside}" if inside else self.subject
        return _in_one_line(f"{name} must be {self.allowed}, got {_shown(self.value)}{cause}")

    def __str__(self) -> str:
        """Say the whole in one sentence."""
        return (f"line {self.line}: " if self.line else "") + self.called(self.name)

    def __reduce__(self) -> tuple[Callable[..., Refusal], tuple[Any, ...]]:
        """Be copied and sent between processes under its own name."""
        return _again, self.args


Refusal.__module__, Refusal.__qualname__ = "builtins", "ValueError"
"""A traceback calls it what a reader knows, and what every docstring says is raised."""


class Refusals(ValueError):  # noqa: N818 - a reader sees it as a ValueError
    """
    All that is wrong with one document, the message one sentence each.

    `faults` have the paths of the document; `said` are the same as the message calls them, where
    a reader knows a place by another name.
    """

    def __init__(
        self, faults: Iterable[Refusal], place: str = "", said: Iterable[Refusal] = ()
    ) -> None:
        """Keep the faults; *place*, such as a file, stands in front of the message."""
        self.faults, self.place = tuple(faults), place
        self.said = tuple(said) or self.faults
        words = "; ".join(map(str, self.said))
        super().__init__(f"{_in_one_line(place)}: {words}" if place else words)

    def __reduce__(self) -> tuple[Callable[..., Refusals], tuple[Any, ...]]:
        """Be copied and sent between processes under its own name."""
        return _all_again, (self.faults, self.place, self.said)


Refusals.__module__, Refusals.__qualname__ = "builtins", "ValueError"


def _all_again(*parts: Any) -> Refusals:
    return Refusals(*parts)


def _in_one_line(words: str) -> str:
    """Show a character that could break the line as U+FFFD: a key in quotes may hold any."""
    return UNSEEN.sub("\ufffd", words)


def kind_of(value: object) -> str:
    """
    Say what sort of value was given, for the end of a refusal.

    Args:
        value: what was given.

    Returns:
        The name of its type with its article: "an int", "a dict".

    Example:
        >>> from careerkb.inputs.refusals import kind_of
        >>> kind_of(3), kind_of(0.5)
        ('an int', 'a float')
    """
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiouAEIO' else 'a'} {name}"


def _joined(path: Path) -> str:
    words = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in path)
    return words.removeprefix(".")


def _again(*parts: Any) -> Refusal:
    return Refusal(*parts)


def _shown(value: object) -> str:
    if isinstance(value, int) and value.bit_length() > LONG_BITS:
        return f"a number of about {value.bit_length() * math.log10(2):.0f} digits"
    return str(value) if isinstance(value, float) else reprlib.repr(value)


def refusal(name: str, value: object, allowed: str, cause: str = "") -> Refusal:
    """
    Build the one message for bad input: parameter, what is allowed, value, likely cause.

    Args:
        name: the parameter or place, as the caller wrote it.
        value: what was given; long values are shortened.
        allowed: what would have been accepted, to follow "must be".
        cause: the likely mistake and its cure, or nothing.

    Returns:
        The error, for the caller to raise.

    Example:
        >>> from careerkb.inputs import refusal
        >>> print(refusal("base_usd", -1, "from 0 USD", "was the sign meant?"))
        base_usd must be from 0 USD, got -1; was the sign meant?
    """
    return Refusal((name,), value, allowed, cause)
