"""What an annotation says, read once: the source for checks, forms, reference and tests."""

from __future__ import annotations

import functools
import inspect
import math
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Annotated, Any, Literal, Union

from annotated_types import Interval, Len

from careerkb.inputs.marks import Ask, Hint, Says, Unit

__all__ = ["Inline", "Kept", "Kind", "Spec", "spec_of", "specs_of"]

SHARES = ("fraction", "probability", "correlation")
"""How the units of shares begin."""

Kind = Literal["number", "integer", "choice", "text", "flag", "items", "mapping", "record"]


@dataclass(frozen=True, slots=True)
class Inline:
    """
    A record whose terms stand among those of whoever takes it: in forms, files and addresses.

    *names* gives field and outer name of each that is called otherwise there.
    """

    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """
    A field that can be filled from what the reader keeps at another calculator.

    *calculator* is its full name, *gives* the key of what its `Answer` gives, *words* are those of
    the button; fields with the same calculator are filled by one button.
    """

    calculator: str
    gives: str
    words: str


@dataclass(frozen=True, slots=True)
class Spec:
    """What one annotation says: the source for checks, forms, reference and property tests."""

    kind: Kind
    unit: str = ""
    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False
    hints: tuple[Hint, ...] = ()
    asks: tuple[Ask, ...] = ()
    choices: tuple[object, ...] = ()
    item: Spec | None = None
    min_length: int = 0
    max_length: int | None = None
    record: type | None = None
    optional: bool = False
    says: str = ""
    inline: Inline | None = None
    kept: Kept | None = None

    @property
    def inside(self) -> dict[str, str]:
        """Of a record that stands inline: what each of its terms is called outside, and inside."""
        if self.inline is None or self.record is None:
            return {}
        called = dict(self.inline.names)
        return {called.get(one.name, one.name): one.name for one in fields(self.record)}

    @property
    def is_share(self) -> bool:
        """Whether it is a share of something, which may be typed in percent."""
        return self.kind == "number" and self.unit.startswith(SHARES)

    @property
    def allowed(self) -> str:
        """The accepted values in words, to follow "must be"."""
        words = self._allowed()
        return words + " or None" if self.optional else words

    def _allowed(self) -> str:
        if self.kind in ("number", "integer"):
            return self._number_allowed() + (f" ({self.unit})" if self.unit else "")
        if self.kind == "choice":
            return "one of " + ", ".join(map(repr, self.choices))
        if self.kind == "text":
            return "text" + _count(self.min_length, self.max_length, "character", both=True)
        if self.kind == "flag":
            return "true or false"
        if self.kind == "record":
            assert self.record is not None
            name = self.record.__name__
            return f"{'an' if name[0] in 'AEIOU' else 'a'} {name}"
        noun = "a mapping" if self.kind == "mapping" else "a list or tuple"
        return noun + _count(self.min_length, self.max_length, "item", both=False)

    def _number_allowed(self) -> str:
        kind = "whole" if self.kind == "integer" else "finite"
        low = f" {'above' if self.low_open else 'from'} {_plain(self.low)}"
        if math.isinf(self.high):
            return f"any {kind} number" if math.isinf(self.low) else f"a {kind} number{low}"
        if math.isinf(self.low):
            return f"a {kind} number {'below' if self.high_open else 'up to'} {_plain(self.high)}"
        noun = "a whole number" if self.kind == "integer" else "a number"
        return f"{noun}{low} {'to below' if self.high_open else 'to'} {_plain(self.high)}"


def _count(low: int, high: int | None, noun: str, *, both: bool) -> str:
    """Say how many are accepted, without the ends that are none; *both* names two ends."""
    if high is not None and (both or not low):
        ends = f"{low:,} to {high:,}" if low else f"at most {high:,}"
        return f" of {ends} {noun}{'s' * (high != 1)}"
    return f" of at least {low:,} {noun}{'s' * (low != 1)}" if low else ""


def _plain(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:g}"


@functools.cache
def spec_of(annotation: Any) -> Spec:
    """
    Read an annotation once into a `Spec`.

    Args:
        annotation: a type from this module, a record, or a sequence, mapping, `Literal`
            or optional of these.

    Returns:
        The same specification for every caller.

    Raises:
        TypeError: the annotation is none of these; this is a mistake in the code, not in input.

    Example:
        >>> from careerkb.inputs import Fraction, spec_of
        >>> spec_of(Fraction).allowed
        'a number from 0 to 1 (fraction)'
    """
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        base, *marks = arguments
        return _with_marks(spec_of(base), marks)
    if origin in (Union, types.UnionType):
        inner = [a for a in arguments if a is not type(None)]
        if len(inner) == 1 and len(arguments) == 2:
            return replace(spec_of(inner[0]), optional=True)
    if origin is Literal:
        return Spec(kind="choice", choices=arguments)
    if origin in (Sequence, tuple, list):
        return Spec(kind="items", item=spec_of(arguments[0]))
    if origin in (Mapping, dict):
        return Spec(kind="mapping", item=spec_of(arguments[1]))
    if is_dataclass(annotation) and isinstance(annotation, type):
        return Spec(kind="record", record=annotation)
    kinds: dict[object, Kind] = {float: "number", int: "integer", str: "text", bool: "flag"}
    if annotation in kinds:
        return Spec(kind=kinds[annotation])
    raise TypeError(f"no input type for {annotation!r}; use one from careerkb.inputs")


def _with_marks(spec: Spec, marks: Sequence[object]) -> Spec:
    for mark in marks:
        if isinstance(mark, Unit):
            spec = replace(spec, unit=mark.name)
        elif isinstance(mark, Inline):
            spec = replace(spec, inline=mark)
        elif isinstance(mark, Kept):
            spec = replace(spec, kept=mark)
        elif isinstance(mark, Says):
            spec = replace(spec, says=mark.words)
        elif isinstance(mark, Hint):
            spec = replace(spec, hints=(*spec.hints, mark))
        elif isinstance(mark, Ask):
            spec = replace(spec, asks=(*spec.asks, mark))
        elif isinstance(mark, Len):
            spec = replace(spec, min_length=mark.min_length, max_length=mark.max_length)
        elif isinstance(mark, Interval):
            low: Any = mark.gt if mark.gt is not None else mark.ge
            high: Any = mark.lt if mark.lt is not None else mark.le
            spec = replace(
                spec,
                low=-math.inf if low is None else low,
                high=math.inf if high is None else high,
                low_open=mark.gt is not None,
                high_open=mark.lt is not None,
            )
    return spec


def specs_of(thing: Callable[..., object]) -> dict[str, Spec]:
    """
    Read the specification of every parameter of a checked function or record.

    Args:
        thing: a function or class decorated with `checked` or `record`.

    Returns:
        Parameter name to specification, in the order of the signature.
    """
    hints = typing.get_type_hints(thing, include_extras=True)
    names = (
        [f.name for f in fields(thing) if f.init]
        if is_dataclass(thing)
        else list(inspect.signature(thing).parameters)
    )
    return {name: spec_of(hints[name]) for name in names}
