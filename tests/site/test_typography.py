"""Percent signs stay with their numbers."""

import re

import pytest
from docutils.core import publish_doctree
from test_house import ROOT

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


def test_a_heading_is_at_most_twice_the_text() -> None:
    """Headings of 40 over 16 pixels shouted; each step stands above the next."""
    style = (ROOT / "src/careerkb/site/static/careerkb.css").read_text("utf-8")
    steps = dict(re.findall(r"--step-(\w+): (?:clamp\(.*, )?([\d.]+)rem", style))
    sizes = [float(steps[name]) for name in ("1", "2", "3", "text", "small")]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] <= 2 * sizes[3]
