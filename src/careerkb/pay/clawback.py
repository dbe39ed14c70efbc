"""What leaving early costs of a sign-on bonus, by the three usual clauses, before and after tax.

Months count from the start date, amounts are US dollars.
"""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Fraction, Month, Unit, Usd, checked

__all__ = ["after_tax_usd", "clawback_answer", "kept_usd", "repaid_fraction"]

Form = Literal["prorated", "cliff", "two-stage"]
Basis = Literal["gross", "net"]
ClawbackMonths = Annotated[int, Interval(ge=0, le=60), Unit("months")]


@checked
def repaid_fraction(
    *, month: Month, form: Form = "prorated", clawback_months: ClawbackMonths = 12
) -> float:
    """
    Give the share of the sign-on that you owe back if you resign at the end of a month.

    Args:
        month: months since the start.
        form: "prorated" falls month by month, "cliff" asks for the whole until the last day,
            "two-stage" asks for the whole in the first half and falls month by month after it.
        clawback_months: when the clause ends; 0 for none.

    Returns:
        A fraction, 1 at the start of a clause, 0 from its end on, never rising.

    Source:
        ``1 - month / clawback months`` for the prorated clause; the others by their wording.

    Example:
        >>> from careerkb.pay.clawback import repaid_fraction
        >>> [repaid_fraction(month=m, form="two-stage", clawback_months=24) for m in (11, 18, 24)]
        [1.0, 0.5, 0.0]
    """
    if month >= clawback_months:
        return 0.0
    if form == "cliff":
        return 1.0
    whole_until = clawback_months / 2 if form == "two-stage" else 0.0
    return min(1.0, (clawback_months - month) / (clawback_months - whole_until))


@checked
def kept_usd(
    *,
    sign_on_usd: Usd,
    month: Month,
    form: Form = "prorated",
    clawback_months: ClawbackMonths = 12,
) -> float:
    """
    Give the part of the sign-on that is yours if you resign at the end of a month, before tax.

    Args:
        sign_on_usd: the bonus, gross.
        month: months since the start.
        form: the clause; see `repaid_fraction`.
        clawback_months: when the clause ends; 0 for none.

    Returns:
        Dollars before tax, from 0 to the whole sign-on.

    Source:
        ``sign-on * (1 - repaid fraction)``.
    """
    repaid = repaid_fraction(month=month, form=form, clawback_months=clawback_months)
    return sign_on_usd * (1 - repaid)


@checked
def after_tax_usd(
    *,
    sign_on_usd: Usd,
    month: Month,
    tax_fraction: Fraction,
    basis: Basis = "gross",
    form: Form = "prorated",
    clawback_months: ClawbackMonths = 12,
) -> float:
    """
    Give what is left of the sign-on in your account after tax and clawback.

    Args:
        sign_on_usd: the bonus, gross.
        month: months since the start.
        tax_fraction: share of the bonus that went to tax.
        basis: "gross" reclaims of the sum in the letter, "net" of the sum that reached you.
        form: the clause; see `repaid_fraction`.
        clawback_months: when the clause ends; 0 for none.

    Returns:
        Dollars; negative when a gross clause asks for more than you received.

    Source:
        ``net bonus - repaid fraction * (gross or net bonus)``; what a later tax year gives back
        is left out.
    """
    net = sign_on_usd * (1 - tax_fraction)
    repaid = repaid_fraction(month=month, form=form, clawback_months=clawback_months)
    return net - repaid * (sign_on_usd if basis == "gross" else net)


@checked
def clawback_answer(
    *,
    sign_on_usd: Usd = 75_000,
    tax_fraction: Fraction = 0.4,
    basis: Basis = "gross",
    clawback_months: ClawbackMonths = 24,
) -> Answer:
    """
    Show what is left of a sign-on after tax, by clause and month of leaving.

    Args:
        sign_on_usd: the bonus, gross.
        tax_fraction: share of the bonus that went to tax.
        basis: what the clause reclaims, the gross or the net sum.
        clawback_months: when the clause ends; 0 for none.

    Returns:
        The spread between the clauses at half time as a sentence, each quarter as a row, each
        clause as a line.

    Source:
        `after_tax_usd`.
    """
    forms: tuple[Form, ...] = ("prorated", "two-stage", "cliff")
    last = max(12, clawback_months)

    def left(form: Form, month: int) -> float:
        return after_tax_usd(
            sign_on_usd=sign_on_usd,
            month=month,
            tax_fraction=tax_fraction,
            basis=basis,
            form=form,
            clawback_months=clawback_months,
        )

    half = clawback_months // 2
    prorated, cliff = left("prorated", half), left("cliff", half)
    headline = (
        f"Leave after {half} months of a {clawback_months}-month {basis} clause, and of"
        f" {sign_on_usd * (1 - tax_fraction):,.0f} dollars after tax you keep {prorated:,.0f} if"
        f" it is prorated and {cliff:,.0f} if it is a cliff."
    )
    months = tuple(range(last + 1))
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="month you leave"),
                *(Column(name=form, unit="USD after tax") for form in forms),
            ),
            rows=tuple((f"{m}", *(left(form, m) for form in forms)) for m in months[::3]),
        ),
        chart=Chart(
            kind="line",
            title="What is left of a sign-on bonus if you leave",
            summary=headline,
            x_label="months since the start",
            y_label="USD after tax and clawback",
            series=tuple(
                Series(name=form, x=months, y=tuple(left(form, m) for m in months))
                for form in forms
            ),
        ),
    )
