"""Letter against letter: what changed between two versions of an offer, and what each change adds.

Amounts are US dollars today, before tax, divided by the cost of living.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any

from annotated_types import Len

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Rate, Text, checked, label_of, refusal, specs_of, unknown, write_toml
from careerkb.inputs import plain as plain_value
from careerkb.pay.comparison import LAB
from careerkb.pay.offers import Offer
from careerkb.pay.wording import _sum
from careerkb.pay.worth import Horizon, expected_value_usd

__all__ = ["Change", "Changes", "changes", "changes_answer"]

MOST = 10
"""Terms that may have moved: all their mixtures are valued, twice as many for each term more."""
NAMES = tuple(field.name for field in fields(Offer))
Said = Annotated[Sequence[Text], Len(0, 40)]
SECOND = replace(
    LAB, base_usd=325_000, sign_on_usd=75_000, clawback_months=12, refresher_usd=80_000
)
"""The lab's letter after a talk: an illustration, all of it assumed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """
    One term that moved between two letters.

    Args:
        term: of the offer.
        before: its value in the first letter, as a letter writes it.
        after: its value in the second.
        usd: its part of the change in worth.
        only_said: whether it was said and stands in no letter.
    """

    term: str
    before: str
    after: str
    usd: float
    only_said: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """
    What changed between two letters.

    Args:
        moved: the terms that moved, what adds most first.
        before_usd: mean worth of the first letter.
        after_usd: mean worth of the second, with what was only said.
        written_usd: mean worth of the second without what was only said.
    """

    moved: tuple[Change, ...]
    before_usd: float
    after_usd: float
    written_usd: float


@checked
def changes(
    *,
    before: Offer,
    after: Offer,
    only_said: Said = (),
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
) -> Changes:
    """
    Split the change in worth between two letters among the terms that moved.

    Args:
        before: the first letter.
        after: the second, with what was only said.
        only_said: terms of the second that were promised and stand in no letter.
        years: how long you would stay.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        The parts, which add up to the change; a term that did not move has none.

    Raises:
        ValueError: more than ten terms moved, *only_said* names no term of an offer, or a mixture
            of the two letters is no offer.

    Source:
        Shapley values (Shapley 1953) of `careerkb.pay.worth.expected_value_usd`: what a term adds
        when it moves, averaged over all orders in which the terms may move.

    Example:
        >>> from careerkb.decide.changes import changes
        >>> from careerkb.pay.offers import Offer
        >>> old, new = Offer(base_usd=200_000), Offer(base_usd=200_000, sign_on_usd=30_000)
        >>> [(one.term, one.usd) for one in changes(before=old, after=new).moved]
        [('sign_on_usd', 30000.0)]
    """
    for term in only_said:
        if term not in NAMES:
            raise refusal("only_said", term, "terms of an offer", unknown(term, NAMES))
    terms = [name for name in NAMES if getattr(before, name) != getattr(after, name)]
    if len(terms) > MOST:
        cause = "these look like two offers and not two versions of one; compare them instead"
        raise refusal("the terms that moved", len(terms), f"at most {MOST}", cause)
    worths = [
        expected_value_usd(
            offer=_mixed(before, after, [t for i, t in enumerate(terms) if mixture >> i & 1]),
            years=years,
            discount_rate=discount_rate,
        )
        for mixture in range(1 << len(terms))
    ]
    said = set(only_said)
    moved = [
        Change(
            term=term,
            before=_shown(term, getattr(before, term)),
            after=_shown(term, getattr(after, term)),
            usd=_shapley(worths, len(terms), place),
            only_said=term in said,
        )
        for place, term in enumerate(terms)
    ]
    written = sum(1 << i for i, term in enumerate(terms) if term not in said)
    return Changes(
        moved=tuple(sorted(moved, key=lambda one: -abs(one.usd))),
        before_usd=worths[0],
        after_usd=worths[-1],
        written_usd=worths[written],
    )


def _mixed(before: Offer, after: Offer, terms: Sequence[str]) -> Offer:
    try:
        return replace(before, **{term: getattr(after, term) for term in terms})
    except ValueError as fault:
        allowed = "two offers whose terms can be mixed"
        words = f"with {', '.join(terms)} alone of the second: {fault}"
        raise refusal("before and after", "two letters", allowed, words) from None


def _shapley(worths: Sequence[float], count: int, place: int) -> float:
    """Average what one term adds over all orders: by how many moved before it."""
    parts = []
    for mixture, worth in enumerate(worths):
        if not mixture >> place & 1:
            before = mixture.bit_count()
            share = 1 / (count * math.comb(count - 1, before))
            parts.append(share * (worths[mixture | 1 << place] - worth))
    return math.fsum(parts)


@checked
def changes_answer(
    *,
    before: Offer = LAB,
    after: Offer = SECOND,
    only_said: Said = ("refresher_usd",),
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
) -> Answer:
    """
    Answer what the second version of a letter adds, term by term, and what stands in no letter.

    Args:
        before: the first letter.
        after: the second, with what was only said.
        only_said: terms of the second that were promised and stand in no letter.
        years: how long you would stay.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        The change as a sentence, and how much of it is only said; each term as a row and a bar.

    Raises:
        ValueError: more than ten terms moved, or *only_said* names no term of an offer.

    Source:
        `changes`.
    """
    found = changes(
        before=before, after=after, only_said=only_said, years=years, discount_rate=discount_rate
    )
    headline = _headline(found, years)
    labels = tuple(_label(one.term) for one in found.moved)
    rows = [
        (label, one.before, one.after,
         one.usd if abs(one.usd) >= 0.5 else 0.0,
         "only said" if one.only_said else "in the letter")
        for label, one in zip(labels, found.moved, strict=True)
    ]  # fmt: skip
    rows.append(("all together", "", "", found.after_usd - found.before_usd, ""))
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="term"),
                Column(name="before"),
                Column(name="after"),
                Column(name="adds", unit="USD today"),
                Column(name="where it stands"),
            ),
            rows=tuple(rows),
        ),
        chart=Chart(
            kind="bar",
            title="What each term that moved adds",
            summary=headline,
            x_label="term",
            y_label="thousand USD today",
            series=(
                Series(name="adds", x=labels, y=tuple(one.usd / 1000 for one in found.moved)),
            ),
        ) if found.moved else None,
    )  # fmt: skip


def _label(term: str) -> str:
    """Name a term without its unit."""
    return label_of(term).removesuffix(" USD").removesuffix(" fraction")


def _shown(term: str, value: Any) -> str:
    """Write a value as an offer file would, in one line."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:g}"
    if value is None:
        return "left out"
    text = write_toml({term: plain_value(specs_of(Offer)[term], value)}).strip()
    first = text.partition(" = ")[2] if "\n" not in text and " = " in text else "of its own"
    return first.strip('"')


def _headline(found: Changes, years: int) -> str:
    if not found.moved:
        return "Nothing changed: the two letters say the same."
    over = f"over {years} year{'s' * (years > 1)}"
    change = found.after_usd - found.before_usd
    more = f"{_sum(abs(change))} {'more' if change > 0 else 'less'} today {over}"
    first = f"The second letter is worth {more}"
    if abs(change) < 0.5:
        first = f"The second letter is worth the same as the first {over}"
    most = found.moved[0]
    if abs(most.usd) >= 0.5:
        verb = "adds" if most.usd > 0 else "takes away"
        first += f"; {_label(most.term).lower()} {verb} most, {_sum(abs(most.usd))}"
    said = [_label(one.term).lower() for one in found.moved if one.only_said]
    if not said:
        return f"{first}."
    written = found.written_usd - found.before_usd
    verb = "adds" if written > 0 else "takes away"
    kept = f"{verb} {_sum(abs(written))}" if abs(written) >= 0.5 else "changes nothing"
    return f"{first}. Only said, and in no letter: {', '.join(said)}; what is written {kept}."
