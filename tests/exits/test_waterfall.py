"""The waterfall against a fixed-point search over who converts, and its own limits."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.exits.waterfall import (
    EXAMPLE,
    Preferred,
    common_usd,
    payouts_usd,
    stack_usd,
    waterfall_answer,
)


def classes(count: int) -> st.SearchStrategy[tuple[Preferred, ...]]:
    """Draw a capitalisation table."""
    one = st.builds(
        Preferred,
        name=st.just("x"),
        invested_usd=st.floats(1e5, 1e8),
        share=st.floats(0.01, 0.9 / max(count, 1)),
        multiple=st.sampled_from([0.0, 1.0, 1.5, 2.0]),
        rank=st.integers(0, 2),
        participation=st.sampled_from(["none", "full", "capped"]),
        cap_multiple=st.sampled_from([2.0, 3.0]),
    )
    return st.tuples(*[one] * count)


tables = st.integers(0, 4).flatmap(classes)


def decided(
    exit_usd: float, table: tuple[Preferred, ...], converts: tuple[bool, ...]
) -> list[float]:
    """Pay out when it is settled who converts: preferences by rank, then the rest by shares."""
    left, paid = exit_usd, [0.0] * len(table)
    for rank in sorted({p.rank for p in table}, reverse=True):
        due = sum(
            p.preference_usd
            for p, c in zip(table, converts, strict=True)
            if p.rank == rank and not c
        )
        part = min(1.0, left / due) if due else 0.0
        for i, p in enumerate(table):
            if p.rank == rank and not converts[i]:
                paid[i] = part * p.preference_usd
                left -= paid[i]
    common = 1 - sum(p.share for p in table)
    room = {
        i: (
            p.invested_usd * p.cap_multiple - paid[i]
            if p.participation == "capped" and not converts[i]
            else float("inf")
        )
        for i, p in enumerate(table)
        if converts[i] or p.participation != "none"
    }
    rest = 0.0
    while left > 1e-6:
        weight = common + sum(table[i].share for i in room)
        step = min([left / weight, *(room[i] / table[i].share for i in room)])
        for i in list(room):
            paid[i] += step * table[i].share
            room[i] -= step * table[i].share
            if room[i] <= 1e-6:
                del room[i]
        rest += step * common
        left -= step * weight
    return [*paid, rest]


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(tables, st.floats(0, 1e9))
def test_nobody_would_rather_have_decided_otherwise(
    table: tuple[Preferred, ...], exit_usd: float
) -> None:
    """The payouts equal those of a choice of who converts that no class wants to leave alone."""
    found = payouts_usd(exit_usd=exit_usd, classes=table)
    stable = []
    for converts in itertools.product([False, True], repeat=len(table)):
        paid = decided(exit_usd, table, converts)
        if all(
            decided(exit_usd, table, (*converts[:i], not converts[i], *converts[i + 1 :]))[i]
            <= paid[i] + 1
            for i in range(len(table))
        ):
            stable.append(paid)
    assert any(paid == pytest.approx(found, rel=1e-6, abs=10) for paid in stable)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(tables, st.floats(0, 1e9), st.floats(0, 1e8))
def test_payouts_are_shares_of_the_price_and_never_fall(
    table: tuple[Preferred, ...], exit_usd: float, more: float
) -> None:
    """Not negative, sum to the price, and nobody loses when the price rises."""
    lower = payouts_usd(exit_usd=exit_usd, classes=table)
    higher = payouts_usd(exit_usd=exit_usd + more, classes=table)
    assert min(lower) >= 0
    assert sum(lower) == pytest.approx(exit_usd, abs=1e-3)
    assert all(b >= a - 1e-3 for a, b in zip(lower, higher, strict=True))
    if exit_usd <= stack_usd(classes=table):
        assert lower[-1] == 0


def test_a_single_class_converts_at_preference_over_share() -> None:
    """10 million for a fifth: converts above 50 million."""
    one = (Preferred(name="A", invested_usd=10e6, share=0.2),)
    assert payouts_usd(exit_usd=49e6, classes=one) == pytest.approx((10e6, 39e6))
    assert payouts_usd(exit_usd=51e6, classes=one) == pytest.approx((10.2e6, 40.8e6))


def test_the_senior_class_is_paid_first() -> None:
    """At half the stack, B takes it all but what is left for A."""
    assert payouts_usd(exit_usd=35e6, classes=EXAMPLE) == pytest.approx((5e6, 30e6, 0))


def test_equal_ranks_share_in_proportion() -> None:
    """10 and 30 million, pari passu, at half: 5 and 15."""
    equal = tuple(
        Preferred(name=p.name, invested_usd=p.invested_usd, share=p.share) for p in EXAMPLE
    )
    assert payouts_usd(exit_usd=20e6, classes=equal) == pytest.approx((5e6, 15e6, 0))


def test_full_participation_is_paid_twice() -> None:
    """Preference and a part of the rest."""
    one = (Preferred(name="A", invested_usd=10e6, share=0.2, participation="full"),)
    assert payouts_usd(exit_usd=60e6, classes=one) == pytest.approx((20e6, 40e6))


def test_a_capped_class_stops_and_then_converts() -> None:
    """10 million at 2x cap for a fifth: held at 20 million from 60 to 100 million."""
    one = (
        Preferred(name="A", invested_usd=10e6, share=0.2, participation="capped", cap_multiple=2),
    )
    taken = [payouts_usd(exit_usd=x * 1e6, classes=one)[0] / 1e6 for x in (60, 80, 100, 120)]
    assert taken == pytest.approx([20, 20, 20, 24])


def test_without_preferences_everybody_has_their_percentage() -> None:
    """No classes at all: the whole price is common."""
    assert payouts_usd(exit_usd=7e6, classes=()) == (7e6,)
    assert common_usd(exit_usd=7e6, classes=(), share=0.01) == pytest.approx(70_000)


def test_a_large_exit_approaches_the_percentages() -> None:
    """Once all have converted, a stake of half a percent is half a percent."""
    assert common_usd(exit_usd=1e9, classes=EXAMPLE, share=0.005) == pytest.approx(5e6)


def test_the_answer_compares_with_the_percentage() -> None:
    """At three times the stack the stake gets less than its percentage."""
    assert "Common shares get nothing up to 40 million" in waterfall_answer().headline
    for row in waterfall_answer().table.rows:
        assert sum(row[1:4]) == pytest.approx(float(row[0].split()[0].replace(",", "")), abs=0.5)


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({}, "at 120 million a stake of 0.50% gets 562,500 dollars instead of the 600,000 that"),
        # 60 million less 40 of preferences, of which common shares hold three fifths.
        ({"sale_usd": 60e6}, "at 60 million a stake of 0.50% gets 166,667 dollars instead of the"),
        ({"sale_usd": 30e6}, "at 30 million a stake of 0.50% gets nothing instead of the 150,000"),
        ({"sale_usd": 250.5e6}, "at 250.5 million a stake of 0.50% gets 1,252,500 dollars, all"),
        ({"classes": ()}, "Nobody is paid before common shares; at 120 million a stake of 0.50%"),
    ],
)  # fmt: skip
def test_the_headline_answers_for_the_sale_that_was_asked(
    terms: dict[str, object], words: str
) -> None:
    """By hand, below the preferences, above them, where all have converted, and without any."""
    assert words in waterfall_answer(**terms).headline


@pytest.mark.parametrize("sale_usd", [120e6, 125.5e6, 30e6, 1e13, 1e4])
def test_the_sale_that_was_asked_is_a_row_in_its_place(sale_usd: float) -> None:
    """Rows rise, none comes twice, one is the stake at that sale; the bars are the rows."""
    answer = waterfall_answer(sale_usd=sale_usd)
    totals = [sum(row[1:4]) for row in answer.table.rows]
    assert all(low < high for low, high in itertools.pairwise(totals))
    assert len(totals) == (6 if sale_usd == 120e6 else 7)
    own = common_usd(exit_usd=sale_usd, classes=EXAMPLE, share=0.005)
    place = min(range(len(totals)), key=lambda i: abs(totals[i] - sale_usd / 1e6))
    assert totals[place] == pytest.approx(sale_usd / 1e6)
    assert answer.table.rows[place][-1] == pytest.approx(own)
    assert answer.chart is not None
    assert answer.chart.series[0].x == tuple(row[0] for row in answer.table.rows)


def test_tiny_preferences_do_not_give_two_rows_one_name() -> None:
    """Half a dollar and a dollar would both be nothing of a million."""
    tiny = (Preferred(name="A", invested_usd=1, share=0.1),)
    labels = [row[0] for row in waterfall_answer(classes=tiny).table.rows]
    assert len(set(labels)) == len(labels)
    assert labels[-1] == "120 million"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: payouts_usd(exit_usd=-1, classes=EXAMPLE), "exit_usd must be"),
        (lambda: Preferred(name="A", invested_usd=1e6, share=20), "share must be"),
        (
            lambda: Preferred(
                name="A", invested_usd=1e6, share=0.1, multiple=2,
                participation="capped", cap_multiple=1,
            ),
            "cap_multiple must be at least the preference",
        ),
        (
            lambda: stack_usd(classes=[Preferred(name="A", invested_usd=1e6, share=0.5)] * 2),
            "holding less than the company",
        ),
        (lambda: common_usd(exit_usd=1e6, classes=EXAMPLE, share=0.7), "all that is common"),
        (lambda: waterfall_answer(sale_usd=120), "if 120 means millions, write 120000000"),
    ],
)  # fmt: skip
def test_bad_input_is_refused(call, message: str) -> None:
    """Each refusal names the parameter and what is allowed."""
    with pytest.raises(ValueError, match=message):
        call()
