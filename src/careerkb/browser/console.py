"""Run the examples of a page as Sybil does, and code that the reader wrote as a console does.

The blocks of a page share one namespace and run from the top. What a block sees is what stands
above it: when a block above has changed, everything above runs again in a fresh namespace.
"""

from __future__ import annotations

import ast
import contextlib
import linecache
import re
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from careerkb.browser.doctests import matches, parse

__all__ = ["LONGEST", "Output", "Page", "readable", "reset", "run"]

LONGEST = 20_000
"""Characters of output that are kept; an endless loop that prints must not fill the memory."""


class Output:
    """Collect what is printed, up to `LONGEST` characters."""

    encoding = "utf-8"

    def __init__(self) -> None:
        """Begin with nothing."""
        self._parts: list[str] = []
        self._left = LONGEST

    def write(self, text: str) -> int:
        """Keep what still fits."""
        if self._left > 0:
            self._parts.append(text[: self._left])
        self._left -= len(text)
        return len(text)

    def flush(self) -> None:
        """Do nothing: all of it is kept until the statement has ended."""

    def text(self) -> str:
        """Give what was printed, and say so when it was too long."""
        cut = f"\n(cut after {LONGEST:,} characters)\n" if self._left < 0 else ""
        return "".join(self._parts) + cut


@dataclass(frozen=True)
class Statement:
    """One statement: what the page says that it prints, or None for code that the reader wrote."""

    source: str
    file: str
    tree: ast.Interactive | None = None
    line: int = 0
    want: str | None = None
    raises: str | None = None

    def run(self, names: dict[str, Any]) -> tuple[str, BaseException | None]:
        """Run it; give what it printed and the error that ended it."""
        output = Output()
        errors: Any = output if self.want is None else sys.stderr
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            try:
                tree = self.tree or ast.parse(self.source, self.file, "single")
                code = compile(ast.increment_lineno(tree, self.line), self.file, "single")
                exec(code, names)
            except BaseException as error:
                return output.text(), error
        return output.text(), None


class Page:
    """The namespace of a page, and the texts of the blocks that have run in it."""

    def __init__(self) -> None:
        """Begin with an empty namespace."""
        self._ran: list[str] = []
        self._names: dict[str, Any] = {"__name__": "__main__"}

    def run(self, blocks: Sequence[str], number: int) -> dict[str, Any]:
        """
        Run one block, after those above it unless they have run as they stand.

        Args:
            blocks: the texts of the blocks of the page, from the top to this one at least.
            number: which to run, counted from zero.

        Returns:
            `results`: for each statement its source, what the page says (`want`, none for code
            without prompts), what it printed (`got`), and whether that is the `same`. `stopped`:
            an error that the page does not expect ended the block. `above`: the number of a
            block above in which that happened.
        """
        if self._ran != blocks[:number]:
            self.__init__()  # type: ignore[misc]
        for index in range(len(self._ran), number + 1):
            results, stopped = self._block(blocks[index], f"<example {index + 1}>")
            self._ran.append(blocks[index])
            if stopped:  # what did not run to its end is not there for those below
                self.__init__()  # type: ignore[misc]
                break
        above = index if index < number else None
        return {"results": results, "stopped": stopped, "above": above}

    def _block(self, text: str, file: str) -> tuple[list[dict[str, Any]], bool]:
        results: list[dict[str, Any]] = []
        try:
            statements = list(_statements(text, file))
        except (SyntaxError, ValueError) as fault:
            return [{"source": text, "want": None, "got": readable(fault), "same": False}], True
        for one in statements:
            printed, error = one.run(self._names)
            got = printed + readable(error) if error else printed
            if error and one.raises is not None:
                same = matches(one.raises, traceback.format_exception_only(error)[-1])
                got = one.want if same and one.want else got
            else:
                same = not error and (one.want is None or matches(one.want, printed))
            results.append({"source": one.source, "want": one.want, "got": got, "same": same})
            if error and one.raises is None:
                return results, True
        return results, False


def _statements(text: str, file: str) -> Iterator[Statement]:
    """Part a block into statements, and let tracebacks find its lines."""
    examples = parse(text)
    plain = re.sub(r"^(>>>|\.\.\.) ?", "", text, flags=re.MULTILINE) if examples else text
    linecache.cache[file] = (len(plain), None, plain.splitlines(keepends=True), file)
    for example in examples:
        yield Statement(example.source, file, None, example.line, example.want, example.raises)
    if not examples:
        for node in ast.parse(text, file).body:
            source = ast.get_source_segment(text, node) or ""
            yield Statement(source, file, ast.Interactive([node]))


def readable(error: BaseException) -> str:
    """
    Write a traceback of the reader's own lines only, from the outermost to the error.

    Args:
        error: what was raised.

    Returns:
        Text that ends with the error's name and message.
    """
    whole = traceback.TracebackException.from_exception(error)
    part: traceback.TracebackException | None = whole
    while part is not None:
        own = [frame for frame in part.stack if frame.filename.startswith("<example ")]
        part.stack = traceback.StackSummary.from_list(own)
        part = part.__cause__ or part.__context__
    return "".join(whole.format())


PAGE = Page()
"""The page whose worker this is."""


def run(request: dict[str, Any]) -> dict[str, Any]:
    """
    Answer the operation "run".

    Args:
        request: `blocks` and `number`, as for `Page.run`.

    Returns:
        The reply of `Page.run`.

    Example:
        >>> from careerkb.browser.console import run
        >>> run({"blocks": ["share = 0.25", "share * 4"], "number": 1})["results"][0]["got"]
        '1.0\\n'
    """
    return PAGE.run(request["blocks"], request["number"])


def reset(request: dict[str, Any]) -> dict[str, Any]:
    """
    Answer the operation "reset": forget everything that has run.

    Args:
        request: not looked at.

    Returns:
        Nothing.
    """
    PAGE.__init__()  # type: ignore[misc]
    return {}
