"""Two who decide together: where their weights part, and what each part is worth.

Values and weights are those of `careerkb.decide.criteria`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from annotated_types import Len

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.decide.criteria import Names
from careerkb.decide.weights import EXAMPLE, Criteria8, Criterion, Swing, option_values
from careerkb.inputs import checked, refusal

__all__ = ["disagreements", "together_answer"]

Swings = Annotated[Sequence[Swing], Len(1, 8)]


@checked
def disagreements(*, criteria: Criteria8, their_swings: Swings) -> tuple[tuple[str, float], ...]:
    """
    Give on which criteria two who decide together part, the largest first.

    Args:
        criteria: with your points.
        their_swings: the other's points, one a criterion in the same order.

    Returns:
        Names, each with how many points out of 100 the other's weights add to the first option's
        lead over the second; they sum to the difference between the two leads.

    Raises:
        ValueError: the lists differ in length, or all points of one are zero.

    Source:
        The difference of weights times the difference of values, which adds up because the value
        is a sum.
    """
    theirs = _theirs(criteria, their_swings)
    parts = []
    mine_total, their_total = (math.fsum(c.swing for c in each) for each in (criteria, theirs))
    option_values(criteria=criteria)  # refuses what has no weights
    option_values(criteria=theirs)
    for one, other in zip(criteria, theirs, strict=True):
        gap = one.values()[0] - one.values()[1]
        parts.append((one.name, 100 * gap * (other.swing / their_total - one.swing / mine_total)))
    return tuple(sorted(parts, key=lambda part: -abs(part[1])))


def _theirs(criteria: Sequence[Criterion], swings: Sequence[float]) -> tuple[Criterion, ...]:
    if len(swings) != len(criteria):
        allowed = f"one number for each of the {len(criteria)} criteria"
        raise refusal("their_swings", swings, allowed)
    pairs = zip(criteria, swings, strict=True)
    return tuple(replace(each, swing=float(swing)) for each, swing in pairs)


@checked
def together_answer(
    *,
    options: Names = ("the laboratory", "the product team"),
    criteria: Criteria8 = EXAMPLE,
    their_swings: Swings = (100, 40, 60, 30),
) -> Answer:
    """
    Answer the question of two: do we want the same option, and if not, on what do we part?

    Args:
        options: their names; the first two are set against each other.
        criteria: with your points.
        their_swings: the other's points, one a criterion in the same order.

    Returns:
        Each one's first choice and where they part most as a sentence; the parts as rows; the
        points of both for every option as bars.

    Raises:
        ValueError: the lists differ in length, or all points of one are zero.

    Source:
        `careerkb.decide.weights.option_values` for each, and `disagreements`.
    """
    if len(options) != len(criteria[0].levels):
        allowed = f"as many names as each criterion has levels, {len(criteria[0].levels)}"
        raise refusal("options", options, allowed)
    mine = option_values(criteria=criteria)
    theirs = option_values(criteria=_theirs(criteria, their_swings))
    parts = disagreements(criteria=criteria, their_swings=their_swings)
    first, second = (options[values.index(max(values))] for values in (mine, theirs))
    most, points = parts[0]
    toward = options[0] if points > 0 else options[1]
    if abs(points) < 0.05:
        parting = "You weigh everything alike."
    else:
        parting = f"You part most on “{most}”: {abs(points):.0f} points towards {toward} for them."
    agree = (
        f"Both of you come out at {first}."
        if first == second
        else (f"You come out at {first}, the other at {second}.")
    )
    headline = f"{agree} {parting}"
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="criterion"),
                Column(name=f"their weight adds to {options[0]}", unit="points", decimals=1),
            ),
            rows=parts,
        ),
        chart=Chart(
            kind="bar", title="Points of 100 by your weights and by theirs", summary=headline,
            x_label="option", y_label="points of 100",
            series=tuple(
                Series(name=name, x=tuple(options), y=tuple(100 * v for v in values))
                for name, values in (("yours", mine), ("theirs", theirs))
            ),
        ),
    )  # fmt: skip
