"""What readers type for a number: read where it means one thing, asked about where it could be two."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.exits.stock_grant import Grant
from careerkb.inputs import (
    Count,
    Fraction,
    Months,
    Number,
    Rate,
    Refusal,
    Usd,
    YearlyPayUsd,
    echo,
    read,
    spec_of,
    specs_of,
    understood,
    written,
)
from careerkb.inputs.typed import plain_text

MONEY, SHARE, PAY = spec_of(Usd), spec_of(Fraction), spec_of(YearlyPayUsd)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("600000", 600_000), ("600k", 600_000), ("600 K", 600_000), ("$600k", 600_000), ("600 thousand", 600_000),
        ("1.2m", 1_200_000), ("1,2 million", 1_200_000), ("$1.25M", 1_250_000), ("2bn", 2_000_000_000), ("0.5m", 500_000),
        ("$310,000", 310_000), ("310,000", 310_000), ("1,250,000", 1_250_000), ("1.250.000", 1_250_000),
        ("310 000", 310_000), ("310\u202f000", 310_000), ("310\u00a0000 $", 310_000), ("310'000", 310_000), ("310_000", 310_000),
        ("310,000.50", 310_000.5), ("310.000,50", 310_000.5), ("US$ 310,000", 310_000), ("310000 USD", 310_000),
        ("310,000 dollars", 310_000), ("1e6", 1_000_000), ("1E6", 1_000_000), ("$600", 600), ("0", 0), ("$75.50", 75.5),
        ("2450.00", 2450), ("245.125k", 245_125), ("+5000", 5000),
    ],
)  # fmt: skip
def test_sums_of_money(text: str, value: float) -> None:
    """Signs, suffixes and both ways of parting thousands."""
    assert understood(MONEY, text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("15 %", 0.15), ("15%", 0.15), ("0.15", 0.15), ("0,15", 0.15), (".15", 0.15), ("7.5 percent", 0.075), ("0,150", 0.15),
     ("12.35 %", 0.1235), ("100 %", 1.0), ("0,75%", 0.0075)],
)  # fmt: skip
def test_shares(text: str, value: float) -> None:
    """A percent sign is honoured, to the last digit; a decimal comma is read."""
    assert understood(SHARE, text) == value


@pytest.mark.parametrize(
    ("annotation", "text", "value"),
    [(Months, "12 months", 12), (Months, "12.0", 12), (Count, "1,000", 1_000), (Count, "10k", 10_000), (Rate, "-5 %", -0.05),
     (Rate, "8 % a year", 0.08), (YearlyPayUsd, "245k/yr", 245_000), (YearlyPayUsd, "$245k per year", 245_000), (Rate, "−0.05", -0.05)],
)  # fmt: skip
def test_other_units(annotation: object, text: str, value: float) -> None:
    """The unit may be said, and decides what a comma or a k may mean."""
    assert understood(spec_of(annotation), text) == value


@pytest.mark.parametrize(
    ("annotation", "text", "words"),
    [
        (Usd, "245.000", "write 245000 if the point parts thousands, 245 if it parts decimals"),
        (Usd, "600", 'if 600 means thousands, write 600000; if dollars, write "$600"'),
        (Usd, "75.5", "if 75.5 means thousands, write 75500"),
        (YearlyPayUsd, "245", "if 245 means thousands, write 245000"),
        (Usd, "€ 90,000", "amounts are US dollars"),
        (Usd, "90k GBP", "amounts are US dollars"),
        (Usd, "£90k", "amounts are US dollars"),
        (Usd, "15 %", "leave out the percent"),
        (Fraction, "$15", "leave out the dollars"),
        (Fraction, "15", "write 15 % as 0.15"),
        (Fraction, "15k", "as a plain number"),
        (Months, "12m", "as a plain number"),
        (Usd, "600-700k", "give one number"),
        (Months, "2026-01-02", "give a number in figures"),
        (Usd, "a lot", "give a number, such as"),
        (Usd, "", "it is empty"),
        (Usd, "3 10 000", "give a number"),
        (Usd, "31,00,000", "give a number"),
        (Usd, "1.2.3", "give a number"),
        (Usd, "٣", "give a number"),
        (Usd, "nan", "give a number"),
        (Usd, "-5000", "was the sign meant? try 5000"),
        (YearlyPayUsd, "-245000", "try 245000"),
    ],
)  # fmt: skip
def test_what_could_mean_two_things_is_asked(annotation: object, text: str, words: str) -> None:
    """One sentence with a cure, and no number."""
    with pytest.raises(Refusal) as refused:
        understood(spec_of(annotation), text)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("spec", "text"), [(PAY, "-5"), (MONEY, "-5"), (SHARE, "-15"), (PAY, "1e-3")]
)
def test_no_advice_is_given_that_is_refused_as_well(spec: object, text: str) -> None:
    """-5 for base pay: 5 would be no base pay either."""
    with pytest.raises(Refusal) as refused:
        understood(spec, text)  # type: ignore[arg-type]
    assert "try" not in str(refused.value)


def test_which_sums_are_asked_about() -> None:
    """Every sum for a person; never the price of a share or a token."""
    assert all(
        specs_of(Grant)[name].asks == () for name in ("strike_usd", "sale_usd", "fair_value_usd")
    )
    for term in ("grant_usd", "sign_on_usd", "refresher_usd", "guaranteed_bonus_usd"):
        from careerkb.pay.offers import Offer

        for document in ({"base_usd": 2e5, term: 75}, {"base_usd": 2e5, term: "75"}):
            assert "thousands" in str(read(spec_of(Offer), document)[1][0])
    assert (
        Grant(kind="ISO", shares=10_000, strike_usd=1, fair_value_usd=41, sale_usd=12).strike_usd
        == 1
    )


@given(st.floats(0, 1e13) | st.integers(0, 10**13) | st.floats(0, 2_000))
@settings(max_examples=400, deadline=None, derandomize=True, database=None)
def test_what_is_written_is_understood(value: float) -> None:
    """Whatever stands in a form is read back as the same number, without a question."""
    assert understood(MONEY, plain_text(MONEY, value)) == value
    assert written(MONEY, value) == plain_text(MONEY, value)


@given(st.integers(1_000, 10**9), st.sampled_from(["{:,}", "${:,}", "{:_}", "{:,} USD"]))
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_thousands_never_change_a_sum(value: int, way: str) -> None:
    """However they are parted."""
    assert understood(MONEY, way.format(value)) == value
    assert understood(MONEY, way.format(value).replace(",", " ").replace("_", "'")) == value


@given(st.text(max_size=40))
@settings(max_examples=400, deadline=None, derandomize=True, database=None)
def test_any_text_is_a_number_in_range_or_a_refusal(text: str) -> None:
    """Nothing else ever comes out."""
    for spec in (MONEY, SHARE, spec_of(Number), spec_of(Months)):
        value, faults = read(spec, text)
        assert all(" must be " in str(fault) for fault in faults)
        if not faults:
            assert math.isfinite(value)
            assert spec.low <= value <= spec.high


def test_a_number_is_echoed_with_its_unit() -> None:
    """As it was understood."""
    assert echo(MONEY, 310_000) == "310,000 USD"
    assert echo(SHARE, 0.075) == "7.5 %"
    assert echo(PAY, 245_000.5) == "245,000.5 USD a year"
    echoes: dict[tuple[str | int, ...], tuple[str, str]] = {}
    read(PAY, "245k", echoes=echoes)
    assert echoes == {(): ("245,000 USD a year", "245000")}
