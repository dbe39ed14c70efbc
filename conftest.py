"""Every example is a test: the pages, the README and the docstrings, each file one namespace."""

from collections.abc import Iterator
from doctest import ELLIPSIS

from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

LEVELS = 5
"""So deep may a file lie below `docs` or `src`; a test says when one lies deeper."""


def at_every_level(top: str, ending: str) -> Iterator[str]:
    """Spell out a pattern for each depth: in these, ** means a single folder."""
    for depth in range(LEVELS):
        yield f"{top}/{'*/' * depth}*{ending}"


page = Sybil(
    name="page",
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), SkipParser()],
    patterns=list(at_every_level("docs", ".md")),
)
readme = Sybil(
    name="readme",
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), SkipParser()],
    patterns=["README.md"],
)
docstring = Sybil(
    name="docstring",
    parsers=[DocTestParser(optionflags=ELLIPSIS)],
    patterns=list(at_every_level("src", ".py")),
)

pytest_collect_file = SybilCollection([page, readme, docstring]).pytest()
