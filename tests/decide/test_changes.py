"""Letter against letter: all orders walked by hand, and what stands in no letter."""

import itertools
from dataclasses import replace

import pytest

from careerkb.decide.changes import changes, changes_answer
from careerkb.pay.comparison import LAB, PRODUCT
from careerkb.pay.offers import Offer
from careerkb.pay.worth import expected_value_usd

NEW = replace(
    LAB, base_usd=340_000, bonus_fraction=0.1, layoff_probability=0.1, sign_on_usd=90_000,
    layoff_carve_out=False,
)  # fmt: skip
TERMS = ("base_usd", "bonus_fraction", "layoff_probability", "sign_on_usd", "layoff_carve_out")


def test_the_parts_are_the_averages_over_all_orders() -> None:
    """Every order in which the five terms may move, one after the other."""
    sums = dict.fromkeys(TERMS, 0.0)
    orders = list(itertools.permutations(TERMS))
    for order in orders:
        offer, worth = LAB, expected_value_usd(offer=LAB)
        for term in order:
            offer = replace(offer, **{term: getattr(NEW, term)})
            moved = expected_value_usd(offer=offer)
            sums[term] += (moved - worth) / len(orders)
            worth = moved
    found = changes(before=LAB, after=NEW)
    assert {one.term: one.usd for one in found.moved} == pytest.approx(sums, abs=1e-6)
    change = expected_value_usd(offer=NEW) - expected_value_usd(offer=LAB)
    assert sum(one.usd for one in found.moved) == pytest.approx(change)
    assert found.after_usd - found.before_usd == pytest.approx(change)
    sizes = [abs(one.usd) for one in found.moved]
    assert sizes == sorted(sizes, reverse=True)


def test_what_was_only_said_is_told_apart() -> None:
    """Without it the new letter is the letter that is written."""
    after = replace(LAB, base_usd=325_000, refresher_usd=80_000)
    found = changes(before=LAB, after=after, only_said=("refresher_usd", "grant_usd"))
    assert {one.term: one.only_said for one in found.moved} == {
        "base_usd": False,
        "refresher_usd": True,
    }
    written = expected_value_usd(offer=replace(LAB, base_usd=325_000))
    assert found.written_usd == pytest.approx(written)
    answer = changes_answer(before=LAB, after=after, only_said=("refresher_usd",))
    assert "Only said, and in no letter: refresher; what is written adds 51 thousand dollars." in (
        answer.headline
    )
    assert [row[4] for row in answer.table.rows] == ["only said", "in the letter", ""]


def test_what_is_no_second_version_is_said() -> None:
    """Too many terms, a term that nobody knows, mixtures that are no offer, and no change."""
    other = replace(
        PRODUCT, refresher_usd=1, layoff_probability=0.1, severance_months=1, volatility_fraction=1
    )
    with pytest.raises(ValueError, match="at most 10, got 11; these look like two offers"):
        changes(before=LAB, after=other)
    with pytest.raises(ValueError, match=r"only_said must be .* did you mean bonus_fraction"):
        changes(before=LAB, after=LAB, only_said=("bonus",))
    rich = Offer(base_usd=1_000_000, guaranteed_bonus_usd=4_000_000)
    with pytest.raises(ValueError, match="before and after must be two offers whose terms"):
        changes(before=Offer(base_usd=100_000), after=rich)
    same = changes_answer(before=LAB, after=LAB, only_said=())
    assert same.headline == "Nothing changed: the two letters say the same."


def test_a_worse_letter_is_worth_less() -> None:
    """The sentence names what takes most away, and sums that cancel are said to."""
    says = changes_answer(before=NEW, after=LAB, only_said=()).headline
    assert says.startswith("The second letter is worth ")
    assert " less today over 4 years; layoff probability adds most, " in says
    says = changes_answer(before=LAB, after=replace(LAB, base_usd=300_000), only_said=()).headline
    assert "; base pay takes away most, 34 thousand dollars" in says
    start = Offer(base_usd=200_000, sign_on_usd=50_000)
    later = Offer(base_usd=250_000, sign_on_usd=0)
    says = changes_answer(
        before=start, after=later, only_said=(), years=1, discount_rate=0
    ).headline
    assert says.startswith("The second letter is worth the same as the first over 1 year; ")
