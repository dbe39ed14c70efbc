"""Your letters side by side: who leads and how surely, what would flip it, and what to ask.

The outlook starts at what changes nothing and is the same for every option, so that two letters
that say the same are worth the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from annotated_types import Len

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Section, Series, Table
from careerkb.answers.hundred import counts_of_100
from careerkb.decide.asking import ASKED, asked_more_usd, message_text, questions_by_weight
from careerkb.inputs import Rate, checked, record, refusal
from careerkb.maths.best import best_chances, best_of_certain
from careerkb.pay.comparison import LAB, PRODUCT, _is_certain, _quantiles, compare
from careerkb.pay.offers import Offer, years_worth_usd
from careerkb.pay.wording import FIRM, _of_100, _sum
from careerkb.pay.worth import Horizon, expected_value_usd, parts_of

__all__ = ["Option", "desk_answer", "scenario", "scenario_names"]

Name = Annotated[str, Len(1, 40)]


@record
class Option:
    """
    One option: what you call it, and its letter.

    Args:
        name: what you call it.
        offer: its terms.
    """

    name: Name
    offer: Offer


Options = Annotated[Sequence[Option], Len(2, 5)]

EXAMPLE = (
    Option(name="Lab", offer=replace(LAB, clawback="prorated", clawback_months=12)),
    Option(name="Product team", offer=PRODUCT),
)
"""Two letters written for this site. What no first row of the desk shows is the same in both."""
OUTLOOK = (
    "layoff_probability",
    "severance_months",
    "volatility_fraction",
    "price_growth_fraction",
    "refresher_usd",
    "refresher_probability",
    "promotion_probability",
)
"""What the desk asks once for all options; each starts at what changes nothing."""
BAND = 0.02
"""Part of the larger worth within which a lead is too close to call, as in the comparison."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """Who leads, by mean, and how often each ends ahead; ties are split."""

    best: tuple[float, ...]
    expected: tuple[float, ...]
    ends: tuple[tuple[float, float], ...]
    firm: bool
    certain: bool

    @property
    def order(self) -> list[int]:
        """The options by their mean worth, the largest first."""
        return sorted(range(len(self.expected)), key=lambda i: -self.expected[i])


def scenario_names() -> tuple[str, ...]:
    """
    Name the outlooks of one click.

    Returns:
        Names for `scenario`; the first is what changes nothing.

    Example:
        >>> from careerkb.decide.desk import scenario_names
        >>> scenario_names()
        ('As written', 'Calm', 'Boom', 'Bust', 'Layoffs')
    """
    return tuple(str(row["name"]) for row in data.rows("scenarios"))


def scenario(*, name: str) -> dict[str, float | None]:
    """
    Look up an outlook of one click: the same values for every option.

    Args:
        name: one of `scenario_names`.

    Returns:
        A value for each term in `OUTLOOK`; None for a price that grows as the discount rate.

    Raises:
        ValueError: there is none of this name.

    Source:
        `scenarios.toml`; every number in it is an assumption of ours.
    """
    for row in data.rows("scenarios"):
        if row["name"] == name:
            return {term: None if row[term] == "" else row[term] for term in OUTLOOK}
    raise refusal("name", name, "one of " + ", ".join(map(repr, scenario_names())))


@checked
def desk_answer(
    *, options: Options = EXAMPLE, years: Horizon = 4, discount_rate: Rate = 0.08
) -> Answer:
    """
    Answer which of your letters is worth more and how surely, and what to do about it.

    Args:
        options: two to five letters, each with a name of yours.
        years: how long you would stay at any of them if nobody stops you.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Who leads and how surely as a sentence; a hundred outcomes to count; the years side by
        side, what would make the next one level, what to ask, and a message to copy.

    Raises:
        ValueError: two options have the same name.

    Source:
        `careerkb.pay.comparison.compare` for two, `careerkb.maths.best` for more, by the same
        rule, and `asked_more_usd`; the letters are taken as independent.
    """
    names = [option.name for option in options]
    for name in names:
        if names.count(name) > 1:
            raise refusal("options", name, "names that differ", "two options have this name")
    found = _standing(options, years, discount_rate)
    same = all(option.offer == options[0].offer for option in options)
    headline = _headline(names, found, years, same)
    return Answer(
        headline=headline,
        table=_worth(names, found),
        chart=_hundred(names, found, headline),
        sections=tuple(_sections(options, found, years, discount_rate, same)),
    )


def _standing(options: Sequence[Option], years: int, rate: float) -> _Standing:
    offers = [option.offer for option in options]
    if len(offers) == 2:
        found = compare(offer_a=offers[0], offer_b=offers[1], years=years, discount_rate=rate)
        return _Standing(
            best=(found.first_higher, 1 - found.first_higher),
            expected=found.expected_usd,
            ends=tuple((row[0], row[-1]) for row in found.quantiles_usd[:2]),
            firm=found.verdict != "too close to call",
            certain=found.certain,
        )
    expected = tuple(
        expected_value_usd(offer=offer, years=years, discount_rate=rate) for offer in offers
    )
    parts = [parts_of(offer, years, rate) for offer in offers]
    step = max(one.step_usd() for one in parts)
    worths = [one.distribution(step) for one in parts]
    counted = [one.certain() for one in parts]
    best = best_of_certain(counted) if all(counted) else best_chances(worths)
    spread = [_quantiles(one, worth) for one, worth in zip(parts, worths, strict=True)]
    next_usd, most = sorted(expected)[-2:]
    return _Standing(
        best=best,
        expected=expected,
        ends=tuple((row[0], row[-1]) for row in spread),
        firm=most - next_usd > BAND * most and best[expected.index(most)] >= FIRM - 1e-9,
        certain=all(map(_is_certain, parts)),
    )


def _headline(names: Sequence[str], found: _Standing, years: int, same: bool) -> str:
    """Say who leads and how surely; never a firm word where two of three outcomes do not agree."""
    over = f" over {years} year{'s' * (years > 1)}"
    if same:
        return f"No difference{over}: the letters say the same, term by term."
    who, other, *_ = found.order
    lead = found.expected[who] - found.expected[other]
    by = f"{_sum(lead)} today"
    if found.certain and lead < 0.5:
        return f"No difference{over}: other terms, but the same worth, and nothing is uncertain."
    if found.certain:
        sure = "and nothing is uncertain"
    else:
        by, sure = f"{by} on average", f"and it ends ahead in {_of_100(found.best[who])} outcomes"
    if found.firm:
        return f"{names[who]} is worth more{over}: by {by}, {sure}."
    return f"Too close to call{over}: {names[who]} is ahead by {by}, {sure}."


def _worth(names: Sequence[str], found: _Standing) -> Table:
    counts = counts_of_100(found.best)
    return Table(
        columns=(
            Column(name="option"),
            Column(name="ends ahead", unit="of 100"),
            Column(name="worth today, mean", unit="USD"),
            Column(name="1 in 20 is below", unit="USD"),
            Column(name="1 in 20 is above", unit="USD"),
        ),
        rows=tuple(
            (name, count, mean, low, high)
            for name, count, mean, (low, high) in zip(
                names, counts, found.expected, found.ends, strict=True
            )
        ),
    )


def _hundred(names: Sequence[str], found: _Standing, headline: str) -> Chart:
    counts = counts_of_100(found.best)
    return Chart(
        kind="hundred",
        title="A hundred outcomes, each a dot of whoever ends ahead",
        summary=headline,
        x_label="outcomes",
        y_label="of 100",
        series=tuple(
            Series(name=name, x=("outcomes",), y=(float(count),))
            for name, count in zip(names, counts, strict=True)
        ),
    )


def _sections(
    options: Sequence[Option], found: _Standing, years: int, rate: float, same: bool
) -> list[Section]:
    names = [option.name for option in options]
    who, other, *_ = found.order
    ahead, behind = (options[place].offer for place in (who, other))
    level: dict[str, int] = {}
    if not same:
        level = asked_more_usd(ahead=ahead, behind=behind, years=years, discount_rate=rate)
    sums = [f"{level[term]:,} {words}" for term, words in ASKED.items() if term in level]
    flip = f"In dollars: {', or '.join(sums)}; each alone makes {names[other]} level on average."
    if not sums:
        flip = "No sum is missing: they are level as they stand."
        if not same and found.expected[who] - found.expected[other] >= 0.5:
            flip = f"No sum of base, sign-on or grant alone makes {names[other]} level."
    asked = questions_by_weight(
        offers=(ahead, behind), names=(names[who], names[other]), years=years, discount_rate=rate
    )
    return [
        Section(title="Year by year, if you stay", table=_years(options, years)),
        Section(title="What would make them level", text=flip),
        Section(
            title="Ask, in writing: first what moves the lead most, within ranges that we assume",
            items=asked,
        ),
        Section(
            title=f"A message for {names[other]}, to copy and change",
            copy=message_text(offer=behind, needs=sums[0] if sums else "", questions=asked),
        ),
    ]


def _years(options: Sequence[Option], years: int) -> Table:
    paid = [years_worth_usd(option.offer, years, 0.0) for option in options]
    by_year = list(zip(*paid, strict=True))
    rows: list[tuple[Any, ...]] = [(f"year {n}", *row) for n, row in enumerate(by_year, 1)]
    rows.append(("together", *map(math.fsum, paid)))
    heads = (Column(name=option.name, unit="USD") for option in options)
    return Table(columns=(Column(name="paid in"), *heads), rows=tuple(rows))
