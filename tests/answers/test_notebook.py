"""An answer in a notebook: well-formed, self-contained HTML; Markdown read back by a parser."""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.exits.waterfall import waterfall_answer
from careerkb.pay.comparison import comparison_answer
from careerkb.pay.tax import tax_answer

NASTY = "<b>a|b & $c$ *d* _e_ `f` [g](h) ~~i~~ \\ \n#j"
COLUMNS = (Column(name=NASTY), Column(name="pay", unit="USD a year", decimals=1))
ANSWER = Answer(
    headline=NASTY,
    table=Table(columns=COLUMNS, rows=((NASTY, 1_250.04), ("second", -3.0))),
    chart=Chart(
        kind="bar", title=NASTY, summary=NASTY, x_label=NASTY, y_label="USD",
        series=(Series(name=NASTY, x=(NASTY, "second"), y=(1.0, 2.0)),),
    ),
)  # fmt: skip
REAL = [tax_answer(), comparison_answer(), waterfall_answer()]


@pytest.mark.parametrize("answer", [ANSWER, replace(ANSWER, chart=None), *REAL])
def test_html_is_well_formed_and_complete(answer: Answer) -> None:
    """An XML parser reads it; drawing and table are there, and every word comes back whole."""
    drawn = answer._repr_html_()
    tree = ElementTree.fromstring(drawn)
    tags = [one.tag for one in tree.iter()]
    assert tags.count("svg") == (2 if answer.chart else 0)
    assert (tags.count("table"), tags.count("style")) == (1, 1)
    cells = ["".join(one.itertext()) for one in tree.iter() if one.tag in ("td", "th")]
    assert cells[0].startswith(answer.table.columns[0].name)
    assert len(cells) == len(answer.table.columns) * (1 + len(answer.table.rows))
    names = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(names) == len(set(names))
    attributes = {name for one in tree.iter() for name in one.attrib}
    assert not [name for name in attributes if name.startswith("on") or name in ("src", "href")]
    assert "script" not in tags
    assert "url(" not in "".join(one.text or "" for one in tree.iter("style"))


def test_html_carries_its_style_and_is_light_throughout() -> None:
    """The colours of the series are defined in it, and none is for a dark page."""
    drawn = ANSWER._repr_html_()
    assert "--ckb-0: #00519b" in drawn
    assert "prefers-color-scheme" not in drawn
    assert "data-theme" not in drawn
    assert drawn.count("{") == drawn.count("}") + NASTY.count("{")


def test_two_answers_of_one_notebook_have_different_names() -> None:
    """No label of one drawing points into another; the same answer is named the same each time."""
    names = [answer._repr_html_().partition(' id="')[2][:15] for answer in (*REAL, ANSWER, ANSWER)]
    assert len(set(names)) == 4


def test_markdown_is_a_table_with_units() -> None:
    """A Markdown parser finds each cell with its words, numbers to the right."""
    tokens = MarkdownIt("commonmark").enable("table").parse(ANSWER._repr_markdown_())
    inline = [one for one in tokens if one.type == "inline"]
    words = ["".join(c.content for c in one.children or ()) for one in inline]
    plain = " ".join(NASTY.split())
    assert words == [plain, plain, "pay (USD a year)", plain, "1,250.0", "second", "-3.0"]
    kinds = {child.type for one in inline[1:] for child in one.children or ()}
    assert kinds <= {"text", "text_special"}
    styled = [one.attrs.get("style") for one in tokens if one.type == "td_open"]
    assert styled == [None, "text-align:right"] * 2


def test_text_stays_the_plain_table() -> None:
    """What a terminal prints."""
    assert str(tax_answer()).startswith(tax_answer().headline + "\n\n")


def test_importing_an_answer_loads_no_renderer() -> None:
    """A chapter pays for drawing only when something is drawn."""
    script = (
        "import sys, careerkb.answers.answer\n"
        "print(sorted(m for m in sys.modules if m.startswith('careerkb.answers.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['careerkb.answers.answer']"
