"""Places side by side: rates are typed, equal currencies need none, and nothing is lost."""

import pytest

from careerkb.pay.abroad import FRANCE, GERMANY, LAWS, Place, abroad_answer, kept_home, left_home
from careerkb.pay.tax import take_home_usd

LEFT_OF_100_000 = {
    "United Kingdom": 68_557.40,  # policyengine-uk
    "Ontario": 74_206,  # a second hand's formula
    "British Columbia": 75_373,
    "Quebec": 69_585,
    "France": 64_244,  # by the formula by hand, 2026 provisional
    "Germany": 58_014,  # gettsim
    "Zürich": 78_359,
    "United States": 79_180,  # policyengine-us, Texas
}


@pytest.mark.parametrize("where", LAWS)
def test_each_place_leaves_what_its_own_page_says(where: str) -> None:
    """Of 100,000 of its own currency, against the recorded values, at a rate of one half."""
    own = LAWS[where].currency
    assert left_home(place=Place(where=where, base_local=100_000), home=own) == pytest.approx(
        LEFT_OF_100_000[where], abs=2
    )
    other = "USD" if own == "EUR" else "EUR"
    half = left_home(place=Place(where=where, base_local=100_000, exchange_rate=0.5), home=other)
    assert half == pytest.approx(
        left_home(place=Place(where=where, base_local=100_000), home=own) / 2
    )


def test_a_state_takes_its_rate_of_all_wages() -> None:
    """As the page on US tax does."""
    place = Place(where="United States", base_local=150_000, shares_local=50_000, state_rate=0.09)
    assert left_home(place=place, home="USD") == pytest.approx(
        take_home_usd(wages_usd=200_000, state_rate=0.09)
    )


def test_the_cost_of_living_divides() -> None:
    """A place twice as dear keeps half."""
    place = Place(where="Germany", base_local=100_000, cost_of_living=2.0)
    assert kept_home(place=place) == pytest.approx(left_home(place=place) / 2)


@pytest.mark.parametrize("where", [w for w, law in LAWS.items() if law.currency != "EUR"])
def test_a_missing_rate_is_refused_in_every_currency(where: str) -> None:
    """The sentence names the place in the list, both currencies, and what to do."""
    own = LAWS[where].currency
    message = rf"places\[1\]\.exchange_rate must be .* how many EUR one {own} buys.*got None"
    with pytest.raises(ValueError, match=message):
        abroad_answer(places=(GERMANY, Place(where=where, base_local=100_000)))


def test_a_rate_between_equal_currencies_is_refused() -> None:
    """A euro is a euro; one or nothing is taken."""
    with pytest.raises(ValueError, match="exchange_rate must be 1 or empty"):
        left_home(place=Place(where="Germany", base_local=100_000, exchange_rate=1.08))
    assert left_home(
        place=Place(where="Germany", base_local=100_000, exchange_rate=1)
    ) == left_home(place=GERMANY)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"where": "Alberta"}, "where must be one of 'United Kingdom', .*got 'Alberta'"),
        ({"base_local": -90_000}, "base_local must be .*was the sign meant"),
        ({"exchange_rate": 0}, "exchange_rate must be a number from 1e-06"),
        ({"state_rate": 0.05}, "state_rate must be 0 in Germany, got 0.05"),
    ],
)
def test_a_bad_place_is_refused(fields: dict[str, object], message: str) -> None:
    """An unknown province, a negative wage, a rate of nothing, a state where there is none."""
    with pytest.raises(ValueError, match=message):
        Place(**{"where": "Germany", "base_local": 100_000, **fields})


def test_one_place_is_no_comparison() -> None:
    """Two to six."""
    with pytest.raises(ValueError, match="places must be a list or tuple of at least 2"):
        abroad_answer(places=(GERMANY,))


def test_the_headline_names_the_best_or_declines() -> None:
    """France leaves more of 100,000 euros; with 88,000 there it is too close to call."""
    assert abroad_answer().headline.startswith("France leaves most at your prices: 64,2")
    near = (GERMANY, Place(where="France", base_local=89_500))
    assert abroad_answer(places=near).headline.startswith("Too close to call")


def test_two_offers_in_one_place_are_numbered() -> None:
    """So that the headline can say which."""
    places = (GERMANY, FRANCE, Place(where="Germany", base_local=150_000))
    answer = abroad_answer(places=places)
    assert [row[0] for row in answer.table.rows] == ["Germany (1)", "France", "Germany (2)"]
    assert answer.headline.startswith("Germany (2) leaves most at your prices: 84,8")


def test_rows_hold_what_is_left_out_and_bars_add_up() -> None:
    """Left and taken together are the pay, in thousands, at the reader's prices."""
    places = (
        Place(where="Zürich", base_local=100_000, exchange_rate=1.1, cost_of_living=1.5),
        Place(where="Ontario", base_local=100_000, exchange_rate=0.6),
        FRANCE,
    )
    answer = abroad_answer(places=places)
    assert all("looks too good" in row[-1] for row in answer.table.rows)
    assert answer.chart is not None
    left, taken = (series.y for series in answer.chart.series)
    together = [a + b for a, b in zip(left, taken, strict=True)]
    assert together == pytest.approx([110 / 1.5, 60, 100])
