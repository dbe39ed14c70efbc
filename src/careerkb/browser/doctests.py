"""Read examples with prompts, and compare what was printed with what the page says.

The same rules as the standard library's `doctest` with ELLIPSIS, which is what tests the pages;
in the browser that module would bring a debugger and a test framework along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Example", "matches", "parse"]

PROMPTED = re.compile(
    r"""
    (?P<source> ^(?P<indent>[ ]*) >>> .* (?:\n [ ]* \.\.\. .*)* )  # a prompt and its continuation
    \n?
    (?P<want> (?: (?![ ]*$) (?![ ]*>>>) .+ $ \n? )* )  # what follows, up to a blank line or prompt
    """,
    re.MULTILINE | re.VERBOSE,
)
TRACEBACK = re.compile(
    r"Traceback \((?:most recent call|innermost) last\):\s*$.*?^(?P<last>\w+.*)",
    re.MULTILINE | re.DOTALL,
)
BLANK = re.compile(r"^<BLANKLINE>\s*?$", re.MULTILINE)
ONLY_SPACE = re.compile(r"^[^\S\n]+$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """One prompt: its source, what it should print, or the last line of the error it raises."""

    source: str
    want: str
    raises: str | None
    line: int


def parse(text: str) -> list[Example]:
    """
    Find the examples in a text.

    Args:
        text: a code block, or a whole page.

    Returns:
        The examples in order, lines counted from zero; none when the text has no prompt.

    Example:
        >>> from careerkb.browser.doctests import parse
        >>> parse(">" ">> 1 + 1\\n2")
        [Example(source='1 + 1\\n', want='2\\n', raises=None, line=0)]
    """
    return list(_examples(text.expandtabs()))


def _examples(text: str) -> Iterator[Example]:
    for found in PROMPTED.finditer(text):
        indent = len(found["indent"])
        source = "\n".join(line[indent + 4 :] for line in found["source"].split("\n"))
        if re.match(r"[ ]*(#.*)?$", source):
            continue  # a prompt without code
        source += "" if source.endswith("\n") else "\n"
        want = "\n".join(line[indent:] for line in re.sub(r"\s*\Z", "", found["want"]).split("\n"))
        want += "\n" if want else ""
        error = TRACEBACK.match(want)
        raises = error["last"] if error else None
        yield Example(source, want, raises, text.count("\n", 0, found.start()))


def matches(want: str, got: str) -> bool:
    """
    Say whether the output is what the page says, where `...` stands for anything.

    Args:
        want: what the page says.
        got: what was printed.

    Returns:
        Whether doctest would accept it.

    Example:
        >>> from careerkb.browser.doctests import matches
        >>> matches("about ... years\\n", "about 12 years\\n")
        True
    """
    want, got = (text.encode("ascii", "backslashreplace").decode() for text in (want, got))
    if want == got or (got, want) in {("True\n", "1\n"), ("False\n", "0\n")}:
        return True
    want, got = BLANK.sub("", want), ONLY_SPACE.sub("", got)
    pattern = ".*?".join(map(re.escape, want.split("...")))
    return re.fullmatch(pattern, got, re.DOTALL) is not None
