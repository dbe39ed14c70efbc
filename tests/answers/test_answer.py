"""An answer is data that can always be printed and drawn."""

import math
from dataclasses import replace

import pytest

from careerkb.answers.answer import Answer, Chart, Column, File, Series, Table

NOTES = File(name="notes.md", label="as notes", media="text/markdown", text="Two\n")
YEAR, PAY = Column(name="year"), Column(name="pay", unit="USD", decimals=1)


def test_a_table_prints_aligned() -> None:
    """Words to the left, numbers to the right with separators."""
    table = Table(columns=(YEAR, PAY), rows=(("first", 1234.56), ("second", -2.0)))
    assert str(table).splitlines() == [
        "year    pay (USD)",
        "first     1,234.6",
        "second       -2.0",
    ]


def test_an_answer_prints_headline_then_table() -> None:
    """The terminal shows the sentence first."""
    table = Table(columns=(YEAR, PAY), rows=())
    assert str(Answer(headline="Too close to call.", table=table)).startswith(
        "Too close to call.\n\nyear"
    )


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: Column(name=""), "name must be the heading"),
        (lambda: Column(name="a", decimals=10), "decimals must be"),
        (lambda: Table(columns=(), rows=()), "columns must be"),
        (lambda: Table(columns=(YEAR, PAY), rows=(("a",),)), r"rows\[0\] must be a row of 2"),
        (lambda: Table(columns=(PAY,), rows=((math.nan,),)), r"rows\[0\], column pay must be"),
        (lambda: Series(name="s", x=(1, 2), y=(1,)), "y must be 2 numbers"),
        (lambda: Series(name="s", x=(1,), y=(math.inf,)), "y must be finite"),
        (lambda: Series(name="s", x=(1,), y=(1,), low=(0,)), "low and high must be given"),
        (lambda: Series(name="s", x=(1,), y=(1,), low=(2,), high=(3,)), "around 1"),
        (lambda: Answer(headline=" ", table=Table(columns=(YEAR,), rows=())), "headline must be"),
        (lambda: replace(NOTES, name="../notes.md"), "name must be small letters"),
        (lambda: replace(NOTES, text=""), "label, media and text must be all given"),
        (
            lambda: Answer(
                headline="A.", table=Table(columns=(YEAR,), rows=()), files=(NOTES, NOTES)
            ),
            "files must be names that differ",
        ),
    ],
)
def test_what_cannot_be_shown_is_refused(build, message: str) -> None:
    """Ragged, empty and not finite never reach a page."""
    with pytest.raises(ValueError, match=message):
        build()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "pie"}, "kind must be one of line, bar, dot, stacked"),
        ({"summary": ""}, "title and summary must be"),
        ({"series": ()}, "series must be"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_refused(change: dict[str, object], message: str) -> None:
    """Four kinds, a text for those who cannot see it, and something to draw."""
    good = {
        "kind": "line",
        "title": "t",
        "summary": "s",
        "x_label": "x",
        "y_label": "y",
        "series": (Series(name="s", x=(1,), y=(1,)),),
    }
    Chart(**good)
    with pytest.raises(ValueError, match=message):
        Chart(**(good | change))
