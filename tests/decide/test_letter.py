"""Offer files: round trips, every slip that a reader makes, and a schema that cannot drift."""

import re
import tomllib
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_house import ROOT

from careerkb.decide.letter import (
    letter_answer,
    letter_faults,
    letter_read,
    offer_from_toml,
    offer_to_toml,
)
from careerkb.pay.comparison import compare
from careerkb.pay.offers import Offer
from careerkb.pay.schedules import Schedule, schedule, schedule_names
from careerkb.pay.worth import expected_value_usd

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
        ("", "^base_usd must be given: a number from 1,000"),
        ("bonus_fraction = 0.1", "^base_usd must be given"),
        ("base_usd = 245_000\nbonus_percent = 15", "line 2: a key must be .* mean bonus_fraction"),
        ("base_usd = 245_000\nzzz = 1", "line 2: a key must be one of base_usd, .* got 'zzz'$"),
        ("base_usd = 'plenty'", "line 1: base_usd must be .* got 'plenty'; give a number, such as 600000, 600k"),
        ("base_usd = 245", "line 1: base_usd must be .* write 245000"),
        ("base_usd = '245'", "line 1: base_usd must be .* write 245000"),
        ("base_usd = true", "line 1: base_usd must be .* this is a bool"),
        ("base_usd = nan", "line 1: base_usd must be .* not a number"),
        ("base_usd = -5", "got -5$"),
        ("base_usd = 245_000\n\nbonus_fraction = 15", "line 3: .* write 15 % as 0.15"),
        ("base_usd = 2e5\nschedule = '33/33/33'", "line 2: schedule must be yearly percentages .* these sum to 99 %"),
        ("base_usd = 2e5\nschedule = 'Google'", "line 2: schedule must be one schedule.*33/33/22/12.*38/32/20/10"),
        ("base_usd = 2e5\nschedule = 4", "line 2: schedule must be a preset or a table, got 4"),
        (
            "base_usd = 2e5\n[schedule]\nyearly_fractions = [0.3, 0.3, 0.3]",
            "line 3: schedule.yearly_fractions must be fractions that sum to 1.* sum to 0.9",
        ),
        ("base_usd = 2e5\n[schedule]\nyearly = [1.0]", r"schedule.yearly_fractions must be given.*and 1 more"),
        ("base_usd = 2e5\n[schedule]\ncliff_months = 3", "line 2: schedule.yearly_fractions must be given"),
        ("base_usd = 245,000", 'line 1: base_usd must be one number, got .245,000.; write 245000 or "245,000"'),
        ("base_usd = 2e5\nbase_usd = 3e5", "line 2: base_usd must be given once, got '3e5'; it stands in line 1"),
        ("base_usd = 2e5\nguaranteed_bonus_usd = 2e6", "line 2: .*at most five times base_usd"),
        ("base_usd = 2e5\nlayoff_carve_out = 'yes'", "line 2: layoff_carve_out must be true or false.*write true, without"),
        ("base_usd = 2e5\nlayoff_carve_out = 'true'", "line 2: layoff_carve_out must be true or false.*write true, without"),
        ("base_usd = 2e5\nclawback_months = 12.0", "line 2: clawback_months must be a whole number .* write 12"),
        ("base_usd = 2e5\nclawback = 'pro-rated'", "line 2: .* did you mean 'prorated'"),
        ("[offer]\nbase_usd = 2", "^line 2: offer.base_usd must be"),
        ("base_usd = 2e5\ngrant_usd = 600", 'line 2: grant_usd must be beyond doubt, got 600; if 600 means thousands, write 600000; if dollars, write "\\$600"'),
        ("base_usd = 2e5\nsign_on_usd = '75'", "line 2: sign_on_usd must be beyond doubt.* write 75000"),
        ("base_usd = '€ 90,000'", "line 1: base_usd must be .* amounts are US dollars"),
        ("base_usd = '245.000'", "line 1: .* write 245000 if the point parts thousands, 245 if it parts decimals"),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_its_line(text: str, message: str) -> None:
    """One sentence: where, what was given, what is allowed."""
    with pytest.raises(ValueError, match=message) as refused:
        offer_from_toml(text=text)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "base_usd = 300000\n[[offer_a]]\nbase_usd = 1\n",
            "line 2: offer_a must be no table, got '[offer_a]';"
            " delete this line, so that the terms stand alone",
        ),
        (
            "[first]\nbase_usd = 300000\n",
            "line 1: first must be no table, got '[first]';"
            " delete this line, so that the terms stand alone",
        ),
        (
            "[offer_a]\nbase_usd = 300000\n[offer_b]\nbase_usd = 310000\n",
            "the file must be one offer, got 'offer_a and offer_b';"
            " this file holds two already; compare them with it alone",
        ),
    ],
)
def test_tables_where_one_offer_is_expected(text: str, message: str) -> None:
    """One sentence says what to do, instead of a list of keys for each table."""
    assert letter_faults(text=text) == (message,)


def test_all_faults_are_told_at_once() -> None:
    """Three slips, three sentences, in the order of the file."""
    text = "base_usd = -1\nbonus = 0.1\nsign_on_usd = '75 apples'\n"
    faults = letter_faults(text=text)
    assert [fault[:7] for fault in faults] == ["line 1:", "line 2:", "line 3:"]
    with pytest.raises(ValueError, match=r"and 2 more"):
        offer_from_toml(text=text)


@pytest.mark.parametrize(
    ("text", "base", "grant", "bonus"),
    [
        ("base_usd = '310k'\ngrant_usd = '$1.2m'\nbonus_fraction = '15 %'", 310_000, 1_200_000, 0.15),
        ("base_usd = '$310,000'\ngrant_usd = '600 000 USD'\nbonus_fraction = '0,15'", 310_000, 600_000, 0.15),
        ("base_usd = '310k a year'\ngrant_usd = '$600'\nbonus_fraction = '12.5%'", 310_000, 600, 0.125),
    ],
)  # fmt: skip
def test_amounts_may_be_written_as_people_do(
    text: str, base: float, grant: float, bonus: float
) -> None:
    """In quotes, in a letter as on a page; what was understood is said."""
    offer, faults, echoes = letter_read(text=text)
    assert faults == ()
    assert offer == Offer(base_usd=base, grant_usd=grant, bonus_fraction=bonus)
    assert f"base_usd is read as {base:,} USD a year" in echoes
    assert f"bonus_fraction is read as {bonus * 100:g} %" in echoes


MISSING = ("tc", "shares", "equity_percent", "annual_stock_usd", "total_comp")
MEANT = {
    "bonus": "bonus_fraction", "target_bonus": "bonus_fraction", "salary": "base_usd", "RSU": "grant_usd",
    "rsu_usd": "grant_usd", "signing_bonus": "sign_on_usd", "sign-on": "sign_on_usd", "stock": "grant_usd",
    "equity": "grant_usd", "vesting": "schedule", "refresher": "refresher_usd", "bas_usd": "base_usd",
    "bonus_fracton": "bonus_fraction", "severance_weeks": "severance_months, three for thirteen weeks",
    "clawback_years": "clawback_months, twelve for each year", "bonus_multiples": "bonus_multiple",
    "strike_usd": "options", "match_401k_usd": "benefits_usd", "401k": "benefits_usd",
    "pto": "benefits_usd", "relocation_usd": "cash_parts", "health_insurance_usd": "benefits_usd",
    "espp": "benefits_usd", "second_year_sign_on_usd": "cash_parts", "private_shares": "private",
    "second_grant": "more_grants", "contract_years": "term_years",
}  # fmt: skip


@pytest.mark.parametrize("key", MISSING)
def test_what_an_offer_does_not_hold_is_said(key: str) -> None:
    """No key of another meaning is advised."""
    (fault,) = letter_faults(text=f"base_usd = 2e5\n{key} = 0.06")
    assert "did you mean" not in fault
    assert re.search("(is|are) not a term of an offer", fault)


@pytest.mark.parametrize("key", MEANT)
def test_what_people_call_a_term_leads_to_it(key: str) -> None:
    """And never to another one: bonus is a share of base, not a multiple of the target."""
    (fault,) = letter_faults(text=f"base_usd = 2e5\n{key} = 0.15")
    assert f"did you mean {MEANT[key]}" in fault


def test_no_name_of_a_term_leads_to_two() -> None:
    """In the file of names: each stands once, and every key that is advised is one of an offer."""
    words = tomllib.loads((ROOT / "src/careerkb/inputs/terms.toml").read_text("utf-8"))
    names = [name for term in (*words["terms"], *words["missing"]) for name in term["names"]]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    known = {field.name for field in fields(Offer)} | {"discount_rate"}
    assert {key for term in words["terms"] for key in term["keys"]} <= known
    for term in words["terms"]:
        assert all(re.search(rf"\b{key}\b", term["says"]) for key in term["keys"])
    assert not known & set(names)


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
        if example and key not in ("schedule", "price_growth_fraction"):  # a name, or left out
            text = f"{key} = {example}" + ("" if key == "base_usd" else "\nbase_usd = 245000")
            assert offer_from_toml(text=text)


LETTERS: dict[str, tuple[float, tuple[str, str], str]] = {
    "lab_before_listing": (  # a listing or sale within five years comes in 1 - 0.7 ** 5
        4 * 320_000 + 50_000 + 1_200_000 * (1 - 0.7**5),
        ("tender_fraction = 0.2", "tender_fraction = 1.5"),
        r"^line 10: private.tender_fraction must be a number from 0 to 1 .*got 1\.5",
    ),
    "listed_half_yearly": (
        4 * 180_000 + 60_000 + 300_000 + 45_000,
        ("5/15/40/40", "5/15/40/41"),
        "^line 6: schedule must be .* these sum to 101 %$",
    ),
    "listed_quarterly": (
        4 * 220_000 * 1.15 + 50_000 + 500_000 + 100_000 * (0.75 + 0.5 + 0.25),
        ('refresher_schedule = "even quarterly"', 'refresher_schedule = "evenly quarter"'),
        "^line 8: refresher_schedule must be .*did you mean 'even quarterly'",
    ),
    "start_up_after_b": (
        4 * 190_000 + 120_000 * (0.08 * (18 - 1.5) + 0.22 * (3 - 1.5)),
        ("probability = 0.22", "probability = 0.95"),
        r"options.outcomes must be chances that sum to at most 1, .* these sum to 1\.03$",
    ),
    "university": (
        130_000 * (1 + 1.03 + 1.0609 + 1.092727) + 4 * 13_000 + 2 * 28_000,
        ("month = 24", "month = 130"),
        r"^line 14: cash_parts\[1\].month must be a whole number from 0 to 120 .*got 130",
    ),
    "postdoc": (  # half of them two years more, half of them two years elsewhere
        (2 + 1) * 78_000 + 0.5 * 2 * 2.5 * 72_000,
        ("term_years = 2", "term_years = 0"),
        "^line 4: term_years must be a whole number from 1 to 10",
    ),
    "lab_in_london": (
        (4 * (200_000 * 1.2 + 20_000) + 250_000) / 1.1,
        ("base_usd = 200_000", 'base_usd = "£150k"'),
        "^line 2: base_usd must be .*£150k",
    ),
    "lab_in_paris": (
        (4 * (130_000 * 1.1 + 5_000) + 0.15 * 25 * 40_000) / 0.95,
        ("price_multiple = 6", "price_multiple = -6"),
        "price_multiple must be a number from 0 to 1,000",
    ),
    "staying": (
        4 * 230_000 * 1.15 + 260_000 + 90_000 * 0.8 * 1.5,
        ("30@6/30@12", "30@12/30@6"),
        "^line 5: schedule must be parts in the order of their months",
    ),
    "newly_listed": (
        4 * 250_000 + 40_000 + 3 * 25_000 + 400_000 + 100_000,
        ("priced_month = 3", "priced_month = 4"),
        r"more_grants\[0\].priced_month must be at most 3, the month in which the first part vests",
    ),
}
"""Each letter's worth over four years without discount, by hand; a slip; and what is said of it."""


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_as_employers_write_it(name: str) -> None:
    """It opens whole, is worth what its parts add up to, is written back, refused when broken."""
    worth, (right, wrong), said = LETTERS[name]
    text = (ROOT / f"tests/letters/{name}.toml").read_text("utf-8")
    offer = offer_from_toml(text=text)
    assert expected_value_usd(offer=offer, discount_rate=0.0) == pytest.approx(worth, rel=1e-7)
    assert offer_from_toml(text=offer_to_toml(offer=offer)) == offer
    assert text.count(right) == 1
    (fault,) = letter_faults(text=text.replace(right, wrong))
    assert re.search(said, fault), fault


def test_there_are_ten_letters_and_each_compares_with_staying() -> None:
    """Every kind of employer stands in one comparison."""
    files = sorted((ROOT / "tests/letters").glob("*.toml"))
    assert sorted(LETTERS) == [file.stem for file in files]
    offers = {file.stem: offer_from_toml(text=file.read_text("utf-8")) for file in files}
    found = {
        name: compare(offer_a=offer, offer_b=offers["staying"]) for name, offer in offers.items()
    }
    assert found["staying"].certain is False
    assert found["postdoc"].verdict == "second"
    assert found["lab_before_listing"].verdict == "first"
    assert 0 < found["start_up_after_b"].first_higher < 0.1
