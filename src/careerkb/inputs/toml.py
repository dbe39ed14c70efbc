"""TOML from outside, read once and written once: every slip is one sentence with its line."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from careerkb.inputs.lines import Scan, lines_of, tokens
from careerkb.inputs.refusals import Refusal

__all__ = ["LONGEST_FILE", "located", "parse_toml", "write_toml"]

LONGEST_FILE = 20_000
"""Characters of a letter or a saved file."""

DEEPEST, MOST_DIGITS = 40, 1_000
ALLOWED = "TOML, one `key = value` a line"
BARE = re.compile(r"[A-Za-z0-9_-]+")


def parse_toml(text: str, *, longest: int = LONGEST_FILE, name: str = "the file") -> dict[str, Any]:
    """
    Read TOML.

    Args:
        text: the whole file, from whatever editor.
        longest: how many characters are taken.
        name: how a refusal calls the text.

    Returns:
        Nested plain values.

    Raises:
        ValueError: it is no TOML, or too much of it; the refusal has the line.

    Example:
        >>> from careerkb.inputs import parse_toml
        >>> parse_toml("base_usd = 310,000")
        Traceback (most recent call last):
        ValueError: line 1: base_usd must be one number, got '310,000'; write 310000 or "310,000"
    """
    if len(text) > longest:
        cause = f"this has {len(text)}"
        raise Refusal((name,), text, f"at most {longest} characters", cause)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    _check_size(text, name)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise _explained(text, fault, name) from None


def _check_size(text: str, name: str) -> None:
    """Refuse what would make a parser recurse or a number that no machine should read."""
    depth = 0
    for kind, words, line in tokens(text):
        if kind == "mark":
            depth = max(0, depth + (words in "[{") - (words in "]}"))
            if depth > DEEPEST:
                raise Refusal((name,), words * 3, f"at most {DEEPEST} brackets deep", line=line)
        elif kind == "word" and len(words) > MOST_DIGITS and words.replace("_", "").isdecimal():
            most = f"without numbers of more than {MOST_DIGITS} digits"
            raise Refusal((name,), words, most, f"this has {len(words)}", line)


def _explained(text: str, fault: tomllib.TOMLDecodeError, name: str) -> Refusal:
    """Say in our words what the parser stumbled over."""
    lines = text.split("\n")
    place = re.search(r"at line (\d+), column", str(fault))  # an attribute only in later Pythons
    number = min(int(place[1]) if place else len(lines), len(lines))
    while number > 1 and not lines[number - 1].strip():
        number -= 1
    found = Scan("\n".join(lines[:number]))
    if found.twice:
        path, second, first = found.twice[0]
        cause = f"it stands in line {first} already; keep one of the two"
        return Refusal(path, _value_in(lines[second - 1]), "given once", cause, second)
    for mark in ('"""', "'''"):
        if text.count(mark) % 2:
            start = text.count("\n", 0, text.rfind(mark))
            key = lines[start].partition("=")[0].strip()
            return Refusal((key,), mark, "closed", f"another {mark} is missing", start + 1)
    line = lines[number - 1]
    key, equals, value = (part.strip() for part in line.partition("="))
    bare = re.sub(r"\s*#[^\"']*$", "", value)
    if equals and BARE.fullmatch(key) and (said := _value_slip(bare)):
        allowed, cause = said
        return Refusal((key,), bare, allowed, cause, number)
    return Refusal((name,), line.strip(), ALLOWED, _slip(line), number)


def _value_in(line: str) -> str:
    return line.partition("=")[2].strip() or line.strip()


def _value_slip(value: str) -> tuple[str, str] | None:
    """Guess what is wrong with the value of one line."""
    if not value:
        return "given a value after the equals sign", "or leave the line out"
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?", value):
        return "one number", f'write {value.replace(",", "")} or "{value}"'
    if re.fullmatch(r"[-+]?\d+,\d+", value):
        return "one number", f"write {value.replace(',', '.')}, with a point"
    if re.fullmatch(r"[-+]?(\.\d+|\d+\.)", value):
        return "a number with digits on both sides of its point", f"write {float(value)}"
    if re.fullmatch(r"[-+]?0\d+(\.\d+)?", value):
        return "a number", f"write {value.lstrip('0') or 0}, without zeros in front"
    if value[0] in "\"'" or value[0] in "[{":
        closing = {"[": "]", "{": "}"}.get(value[0], value[0])
        if value.count(closing) < (2 if closing == value[0] else value.count(value[0])):
            return "closed", f"a {closing} is missing at its end"
        return None
    if value.lower() in ("true", "false", "yes", "no"):
        return "true or false", "in small letters"
    if '"' not in value and "\n" not in value:
        return "a number, true or false, or words in quotes", f'write "{value}"'
    return None


def _slip(line: str) -> str:
    """Guess what is wrong with a line that is no `key = value`."""
    line = line.strip()
    if found := re.fullmatch(r"([A-Za-z]\w*)\s*(?::|\s)\s*([^=]+)", line):
        return f"write {found[1]} = {found[2]}"
    if re.fullmatch(r"[A-Za-z]\w*", line):
        return f"write {line} = and its value"
    if found := re.fullmatch(r"([A-Za-z]\w*(?: \w+)+)\s*=\s*(.*)", line):
        return f"a key is one word: {found[1].replace(' ', '_')}"
    if line.startswith("="):
        return "the key is missing before the equals sign"
    if any((ord(sign) < 32 and sign != "\t") or ord(sign) == 127 for sign in line):
        return "it holds a sign that cannot be seen"
    return ""


def located(text: str, faults: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """
    Give each fault the line of its place, or of the nearest place around it.

    Args:
        text: the file.
        faults: with paths into it.

    Returns:
        The same faults in the order of the file.
    """
    given = list(faults)
    lines = lines_of(text) if given else {}
    made = []
    for fault in given:
        path = fault.path
        while path and path not in lines:
            path = path[:-1]
        made.append(fault.at(line=lines.get(path, 0)))
    return tuple(sorted(made, key=lambda fault: fault.line))


def write_toml(document: Mapping[str, Any]) -> str:
    """
    Write nested plain values as TOML.

    Args:
        document: single values, lists, tables and lists of tables; nothing is left out but None.

    Returns:
        The text: single values first, then a table each; `parse_toml` reads it back.

    Example:
        >>> from careerkb.inputs import write_toml
        >>> print(write_toml({"years": 4, "offer": {"base_usd": 245_000.0}}), end="")
        years = 4
        <BLANKLINE>
        [offer]
        base_usd = 245000
    """
    return "\n".join(_table(document, ())).lstrip("\n") + "\n"


def _table(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    later = []
    for key, value in table.items():
        if value is None:
            continue
        if isinstance(value, Mapping) or _are_tables(value):
            later.append((key, value))
        else:
            yield f"{_key(key)} = {_written(value)}"
    for key, value in later:
        inner = (*path, _key(key))
        tables = [value] if isinstance(value, Mapping) else value
        marks = "[{}]" if isinstance(value, Mapping) else "[[{}]]"
        for one in tables:
            yield "\n" + marks.format(".".join(inner))
            yield from _table(one, inner)


def _are_tables(value: object) -> bool:
    some = isinstance(value, (list, tuple)) and value
    return bool(some) and all(isinstance(one, Mapping) for one in value)  # type: ignore[attr-defined]


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else _quoted(key)


def _written(value: Any) -> str:
    """Write a value: numbers without loss, words quoted."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):  # inside of a list that holds other things as well
        return "{" + ", ".join(f"{_key(key)} = {_written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return _quoted(value) if isinstance(value, str) else repr(value)


def _quoted(text: str) -> str:
    """Write a basic string: JSON's escapes are TOML's, except that DEL and lone halves are not."""
    plain = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007F")
