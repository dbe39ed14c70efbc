"""The ledger against its own file, read a second way, and against the list of sources."""

import re
import tomllib
from collections import Counter

import pytest
from pybtex.database import parse_file
from test_house import ROOT

from careerkb.evidence.claims import (
    CHAPTERS,
    PRIMARY_KINDS,
    VERDICTS,
    claims,
    claims_answer,
    counts,
    primary_fraction,
)
from careerkb.evidence.ledger import read_claims

FILE = (ROOT / "src/careerkb/data/claims.toml").read_text("utf-8")
ROWS = tomllib.loads(FILE)["claims"]
KINDS = {
    key: entry.fields["keywords"]
    for key, entry in parse_file(str(ROOT / "docs/references.bib")).entries.items()
}


def test_every_claim_of_the_file_is_in_the_ledger() -> None:
    """As many claims as lines that open one, in the same order."""
    assert [one.id for one in claims()] == re.findall(r'^id = "(.+)"$', FILE, re.M)
    assert len(claims()) == FILE.count("[[claims]]") > 90


def test_the_totals_are_those_of_the_file() -> None:
    """Every verdict that is written in the file is counted once."""
    written = Counter(re.findall(r'^verdict = "([\w ]+)"$', FILE, re.M))
    total: Counter[str] = Counter()
    for row in counts().values():
        total.update(row)
    assert total == written
    assert written.keys() == set(VERDICTS)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_counts_match_the_raw_rows(chapter: str) -> None:
    """Chapter by chapter, counted from the rows as the file has them."""
    raw = Counter(row["verdict"] for row in ROWS if row["chapter"] == chapter)
    assert counts(chapter=chapter) == {chapter: {v: raw[v] for v in VERDICTS}}


def test_filters_cut_the_ledger_into_parts() -> None:
    """Every claim passes exactly one chapter, one verdict and one kind, and they combine."""
    for name, values in (
        ("chapter", CHAPTERS),
        ("verdict", VERDICTS),
        ("kind", sorted({row["kind"] for row in ROWS})),
    ):
        parts = [one.id for value in values for one in claims(**{name: value})]
        assert sorted(parts) == sorted(row["id"] for row in ROWS)
    chosen = claims(chapter="exits", verdict="mixed", kind="figure")
    wanted = {"chapter": "exits", "verdict": "mixed", "kind": "figure"}
    assert (
        [one.id for one in chosen]
        == [row["id"] for row in ROWS if wanted.items() <= row.items()]
        != []
    )


def test_every_source_is_in_the_list_of_sources() -> None:
    """The whole file passes its own check with the kinds of the list."""
    assert read_claims(text=FILE, kind_of_source=KINDS) == claims()


def test_advertisements_found_by_one_title_say_nothing_of_another() -> None:
    """The 38 research titles among the advertisements for AI engineers are nobody's evidence."""
    texts = [part["text"] for row in ROWS for part in row["evidence"]]
    assert not [text for text in texts if re.search(r"38 (research )?adv", text)]


def test_the_primary_share_matches_a_count_by_hand() -> None:
    """Over the raw rows, evidence for or against and our figure."""
    primary = 0
    for row in ROWS:
        keys = [part["source"] for part in row["evidence"] if part["stance"] != "context"]
        keys += [row["figure"]["source"]] if "figure" in row else []
        primary += not {KINDS[key] for key in keys}.isdisjoint(PRIMARY_KINDS)
    assert primary_fraction(kind_of_source=KINDS) == primary / len(ROWS)
    assert 0 < primary < len(ROWS)


@pytest.mark.parametrize(("kind", "share"), [("official", 1.0), ("preprint", 0.0)])
def test_the_primary_share_depends_on_the_kinds(kind: str, share: float) -> None:
    """If every source were official or a preprint, all or none of the claims would count."""
    everything = dict.fromkeys(KINDS, kind)
    judged = [one for one in claims(chapter="mistakes") if one.evidence]
    assert len(judged) == len(claims(chapter="mistakes"))
    assert primary_fraction(kind_of_source=everything, chapter="mistakes") == share


def test_the_answer_adds_up() -> None:
    """Every row sums to its last cell, every column to its last row, and the bars to the table."""
    answer = claims_answer()
    *chapters, total = [row[1:] for row in answer.table.rows]
    assert all(sum(row[:-1]) == row[-1] for row in [*chapters, total])
    assert tuple(map(sum, zip(*chapters, strict=True))) == total
    assert answer.chart is not None
    assert tuple(sum(series.y) for series in answer.chart.series) == total[:-1]
    low = sum(row["confidence"] == "low" for row in ROWS)
    supported = sum(row["verdict"] == "supported" for row in ROWS)
    assert answer.headline.startswith(f"Of {len(ROWS)} claims, {supported} are supported")
    assert f"; {low} of these" in answer.headline


def test_the_answer_for_one_chapter_has_one_row() -> None:
    """No line of totals under a single chapter."""
    answer = claims_answer(chapter="pay")
    assert [row[0] for row in answer.table.rows] == ["pay"]
    assert answer.table.rows[0][-1] == sum(row["chapter"] == "pay" for row in ROWS)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (claims, {"chapter": "salary"}),
        (claims, {"verdict": "true"}),
        (claims, {"kind": "rumour"}),
        (counts, {"chapter": "salary"}),
        (claims_answer, {"chapter": "salary"}),
        (primary_fraction, {"kind_of_source": {"a": "blog"}}),
        (primary_fraction, {"kind_of_source": {}}),
    ],
)
def test_an_unknown_filter_is_refused(function, arguments) -> None:
    """The message says what is allowed."""
    with pytest.raises(ValueError, match=r"must be (one of|in the list)"):
        function(**arguments)
