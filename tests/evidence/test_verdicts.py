"""The rule for a verdict: what it takes, and what breaks it."""

import tomllib

import pytest
from pybtex.database import parse_file
from test_house import ROOT

from careerkb.evidence.ledger import read_claims
from careerkb.evidence.verdicts import origin

FILE = (ROOT / "src/careerkb/data/claims.toml").read_text("utf-8")


ROWS = tomllib.loads(FILE)["claims"]


KINDS = {
    key: entry.fields["keywords"]
    for key, entry in parse_file(str(ROOT / "docs/references.bib")).entries.items()
}


# The rule, read a second way: from the raw rows, with the origins written out in their own file.
ORIGINS = tomllib.loads((ROOT / "src/careerkb/data/origins.toml").read_text("utf-8"))["origins"]


SIDE = {"supported": "for", "not supported": "against"}


@pytest.mark.parametrize("kind", ["anecdote", "prediction"])
def test_what_cannot_be_tested_is_unverifiable(kind: str) -> None:
    """A story from a closed room and a forecast get no other verdict."""
    assert {row["verdict"] for row in ROWS if row["kind"] == kind} == {"unverifiable"}


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["verdict"] in SIDE], ids=lambda r: r["id"]
)
def test_a_decided_claim_rests_on_two_independent_sources(row) -> None:
    """Two origins, all on the side of the verdict, none on both, about a population that is named."""
    side = SIDE[row["verdict"]]
    stances = {
        key: {e["stance"] for e in row["evidence"] if e["source"] == key} for key in row["basis"]
    }
    own = row.get("figure", {}).get("source")
    for key, found in stances.items():
        assert side in found or key == own
        assert not found & (set(SIDE.values()) - {side})
    groups = [{key} for key in row["basis"]]
    for shared in ORIGINS:
        touched = [group for group in groups if group & set(shared["source"])]
        groups = [group for group in groups if group not in touched]
        groups += [set().union(*touched)] if touched else []
    assert len(groups) >= 2
    assert len(row["population"].split()) > 1


def test_an_undecided_claim_has_no_basis() -> None:
    """Nothing decides what is mixed or unverifiable."""
    assert not [
        r["id"] for r in ROWS if r["verdict"] not in SIDE and r.keys() & {"basis", "population"}
    ]


def test_the_origins_share_no_source() -> None:
    """Every key of the file is a source, stands in one origin only, and is not alone there."""
    keys = [key for each in ORIGINS for key in each["source"]]
    assert len(keys) == len(set(keys))
    assert set(keys) <= KINDS.keys()
    assert min(len(each["source"]) for each in ORIGINS) > 1
    assert (
        origin(source="own-count") == origin(source="aefg") != origin(source="kensho") == "kensho"
    )


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


def test_two_pages_of_one_origin_are_one_source() -> None:
    """A data set and our count of its words do not confirm each other."""
    text = GOOD.replace("kensho", "aefg").replace("compa", "own-count")
    with pytest.raises(ValueError, match=r"basis must be at least 2 .*; these share one origin"):
        read_claims(text=text)


def test_a_source_on_both_sides_decides_nothing() -> None:
    """What speaks for and against is not counted for either."""
    both = '{ stance = "for", text = "And yet.", source = "kensho" }]'
    with pytest.raises(
        ValueError, match="basis must be a source on the side of the verdict and not on"
    ):
        read_claims(text=GOOD.replace('source = "kensho" }]', 'source = "kensho" }, ' + both))
