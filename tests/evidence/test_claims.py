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
    claim,
    claims,
    claims_answer,
    counts,
    primary_fraction,
    read_claims,
)

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


GOOD = """
[[claims]]
id = "pay-x"
chapter = "pay"
statement = "What is claimed."
kind = "causal"
verdict = "not supported"
confidence = "low"
reasoning = "Why."
population = "engineers in one town"
basis = ["kensho", "compa"]
figure = { text = "12 %.", source = "compa" }
evidence = [{ stance = "against", text = "What was found.", source = "kensho" }]
"""
EMPTY = 'evidence = [{ stance = "against", text = "What was found.", source = "kensho" }]'
BASIS = 'population = "engineers in one town"\nbasis = ["kensho", "compa"]\n'
GIVEN = {"kensho": "company", "compa": "dataset", "aefg": "dataset", "own-count": "dataset"}


def test_a_good_ledger_is_read() -> None:
    """The text that the next test breaks is sound."""
    (one,) = read_claims(text=GOOD, kind_of_source=GIVEN)
    assert (one.id, one.evidence[0].stance, one.figure.text) == ("pay-x", "against", "12 %.")


def test_an_unverifiable_claim_needs_no_evidence() -> None:
    """Nothing found is a reason for that verdict and for no other."""
    text = GOOD.replace(EMPTY, "evidence = []").replace(BASIS, "")
    with pytest.raises(ValueError, match="evidence must be given"):
        read_claims(text=text.replace('"not supported"', '"mixed"'))
    (one,) = read_claims(text=text.replace('"not supported"', '"unverifiable"'))
    assert one.evidence == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('verdict = "not supported"\n', "", "claim 'pay-x', verdict must be given"),
        ('"not supported"', '"true"', "claim 'pay-x', verdict must be one of 'supported'"),
        ('"not supported"', '"supported"', "basis must be a source on the side of the verdict"),
        (
            'stance = "against"',
            'stance = "for"',
            "basis must be a source on the side of the verdict",
        ),
        ('"not supported"', '"mixed"', "basis must be left out, with population, for 'mixed'"),
        (
            'kind = "causal"',
            'kind = "anecdote"',
            "verdict must be 'unverifiable' for .* 'anecdote'",
        ),
        ('"causal"', '"prediction"', "verdict must be 'unverifiable' for .* 'prediction'"),
        ('basis = ["kensho", "compa"]', "", "basis must be at least 2 sources of different origin"),
        ('["kensho", "compa"]', '["kensho", "kensho"]', "basis must be at least 2 sources"),
        (
            '["kensho", "compa"]',
            '["kensho", "aefg"]',
            "basis must be a source on the side of the verdict",
        ),
        ('population = "engineers in one town"\n', "", "population must be whom the sources"),
        ('"against"', '"agains"', "claim 'pay-x', evidence 1, stance must be .* 'against'?"),
        (
            "kensho",
            "kenshu",
            "claim 'pay-x', evidence 1, source must be in the list .*mean 'kensho'",
        ),
        ('"compa"', '"compo"', "claim 'pay-x', figure, source must be in the list"),
        (EMPTY, "evidence = []", "claim 'pay-x', evidence must be given"),
        (EMPTY, "", "claim 'pay-x', evidence must be given"),
        (EMPTY, "evidence = [3]", "claim 'pay-x', evidence 1 must be a table"),
        (EMPTY, "evidence = 3", "claim 'pay-x', evidence must be a list"),
        (', source = "kensho"', "", "claim 'pay-x', evidence 1, source must be given"),
        (
            'text = "12 %."',
            'words = "12 %."',
            "line 12: claim 'pay-x', a key of figure must be one of text, source, got 'words'",
        ),
        ('"low"', '"fair"', "claim 'pay-x', confidence must be one of"),
        ('kind = "causal"', 'kind = "rumour"', "claim 'pay-x', kind must be one of"),
        ('"pay"', '"pays"', "claim 'pay-x', chapter must be .*did you mean 'pay'"),
        ('"Why."', '""', "claim 'pay-x', reasoning must be text"),
        (
            "reasoning",
            "reason",
            "line 9: claim 'pay-x', a key must be .*'reason'; did you mean reasoning",
        ),
        ('"pay-x"', '"Pay X"', "claim 'Pay X', id must be words in lower case"),
        ('id = "pay-x"', "id = 3", "claim 1, id must be text"),
        ('id = "pay-x"\n', "", "claim 1, id must be given"),
        (GOOD, GOOD + GOOD, "claim 'pay-x', id must be the name of no claim before it"),
        ("[[claims]]", "[[claim]]", "text must be TOML with an array .*it has none"),
        ("[[claims]]", "[[claims", "line 2: text must be TOML"),
        (GOOD, "claims = " + "[" * 5_000, "line 1: text must be at most 40 brackets deep"),
    ],
)
def test_a_fault_is_refused_by_claim_and_field(old: str, new: str, message: str) -> None:
    """Each fault of a ledger is named in one line, with the claim and the field."""
    assert old in GOOD
    with pytest.raises(ValueError, match=message) as refused:
        read_claims(
            text=GOOD.replace(old, new),
            kind_of_source=GIVEN,
        )
    assert "\n" not in str(refused.value)


def test_all_faults_of_a_ledger_are_told_at_once() -> None:
    """Two claims, three faults, each with its line and its claim."""
    other = GOOD.replace("pay-x", "pay-y").replace('"low"', '"fair"')
    text = GOOD.replace('kind = "causal"', 'kind = "rumour"').replace('"Why."', '""') + other
    with pytest.raises(ValueError, match="must be") as refused:
        read_claims(text=text)
    found = str(refused.value).split("; line ")
    assert [one.split(": ")[0].removeprefix("line ") for one in found] == ["6", "9", "21"]
    assert "claim 'pay-y', confidence" in found[2]


def test_a_wrong_name_gets_the_nearest_one() -> None:
    """A slip of the pen is answered with the name that was meant."""
    with pytest.raises(ValueError, match=r"claim_id must be .* did you mean 'exit-postdocs'"):
        claim(claim_id="exit-postdoc")


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
