"""The essays answer a reader: a picture first, what next, and the article only in its fold."""

import re
from pathlib import Path

import pytest

from careerkb.interviews.loops import loops_answer
from careerkb.site.fold import printed

DOCS = Path(__file__).parents[1] / "docs"
ESSAYS = ("work", "pay", "interviews", "exits", "checklist", "mistakes", "faq", "decide")
ASSERTED = re.compile(r"\b[Tt]hat [^\n;]{3,200}? (?:is|are) (?:\*|\{claim\})")
"""The article's claim, asserted and then denied by the last word."""
EXAMPLE = re.compile(r"```python\n(.*?)```\n+([^\n]*)", flags=re.S)
POINTED = re.compile(r"\b(first|second|third|fourth|last|each|every) (column|row|line)\b", re.I)
FIELD = re.compile(r"`[a-z]+(_[a-z]+)+`")
KEYS = {"decide/letter.md", "pay/parts.md"}
"""Pages that say how a file is written."""


def body(name: str) -> str:
    """Read an essay without its front matter."""
    return (DOCS / name / "index.md").read_text("utf-8").split("---\n", 2)[2]


@pytest.mark.parametrize("name", ESSAYS)
def test_an_essay_answers_a_reader(name: str) -> None:
    """It opens with a question, a picture follows, and the article stands in the fold at the end."""
    text = body(name)
    _, title, first, *_ = re.split(r"\n{1,2}", text, maxsplit=3)
    assert title.startswith("# ")
    assert first.endswith("?")
    assert len(text.partition(":::{answer}")[0].split()) < 160
    heads = re.findall(r"(?m)^## (.*)$", text)
    assert {"Where this fails", "What next"} <= set(heads) or name == "faq"
    own = text.partition("::::{dropdown}")[0]
    assert 1_200 <= len(own.split()) <= 2_200
    assert "valenx" not in own
    assert sum(head.endswith("?") for head in heads) >= 4


def test_no_page_asserts_a_claim_to_deny_it() -> None:
    """Not "That X is *verdict*" on any page for readers."""
    pages = [page for page in DOCS.rglob("*.md") if page.parent.name != "contributing"]
    assert len(pages) > 80
    assert [page for page in pages if ASSERTED.search(page.read_text("utf-8"))] == []


def test_home_has_three_doors_and_five_findings() -> None:
    """Each finding with a picture; the chance that is typed is the one that is computed."""
    text = (DOCS / "index.md").read_text("utf-8")
    doors, findings = text.split("## What does the evidence say?")
    assert doors.count("{grid-item-card} I ") == 3
    assert findings.count(":::{answer}") == findings.count("{grid-item-card}") == 5
    typed = re.search(r"\*\*(\d+) %\*\* for somebody with assumed", findings)
    assert typed
    assert loops_answer().headline.startswith(f"{typed[1]}% for an offer if all 4 rounds")
    by_average = {row[0]: row[2] for row in loops_answer().table.rows}[0.4]
    assert isinstance(by_average, float)
    assert abs(by_average - 2 / 3) < 0.03


def test_every_page_says_what_next() -> None:
    """At its end, with a way on; what is looked up (the ledger, lists of sources) has none."""
    looked_up = ("contributing/", "evidence/ledger/", "evidence/sources/")
    ends = {}
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).as_posix()
        if name not in {"index.md", "everything.md"} and not name.startswith(looked_up):
            _, _, after = page.read_text("utf-8").partition("\n## What next\n")
            ends[name] = after.partition("\n## ")[0]
    assert len(ends) > 90
    assert [name for name, after in ends.items() if "](" not in after] == []


def test_the_text_points_at_nothing_that_is_folded_away() -> None:
    """Not at a column of results that a reader sees only with the code, nor at a key of a file."""
    pointed, named = [], []
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).as_posix()
        text = page.read_text("utf-8")
        if name.startswith("contributing/"):
            continue
        pointed += [
            (name, after)
            for code, after in EXAMPLE.findall(text)
            if not printed(code) and POINTED.search(after)
        ]
        if name not in KEYS:
            named += [(name, key[0]) for key in FIELD.finditer(text.split("## Reference")[0])]
    assert pointed == []
    assert named == []
