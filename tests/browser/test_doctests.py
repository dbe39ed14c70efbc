"""Our small reader of examples agrees with the standard library's doctest, which tests the pages."""

import doctest
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_docs import PAGES, page_id
from test_house import ROOT

from careerkb.browser.doctests import matches, parse

SOURCES = sorted((ROOT / "src/careerkb").rglob("*.py"))
SNIPPETS = [">>> x", "... y", "...", ">>>", ">>> # c", "  >>> z", "1", "  2", "", "<BLANKLINE>", "\t3",
            "Traceback (most recent call last):", "ValueError: no", ">>> s = '''", "... '''"]  # fmt: skip


def both(text: str) -> list[list[tuple[object, ...]]]:
    """Read a text with doctest and with ours."""
    theirs = [
        (e.source, e.want, e.exc_msg, e.lineno) for e in doctest.DocTestParser().get_examples(text)
    ]
    return [theirs, [(e.source, e.want, e.raises, e.line) for e in parse(text)]]


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_example_of_a_page_is_read_the_same(page) -> None:
    """Source, result, expected error and line."""
    text = re.sub(r"^`{3,}.*$", "", page.read_text("utf-8"), flags=re.MULTILINE)
    theirs, ours = both(text)
    assert ours == theirs
    assert len(ours) == len(re.findall("^>>> ", text, flags=re.MULTILINE))


def test_every_docstring_is_read_the_same() -> None:
    """Those on the pages of the reference are run there too."""
    texts = [
        string for s in SOURCES for string in re.findall(r'"""(.*?)"""', s.read_text("utf-8"), re.S)
    ]
    found = [both(text) for text in texts]
    assert [ours for theirs, ours in found if ours != theirs] == []
    assert sum(len(ours) for _, ours in found) > 100


@given(st.lists(st.sampled_from(SNIPPETS), max_size=8))
def test_any_text_that_doctest_reads_is_read_the_same(lines: list[str]) -> None:
    """Odd orders of prompts, results and blanks."""
    text = "\n".join(lines)
    try:
        theirs, ours = both(text)
    except ValueError:  # doctest refuses, for instance prompts without a space
        return
    assert ours == theirs


@given(
    st.lists(
        st.sampled_from(["a", "b", "...", "\n", " ", "<BLANKLINE>\n", "é", "1\n"]), max_size=7
    ),
    st.lists(st.sampled_from(["a", "b", "\n", " ", "é", "1\n", "True\n"]), max_size=7),
)
def test_results_are_compared_the_same(want: list[str], got: list[str]) -> None:
    """With ELLIPSIS, blank lines marked, and nothing else forgiven."""
    checker = doctest.OutputChecker()
    said, printed = "".join(want), "".join(got)
    theirs = checker.check_output(said, printed, doctest.ELLIPSIS)
    assert matches(said, printed) == theirs


@pytest.mark.parametrize(
    ("want", "got"),
    [("a...c\n", "abc\n"), ("...\n", "x\n"), ("a...a\n", "a\n"), ("1\n", "True\n"), ("1\n", "2\n"),
     ("a\n<BLANKLINE>\nb\n", "a\n\nb\n"), ("a\n", "a \n"), ("...b...b", "ab"), ("é", "e")],
)  # fmt: skip
def test_these_results_are_compared_the_same(want: str, got: str) -> None:
    """The usual cases, both ways."""
    theirs = doctest.OutputChecker().check_output(want, got, doctest.ELLIPSIS)
    assert matches(want, got) == theirs
