"""Where the keys of a TOML text stand: the line of every path, and what was given twice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from careerkb.inputs.refusals import Path

__all__ = ["Scan", "lines_of", "tokens"]

TOKEN = re.compile(
    r"""
    (?P<space>[^\S\n]+|\#[^\n]*)
    |(?P<text>\"\"\"(?:\\.|[^\\])*?\"{3,5}|'''.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    |(?P<line>\n)
    |(?P<mark>[\[\]{}=,.])
    |(?P<word>[^\s\#"'\[\]{}=,.]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """
    Part a text as TOML does, whether it is any or not.

    Args:
        text: anything.

    Yields:
        Kind, words and line of each part: space, text in quotes, line end, mark, word.
    """
    line = 1
    for found in TOKEN.finditer(text):
        yield found.lastgroup or "", found[0], line
        line += found[0].count("\n")


class Scan:
    """
    The line of every key and table.

    `lines` maps the path of each to its line, items of lists by number; `twice` lists the paths
    that were given twice, with both lines. Any text may be scanned; only what is TOML makes sense.
    """

    def __init__(self, text: str) -> None:
        """Walk over the text once."""
        self.lines: dict[Path, int] = {}
        self.twice: list[tuple[Path, int, int]] = []
        self._rows: dict[Path, int] = {}
        self._left = [one for one in tokens(text) if one[0] != "space"]
        self._at = 0
        table: Path = ()
        while self._at < len(self._left):
            kind, words, line = self._left[self._at]
            if kind == "line":
                self._at += 1
            elif words == "[":
                table = self._header(line)
            else:
                self._pair(table, inside=False)

    def _peek(self) -> str:
        return self._left[self._at][1] if self._at < len(self._left) else "\n"

    def _note(self, path: Path, line: int) -> None:
        if path in self.lines and path not in self._rows:
            self.twice.append((path, line, self.lines[path]))
        self.lines.setdefault(path, line)

    def _header(self, line: int) -> Path:
        self._at += 1
        many = self._peek() == "["
        self._at += many
        path: Path = ()
        for part in self._key(("]", "\n")):
            path = (*path, part)
            if path in self._rows:
                path = (*path, self._rows[path])
        while self._peek() == "]":
            self._at += 1
        if many:
            bare = path[:-1] if path and isinstance(path[-1], int) else path
            self._rows[bare] = self._rows.get(bare, -1) + 1
            self.lines.setdefault(bare, line)
            path = (*bare, self._rows[bare])
            self.lines[path] = line
        else:
            self._note(path, line)
        self._skip_line()
        return path

    def _key(self, ends: Sequence[str]) -> Iterator[str]:
        while self._at < len(self._left) and self._peek() not in ends:
            kind, words, _ = self._left[self._at]
            self._at += 1
            if kind == "text":
                yield _unquoted(words)
            elif kind == "word":
                yield words

    def _pair(self, table: Path, *, inside: bool) -> None:
        line = self._left[self._at][2]
        path = table
        for part in self._key(("=", "\n", *(",}" if inside else ()))):
            path = (*path, part)
        if self._peek() == "=":
            self._note(path, line)
            self._at += 1
            self._value(path)
        if not inside:
            self._skip_line()

    def _skip_line(self) -> None:
        while self._at < len(self._left) and self._left[self._at][0] != "line":
            self._at += 1

    def _value(self, path: Path) -> None:
        opening = self._peek()
        if opening not in ("[", "{"):
            return self._skip_value()
        self._at += 1
        number = 0
        while self._at < len(self._left) and self._peek() not in ("]", "}"):
            kind, words, line = self._left[self._at]
            if kind == "line" or words == ",":
                self._at += 1
            elif opening == "[":
                self.lines.setdefault((*path, number), line)
                self._value((*path, number))
                number += 1
            else:
                before = self._at
                self._pair(path, inside=True)
                self._at = max(self._at, before + 1)
        self._at += 1
        return None

    def _skip_value(self) -> None:
        start = self._at
        while self._at < len(self._left) and self._peek() not in (",", "]", "}", "\n"):
            self._at += 1
        self._at += self._at == start


def _unquoted(words: str) -> str:
    try:
        return str(json.loads(words)) if words.startswith('"') else words.strip("'")
    except ValueError:
        return words.strip('"')


def lines_of(text: str) -> dict[Path, int]:
    """
    Find the line of every key, table and item of a TOML text.

    Args:
        text: that `parse_toml` reads.

    Returns:
        Path to line, from 1.
    """
    return Scan(text.removeprefix("\ufeff").replace("\r\n", "\n")).lines
