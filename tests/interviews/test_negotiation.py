"""The sum to ask for, by the comparison itself; the limit, by enumeration; the words, filled in."""

import re
from dataclasses import replace
from typing import Any, get_args

import pytest

from careerkb import data
from careerkb.interviews.negotiation import (
    MONEY,
    Lever,
    Reply,
    equal_asks_usd,
    lore,
    negotiation_answer,
    withdrawal_limit,
)
from careerkb.pay.comparison import LAB, PRODUCT, compare
from careerkb.pay.worth import expected_value_usd


def test_each_sum_alone_closes_the_gap_and_a_step_less_does_not() -> None:
    """The comparison of the offers, asked again with the sum in place."""
    asks = equal_asks_usd(wanted=PRODUCT, other=LAB)
    assert list(asks) == list(MONEY.values())
    for term, name in MONEY.items():
        for usd, ahead in ((asks[name], True), (asks[name] - 1_000, False)):
            changed: dict[str, Any] = {term: usd}
            first, second = compare(offer_a=replace(PRODUCT, **changed), offer_b=LAB).expected_usd
            assert (first >= second) is ahead, (name, usd)


def test_two_equal_offers_need_no_sum() -> None:
    """And so does one that is ahead; a term that cannot do it is left out."""
    assert equal_asks_usd(wanted=LAB, other=LAB) == {}
    assert equal_asks_usd(wanted=LAB, other=PRODUCT) == {}
    far = replace(LAB, grant_usd=20_000_000)
    assert "base pay" in equal_asks_usd(wanted=PRODUCT, other=far)
    assert "sign-on" not in equal_asks_usd(wanted=PRODUCT, other=far)


@pytest.mark.parametrize(
    ("chance", "gain", "loss"), [(0.5, 40_000, 180_000), (1, 10_000, 90_000), (0.2, 5_000, 1_000)]
)
def test_at_the_limit_asking_adds_nothing(chance: float, gain: float, loss: float) -> None:
    """All three ends weighed by hand: withdrawn, granted, refused."""
    limit = withdrawal_limit(success_probability=chance, gain_usd=gain, loss_usd=loss)
    ends = ((limit, -loss), ((1 - limit) * chance, gain), ((1 - limit) * (1 - chance), 0.0))
    assert sum(weight for weight, _ in ends) == pytest.approx(1)
    assert sum(weight * usd for weight, usd in ends) == pytest.approx(0, abs=1e-9 * gain)


def test_nothing_to_lose_and_nothing_to_gain() -> None:
    """Certain either way."""
    assert withdrawal_limit(success_probability=0.5, gain_usd=1, loss_usd=0) == 1
    assert withdrawal_limit(success_probability=0, gain_usd=1, loss_usd=1) == 0
    assert withdrawal_limit(success_probability=1, gain_usd=0, loss_usd=0) == 0


def test_the_data_hold_every_lever_and_every_reply() -> None:
    """In the order of the form; their verdicts follow the rule of the ledger."""
    assert tuple(row["id"] for row in data.rows("negotiation_levers")) == get_args(Lever)
    assert tuple(row["id"] for row in data.rows("negotiation_replies")) == get_args(Reply)
    for one in lore():
        assert one.verdict in ("mixed", "unverifiable") or len(set(one.source)) >= 2, one.said
        assert one.source or one.verdict == "unverifiable", one.said


@pytest.mark.parametrize("lever", get_args(Lever))
def test_no_sentence_keeps_an_empty_place(lever: Lever) -> None:
    """Whatever they said, whichever offer leads, with a sum or without."""
    for reply in get_args(Reply):
        for want in ("first", "second"):
            found = negotiation_answer(lever=lever, reply=reply, want=want)
            assert not re.search(r"[{}]", " ".join(map(str, found.sections)))
    assert "Friday" in str(negotiation_answer(lever="deadline").sections)


def test_a_sum_of_your_own_is_priced_by_its_worth() -> None:
    """What it adds is the difference of two means; the limit stands in the sentence."""
    raised = replace(LAB, base_usd=340_000)
    gain = expected_value_usd(offer=raised) - expected_value_usd(offer=LAB)
    loss = expected_value_usd(offer=LAB) - expected_value_usd(offer=PRODUCT)
    found = negotiation_answer(want="first", ask_usd=340_000, success_probability=0.5).headline
    assert f"worth {gain:,.0f} dollars today" in found
    assert f"in more than {100 * 0.5 * gain / (0.5 * gain + loss):.0f} of 100" in found
    less = negotiation_answer(want="first", ask_usd=300_000).headline
    assert less.endswith("there is nothing to ask for.")
    behind = negotiation_answer().headline
    assert "316,000 dollars of base pay, 81,000 (34%) more" in behind
    assert "you would still hold the other offer" in behind
