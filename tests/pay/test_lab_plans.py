"""Lab plans: the file is honest about its sources, and headline and share price are told apart."""

from pathlib import Path

import pytest

from careerkb import data
from careerkb.evidence.sources import KINDS, read_sources
from careerkb.pay.lab_plans import ROUNDS, facts, lab_plans_answer, share_price_ratio

ROOT = Path(__file__).parents[2]
SOURCES = {
    one.key: one for one in read_sources(bibtex=(ROOT / "docs/references.bib").read_text("utf-8"))
}


def test_every_fact_names_a_source_of_its_kind() -> None:
    """The key is in the bibliography, and the kind is the one that stands there."""
    for fact in facts():
        assert fact.kind in KINDS
        assert SOURCES[fact.source].kind == fact.kind, fact.source


def test_second_hand_is_called_so_on_both_sides() -> None:
    """A fact seen at second hand has a source whose note or publisher says through whom."""
    for fact in facts():
        note = SOURCES[fact.source].note.lower()
        if fact.seen == "second-hand":
            assert any(word in note for word in ("second-hand", "wiki", "press reports")), (
                fact.source
            )


def test_an_employer_is_filtered() -> None:
    """Each employer's facts are its own, and together they are all."""
    employers = {row["employer"] for row in data.rows("lab_plans")}
    parts = [facts(employer=name) for name in employers]
    assert sum(map(len, parts)) == len(facts()) >= 20
    assert all(len({fact.employer for fact in part}) == 1 for part in parts)


@pytest.mark.parametrize(
    ("post", "pre", "ratio"), [(500, 730, 1.460), (380, 900, 2.368)]
)  # worked out by hand from the reported values
def test_a_share_rises_less_than_the_headline(post: float, pre: float, ratio: float) -> None:
    """730 over 500 and 900 over 380, not the values after the money."""
    assert share_price_ratio(post_billion=post, pre_billion=pre) == pytest.approx(ratio, abs=5e-4)


def test_the_rounds_are_those_of_the_file() -> None:
    """The values of the chart stand in the rows on price and staff sales."""
    text = " ".join(fact.known for fact in facts())
    for each in ROUNDS:
        for value in (each.post_billion, each.pre_billion, each.next_post_billion):
            assert f"{value:g}" in text
        assert each.next_post_billion / each.post_billion > share_price_ratio(
            post_billion=each.post_billion, pre_billion=each.pre_billion
        )


def test_the_answer_counts_what_was_read() -> None:
    """The headline's numbers are those of the rows."""
    answer = lab_plans_answer(employer="Google DeepMind")
    assert len(answer.table.rows) == 3
    assert answer.headline.startswith("3 dated facts on Google DeepMind's equity, 1 of them read")
