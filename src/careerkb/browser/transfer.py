"""The state of a calculator as a TOML file, both ways.

A file holds every input, records as tables, so that it can be read without the site. Nothing that
comes from outside is trusted: `careerkb.inputs.read` judges it, as on the command line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from careerkb.browser.fields import Calculator, Field, Group, calculator, every_field, tree
from careerkb.browser.state import is_empty, state_of, texts_of
from careerkb.decide.letter import letter_read
from careerkb.inputs import (
    Refusal,
    located,
    parse_toml,
    plain,
    read,
    read_arguments,
    write_toml,
)
from careerkb.pay.offers import Offer

__all__ = ["Opened", "arguments_of", "from_toml", "to_toml"]

Opened = tuple[dict[str, str], tuple[Refusal, ...]]
HEADED = re.compile(r"\ufeff?# Inputs of ")
"""How a file of all inputs begins; a letter may have keys of the same name."""


def to_toml(function: Calculator, state: Mapping[str, str]) -> str:
    """
    Write a state as a TOML file.

    Args:
        function: the calculator.
        state: text by path; what is not there has its default.

    Returns:
        The file: single values first, then a table for each record and each row. What was typed
        is written as it was understood; what was not understood stays text.
    """
    head = f"# Inputs of {function.__module__}.{function.__name__}"
    return f"{head}\n{write_toml(_table(tree(function), state))}"


def _table(group: Group, state: Mapping[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for part in group.parts:
        if isinstance(part, Field):
            made[part.name] = _value(part, state.get(part.path, part.default))
        elif part.spec.kind == "items":
            rows = [row for row in part.parts if isinstance(row, Group)]
            made[part.name] = [_table(row, state) for row in rows if not is_empty(row, state)]
        elif not (part.may_miss and is_empty(part, state)):
            made[part.name] = _table(part, state)
    return made


def _value(part: Field, text: str) -> Any:
    value, faults = read(part.spec, text, loose=True)
    if faults:
        number = faults[0].value
        return number if isinstance(number, (int, float)) else text.strip()
    if value is None:
        return "" if part.default else None
    return plain(part.spec, value)


def from_toml(
    function: Calculator, text: str, into: str = "", before: Mapping[str, str] | None = None
) -> Opened:
    """
    Read a TOML file as a state.

    Args:
        function: the calculator.
        text: of the file. Besides what `to_toml` writes, it may be the file of one record alone,
            such as an offer, without a table around it.
        into: the path of the record that such a file fills; needed when several would fit.
        before: the state before, of which such a file leaves the rest as it is.

    Returns:
        Text by path, or nothing and every fault with its line and its path in the file. A record
        has its own defaults for what its table leaves out, not those of the page; what is the
        same in both is not in the state, so that nothing counts as entered that was not.
    """
    root = tree(function)
    try:
        document = parse_toml(text)
        if not document and parse_toml(to_toml(function, {})):
            allowed = "one `key = value` a line"
            raise Refusal(("the file",), text, allowed, "it holds no input")
        alone = _at(root, into) if into else None
        row = alone is not None and "." in into and not HEADED.match(text)
        if not row and any(part.name in document for part in root.parts):
            values, faults = arguments_of(function, text, document)
            return ({} if faults else state_of(function, values)), faults
        chosen = alone or _chosen(root, document)
        if chosen is None:
            return {}, located(text, read_arguments(function, document)[1])
        value, faults = _one(chosen, text, document)
        if faults:
            return {}, faults
        made = {**(before or {}), **dict(texts_of(chosen, value))}
        usual = {one.path: one.default for one in every_field(chosen)}
        return {path: text for path, text in made.items() if text != usual.get(path)}, ()
    except Refusal as fault:
        return {}, (fault,)


def _at(group: Group, path: str) -> Group | None:
    """Find the record at a path, at any depth."""
    for one in group.parts:
        if isinstance(one, Group) and (found := one if one.path == path else _at(one, path)):
            return found
    return None


def _chosen(root: Group, document: Mapping[str, Any]) -> Group | None:
    """Find the record that a file without tables fills."""
    records = [one for one in root.parts if isinstance(one, Group) and one.spec.record]
    fitting = [one for one in records if _names(one) & document.keys()]
    if len(fitting) > 1:
        tables = "tables " + " and ".join(f"[{one.name}]" for one in fitting)
        advice = "open it by the button at the offer that it is"
        raise Refusal(("the file",), next(iter(document)), tables, advice)
    return fitting[0] if fitting else None


def _one(group: Group, text: str, document: Mapping[str, Any]) -> tuple[Any, tuple[Refusal, ...]]:
    """Read a file of one record; an offer as the command line does."""
    if group.spec.record is Offer:
        return letter_read(text=text)[:2]
    value, faults = read(group.spec, document)
    return value, located(text, faults)


def arguments_of(
    function: Calculator, text: str, document: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[Refusal, ...]]:
    """
    Read the arguments of a calculator from what it, or another one, has saved.

    Args:
        function: the calculator.
        text: the file; its first line says which calculator saved it.
        document: the file as plain values.

    Returns:
        The arguments that are right, and every fault with its line. What another calculator asked
        besides is left out; what neither knows is a fault.
    """
    ours = {part.name for part in tree(function).parts}
    foreign = _others(text) - ours
    kept = {key: value for key, value in document.items() if key not in foreign}
    values, faults = read_arguments(function, kept)
    return values, located(text, faults)


def _others(text: str) -> set[str]:
    """Name the inputs of the calculator that saved a file."""
    header = re.match(r"\ufeff?# Inputs of ([\w.]{1,200})\r?$", text, re.MULTILINE)
    try:
        return {part.name for part in tree(calculator(header[1])).parts} if header else set()
    except ValueError:
        return set()


def _names(group: Group) -> set[str]:
    """Name the fields of a record and of the named examples in it."""
    inner = (one.spec.record for one in every_field(group) if one.presets)
    keys = {key for cls in inner for key in getattr(cls, "__dataclass_fields__", ())}
    return {one.name for one in group.parts} | keys | {"offer"}
