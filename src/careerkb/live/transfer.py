"""The state of a calculator as an address and as a TOML file, both ways.

An address holds only what was changed; a file holds every input, records as tables, so that it
can be read without the site. Nothing that comes from outside is trusted: it becomes text by path,
and `careerkb.live.state.arguments` judges it.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from careerkb.inputs import Spec, refusal
from careerkb.live.fields import Calculator, Field, Group, calculator, every_field, tree
from careerkb.live.state import is_empty, rewritten

__all__ = ["changed", "from_address", "from_toml", "to_address", "to_toml"]

LONGEST_ADDRESS, LONGEST_FILE = 8_000, 20_000


def changed(function: Calculator, state: Mapping[str, str]) -> dict[str, str]:
    """
    Keep what differs from the defaults.

    Args:
        function: the calculator.
        state: text by path.

    Returns:
        The part of the state that makes it differ; names that are no field stay, to be refused.
    """
    usual = {one.path: one.default for one in every_field(tree(function))}
    return {path: text for path, text in state.items() if usual.get(path) != text}


def to_address(function: Calculator, state: Mapping[str, str]) -> str:
    """
    Write what was changed as the last part of an address.

    Args:
        function: the calculator.
        state: text by path.

    Returns:
        Like ``offers-answer?offer.base_usd=250000``, to follow ``#``.
    """
    name = function.__name__.replace("_", "-")
    query = urlencode(changed(function, state))
    return f"{name}?{query}" if query else name


def from_address(function: Calculator, fragment: str) -> dict[str, str]:
    """
    Read the last part of an address.

    Args:
        function: the calculator.
        fragment: what follows ``#``.

    Returns:
        Text by path, unchecked; empty when the address is that of something else.

    Raises:
        ValueError: it is longer than any calculator needs.
    """
    if len(fragment) > LONGEST_ADDRESS:
        cause = f"this has {len(fragment)}"
        raise refusal("address", fragment, f"at most {LONGEST_ADDRESS} characters", cause)
    name, _, query = fragment.partition("?")
    if name != function.__name__.replace("_", "-"):
        return {}
    return dict(parse_qsl(query, keep_blank_values=True))


def to_toml(function: Calculator, state: Mapping[str, str]) -> str:
    """
    Write a state as a TOML file.

    Args:
        function: the calculator.
        state: text by path; what is not there has its default.

    Returns:
        The file: single values first, then a table for each record and each row.
    """
    root = tree(function)
    lines = [f"# Inputs of {function.__module__}.{function.__name__}", *_table(root, state)]
    return "\n".join(lines) + "\n"


def _table(group: Group, state: Mapping[str, str]) -> Iterator[str]:
    tables: list[tuple[str, Group]] = []
    for part in group.parts:
        name = re.sub(r"\.\d+(?=\.|$)", "", part.path)
        if isinstance(part, Field):
            text = state.get(part.path, part.default).strip()
            if text or part.default or part.spec.kind == "items":
                yield f"{part.name} = {_inline(text) or _value(part.spec, text)}"
        elif part.spec.kind == "items":
            groups = [row for row in part.parts if isinstance(row, Group)]
            rows = [row for row in groups if not is_empty(row, state)]
            tables += [(f"[[{name}]]", row) for row in rows]
            if not rows:
                yield f"{part.name} = []"
        elif not (part.may_miss and is_empty(part, state)):
            tables.append((f"[{name}]", part))
    for head, inner in tables:
        yield f"\n{head}"
        yield from _table(inner, state)


def _value(spec: Spec, text: str) -> str:
    """Write the text of a field as TOML: a number where it is one, otherwise a string."""
    if spec.kind == "items" and spec.item:
        parts = text.split(",") if text else []
        return f"[{', '.join(_value(spec.item, part.strip()) for part in parts)}]"
    if spec.kind == "flag" and text in ("true", "false"):
        return text
    number = spec.kind in ("number", "integer") or isinstance(next(iter(spec.choices), ""), int)
    if number and re.fullmatch(r"[-+]?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?", text):
        return text
    return _quoted(text)


def _inline(text: str) -> str:
    """Write a spelt-out record as an inline table, or nothing when it is none."""
    try:
        made = json.loads(text) if text.startswith("{") else None
        pairs = (f"{key} = {json.dumps(value)}" for key, value in (made or {}).items())
        table = f"{{{', '.join(pairs)}}}"
        return table if made and tomllib.loads(f"a = {table}") == {"a": made} else ""
    except (ValueError, RecursionError):
        return ""


def _quoted(text: str) -> str:
    """Write a basic string: JSON's escapes are TOML's, except that DEL and lone halves are not."""
    plain = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007F")


def from_toml(
    function: Calculator, text: str, into: str = "", before: Mapping[str, str] | None = None
) -> dict[str, str]:
    """
    Read a TOML file as a state.

    Args:
        function: the calculator.
        text: of the file. Besides what `to_toml` writes, it may be the file of one record alone,
            such as an offer, without a table around it.
        into: the path of the record that such a file fills; needed when several would fit.
        before: the state before, of which such a file leaves the rest as it is.

    Returns:
        Text by path, unchecked; names that are no field are kept, to be refused with the rest. A
        record has its own defaults for what its table leaves out, not those of the page.

    Raises:
        ValueError: it is too long, not TOML, or holds one of several records without saying which.
    """
    if len(text) > LONGEST_FILE:
        cause = f"this has {len(text)}"
        raise refusal("file", text, f"at most {LONGEST_FILE} characters", cause)
    try:
        document = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise refusal("file", text, "TOML", str(fault) or "too deep") from None
    if not document and tomllib.loads(to_toml(function, {})):
        raise refusal("file", text, "one `key = value` a line", "it holds no input")
    root = tree(function)
    state: dict[str, str] = {}
    if not any(part.name in document for part in root.parts):
        records = [one for one in root.parts if isinstance(one, Group) and one.spec.record]
        fitting = [one for one in records if _names(one) & document.keys()]
        chosen = [one for one in fitting if one.path == into] or fitting
        if len(chosen) > 1:
            tables = "tables " + " and ".join(f"[{one.name}]" for one in chosen)
            raise refusal("file", text, tables, "open it by the button at the offer that it is")
        for one in chosen:
            document = {one.name: document}
            state.update(before or {})
    ours = {part.name for part in root.parts}
    foreign = _others(text) - ours if ours & document.keys() else set()
    kept = {key: value for key, value in document.items() if key not in foreign}
    return state | dict(_texts(root, kept))


def _others(text: str) -> set[str]:
    """Name the inputs of the calculator that saved a file; another one leaves out what it lacks."""
    header = re.match(r"# Inputs of ([\w.]{1,200})$", text, re.MULTILINE)
    try:
        return {part.name for part in tree(calculator(header[1])).parts} if header else set()
    except ValueError:
        return set()


def _names(group: Group) -> set[str]:
    """Name the fields of a record and of the named examples in it."""
    inner = (one for one in every_field(group) if one.presets and one.spec.record)
    return {one.name for one in group.parts} | {key for one in inner for key in _keys(one)}


def _keys(one: Field) -> tuple[str, ...]:
    cls: Any = one.spec.record
    return tuple(cls.__dataclass_fields__)


def _texts(group: Group, document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    left = dict(document)
    prefix = f"{group.path}." if group.path else ""
    for part in group.parts:
        if isinstance(part, Field) and part.presets and part.name not in left:
            own = {key: left.pop(key) for key in _keys(part) if key in left}
            if own:
                yield part.path, rewritten(part, _text(own))
        if part.name not in left:
            continue
        value = left.pop(part.name)
        if isinstance(part, Field):
            yield part.path, rewritten(part, _text(value)) if part.presets else _text(value)
        elif part.spec.kind == "items" and _are_tables(value):
            yield from _row_texts(part, value)
        elif part.spec.kind == "record" and isinstance(value, dict):
            yield from ((one.path, one.blank) for one in every_field(part))
            yield from _texts(part, value)
        else:
            yield part.path, _text(value)
    yield from ((f"{prefix}{name}", _text(value)) for name, value in left.items())


def _are_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _row_texts(rows: Group, tables: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Fill as many rows as there are tables, and empty the others."""
    for number in range(max(len(rows.parts), len(tables))):
        if number >= len(rows.parts):
            yield f"{rows.path}.{number}", "more rows than the form has"
            continue
        row = rows.parts[number]
        assert isinstance(row, Group)
        yield from ((one.path, one.blank) for one in every_field(row))
        if number < len(tables):
            yield from _texts(row, tables[number])


def _text(value: object) -> str:
    """Write what a file holds as the text of a field; what fits no field stays readable."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if isinstance(value, dict):
        return json.dumps(value, default=str, separators=(",", ":"))
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
