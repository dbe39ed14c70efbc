"""Scales: the same as small slices added up, as a printed table, and as the US brackets do it."""

import math

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_house import ROOT

from careerkb import data
from careerkb.evidence.sources import read_sources
from careerkb.maths.scales import Scale, Taper, contribution, rules
from careerkb.pay.itemizing import through

SOURCES = {
    source.key: source
    for source in read_sources(bibtex=(ROOT / "docs/references.bib").read_text("utf-8"))
}
RULES = [
    pytest.param(row, id=f"{country} {row['years'][0]} {row['name']}")
    for country in data.country_names()
    for row in data.country_document(country)["rule"]
]


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    """Draw up to five steps with any rates, some of them bent."""
    widths = draw(st.lists(st.floats(100, 50_000), min_size=1, max_size=5))
    bottoms = tuple(numpy.cumsum(widths) - widths[0])
    size = len(bottoms)
    rates = draw(st.lists(st.floats(0, 0.6), min_size=size, max_size=size))
    curves = draw(st.lists(st.floats(0, 1e-6), min_size=size, max_size=size))
    return Scale(bottoms=bottoms, rates=rates, curves=curves)


@given(scales(), st.floats(0, 300_000), st.floats(0, 100_000))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_the_sum_of_small_slices_is_what_is_due(scale: Scale, amount: float, start: float) -> None:
    """Twenty thousand slices, each at the rate of its middle."""
    slices = 20_000
    middles = start + amount * (numpy.arange(slices) + 0.5) / slices
    added = sum(scale.rate(middle) for middle in middles) * amount / slices
    # a slice that holds a bottom may be wrong by its whole width
    assert scale.due(amount, start) == pytest.approx(added, abs=5 * amount / slices + 1e-6)


@given(
    st.lists(st.floats(1, 1e6), min_size=1, max_size=6, unique=True).map(sorted),
    st.floats(0, 2e6),
    st.floats(0, 1e6),
    st.data(),
)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_the_brackets_of_the_united_states_fit(
    tops: list[float], amount: float, start: float, more: st.DataObject
) -> None:
    """The same as the bracket function of US tax, which names the upper ends."""
    size = len(tops) + 1
    rates = more.draw(st.lists(st.floats(0, 1), min_size=size, max_size=size))
    scale = Scale(bottoms=(0.0, *tops), rates=rates)
    assert scale.due(amount, start) == pytest.approx(through(tops, rates, amount, start), abs=1e-5)


def test_a_table_gives_its_own_bases() -> None:
    """What is printed holds at each bottom, even where the steps below add up to less."""
    table = Scale(bottoms=(100, 200), rates=(0.1, 0.5), bases=(1.0, 12.0))
    assert [table.due(amount) for amount in (99, 100, 150, 200, 210)] == [0, 1, 6, 12, 17]


def test_rates_below_within_and_above() -> None:
    """Nothing below the first bottom; at a bottom the rate of the step that begins."""
    scale = Scale(bottoms=(10, 20), rates=(0.2, 0.4), curves=(0.01, 0.0))
    assert [scale.rate(amount) for amount in (9, 10, 15, 20)] == pytest.approx([0, 0.2, 0.3, 0.4])


@pytest.mark.parametrize(
    ("rate", "floor", "ceiling", "pay", "due"),
    [
        (0.0595, 3_500, 74_600, 74_600, 4_230.45),
        (0.0595, 3_500, 74_600, 200_000, 4_230.45),
        (0.0163, 0, 68_900, 80_000, 1_123.07),
        (0.05, 3_500, None, 3_000, 0),
        (0.05, 0, None, 1_000, 50),
    ],
)
def test_a_contribution_stops_at_both_ends(
    rate: float, floor: float, ceiling: float | None, pay: float, due: float
) -> None:
    """The first three are the published maxima of Canada's plan and insurance of 2026."""
    assert contribution(rate=rate, floor=floor, ceiling=ceiling).due(pay) == pytest.approx(due)


@pytest.mark.parametrize(
    ("income", "left"),
    [(0, 12_570), (100_000, 12_570), (100_001, 12_569.5), (125_140, 0), (1e6, 0)],
)
def test_the_british_allowance_melts_to_nothing(income: float, left: float) -> None:
    """It is gone at 125,140 pounds, as published."""
    assert Taper(full=12_570, start=100_000, rate=0.5).left(income) == left


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"bottoms": (), "rates": ()}, "bottoms must be at least 1 number"),
        ({"bottoms": (0, 5), "rates": (0.1,)}, "rates must be 2 numbers, as many as bottoms"),
        ({"bottoms": (5, 5), "rates": (0.1, 0.2)}, "bottoms must be rising numbers"),
        ({"bottoms": (0,), "rates": (0.1,), "bases": (0, 1)}, "bases must be 1 numbers"),
    ],
)
def test_a_ragged_scale_is_refused(fields: dict[str, tuple[float, ...]], message: str) -> None:
    """What is wrong is named."""
    with pytest.raises(ValueError, match=message):
        Scale(**fields)


def test_a_year_without_a_scale_is_refused() -> None:
    """The years that there are stand in the sentence."""
    with pytest.raises(ValueError, match="year must be one of 2025, 2026, got 2019"):
        rules(country="germany", year=2019)
    with pytest.raises(ValueError, match=r"name must be one of canada, .*, got 'atlantis'"):
        rules(country="atlantis", year=2026)


@pytest.mark.parametrize("row", RULES)
def test_every_rule_is_dated_marked_and_sourced(row: dict[str, object]) -> None:
    """Its source has an address and is official; how it was seen is said."""
    assert row["mark"] in {"V", "S", "K"}
    assert row["years"]
    assert row["source"]
    assert {SOURCES[key].kind for key in row["source"]} == {"official"}
    assert [SOURCES[key].url for key in row["source"]] == row["address"]
    assert all(address.startswith("https://") for address in row["address"])


@pytest.mark.parametrize("country", data.country_names())
def test_a_year_has_each_rule_once(country: str) -> None:
    """And a currency, and a day after which the file is stale."""
    document = data.country_document(country)
    pairs = [(row["name"], year) for row in document["rule"] for year in row["years"]]
    assert len(pairs) == len(set(pairs))
    names = {row["name"] for row in document["rule"]}
    for year in {year for _, year in pairs}:
        assert set(rules(country=country, year=year)) == names
    assert len(document["currency"]) == 3
    assert document["stale_after"] > document["reviewed"]


@pytest.mark.parametrize("row", RULES)
def test_every_scale_of_the_data_rises_without_a_jump(row: dict[str, object]) -> None:
    """At each bottom the step below arrives where the next begins, within a franc of rounding."""
    fields = row.get("scale")
    if fields is None:
        return
    scale = Scale(**fields)
    for bottom, base in zip(scale.bottoms, scale.bases, strict=True):
        assert scale.due(math.nextafter(bottom, 0)) == pytest.approx(base, abs=1.5)
