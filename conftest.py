"""Every example is a test: the pages, the README and the docstrings, each file one namespace."""

from doctest import ELLIPSIS

from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

page = Sybil(
    name="page",
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), SkipParser()],
    patterns=["docs/*.md", "docs/*/*.md"],
)
readme = Sybil(
    name="readme",
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), SkipParser()],
    patterns=["README.md"],
)
docstring = Sybil(
    name="docstring",
    parsers=[DocTestParser(optionflags=ELLIPSIS)],
    patterns=["src/*/*.py", "src/*/*/*.py"],  # here ** means a single folder
)

pytest_collect_file = SybilCollection([page, readme, docstring]).pytest()
