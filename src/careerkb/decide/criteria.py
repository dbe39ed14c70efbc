"""Options weighed by what you care about: swing weights, rank-order weights, and what flips them.

Values run from 0 at the worst to 1 at the best that you state for a criterion; weights sum to 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated

from annotated_types import Len

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.answers.words import capital
from careerkb.decide.weights import (
    EXAMPLE,
    Criteria8,
    Criterion,
    Method,
    _check_levels,
    _totals,
    _weights,
    option_values,
)
from careerkb.inputs import Number, Text, checked, record, refusal
from careerkb.maths.simplex import share_where

__all__ = ["Flip", "criteria_answer", "dominated", "flips", "winning_shares"]

Names = Annotated[Sequence[Text], Len(2, 5)]
FIRM_SHARE = 0.8
"""Part of all weights that keep your ranking, from which on a lead is called one; ours."""
TIE = 1e-9


@record
class Flip:
    """
    A weight at which another option takes the lead.

    Args:
        criterion: whose weight is changed; the others keep their proportions.
        weight: it has now.
        flips_at: where the lead changes, the nearest such place.
        leader: the option that leads beyond it.
    """

    criterion: Text
    weight: Number
    flips_at: Number
    leader: Text


@checked
def dominated(*, criteria: Criteria8) -> tuple[int, ...]:
    """
    Find the options that another one matches in everything and beats in something.

    Args:
        criteria: with the levels of all options.

    Returns:
        Their numbers, from 0. No weights can make one of them the best alone.

    Raises:
        ValueError: criteria have levels for different numbers of options.
    """
    _check_levels(criteria)
    columns = [*zip(*(each.values() for each in criteria), strict=True)]
    return tuple(
        number
        for number, mine in enumerate(columns)
        if any(
            all(a >= b for a, b in zip(other, mine, strict=True)) and other != mine
            for other in columns
        )
    )


@checked
def winning_shares(*, criteria: Criteria8) -> tuple[float, ...]:
    """
    Give how often each option wins over all weights that keep the ranking of your points.

    Args:
        criteria: with the levels of all options; equal points are ranked in the order given.

    Returns:
        One share an option; they sum to 1, and options that tie everywhere share theirs.

    Raises:
        ValueError: all points are zero, or criteria have levels for different numbers of options.

    Source:
        Weights that keep a ranking form a simplex with the corners (1), (1/2, 1/2), (1/3, 1/3,
        1/3) and so on; an option's value at a corner is the mean over the first criteria. The share
        of that simplex where it wins is exact, see `careerkb.maths.simplex.share_where`.
    """
    _weights(criteria, "your points")
    ranked = sorted(criteria, key=lambda each: -each.swing)
    columns = zip(*(each.values() for each in ranked), strict=True)
    corners = [[math.fsum(column[:n]) / n for n in range(1, len(column) + 1)] for column in columns]
    won = []
    for mine in corners:
        rivals = [other for other in corners if not _same(other, mine)]
        share = share_where([[a - b for a, b in zip(mine, o, strict=True)] for o in rivals])
        won.append(share / (len(corners) - len(rivals)))
    return tuple(won)


def _same(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) < TIE for a, b in zip(one, other, strict=True))


@checked
def flips(*, options: Names, criteria: Criteria8) -> tuple[Flip, ...]:
    """
    Find, for each criterion, the nearest weight at which another option takes the lead.

    Args:
        options: their names.
        criteria: with the levels of all options.

    Returns:
        Flips, the smallest change of weight first; a criterion that cannot flip it has none.

    Raises:
        ValueError: names and levels differ in number, two names are the same, or all points are
            zero.

    Source:
        With the weight w of one criterion and the rest in proportion, every value is a straight
        line in w; the lead changes where two of them cross.
    """
    weights, values = _weights(criteria, "your points"), option_values(criteria=criteria)
    _check_names(options, criteria)
    leader = values.index(max(values))
    found = []
    for weight, each in zip(weights, criteria, strict=True):
        own = each.values()
        rest = [
            (value - weight * mine) / (1 - weight) if weight < 1 - TIE else 0.0
            for value, mine in zip(values, own, strict=True)
        ]
        best: tuple[float, float, int] | None = None
        for rival in range(len(options)):
            slope = (own[leader] - rest[leader]) - (own[rival] - rest[rival])
            if rival == leader or abs(slope) < TIE:
                continue
            place = (rest[rival] - rest[leader]) / slope
            if 0 <= place <= 1 and (best is None or abs(place - weight) < best[0]):
                best = (abs(place - weight), place, rival)
        if best and weight < 1 - TIE:
            found.append((best, each.name, weight))
    return tuple(
        Flip(criterion=name, weight=weight, flips_at=best[1], leader=options[best[2]])
        for best, name, weight in sorted(found, key=lambda one: one[0][0])
    )


def _check_names(options: Sequence[str], criteria: Sequence[Criterion]) -> None:
    if len(options) != len(criteria[0].levels):
        allowed = f"as many names as each criterion has levels, {len(criteria[0].levels)}"
        raise refusal("options", options, allowed)


@checked
def criteria_answer(
    *,
    options: Names = ("the laboratory", "the product team"),
    criteria: Criteria8 = EXAMPLE,
    method: Method = "your points",
) -> Answer:
    """
    Answer the reader's question: which option suits what I care about, and what would flip it?

    Args:
        options: their names.
        criteria: what you care about, with the level of each option, in the order of the names.
        method: weights from your points, or the middle of all that keep their ranking.

    Returns:
        Who leads, how surely and what would flip it as a sentence; points and the share of all
        weights in which each wins as rows; where the points come from as stacked bars.

    Raises:
        ValueError: names and levels differ in number, two names are the same, or all points are
            zero.

    Source:
        `option_values`, `winning_shares` and `flips`.
    """
    _check_names(options, criteria)
    for name in options:
        if list(options).count(name) > 1:
            raise refusal("options", name, "names that differ", "two options have this name")
    weights = _weights(criteria, method)
    values, shares = _totals(weights, criteria), winning_shares(criteria=criteria)
    beaten = dominated(criteria=criteria)
    rows = tuple(
        (name, 100 * value, 100 * share, "yes" if number in beaten else "no")
        for number, (name, value, share) in enumerate(zip(options, values, shares, strict=True))
    )
    headline = " ".join(_said(options, criteria, values, shares))
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="option"),
                Column(name="value", unit="points of 100", decimals=1),
                Column(name="wins in", unit="% of weights with your ranking", decimals=1),
                Column(name="beaten in everything"),
            ),
            rows=rows,
        ),
        chart=Chart(
            kind="stacked", title="Where the points come from", summary=headline,
            x_label="option", y_label="points of 100",
            series=tuple(
                Series(
                    name=each.name, x=tuple(options),
                    y=tuple(100 * weight * value for value in each.values()),
                )
                for each, weight in zip(criteria, weights, strict=True)
            ),
        ),
    )  # fmt: skip


def _said(
    options: Sequence[str],
    criteria: Sequence[Criterion],
    values: Sequence[float],
    shares: Sequence[float],
) -> list[str]:
    """Say who leads and how surely, what flips it, and which criteria decide nothing."""
    leader = values.index(max(values))
    name, points = options[leader], 100 * values[leader]
    if min(values) > values[leader] - TIE:
        said = [f"No difference: each option has {points:.0f} of 100 points."]
    else:
        firm = shares[leader] >= FIRM_SHARE
        lead = f"{capital(name)} leads" if firm else f"Too close to call, with {name} ahead"
        others = " and ".join(f"{100 * v:.1f}" for i, v in enumerate(values) if i != leader)
        said = [
            f"{lead}, {points:.1f} of 100 points against {others}: it wins in"
            f" {_percent(shares[leader])} of all weights that keep your ranking."
        ]
        if nearest := flips(options=options, criteria=criteria)[:1]:
            flip = nearest[0]
            said.append(
                f"{capital(flip.leader)} takes the lead if “{flip.criterion}” weighs"
                f" {100 * flip.flips_at:.0f} % in place of {100 * flip.weight:.0f} %."
            )
        else:
            said.append("No change of one weight alone flips that.")
    if same := [each.name for each in criteria if max(each.values()) - min(each.values()) < TIE]:
        said.append(f"No option differs in “{'” or “'.join(same)}”: that weight decides nothing.")
    return said


def _percent(share: float) -> str:
    """Write a share without calling nearly all of it all, or a little nothing."""
    if 0.99 < share < 1:
        return "over 99 %"
    return "under 1 %" if 0 < share < 0.01 else f"{100 * share:.0f} %"
