"""Every argument is taken in by its annotation: a plain number, or a refusal that names it.

Whatever numeric type comes in, a function sees floats and whole numbers of Python only, so that
no narrow integer overflows and no coarse float keeps a root finder from its tolerance.
"""

from __future__ import annotations

import difflib
import functools
import math
import numbers
import sys
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, dataclass_transform

from careerkb.inputs.refusals import Refusal, kind_of
from careerkb.inputs.spec import Spec, specs_of

__all__ = ["check", "checked", "number_cause", "record"]

Take = Callable[[str, Any], Any]
FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])
ClassT = TypeVar("ClassT", bound=type)


def check(name: str, value: object, spec: Spec) -> Any:
    """
    Take in a value as `checked` does, or refuse it.

    Args:
        name: how the message calls the value.
        value: what was given.
        spec: what is accepted.

    Returns:
        The value; a number of another library as a float or a whole number.

    Raises:
        ValueError: the value is not accepted.
    """
    return _take_of(spec)(name, value)


@functools.cache
def _take_of(spec: Spec) -> Take:
    """Compile a specification into a function that gives the value or raises."""
    makers: dict[str, Callable[[Spec], Take]] = {
        "number": _number_take,
        "integer": _number_take,
        "choice": _choice_take,
        "text": _text_take,
        "flag": lambda s: _type_take(s, bool),
        "record": lambda s: _type_take(s, typing.cast(type, s.record)),
        "items": _items_take,
        "mapping": _mapping_take,
    }
    take = makers[spec.kind](spec)
    if not spec.optional:
        return take
    return lambda name, value: None if value is None else take(name, value)


def _refused(name: str, value: object, spec: Spec, cause: str = "") -> Refusal:
    return Refusal((name,), value, spec.allowed, cause)


def _wrong_type(name: str, value: object, spec: Spec) -> Refusal:
    return _refused(name, value, spec, f"this is {kind_of(value)}")


def _ends(spec: Spec) -> tuple[float, float]:
    """Close open ends at the next representable number, so that one comparison decides."""
    low = math.nextafter(spec.low, math.inf) if spec.low_open else spec.low
    high = math.nextafter(spec.high, -math.inf) if spec.high_open else spec.high
    if spec.kind == "number":  # without a bound any finite number, but infinity is none
        low, high = max(low, -sys.float_info.max), min(high, sys.float_info.max)
    return low, high


def _number_take(spec: Spec) -> Take:
    low, high = _ends(spec)
    quick = (int,) if spec.kind == "integer" else (float, int)

    def take(name: str, value: Any) -> Any:
        if type(value) in quick and low <= value <= high:
            return value
        plain = _plain(value)
        if plain is None or type(plain) not in quick or not low <= plain <= high:
            raise _refused(name, value, spec, number_cause(spec, value))
        return plain

    return take


def _plain(value: Any) -> float | int | None:
    """Give a number of any library as one of Python's own, or nothing when it is no real number."""
    if isinstance(value, (bool, str)) or not isinstance(value, numbers.Number):
        return None
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Complex) and not isinstance(value, numbers.Real):
        return None
    try:  # a decimal number is a `Number` and no `Real`
        return float(typing.cast(typing.SupportsFloat, value))
    except OverflowError:
        return math.inf if typing.cast(Any, value) > 0 else -math.inf
    except (TypeError, ValueError):
        return math.nan


def number_cause(spec: Spec, value: Any, *, typed: bool = False) -> str:
    """
    Guess why a number was refused.

    Args:
        spec: what is accepted.
        value: what was given.
        typed: whether a reader typed it, who would be asked about some numbers.

    Returns:
        The likely mistake and a cure that will be accepted, or nothing.
    """
    if isinstance(value, str):
        return "give a plain number, without quotes, currency or thousands separators"
    plain = _plain(value)
    if plain is None:
        return f"this is {kind_of(value)}"
    if plain != plain:
        return "not a number: an earlier step may have divided by zero or had no data"
    if not -sys.float_info.max <= plain <= sys.float_info.max:
        return "infinite: an earlier step may have divided by zero" if _infinite(value) else ""
    low, high = _ends(spec)
    for hint in spec.hints:
        if hint.when(float(plain)):
            fixed = None if hint.fix is None else hint.fix(float(plain))
            asked = typed and fixed is not None and any(ask.when(fixed) for ask in spec.asks)
            if fixed is None or (low <= fixed <= high and not asked):
                return hint.say(float(plain))
    if spec.is_share and 1 < plain <= 100 and low <= plain / 100 <= high:
        return f"write {plain:g} % as {plain / 100:g}"
    whole = spec.kind == "integer" and low <= plain <= high
    return f"write {plain:.0f}" if whole else ""


def _infinite(value: Any) -> bool:
    """Tell infinity from a number that only is too long for a float."""
    return not isinstance(value, numbers.Rational)


def _choice_take(spec: Spec) -> Take:
    def take(name: str, value: Any) -> Any:
        for choice in spec.choices:
            if type(value) is type(choice) and value == choice:
                return value
        if isinstance(value, numbers.Integral) and _plain(value) in spec.choices:
            return _plain(value)  # a year that another library counted
        named = {str(choice): choice for choice in spec.choices}
        close = difflib.get_close_matches(str(value), named, n=1)
        cause = f"did you mean {named[close[0]]!r}?" if close else ""
        raise _refused(name, value, spec, cause)

    return take


def _text_take(spec: Spec) -> Take:
    longest = math.inf if spec.max_length is None else spec.max_length

    def take(name: str, value: Any) -> Any:
        if not isinstance(value, str):
            raise _wrong_type(name, value, spec)
        if not spec.min_length <= len(value) <= longest:
            raise _refused(name, value, spec, f"this has {len(value)} characters")
        return value

    return take


def _type_take(spec: Spec, expected: type) -> Take:
    def take(name: str, value: Any) -> Any:
        if not isinstance(value, expected):
            raise _wrong_type(name, value, spec)
        return value

    return take


def _items_take(spec: Spec) -> Take:
    take_item = _take_of(typing.cast(Spec, spec.item))
    longest = math.inf if spec.max_length is None else spec.max_length

    def take(name: str, value: Any) -> Any:
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise _wrong_type(name, value, spec)
        if len(value) < spec.min_length:
            raise _refused(name, value, spec, "it is empty" if not value else "")
        if len(value) > longest:
            most = f"at most {spec.max_length} items"
            if spec.item and spec.item.record:  # whose terms would say nothing here
                raise Refusal((name,), len(value), most)
            raise Refusal((name,), value, most, f"it has {len(value)}")
        changed = False
        taken = []
        for index, item in enumerate(value):
            try:
                made = take_item("", item)
            except Refusal as fault:
                path = (name, index, *fault.path[1:])
                raise Refusal(path, fault.value, fault.allowed, fault.cause) from None
            changed = changed or made is not item
            taken.append(made)
        if not changed:
            return value
        return taken if isinstance(value, list) else tuple(taken)

    return take


def _mapping_take(spec: Spec) -> Take:
    take_item = _take_of(typing.cast(Spec, spec.item))

    def take(name: str, value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _wrong_type(name, value, spec)
        if len(value) < spec.min_length:
            raise _refused(name, value, spec, "it is empty" if not value else "")
        taken = {key: take_item(f"{name}[{key!r}]", item) for key, item in value.items()}
        same = all(taken[key] is item for key, item in value.items())
        return value if same else taken

    return take


def checked(function: FunctionT) -> FunctionT:
    """
    Take in every argument by its annotation before the function runs.

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
    takes = {name: _take_of(spec) for name, spec in specs_of(function).items()}
    in_order = tuple(takes.items())

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        if args:
            known = [take(name, value) for (name, take), value in zip(in_order, args, strict=False)]
            args = (*known, *args[len(known) :])
        for name, value in kwargs.items():  # values may change while the names stay
            if name in takes:
                kwargs[name] = takes[name](name, value)
        return function(*args, **kwargs)

    return typing.cast(FunctionT, wrapper)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: ClassT) -> ClassT:
    """
    Make a frozen, keyword-only, slotted dataclass whose fields are taken in like arguments.

    Args:
        cls: a class whose fields are all annotated with types that `spec_of` reads. A
            `__post_init__` runs after the checks, for rules that join several fields.

    Returns:
        The dataclass.
    """
    made: Any = dataclass(frozen=True, kw_only=True, slots=True)(cls)
    build = made.__init__
    takes = {name: _take_of(spec) for name, spec in specs_of(made).items()}

    @functools.wraps(build)
    def __init__(self: object, **values: Any) -> None:  # noqa: N807
        for name, value in values.items():  # values may change while the names stay
            if name in takes:
                values[name] = takes[name](name, value)
        build(self, **values)

    made.__init__ = __init__
    return typing.cast(ClassT, made)
