"""Offer files: round trips, every slip that a reader makes, and a schema that cannot drift."""

import re
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.decide.letter import letter_answer, letter_faults, offer_from_toml, offer_to_toml
from careerkb.pay.offers import Offer
from careerkb.pay.vesting import Schedule, schedule, schedule_names

FULL = """
# what the letter says
base_usd = 235_000
bonus_fraction = 0.15
sign_on_usd = 75_000
clawback = "cliff"
grant_usd = 600_000
schedule = "33/33/22/12"
# what I expect
layoff_probability = 0.04
"""


def test_a_whole_letter_is_read() -> None:
    """Each key lands in its term, the rest keep their defaults."""
    offer = offer_from_toml(text=FULL)
    assert offer == Offer(
        base_usd=235_000,
        bonus_fraction=0.15,
        sign_on_usd=75_000,
        clawback="cliff",
        grant_usd=600_000,
        schedule=schedule(name="33/33/22/12"),
        layoff_probability=0.04,
    )


def test_a_schedule_of_ones_own() -> None:
    """A table with fractions, cliff and interval."""
    text = "base_usd = 1e5\n[schedule]\nyearly_fractions = [0.5, 0.5]\ninterval_months = 3\n"
    assert offer_from_toml(text=text).schedule == Schedule(
        yearly_fractions=(0.5, 0.5), interval_months=3
    )


OFFERS = st.builds(
    Offer,
    base_usd=st.floats(1_000, 1e9) | st.integers(1_000, 10**9),
    bonus_fraction=st.floats(0, 1),
    sign_on_usd=st.floats(0, 1e13),
    clawback=st.sampled_from(["prorated", "cliff", "two-stage"]),
    clawback_months=st.integers(0, 60),
    layoff_carve_out=st.booleans(),
    grant_usd=st.floats(0, 1e13),
    schedule=st.sampled_from(
        [
            *(schedule(name=name) for name in schedule_names()),
            Schedule(yearly_fractions=(0.5, 0.3, 0.2), cliff_months=6, interval_months=6),
        ]
    ),
    raise_fraction=st.floats(-0.5, 0.5),
    cost_of_living=st.floats(0.5, 3),
    volatility_fraction=st.floats(0, 1.5),
)


@given(OFFERS)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_what_is_written_is_read_back(offer: Offer) -> None:
    """To the last digit, whatever the terms."""
    back = offer_from_toml(text=offer_to_toml(offer=offer))
    for field in fields(Offer):
        assert getattr(back, field.name) == getattr(offer, field.name)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "^base_usd must be given"),
        ("bonus_fraction = 0.1", "^base_usd must be given"),
        ("base_usd = 245_000\nbonus_percent = 15", "line 2: a key must be .* mean bonus_fraction"),
        ("base_usd = 245_000\nzzz = 1", "line 2: a key must be one of the terms .* lists all keys"),
        ("base_usd = '245k'", "line 1: base_usd must be .* give a plain number"),
        ("base_usd = 245", "line 1: base_usd must be .* write 245000"),
        ("base_usd = true", "line 1: base_usd must be .* this is a bool"),
        ("base_usd = nan", "line 1: base_usd must be .* not a number"),
        ("base_usd = 245_000\n\nbonus_fraction = 15", "line 3: .* write 15 % as 0.15"),
        ("base_usd = 2e5\nschedule = '33/33/33'", "line 2: schedule must be yearly percentages .* these sum to 99 %"),
        ("base_usd = 2e5\nschedule = 4", "line 2: schedule must be a preset"),
        (
            "base_usd = 2e5\n[schedule]\nyearly_fractions = [0.3, 0.3, 0.3]",
            "line 2: yearly_fractions must be fractions that sum to 1.* sum to 0.9",
        ),
        ("base_usd = 2e5\n[schedule]\nyearly = [1.0]", "line 2: a key of schedule .* yearly_fractions"),
        ("base_usd = 2e5\n[schedule]\ncliff_months = 3", "schedule must be a table with yearly"),
        ("base_usd = 245,000", "the file must be TOML, one `key = value` a line; .*line 1"),
        ("base_usd = 2e5\nbase_usd = 3e5", "the file must be TOML.*Cannot overwrite"),
        ("base_usd = 2e5\nguaranteed_bonus_usd = 2e6", "at most five times base_usd"),
        ("base_usd = 2e5\nlayoff_carve_out = 'yes'", "line 2: layoff_carve_out must be true or"),
        ("base_usd = 2e5\nclawback = 'pro-rated'", "line 2: .* did you mean 'prorated'"),
        ("[offer]\nbase_usd = 2e5", "^base_usd must be given"),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_its_line(text: str, message: str) -> None:
    """One sentence: where, what was given, what is allowed."""
    with pytest.raises(ValueError, match=message) as refused:
        offer_from_toml(text=text)
    assert "\n" not in str(refused.value)


def test_all_faults_are_told_at_once() -> None:
    """Three slips, three sentences, in the order of the file."""
    text = "base_usd = -1\nbonus = 0.1\nsign_on_usd = '75k'\n"
    faults = letter_faults(text=text)
    assert [fault[:7] for fault in faults] == ["line 1:", "line 2:", "line 3:"]
    with pytest.raises(ValueError, match=r"and 2 more"):
        offer_from_toml(text=text)


def test_a_file_that_is_no_letter_is_refused_by_its_size() -> None:
    """A book pasted by mistake."""
    with pytest.raises(ValueError, match="text must be"):
        offer_from_toml(text="#" * 20_001)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but a ValueError ever comes out."""
    faults = letter_faults(text=text)
    assert all(" must " in fault for fault in faults)
    if not faults:
        assert offer_from_toml(text=text).base_usd >= 1_000


def test_the_schema_has_every_key_with_a_meaning() -> None:
    """As many rows as terms, none without words, and each key is read."""
    rows = {row[0]: row for row in letter_answer().table.rows}
    assert list(rows) == [field.name for field in fields(Offer)]
    for key, meaning, allowed, example in rows.values():
        assert re.match(r"[a-z]", str(meaning)), key
        assert allowed
        if key not in ("schedule", "price_growth_fraction"):  # a name, and a term left out
            text = f"{key} = {example}" + ("" if key == "base_usd" else "\nbase_usd = 245000")
            assert offer_from_toml(text=text)
