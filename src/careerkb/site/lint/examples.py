"""Examples: each is one that the tests run, it fits a phone, and prints the same tomorrow."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator, Sequence
from doctest import DocTestParser
from doctest import Example as DocTestExample

from sybil.document import Document
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser

from careerkb.site.lint.page import Fault

__all__ = [
    "COLUMNS",
    "LINES",
    "asking_faults",
    "doctest_faults",
    "example_faults",
    "example_lines",
    "fence_faults",
    "nodes",
]

FENCES = {"python", "console", "text", "toml", "md", "{eval-rst}"}
COLUMNS = 72
"""The most characters in a line of code, so that nothing scrolls on a phone."""
LINES = 16
"""The most lines of code in one example."""
CODE_LINE = re.compile(r"(>>>|\.\.\.)( |$)")
PROMPT = re.compile(r"^[ \t>]*>>>(?: |$)")

NOT_AGAIN = "write the value itself: all here is the same on every machine, every day"
FORBIDDEN = {
    "the network": {
        "aiohttp", "ftplib", "http", "httpx", "imaplib", "requests", "smtplib", "socket", "ssl",
        "urllib.request", "webbrowser", "xmlrpc",
    },
    "the clock": {"sched", "time", "timeit"},
    "chance": {"numpy.random", "random", "secrets", "uuid"},
    "this machine": {"getpass", "locale", "os", "platform", "subprocess", "tempfile"},
}  # fmt: skip
"""What an example may not ask, and the modules that ask it."""
CALLS = {
    "now": "the clock", "today": "the clock", "utcnow": "the clock", "sleep": "the clock",
    "urlopen": "the network", "input": "the reader", "default_rng": "chance",
    "getenv": "this machine",
}  # fmt: skip


def fence_faults(text: str) -> Iterator[Fault]:
    """Find the fences that no reader's tool, or not Sybil, knows: code in them never runs."""
    inside: tuple[str, int] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        match = re.match(r"[ \t>]*(`{3,}|~{3,})\s*([^`]*)$", line)
        if not match:
            continue
        ticks, name = match[1], match[2].strip()
        if inside is None:
            inside = ticks, number
            if name not in FENCES or ticks[0] == "~":
                shown = name or "(no name)"
                remedy = "examples stand in ```python, other text in " + ", ".join(
                    f"```{fence}" for fence in sorted(FENCES - {"python", "{eval-rst}"})
                )
                yield Fault(number, f"unknown fence {shown}: it never runs", remedy)
        elif ticks[0] == inside[0][0] and len(ticks) >= len(inside[0]) and not name:
            inside = None
    if inside:
        yield Fault(inside[1], "a fence that does not end", f"close it with {inside[0]}")


def example_lines(text: str) -> list[int]:
    """Give the lines of the prompts that Sybil runs, with the parsers of the root conftest."""
    document = Document(text, "page.md")
    for parser in (PythonCodeBlockParser(), SkipParser()):
        for region in parser(document):
            document.add(region)
    return [e.line for e in document.examples() if isinstance(e.region.parsed, DocTestExample)]


def example_faults(text: str) -> Iterator[Fault]:
    """
    Check the examples of a page.

    Args:
        text: the page.

    Returns:
        A fault for a fence or prompt that never runs, a skip or flag, code that is too wide or too
        long, that does not parse, or that asks the network, the clock, chance or the machine.
    """
    yield from fence_faults(text)
    try:
        run = set(example_lines(text))
    except ValueError as fault:  # says which line of the block lacks a blank
        words = str(fault).partition(": ")[2] or str(fault)
        line = next((n for n, x in enumerate(text.splitlines(), 1) if words[1:-1] in x), 1)
        yield Fault(line, f"a prompt that cannot be read, {words}", "write a blank after it")
        return
    for number, row in enumerate(text.splitlines(), start=1):
        if PROMPT.match(row) and number not in run:
            remedy = "an example stands in a fence ```python, below a blank line and a prompt"
            yield Fault(number, "a prompt that no test runs", remedy)
        if "doctest:" in row or re.match(r"%\s*skip", row):
            yield Fault(number, "an example that is skipped or has a flag", "take it out")
        if CODE_LINE.match(row) and len(row) > COLUMNS:
            reason = f"code of {len(row)} columns"
            yield Fault(number, reason, f"break it before column {COLUMNS}: phones are narrow")
    for match in re.finditer(r"^```python\n(.*?)^```$", text, flags=re.M | re.DOTALL):
        first = text.count("\n", 0, match.start()) + 1
        lines = [row for row in match[1].splitlines() if CODE_LINE.match(row)]
        if len(lines) > LINES:
            remedy = f"cut it in two with a sentence between: at most {LINES}"
            yield Fault(first, f"an example of {len(lines)} lines of code", remedy)
        yield from doctest_faults(match[1], first)


def doctest_faults(body: str, offset: int) -> Iterator[Fault]:
    """
    Check the code behind the prompts of a block or docstring.

    Args:
        body: its lines.
        offset: the number of lines before them.

    Returns:
        A fault for code that is no Python or that asks what it may not.
    """
    try:
        examples: Sequence[DocTestExample] = DocTestParser().get_examples(body)
    except ValueError:
        return
    for example in examples:
        at = offset + example.lineno
        try:
            tree = ast.parse(example.source)
        except SyntaxError as fault:
            line = at + (fault.lineno or 1)
            yield Fault(line, f"code that is no Python ({fault.msg})", "mend it")
        else:
            yield from asking_faults(tree, at)


@functools.lru_cache(maxsize=1024)
def nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """List all that some code holds: the rules look at each module several times."""
    return tuple(ast.walk(tree))


def asking_faults(tree: ast.Module, offset: int = 0) -> Iterator[Fault]:
    """
    Check that code depends on nothing but itself.

    Args:
        tree: the code.
        offset: the number of lines before it.

    Returns:
        A fault a line that asks the network, the clock, chance or the machine.
    """
    for node in nodes(tree):
        line = offset + getattr(node, "lineno", 1)
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or "", *(f"{node.module}.{a.name}" for a in node.names)]
            )
            if asked := next((why for n in names if (why := _forbidden(n))), None):
                yield Fault(line, f"an import of {names[0]}, which asks {asked}", NOT_AGAIN)
        elif isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in CALLS:
                yield Fault(line, f"a call of {name}, which asks {CALLS[name]}", NOT_AGAIN)


def _forbidden(name: str) -> str | None:
    for asked, modules in FORBIDDEN.items():
        if any(name == module or name.startswith(module + ".") for module in modules):
            return asked
    return None
