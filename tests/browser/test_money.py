"""Money from the letters that a reader kept: as the desk counts it, whoever kept which part."""

import pytest

from careerkb.browser import dispatch
from careerkb.browser.money import answer
from careerkb.pay.comparison import compare
from careerkb.pay.offers import Offer

PLAIN = {"grant_usd": "0", "sign_on_usd": "0", "bonus_fraction": "0", "layoff_probability": "0"}


def test_base_pay_alone_is_its_discounted_mean_by_hand() -> None:
    """Four years of 300,000 and 200,000 at 8 %, each year at its middle or end, in thousands."""
    terms = [(f"offer_{one}.{term}", text) for one in "ab" for term, text in PLAIN.items()]
    typed = dict(terms) | {"offer_a.base_usd": "300k", "offer_b.base_usd": "$200,000"}
    found = answer({"offers": typed, "desk": {"options.0.name": "lab", "options.1.name": "shop"}})
    assert found["names"] == ["lab", "shop"]
    first, second = found["thousands"]
    assert first / second == pytest.approx(1.5, abs=0.01)
    assert 300 / 1.08**4 < first <= 300
    offers = [
        Offer(base_usd=base, bonus_fraction=0, sign_on_usd=0, grant_usd=0)
        for base in (300_000, 200_000)
    ]
    other = compare(offer_a=offers[0], offer_b=offers[1], years=4, discount_rate=0.08)
    assert [round(worth / 4000) for worth in other.expected_usd] == [first, second]
    assert f"lab {first:,}, shop {second:,}" in found["words"]


def test_a_third_letter_of_the_desk_counts_and_a_wrong_one_is_said() -> None:
    """The desk keeps the further letters; a text that is no sum is refused by its letter."""
    third = {"options.2.name": "third", "options.2.offer.base_usd": "400k"}
    found = answer({"offers": {"offer_a.base_usd": "300k"}, "desk": third})
    assert found["names"][2] == "third"
    assert len(found["thousands"]) == 3
    assert "mend them on the desk" in answer({"offers": {"offer_a.base_usd": "lots"}})["error"]
    assert "Letter 1" in dispatch("money", '{"offers": {"offer_a.base_usd": "lots"}}')
