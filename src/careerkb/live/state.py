"""What a reader has typed, as text by path, and the arguments it stands for.

The state is flat: ``{"offer.base_usd": "250000"}``; a field that is not in it has its default.
Whatever is wrong is attached to its field with the message that the function itself would give.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING
from typing import Any

from careerkb.inputs import Spec, check, refusal
from careerkb.live.fields import Calculator, Field, Group, every_field, named, tree, written

__all__ = ["Errors", "arguments", "is_empty", "place_of", "rewritten", "state_of"]

MOST_FIELDS, LONGEST = 200, 300
Errors = dict[str, str]


def arguments(function: Calculator, state: Mapping[str, str]) -> tuple[dict[str, Any], Errors]:
    """
    Read the arguments of a calculator from text.

    Args:
        function: the calculator.
        state: text by path; what is not there keeps its default.

    Returns:
        The arguments that are right, and a message for each path that is wrong.

    Example:
        >>> from careerkb.live.state import arguments
        >>> from careerkb.pay.vesting import vesting_answer
        >>> arguments(vesting_answer, {"grant_usd": "1e5", "until_years": "0"})
        ({'grant_usd': 100000.0}, {'until_years': 'until_years must be a whole number from 1 to ...
    """
    if len(state) > MOST_FIELDS:
        return {}, {"": str(refusal("inputs", len(state), f"at most {MOST_FIELDS}"))}
    errors: Errors = {}
    root = tree(function)
    known = {one.path for one in every_field(root)}
    for path, text in state.items():
        if path not in known:
            errors[str(path)[:LONGEST]] = _unknown(str(path), known)
        elif not isinstance(text, str):
            errors[path] = str(refusal(path, text, "text"))
        elif len(text) > LONGEST:
            cause = f"this has {len(text)} characters"
            errors[path] = str(refusal(path, text, f"at most {LONGEST} characters", cause))
    given = {path: text for path, text in state.items() if path not in errors}
    values = {part.name: _read(part, given, errors) for part in root.parts}
    wrong = {path.split(".")[0] for path in errors}
    return {name: v for name, v in values.items() if v is not MISSING and name not in wrong}, errors


def _unknown(path: str, known: set[str]) -> str:
    close = difflib.get_close_matches(path[:LONGEST], sorted(known), n=1)
    cause = f"did you mean {close[0]}?" if close else ""
    return str(refusal("input", path, "one of this calculator", cause))


def _read(part: Field | Group, state: Mapping[str, str], errors: Errors) -> Any:
    """Read one part, or give MISSING and note why."""
    if isinstance(part, Field):
        try:
            value = _parsed(part, state.get(part.path, part.default).strip())
            check(part.name, value, part.spec)
        except ValueError as refused:
            errors.setdefault(part.path, str(refused))
            return MISSING
        return value
    if part.spec.kind == "items":
        rows = [_read(one, state, errors) for one in part.parts]
        items = tuple(row for row in rows if row is not None and row is not MISSING)
        return _noted(part, errors, lambda: check(part.name, items, part.spec)) or items
    if part.may_miss and is_empty(part, state):
        return None
    before = len(errors)
    values = {one.name: _read(one, state, errors) for one in part.parts}
    if len(errors) > before or MISSING in values.values() or part.spec.record is None:
        return MISSING
    cls = part.spec.record
    made: list[Any] = []
    return _noted(part, errors, lambda: made.append(cls(**values))) or made[0]


def _noted(group: Group, errors: Errors, run: Callable[[], object]) -> Any:
    """Run a check of a whole group; note what it refuses at the field that it names."""
    try:
        run()
    except ValueError as refused:
        errors.setdefault(place_of(group, str(refused)), str(refused))
        return MISSING
    return None


def place_of(group: Group, message: str) -> str:
    """
    Find the field that a message names.

    Args:
        group: where to look.
        message: begins with the name of a parameter.

    Returns:
        The path of the field, if just one has this name, otherwise that of the group.
    """
    name = message.partition(" ")[0].partition("[")[0]
    found = [one.path for one in every_field(group) if one.name == name]
    named = [one.path for one in group.parts if one.name == name]
    return named[0] if named else found[0] if len(found) == 1 else group.path


def is_empty(group: Group, state: Mapping[str, str]) -> bool:
    """
    Say whether nothing was typed into a record.

    Args:
        group: its fields.
        state: text by path.

    Returns:
        Whether every field is as in an empty record.
    """
    return all(state.get(one.path, one.default).strip() == one.blank for one in every_field(group))


def rewritten(one: Field, text: str) -> str:
    """
    Write the text of a field as the form would: a spelt-out example by its name.

    Args:
        one: the field.
        text: of any kind.

    Returns:
        The usual text for the same value, or the text as it is when it is wrong.
    """
    try:
        return written(one.spec, _parsed(one, text)) if text.startswith("{") else text
    except ValueError:
        return text


def _parsed(one: Field, text: str) -> object:
    if one.presets and text:
        return _preset(one, text)
    if one.spec.optional and not text:
        return None
    return _parsed_as(one.spec, one.name, text)


def _preset(one: Field, text: str) -> object:
    if text in one.presets:
        return one.presets[text]
    if text.startswith("{") and one.spec.record:
        try:
            made = json.loads(text)
            terms = {key: tuple(v) if isinstance(v, list) else v for key, v in made.items()}
            return one.spec.record(**terms)
        except (json.JSONDecodeError, TypeError, RecursionError):
            raise refusal(one.name, text, f"the fields of a {one.spec.record.__name__}") from None
    try:
        return named(one.spec.record, text)
    except ValueError as fault:
        raise ValueError(f"{one.name}{str(fault).removeprefix('name')}") from None


def _parsed_as(spec: Spec, name: str, text: str) -> object:
    """Turn text into a value of its kind; what cannot be turned stays text, for the check."""
    if spec.kind in ("number", "integer"):
        if not text:
            raise refusal(name, text, spec.allowed, "it is empty")
        return _number(spec, text)
    if spec.kind == "choice":
        return next((one for one in spec.choices if str(one) == text), text)
    if spec.kind == "flag":
        return {"true": True, "false": False}.get(text.lower(), text)
    if spec.kind == "items" and spec.item:
        parts = text.split(",") if text else []
        return tuple(_parsed_as(spec.item, f"{name}[{i}]", t.strip()) for i, t in enumerate(parts))
    if spec.kind == "mapping" and spec.item:
        pairs = [part.partition(":") for part in text.split(",")] if text else []
        return {
            key.strip(): _parsed_as(spec.item, f"{name}[{key.strip()!r}]", value.strip())
            for key, _, value in pairs
        }
    return text


def _number(spec: Spec, text: str) -> object:
    try:
        value = float(text)
    except ValueError:
        return text
    whole = spec.kind == "integer" or re.fullmatch(r"[-+]?\d+", text)
    return int(value) if whole and abs(value) < 1e15 and value.is_integer() else value


def state_of(function: Calculator, values: Mapping[str, Any] | None = None) -> dict[str, str]:
    """
    Write arguments as the state of the form, every field of it.

    Args:
        function: the calculator.
        values: its arguments; those not given have their defaults.

    Returns:
        Text by path.

    Raises:
        ValueError: a sequence has more items than the form has rows.
    """
    state: dict[str, str] = {}
    for part in tree(function).parts:
        given = values[part.name] if values and part.name in values else ...
        state.update(_texts(part, given))
    return state


def _texts(part: Field | Group, value: Any) -> Iterator[tuple[str, str]]:
    if value is ...:
        yield from ((one.path, one.default) for one in every_field(part))
    elif isinstance(part, Field):
        yield part.path, written(part.spec, value)
    elif part.spec.kind == "items":
        if len(value) > len(part.parts):
            raise refusal(part.name, len(value), f"at most {len(part.parts)} rows")
        for row, one in zip(part.parts, [*value, *[None] * len(part.parts)], strict=False):
            yield from _texts(row, one)
    else:
        for inner in part.parts:
            if value is None:
                yield from ((one.path, one.blank) for one in every_field(inner))
            else:
                yield from _texts(inner, getattr(value, inner.name))
