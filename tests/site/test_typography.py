"""Percent signs stay with their numbers."""

import pytest
from docutils.core import publish_doctree

from careerkb.site.typography import _tie, tied


@pytest.mark.parametrize(
    ("text", "expected"),
    [("18 % more", "18\N{NO-BREAK SPACE}% more"), ("a % b", "a % b"), ("18% off", "18% off")],
)
def test_a_number_is_tied_to_its_sign(text: str, expected: str) -> None:
    """Only after a digit."""
    assert tied(text) == expected


def test_code_is_left_alone() -> None:
    """What is typed in an example stays as typed."""
    doctree = publish_doctree("It is 18 %, as in ``7 % 5``.\n\n::\n\n  7 % 5\n")
    _tie(None, doctree, "page")
    assert "18\N{NO-BREAK SPACE}%" in doctree.astext()
    assert doctree.astext().count("7 % 5") == 2
