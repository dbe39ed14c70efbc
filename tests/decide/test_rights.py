"""Rights: facts have sources of their kind, places nest, and lengths are those of the laws."""

from pathlib import Path
from typing import get_args

import pytest

from careerkb import data
from careerkb.decide.rights import (
    WITHIN,
    Place,
    Topic,
    Track,
    months_by_place,
    questions_to_ask,
    rights,
    rights_answer,
)
from careerkb.evidence.sources import read_sources

ROOT = Path(__file__).parents[2]
SOURCES = {
    one.key: one for one in read_sources(bibtex=(ROOT / "docs/references.bib").read_text("utf-8"))
}
KINDS = {
    "law": {"official", "guide"},
    "court": {"official", "guide"},
    "company on itself": {"company"},
    "press": {"press", "guide"},
}
SAID = {"account": ("second-hand", "account", "law firm", "press", "third", "relay", "quot"),
        "memory": ("from memory",)}  # fmt: skip


def test_every_fact_has_a_source_of_its_kind_and_says_how_much_was_read() -> None:
    """The source's own kind fits, and its note admits what the fact admits."""
    for topic in get_args(Topic):
        for fact in rights(topic=topic):
            source = SOURCES[fact.source]
            assert source.kind in KINDS[fact.kind], fact
            note = (source.note + source.publisher).lower()
            assert any(word in note for word in SAID.get(fact.seen, ("",))), fact
            assert fact.since <= "2026-11-26" or fact.source == "wa-1155"


def test_every_topic_has_questions_for_each_track() -> None:
    """Two questions at least, one of them for the track alone, and each ends as a question."""
    assert {row["topic"] for row in data.rows("rights")} == set(get_args(Topic))
    for topic in get_args(Topic):
        asked = [set(questions_to_ask(topic=topic, track=track)) for track in get_args(Track)]
        assert all(len(words) >= 2 for words in asked)
        assert asked[0] - asked[1]
        assert asked[1] - asked[0]


def test_a_place_hears_its_own_rules_its_unions_and_no_neighbours() -> None:
    """Every fact with a place is heard where it holds, and counted again by hand nowhere else."""
    for topic in get_args(Topic):
        for place in get_args(Place):
            heard = {fact.place for fact in rights(topic=topic, place=place)}
            assert heard <= {"everywhere", place, *WITHIN.get(place, ())}
    assert [f.source for f in rights(topic="refusing work", place="France")] == ["eu-ai-act-87"]
    assert not any(fact.track == "researcher" for fact in rights(topic="compute", track="engineer"))


@pytest.mark.parametrize(
    ("topic", "months"),
    [
        # 16600; RCW 49.62 until 2027; Business Insider on DeepMind; ESA 67.2; HGB 74a; CO 340a
        ("non-compete", {"California": 0, "Washington": 18, "United Kingdom": 12, "Ontario": 0,
                         "Germany": 24, "Switzerland": 36}),
        # at will; a week; BGB 622 four weeks; CO 335c; Syntec
        ("notice", {"United States": 0, "United Kingdom": 0.25, "Germany": 1, "Switzerland": 1,
                    "France": 3}),
    ],
)  # fmt: skip
def test_lengths_are_those_of_the_laws(topic: str, months: dict[str, float]) -> None:
    """Read from the statutes and reports by hand; the chart draws the same."""
    assert months_by_place(topic=topic) == months
    chart = rights_answer(topic=topic).chart
    assert dict(zip(chart.series[0].x, chart.series[0].y, strict=True)) == months


def test_the_answer_leads_with_the_rule_of_the_place() -> None:
    """Not with a neighbour's, though the United States come first in the file."""
    answer = rights_answer()
    assert answer.headline.startswith("Non-compete, California: Void, wherever and whenever")
    assert [row[0] for row in answer.table.rows] == [
        "ask", "ask", "United States", "California", "not found",
    ]  # fmt: skip
    assert rights_answer(topic="compute").chart is None
    assert answer.chart.summary.endswith("United Kingdom: as reported of one employer.")
    assert "employer" not in rights_answer(topic="notice").chart.summary


def test_a_place_that_is_not_known_is_refused() -> None:
    """With those that are."""
    with pytest.raises(ValueError, match="place must be one of 'California', 'Washington'"):
        rights(topic="notice", place="Texas")
