"""Your letters side by side: who leads and how surely, what would flip it, and what to ask.

The outlook starts at what changes nothing and is the same for every option, so that two letters
that say the same are worth the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from annotated_types import Len

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, File, Section, Series, Table
from careerkb.answers.hundred import counts_of_100
from careerkb.answers.icalendar import Entry, calendar_text
from careerkb.decide.asking import ASKED, asked_more_usd, message_text, questions_by_worth
from careerkb.decide.joint import Together
from careerkb.decide.options import Option
from careerkb.decide.report import QUESTIONS
from careerkb.decide.several import Several, compare_several
from careerkb.inputs import Rate, checked, day_of, record, refusal
from careerkb.pay.comparison import LAB, PRODUCT
from careerkb.pay.offers import Offer, years_worth_usd
from careerkb.pay.wording import _of_100, _sum
from careerkb.pay.worth import Horizon

__all__ = ["Letter", "desk_answer", "scenario", "scenario_names"]

Name = Annotated[str, Len(1, 40)]
Due = Annotated[str, Len(0, 10)]


@record
class Letter:
    """
    One letter: what you call it, and its terms.

    Args:
        name: what you call it.
        offer: its terms.
        due: the day by which it wants your answer, as 2026-12-04, or nothing.

    Raises:
        ValueError: *due* is no day.
    """

    name: Name
    offer: Offer
    due: Due = ""

    def __post_init__(self) -> None:
        """Refuse what is no day of the calendar."""
        if self.due:
            day_of("due", self.due)


Letters = Annotated[Sequence[Letter], Len(2, 5)]

EXAMPLE = (
    Letter(name="Lab", offer=replace(LAB, clawback="prorated", clawback_months=12)),
    Letter(name="Product team", offer=PRODUCT),
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
    *,
    options: Letters = EXAMPLE,
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
    correlation: Together = 0.0,
) -> Answer:
    """
    Answer which of your letters is worth more and how surely, and what to do about it.

    Args:
        options: two to five letters, each with a name of yours.
        years: how long you would stay at any of them if nobody stops you.
        discount_rate: what a dollar a year later is worth less.
        correlation: how far the share prices move together; 0 for not at all.

    Returns:
        Who leads and how surely as a sentence; a hundred outcomes to count; the years side by
        side, what would make the next one level, what to ask, and a message to copy; the days by
        which answers are due as a calendar, if you gave some.

    Raises:
        ValueError: two options have the same name.

    Source:
        `careerkb.decide.several.compare_several`, `careerkb.decide.asking`.
    """
    names = [option.name for option in options]
    for name in names:
        if names.count(name) > 1:
            raise refusal("options", name, "names that differ", "two options have this name")
    known = [Option(name=option.name, offer=option.offer) for option in options]
    terms: dict[str, Any] = {"years": years, "discount_rate": discount_rate}
    found = compare_several(options=known, correlation=correlation, **terms)
    same = all(option.offer == options[0].offer for option in options)
    headline = _headline(names, found, years, same)
    return Answer(
        headline=headline,
        table=_worth(names, found),
        chart=_hundred(names, found, headline),
        sections=tuple(_sections(known, found, years, discount_rate, same)),
        files=_calendar(options),
    )


def _calendar(options: Letters) -> tuple[File, ...]:
    """Write the days by which answers are due, if there are some."""
    due = [
        Entry(day=day_of("due", one.due), title=f"Answer due: {one.name}")
        for one in options
        if one.due
    ]
    if not due:
        return ()
    text = calendar_text(due, min(one.day for one in due))
    return (File(name="answers-due.ics", label="the days due", media="text/calendar", text=text),)


def _order(found: Several) -> list[int]:
    """Give the options by their mean worth, the largest first."""
    return sorted(range(len(found.names)), key=lambda place: -found.expected_usd[place])


def _headline(names: Sequence[str], found: Several, years: int, same: bool) -> str:
    """Say who leads and how surely; never a firm word where two of three outcomes do not agree."""
    over = f" over {years} year{'s' * (years > 1)}"
    if same:
        return f"No difference{over}: the letters say the same, term by term."
    who, other, *_ = _order(found)
    lead = found.expected_usd[who] - found.expected_usd[other]
    by = f"{_sum(lead)} today"
    if found.certain and lead < 0.5:
        return f"No difference{over}: other terms, but the same worth, and nothing is uncertain."
    if found.certain:
        sure = "and nothing is uncertain"
    else:
        by, sure = (
            f"{by} on average",
            f"and it ends ahead in {_of_100(found.best_chances[who])} outcomes",
        )
    if found.verdict == names[who]:
        return f"{names[who]} is worth more{over}: by {by}, {sure}."
    return f"Too close to call{over}: {names[who]} is ahead by {by}, {sure}."


def _worth(names: Sequence[str], found: Several) -> Table:
    counts = counts_of_100(found.best_chances)
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
            for name, count, mean, (low, *_, high) in zip(
                names, counts, found.expected_usd, found.quantiles_usd, strict=True
            )
        ),
    )


def _hundred(names: Sequence[str], found: Several, headline: str) -> Chart:
    counts = counts_of_100(found.best_chances)
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
    options: Sequence[Option], found: Several, years: int, rate: float, same: bool
) -> list[Section]:
    names = [option.name for option in options]
    who, other, *_ = _order(found)
    ahead, behind = (options[place].offer for place in (who, other))
    level: dict[str, int] = {}
    if not same:
        level = asked_more_usd(ahead=ahead, behind=behind, years=years, discount_rate=rate)
    sums = [f"{level[term]:,} {words}" for term, words in ASKED.items() if term in level]
    flip = f"In dollars: {', or '.join(sums)}; each alone makes {names[other]} level on average."
    if not sums:
        flip = "No sum is missing: they are level as they stand."
        if not same and found.expected_usd[who] - found.expected_usd[other] >= 0.5:
            flip = f"No sum of base, sign-on or grant alone makes {names[other]} level."
    asked: tuple[str, ...] = QUESTIONS
    if not same:
        asked = questions_by_worth(options=options, years=years, discount_rate=rate)
    return [
        Section(title="Year by year, if you stay", table=_years(options, years)),
        Section(title="What would make them level", text=flip),
        Section(
            title="Ask, in writing, in the order of what the answers are worth to you",
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
