"""Tax against the golden values, Tax-Calculator, and a second method that adds up dollar slices."""

import csv
from pathlib import Path
from typing import Any

import numpy
import pytest
import tax_golden
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb import data
from careerkb.pay.itemizing import Filer
from careerkb.pay.tax import (
    alternative_minimum_tax_usd,
    federal_tax_usd,
    income_tax_usd,
    investment_tax_usd,
    marginal_rate,
    payroll_tax_usd,
    take_home_usd,
    tax_answer,
)

TABLE = Path(__file__).with_name("tax_calculator.csv")
"""
Golden values of Tax-Calculator, which is too heavy to be a dependency of the tests.

Its first line names the version; `tools/tax_golden.py` makes it anew.
"""


def golden() -> list[dict[str, Any]]:
    """Read the table: one row a case, amounts as numbers."""
    lines = TABLE.read_text("utf-8").splitlines()
    assert lines[0].startswith("# Tax-Calculator 6.8.0,")
    return [
        {name: text if name == "status" else float(text) for name, text in row.items()}
        for row in csv.DictReader(lines[1:])
    ]


GOLDEN = golden()
TAXES = ("income_tax", "minimum", "investment", "payroll")


@pytest.mark.parametrize(
    ("year", "wages", "income", "payroll", "left"),
    [
        (2026, 245_000, 49_704.00, 15_396.50, 179_899.50),
        (2026, 450_000, 120_634.25, 20_214.00, 309_151.75),
        (2025, 245_000, 50_423.00, 14_875.70, 179_701.30),
    ],
)
def test_the_golden_values(
    year: int, wages: float, income: float, payroll: float, left: float
) -> None:
    """To the cent: single, wages only, no state."""
    assert income_tax_usd(wages_usd=wages, filer=Filer(year=year)) == pytest.approx(
        income, abs=0.005
    )
    assert payroll_tax_usd(wages_usd=wages, filer=Filer(year=year)) == pytest.approx(
        payroll, abs=0.005
    )
    assert take_home_usd(wages_usd=wages, filer=Filer(year=year)) == pytest.approx(left, abs=0.005)


def test_the_golden_table_is_what_the_script_makes() -> None:
    """The same cases in the same order, for both years: nobody has left out one that hurts."""
    names = ("status", "wages_usd", "long_term_gain_usd", "other_income_usd", "spread_usd")
    assert [(row["year"], *(row[name] for name in names)) for row in GOLDEN] == [
        (year, *case) for year in (2025, 2026) for case in tax_golden.cases()
    ]


@pytest.mark.parametrize("year", [2025, 2026])
@pytest.mark.parametrize("status", ["single", "joint"])
def test_every_tax_agrees_with_tax_calculator(year: int, status: str) -> None:
    """Four taxes a case, and what is left, to the cent: wages to 6 and gains to 3 million."""
    rows = [row for row in GOLDEN if (row["year"], row["status"]) == (year, status)]
    assert len(rows) > 250
    wrong = []
    for row in rows:
        place = {"filer": Filer(year=year, status=status), "wages_usd": row["wages_usd"]}
        gains = {name: row[name] for name in ("long_term_gain_usd", "other_income_usd")}
        spread = {"incentive_stock_option_spread_usd": row["spread_usd"]}
        taxes = (
            income_tax_usd(**gains, **place),
            alternative_minimum_tax_usd(**spread, **gains, **place),
            investment_tax_usd(**gains, **place),
            payroll_tax_usd(**place),
        )
        expected = [row[tax] for tax in TAXES]
        together = federal_tax_usd(**spread, **gains, **place)
        if (*taxes, together) != pytest.approx((*expected, sum(expected[:3])), abs=0.011):
            wrong.append((row, taxes))
        if not row["spread_usd"] and not row["other_income_usd"]:
            left = row["wages_usd"] + row["long_term_gain_usd"] - sum(expected)
            found = take_home_usd(long_term_gain_usd=row["long_term_gain_usd"], **place)
            if found != pytest.approx(left, abs=0.021):
                wrong.append((row, found))
    assert wrong == []


def test_the_golden_cases_reach_every_threshold() -> None:
    """A wrong number in any row of `tax.toml` would move some case: each lies inside one's income."""
    for rules in data.rows("tax"):
        place = (rules["year"], rules["status"])
        rows = [row for row in GOLDEN if (row["year"], row["status"]) == place]
        incomes = sorted({row["wages_usd"] + row["long_term_gain_usd"] for row in rows})
        for threshold in (*rules["bracket_tops"], rules["gain_15_from"], rules["gain_20_from"],
                          rules["amt_phase_out_from"], rules["amt_28_from"]):  # fmt: skip
            assert incomes[0] < threshold < incomes[-1]
    assert sum(row["minimum"] > 0 for row in GOLDEN if not row["spread_usd"]) > 20


@pytest.mark.parametrize(
    ("status", "wages", "left"), [("single", 247_000, 775_090.50), ("joint", 503_000, 945_315.50)]
)
def test_gains_alone_can_bring_the_minimum_tax(status: str, wages: float, left: float) -> None:
    """777,000 dollars of gain shrink the exemption: 13,926 and 32,326 more than the regular tax."""
    place = {"wages_usd": wages, "long_term_gain_usd": 777_000, "filer": Filer(status=status)}
    assert take_home_usd(**place) == pytest.approx(left, abs=0.005)
    more = {"single": 13_926, "joint": 32_326}[status]
    assert alternative_minimum_tax_usd(**place) == pytest.approx(more, abs=0.005)


def test_a_short_gain_is_taxed_like_wages_and_as_an_investment() -> None:
    """Income tax as on more wages; investment tax as on a long gain."""
    short = {"wages_usd": 230_000, "other_income_usd": 40_000}
    assert income_tax_usd(**short) == pytest.approx(income_tax_usd(wages_usd=270_000))
    assert investment_tax_usd(**short) == pytest.approx(0.038 * 40_000)


def test_the_investment_tax_stops_at_what_is_above_the_threshold() -> None:
    """190,000 of wages and 30,000 of gains are 20,000 above it: 760 dollars, not 1,140."""
    assert investment_tax_usd(wages_usd=190_000, long_term_gain_usd=30_000) == pytest.approx(760)


def test_a_state_takes_its_part_of_wages_and_gains() -> None:
    """9 % of 300,000 dollars are 27,000, of which 10,900 above 16,100 save 32 % of themselves."""
    place = {"wages_usd": 260_000, "long_term_gain_usd": 40_000}
    lost = take_home_usd(**place) - take_home_usd(state_rate=0.09, **place)
    assert lost == pytest.approx(27_000 - 0.32 * 10_900)


def sliced(rows: dict[str, object], wages: float, gains: float, width: float) -> float:
    """Add up the tax of every small slice of income at the rate of its middle: a second method."""
    edges = [*rows["bracket_tops"], numpy.inf]
    rates = numpy.array([0.10, 0.12, 0.22, 0.24, 0.32, 0.35, 0.37])
    deduction = rows["standard_deduction"]
    ordinary = max(0.0, wages - deduction)
    gains = max(0.0, gains + min(0.0, wages - deduction))
    middles = numpy.arange(width / 2, ordinary, width)
    tax = float(rates[numpy.searchsorted(edges, middles)].sum() * width)
    on_top = numpy.arange(ordinary + width / 2, ordinary + gains, width)
    steps = [rows["gain_15_from"], rows["gain_20_from"], numpy.inf]
    return tax + float(numpy.array([0, 0.15, 0.2])[numpy.searchsorted(steps, on_top)].sum() * width)


@pytest.mark.parametrize("rules", data.rows("tax"), ids=lambda r: f"{r['year']} {r['status']}")
@pytest.mark.parametrize(
    ("wages", "gains"), [(90_000, 0), (310_000, 60_000), (800_000, 700_000), (9_000, 40_000)]
)
def test_a_sum_of_slices_agrees(rules: dict[str, object], wages: float, gains: float) -> None:
    """Ten dollars a slice, each at the rate of its place: within ten dollars."""
    found = income_tax_usd(
        wages_usd=wages,
        long_term_gain_usd=gains,
        filer=Filer(year=rules["year"], status=rules["status"]),
    )
    assert found == pytest.approx(sliced(rules, wages, gains, 10.0), abs=10)


PLACES = {
    "wages": st.floats(0, 5e6),
    "year": st.sampled_from([2025, 2026]),
    "status": st.sampled_from(["single", "joint"]),
}


@given(**PLACES, gains=st.floats(0, 5e6), more=st.floats(0, 1e5))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_taxes_rise_without_a_jump(
    wages: float, year: int, status: str, gains: float, more: float
) -> None:
    """One more dollar of wages never lowers income tax, and never costs more than half a dollar."""
    place = {"filer": Filer(year=year, status=status), "long_term_gain_usd": gains}
    before = income_tax_usd(wages_usd=wages, **place)
    after = income_tax_usd(wages_usd=wages + more, **place)
    # A dollar of wages can push a dollar of gains from 0 to 15 % besides its own 12 or 22 %.
    assert -1e-6 <= after - before <= (0.37 + 0.15) * more + 1e-6


@given(**PLACES)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_the_marginal_rate_is_the_slope_and_never_above_the_statutory_sum(
    wages: float, year: int, status: str
) -> None:
    """The next dollar, by difference; at most 37 + 1.45 + 0.9, or 35 + 7.65 below the base."""
    place = {"filer": Filer(year=year, status=status)}
    rate = marginal_rate(wages_usd=wages, **place)
    assert 0 <= rate <= 0.37 + 0.062 + 0.0145 + 0.009
    step = 1e-3
    slope = (take_home_usd(wages_usd=wages + step, **place)
             - take_home_usd(wages_usd=wages, **place)) / step  # fmt: skip
    near = {marginal_rate(wages_usd=w, **place) for w in (wages, wages + step)}
    assert any(1 - slope == pytest.approx(r, abs=1e-3) for r in near) or len(near) == 2


@pytest.mark.parametrize("rules", data.rows("tax"), ids=lambda r: f"{r['year']} {r['status']}")
def test_the_marginal_rate_at_a_threshold_is_that_of_the_next_dollar(
    rules: dict[str, object],
) -> None:
    """At every threshold, by paying one dollar more, with a state of 9 %."""
    place = {"filer": Filer(year=rules["year"], status=rules["status"]), "state_rate": 0.09}
    deduction = rules["standard_deduction"]
    tops = [deduction + top for top in (0, *rules["bracket_tops"])]
    for wages in (0, *tops, rules["social_security_base"], rules["medicare_extra_from"]):
        kept = [take_home_usd(wages_usd=wages + dollar, **place) for dollar in (0, 1)]
        assert marginal_rate(wages_usd=wages, **place) == pytest.approx(1 - kept[1] + kept[0])


@given(**PLACES, state=st.floats(0, 0.14), more=st.floats(1, 1e5))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_take_home_rises_with_wages(
    wages: float, year: int, status: str, state: float, more: float
) -> None:
    """A raise is never worse than none."""
    place = {"filer": Filer(year=year, status=status), "state_rate": state}
    assert take_home_usd(wages_usd=wages + more, **place) > take_home_usd(wages_usd=wages, **place)


@given(**PLACES, spread=st.floats(0, 5e6))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_the_minimum_tax_is_none_without_a_spread_and_rises_with_it(
    wages: float, year: int, status: str, spread: float
) -> None:
    """Wages alone owe none of it in these years, and more spread never owes less."""
    place = {"wages_usd": wages, "filer": Filer(year=year, status=status)}
    none, some, more = (
        alternative_minimum_tax_usd(incentive_stock_option_spread_usd=s, **place)
        for s in (0, spread, spread + 1_000)
    )
    assert none == pytest.approx(0, abs=1e-6)
    assert 0 <= some <= more + 1e-6


def test_the_answer_adds_up() -> None:
    """Parts sum to the wages, each bar to 100 %; the headline holds the golden take-home."""
    assert "309,152 are left" in tax_answer().headline
    for state_rate in (0.0, 0.09):
        answer = tax_answer(state_rate=state_rate)
        parts = dict(answer.table.rows)
        assert sum(parts.values()) == pytest.approx(450_000)
        assert parts["state"] == pytest.approx(state_rate * 450_000)
        assert answer.chart is not None
        for bar in zip(*(one.y for one in answer.chart.series), strict=True):
            assert sum(bar) == pytest.approx(100)


@pytest.mark.parametrize("wages", [1_000.0, 450_000.0, 1_250_000.0])
def test_the_bars_are_named_in_dollars(wages: float) -> None:
    """A quarter, a half, the whole, half as much again and twice the wages, to the dollar."""
    chart = tax_answer(wages_usd=wages).chart
    assert chart is not None
    labels = chart.series[0].x
    assert all(label.startswith("$") for label in labels)
    read = [float(label.lstrip("$").replace(",", "")) for label in labels]
    assert read == pytest.approx([wages * part for part in (0.25, 0.5, 1, 1.5, 2)], abs=0.5)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"filer": 2026}, "filer must be a Filer, got 2026"),
        ({"wages_usd": -1}, "wages_usd must be .* was the sign meant"),
    ],
)
def test_bad_terms_are_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the term."""
    with pytest.raises(ValueError, match=message):
        income_tax_usd(**({"wages_usd": 245_000} | terms))
