"""Units and ranges of every public parameter, written once and used four times.

A parameter annotated with one of the types below is (1) checked, with a message that names it,
(2) a form control, (3) a line in the reference and (4) a strategy of the property tests.
Money is in US dollars, rates are fractions, time is in the unit the name ends with.
"""

from __future__ import annotations

import difflib
import functools
import inspect
import math
import numbers
import reprlib
import sys
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Annotated, Any, Literal, TypeVar, Union, dataclass_transform

from annotated_types import Interval, Len

__all__ = [
    "Chance",
    "Correlation",
    "Count",
    "Fraction",
    "Growth",
    "Hint",
    "Hours",
    "Month",
    "Months",
    "Number",
    "PositiveCount",
    "PositiveFraction",
    "PositiveNumber",
    "Probability",
    "Rate",
    "Seconds",
    "SignedUsd",
    "Spec",
    "Text",
    "Unit",
    "Usd",
    "YearlyPayUsd",
    "Years",
    "check",
    "checked",
    "record",
    "refusal",
    "spec_of",
    "specs_of",
]


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a number, as printed after it: `USD`, `months`, `fraction`."""

    name: str


@dataclass(frozen=True, slots=True)
class Hint:
    """A likely cause: shown when a refused number makes *when* true; *say* may use `{value}`."""

    when: Callable[[float], bool]
    say: Callable[[float], str]


_PERCENT = Hint(lambda v: 1 < v <= 100, lambda v: f"write {v:g} % as {v / 100:g}")
_NEGATIVE = Hint(lambda v: v < 0, lambda v: f"was the sign meant? try {-v:g}")
_THOUSANDS = Hint(
    lambda v: 0 < v < 1_000, lambda v: f"if {v:g} means thousands, write {v * 1000:.0f}"
)

Usd = Annotated[float, Interval(ge=0, le=1e13), Unit("USD"), _NEGATIVE]
SignedUsd = Annotated[float, Interval(ge=-1e13, le=1e13), Unit("USD")]
YearlyPayUsd = Annotated[
    float, Interval(ge=1_000, le=1e9), Unit("USD a year"), _NEGATIVE, _THOUSANDS
]
Fraction = Annotated[float, Interval(ge=0, le=1), Unit("fraction"), _PERCENT, _NEGATIVE]
PositiveFraction = Annotated[float, Interval(gt=0, le=1), Unit("fraction"), _PERCENT, _NEGATIVE]
Chance = Annotated[float, Interval(ge=1e-6, le=1), Unit("probability"), _PERCENT, _NEGATIVE]
Probability = Annotated[float, Interval(ge=0, le=1), Unit("probability"), _PERCENT, _NEGATIVE]
Correlation = Annotated[float, Interval(ge=0, lt=1), Unit("correlation"), _PERCENT, _NEGATIVE]
Rate = Annotated[float, Interval(ge=-0.5, le=1), Unit("fraction a year"), _PERCENT]
Growth = Annotated[float, Interval(gt=-1, le=10), Unit("fraction"), _PERCENT]
Count = Annotated[int, Interval(ge=0, le=1_000_000), Unit("count"), _NEGATIVE]
PositiveCount = Annotated[int, Interval(ge=1, le=1_000_000), Unit("count"), _NEGATIVE]
Month = Annotated[int, Interval(ge=0, le=600), Unit("months since the start"), _NEGATIVE]
Months = Annotated[int, Interval(ge=1, le=600), Unit("months"), _NEGATIVE]
Years = Annotated[float, Interval(gt=0, le=60), Unit("years"), _NEGATIVE]
Hours = Annotated[float, Interval(ge=0, le=100_000), Unit("hours"), _NEGATIVE]
Seconds = Annotated[float, Interval(ge=0, le=1e7), Unit("seconds"), _NEGATIVE]
Number = Annotated[float, Interval(ge=-1e12, le=1e12), Unit("number")]
PositiveNumber = Annotated[float, Interval(gt=0, le=1e12), Unit("number"), _NEGATIVE]
Text = Annotated[str, Len(1, 200)]


LONG_BITS = 200
"""Whole numbers longer than this are not printed."""


def refusal(name: str, value: object, allowed: str, cause: str = "") -> ValueError:
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
    shown: object = value
    if isinstance(value, int) and value.bit_length() > LONG_BITS:
        shown = f"a number of about {value.bit_length() * math.log10(2):.0f} digits"
    elif not isinstance(value, float):
        shown = reprlib.repr(value)
    return ValueError(f"{name} must be {allowed}, got {shown}" + (f"; {cause}" if cause else ""))


Kind = Literal["number", "integer", "choice", "text", "flag", "items", "mapping", "record"]


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
    choices: tuple[object, ...] = ()
    item: Spec | None = None
    min_length: int = 0
    max_length: int | None = None
    record: type | None = None
    optional: bool = False

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
            return _replace(spec_of(inner[0]), optional=True)
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


def _replace(spec: Spec, **changes: Any) -> Spec:
    return Spec(**{f.name: changes.get(f.name, getattr(spec, f.name)) for f in fields(Spec)})


def _with_marks(spec: Spec, marks: Sequence[object]) -> Spec:
    for mark in marks:
        if isinstance(mark, Unit):
            spec = _replace(spec, unit=mark.name)
        elif isinstance(mark, Hint):
            spec = _replace(spec, hints=(*spec.hints, mark))
        elif isinstance(mark, Len):
            spec = _replace(spec, min_length=mark.min_length, max_length=mark.max_length)
        elif isinstance(mark, Interval):
            low = mark.gt if mark.gt is not None else mark.ge
            high = mark.lt if mark.lt is not None else mark.le
            spec = _replace(
                spec,
                low=-math.inf if low is None else low,
                high=math.inf if high is None else high,
                low_open=mark.gt is not None,
                high_open=mark.lt is not None,
            )
    return spec


Check = Callable[[str, object], None]


@functools.cache
def _check_of(spec: Spec) -> Check:
    """Compile a specification into a function that returns nothing or raises."""
    makers: dict[str, Callable[[Spec], Check]] = {
        "number": _number_check,
        "integer": _number_check,
        "choice": _choice_check,
        "text": _text_check,
        "flag": lambda s: _type_check(s, bool),
        "record": lambda s: _type_check(s, typing.cast(type, s.record)),
        "items": _items_check,
        "mapping": _mapping_check,
    }
    check = makers[spec.kind](spec)
    if not spec.optional:
        return check

    def check_optional(name: str, value: object) -> None:
        if value is not None:
            check(name, value)

    return check_optional


def _number_check(spec: Spec) -> Check:
    # Open ends become closed at the next representable number, so that one comparison decides.
    low = math.nextafter(spec.low, math.inf) if spec.low_open else spec.low
    high = math.nextafter(spec.high, -math.inf) if spec.high_open else spec.high
    if spec.kind == "number":  # without a bound any finite number, but infinity is none
        low, high = max(low, -sys.float_info.max), min(high, sys.float_info.max)
    quick = (int,) if spec.kind == "integer" else (float, int)

    def check(name: str, value: Any) -> None:
        if type(value) in quick and low <= value <= high:
            return
        kind = numbers.Integral if spec.kind == "integer" else numbers.Real
        if isinstance(value, kind) and not isinstance(value, bool) and _lies(low, value, high):
            return
        raise refusal(name, value, spec.allowed, _number_cause(spec, value))

    return check


def _lies(low: float, value: Any, high: float) -> bool:
    """Compare without conversion: a whole number may be too long for a float."""
    return bool(low <= value <= high)


def _number_cause(spec: Spec, value: Any) -> str:
    if isinstance(value, str):
        return "give a plain number, without quotes, currency or thousands separators"
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        return f"this is a {type(value).__name__}"
    if value != value:
        return "not a number: an earlier step may have divided by zero or had no data"
    if not _lies(-sys.float_info.max, value, sys.float_info.max):
        return "infinite: an earlier step may have divided by zero"
    for hint in spec.hints:
        if hint.when(float(value)):
            return hint.say(float(value))
    whole = spec.kind == "integer" and _lies(spec.low, value, spec.high)
    return f"write {value:.0f}" if whole else ""


def _choice_check(spec: Spec) -> Check:
    def check(name: str, value: object) -> None:
        if not any(value == choice and type(value) is type(choice) for choice in spec.choices):
            named = {str(choice): choice for choice in spec.choices}
            close = difflib.get_close_matches(str(value), named, n=1)
            cause = f"did you mean {named[close[0]]!r}?" if close else ""
            raise refusal(name, value, spec.allowed, cause)

    return check


def _text_check(spec: Spec) -> Check:
    longest = math.inf if spec.max_length is None else spec.max_length

    def check(name: str, value: object) -> None:
        if not isinstance(value, str):
            raise refusal(name, value, spec.allowed, f"this is a {type(value).__name__}")
        if not spec.min_length <= len(value) <= longest:
            raise refusal(name, value, spec.allowed, f"this has {len(value)} characters")

    return check


def _type_check(spec: Spec, expected: type) -> Check:
    def check(name: str, value: object) -> None:
        if not isinstance(value, expected):
            raise refusal(name, value, spec.allowed, f"this is a {type(value).__name__}")

    return check


def _items_check(spec: Spec) -> Check:
    check_item = _check_of(typing.cast(Spec, spec.item))
    longest = math.inf if spec.max_length is None else spec.max_length

    def check(name: str, value: object) -> None:
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise refusal(name, value, spec.allowed, f"this is a {type(value).__name__}")
        if len(value) < spec.min_length:
            raise refusal(name, value, spec.allowed, "it is empty" if not value else "")
        if len(value) > longest:
            raise refusal(name, value, f"at most {spec.max_length} items", f"it has {len(value)}")
        for index, item in enumerate(value):
            check_item(f"{name}[{index}]", item)

    return check


def _mapping_check(spec: Spec) -> Check:
    check_item = _check_of(typing.cast(Spec, spec.item))

    def check(name: str, value: object) -> None:
        if not isinstance(value, Mapping):
            raise refusal(name, value, spec.allowed, f"this is a {type(value).__name__}")
        if len(value) < spec.min_length:
            raise refusal(name, value, spec.allowed, "it is empty" if not value else "")
        for key, item in value.items():
            check_item(f"{name}[{key!r}]", item)

    return check


def check(name: str, value: object, spec: Spec) -> None:
    """
    Refuse a value that a specification does not accept, as `checked` does.

    Args:
        name: how the message calls the value.
        value: what was given.
        spec: what is accepted.

    Raises:
        ValueError: the value is not accepted.
    """
    _check_of(spec)(name, value)


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


FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])
ClassT = TypeVar("ClassT", bound=type)


def checked(function: FunctionT) -> FunctionT:
    """
    Check every argument against its annotation before the function runs.

    Args:
        function: a function whose parameters are all annotated with types that `spec_of` reads.

    Returns:
        The function, with the same name, signature and docstring.

    Raises:
        TypeError: at import, when an annotation cannot be read.

    Example:
        >>> from careerkb.inputs import Fraction, checked
        >>> @checked
        ... def kept(dilution_fraction: Fraction) -> float:
        ...     return 1 - dilution_fraction
        >>> kept(20)
        Traceback (most recent call last):
        ValueError: dilution_fraction must be a number from 0 to 1 (fraction), got 20; ...
    """
    checks = {name: _check_of(spec) for name, spec in specs_of(function).items()}
    in_order = tuple(checks.items())

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        for (name, check), value in zip(in_order, args, strict=False):
            check(name, value)
        for name, value in kwargs.items():
            if name in checks:
                checks[name](name, value)
        return function(*args, **kwargs)

    return typing.cast(FunctionT, wrapper)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: ClassT) -> ClassT:
    """
    Make a frozen, keyword-only, slotted dataclass whose fields are checked like arguments.

    Args:
        cls: a class whose fields are all annotated with types that `spec_of` reads. A
            `__post_init__` runs after the checks, for rules that join several fields.

    Returns:
        The dataclass.
    """
    made: Any = dataclass(frozen=True, kw_only=True, slots=True)(cls)
    build = made.__init__
    checks = {name: _check_of(spec) for name, spec in specs_of(made).items()}

    @functools.wraps(build)
    def __init__(self: object, **values: Any) -> None:  # noqa: N807
        for name, value in values.items():
            if name in checks:
                checks[name](name, value)
        build(self, **values)

    made.__init__ = __init__
    return typing.cast(ClassT, made)
