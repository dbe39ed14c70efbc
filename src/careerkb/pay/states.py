"""Tax on a year's wages in twelve states and New York City, beside the federal return.

Amounts are US dollars a year, for residents of one place all year who have wages and nothing else.
Education and not advice.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Literal, get_args

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Fraction, Usd, YearlyPayUsd, checked, refusal
from careerkb.maths.scales import Scale, contribution, rules
from careerkb.pay.itemizing import (
    FILER,
    RATES,
    Filer,
    Filing,
    federal_rules,
    state_tax_cap_usd,
    through,
)
from careerkb.pay.tax import Status, TaxYear, income_tax_usd, payroll_tax_usd

__all__ = ["provisional", "state_contributions_usd", "states_answer", "taken_usd"]

State = Literal[
    "California", "New York", "New York City", "Massachusetts", "Washington", "Texas",
    "New Jersey", "Illinois", "Oregon", "Colorado", "Virginia", "Georgia", "Pennsylvania",
    "elsewhere",
]  # fmt: skip
NAMED: tuple[State, ...] = get_args(State)[:-1]
PARTS = (
    "federal income tax",
    "Social Security and Medicare",
    "state income tax",
    "city income tax",
    "state contributions",
)
ROUNDS = 14
"""Passes until state and federal tax fit each other; each leaves a tenth of the error or less."""


def _rule(state: State, year: int) -> Mapping[str, Any]:
    name = "New York" if state == "New York City" else state
    return rules(country="us_states", year=year)[name]


@checked
def provisional(*, state: State, year: TaxYear = 2026) -> str:
    """
    Say what of a state's rules in a year is not official yet.

    Args:
        state: where you live.

    Returns:
        Words; none where all was found.

    Source:
        `us_states.toml`.
    """
    return "" if state == "elsewhere" else _rule(state, year).get("provisional", "")


@checked
def state_contributions_usd(
    *, wages_usd: Usd, state: State = "California", year: TaxYear = 2026
) -> dict[str, float]:
    """
    Give what one employee pays into a state's insurances.

    Args:
        wages_usd: all wages of one person.
        state: where that person works.

    Returns:
        Dollars by name.

    Source:
        One rate each, up to a ceiling where there is one.

    Example:
        >>> from careerkb.pay.states import state_contributions_usd
        >>> state_contributions_usd(wages_usd=100_000, state="California")
        {'disability insurance': 1300.0}
    """
    found = [] if state == "elsewhere" else _rule(state, year).get("contributions", [])
    return {
        one["name"]: contribution(rate=one["rate"], ceiling=one["ceiling"]).due(wages_usd)
        for one in found
    }


def _pair(rule: Mapping[str, Any], name: str, status: Status) -> float:
    return float(rule.get(name, (0.0, 0.0))[status == "joint"])


def _scale(rule: Mapping[str, Any], status: Status, rates: str = "rates") -> Scale:
    name = f"{rates}_joint" if status == "joint" and f"{rates}_joint" in rule else rates
    return Scale(bottoms=rule[status], rates=rule[name])


def _credit(rule: Mapping[str, Any], income: float, status: Status) -> float:
    if "credit_until" in rule and income > _pair(rule, "credit_until", status):
        return 0.0
    steps = 0
    if "credit_step" in rule:
        above = max(0.0, income - _pair(rule, "credit_from", status))
        steps = math.ceil(above / rule["credit_step"])
    left = _pair(rule, "credit", status) - steps * _pair(rule, "credit_loss", status)
    return max(0.0, left)


def _recaptured(rule: Mapping[str, Any], income: float, taxable: float, status: Status) -> float:
    """Give what New York takes back of its lower brackets."""
    if "recapture_from" not in rule or income <= rule["recapture_from"]:
        return 0.0
    levels = [level for level in rule[f"recapture_{status}"] if taxable > level[0]]
    if not levels:
        return 0.0
    start, base, benefit = levels[-1]
    above = max(0.0, income - max(start, rule["recapture_from"]))
    return float(base + benefit * min(1.0, above / rule["recapture_width"]))


def _deducted(rule: Mapping[str, Any], pays: tuple[float, ...], filer: Filer) -> float:
    """Give what a state takes off wages when the federal return does not itemise."""
    income = sum(pays)
    off = _pair(rule, "deduction", filer.status)
    if income <= rule.get("exemption_until", (math.inf, math.inf))[filer.status == "joint"]:
        off += _pair(rule, "exemption", filer.status)
    if "payroll_deduction" in rule:
        paid = (payroll_tax_usd(wages_usd=pay, filer=filer) for pay in pays)
        off += sum(min(rule["payroll_deduction"], one) for one in paid)
    if "federal_deduction_kept" in rule:
        off = federal_rules(filer)["standard_deduction"]
        if income >= rule["federal_deduction_kept_from"]:
            off = min(off, _pair(rule, "federal_deduction_kept", filer.status))
    return float(off)


def _state_tax(
    rule: Mapping[str, Any], income: float, off: float, federal: float, status: Status
) -> float:
    if "federal_tax_cap" in rule:
        wide = 1 + (status == "joint")
        steps = zip(rule["federal_tax_from"], rule["federal_tax_cap"], strict=True)
        off += min(federal, [cap for start, cap in steps if income >= start * wide][-1])
    taxable = max(0.0, income - off)
    if income > rule.get("flat_from", math.inf):
        return float(rule["rates"][-1] * taxable)
    due = _scale(rule, status).due(taxable) + _recaptured(rule, income, taxable, status)
    due = max(0.0, due - _credit(rule, income, status))
    above = max(0.0, taxable - rule.get("surtax_from", 0.0))
    return float(due + rule.get("surtax_rate", 0.0) * above)


def _city_tax(income: float, off: float, filer: Filer) -> float:
    rule = rules(country="us_states", year=filer.year)["New York City"]
    taxable = max(0.0, income - off)
    due = _scale(rule, filer.status).due(taxable)
    if income <= rule["school_credit_until"]:
        due -= _pair(rule, "school_credit", filer.status)
    if income <= rule["school_rates_until"]:
        due -= _scale(rule, filer.status, "school_rates").due(taxable)
    return max(0.0, due)


def _settled(
    rule: Mapping[str, Any], pays: tuple[float, ...], filer: Filer, itemizes: bool
) -> tuple[float, float]:
    """Give federal and state tax that fit each other, without or with itemising."""
    income = sum(pays)
    off, state = _deducted(rule, pays, filer), 0.0
    exempt = _pair(rule, "exemption", filer.status)
    law = federal_rules(filer)
    cap = state_tax_cap_usd(income_usd=income, filer=filer)
    for _ in range(ROUNDS if "federal_tax_cap" in rule or itemizes else 1):
        taken = min(state, cap) if itemizes else law["standard_deduction"]
        federal = through(law["bracket_tops"], RATES, max(0.0, income - taken))
        if itemizes and "itemizes_with_federal" in rule:
            off = exempt + (taken if rule["itemizes_with_federal"] == "state tax" else 0.0)
        state = _state_tax(rule, income, off, federal, filer.status)
    return federal, state


@checked
def taken_usd(
    *,
    wages_usd: Usd,
    spouse_wages_usd: Usd = 0.0,
    state: State = "California",
    state_rate: Fraction = 0.0,
    filer: Filing = FILER,
) -> dict[str, float]:
    """
    Give all that is taken of a household's wages.

    Args:
        wages_usd: base, bonus and shares that vest, of one person.
        spouse_wages_usd: the same of the other, if you file together.
        state: where both live and work.
        state_rate: share of all wages that state and city take, if that is elsewhere.

    Returns:
        Dollars by part, federal income tax, Social Security and Medicare, state and city income
        tax, state contributions. State and city tax are itemised on the federal return where
        that leaves more.

    Raises:
        ValueError: an argument is out of range, a single person has a spouse, or a flat rate is
            given for a state whose tax is known.

    Source:
        `us_states.toml`, `careerkb.pay.tax`; Social Security by person, Medicare's extra part by
        return.

    Example:
        >>> from careerkb.pay.states import taken_usd
        >>> round(taken_usd(wages_usd=300_000, state="New York")["state income tax"], 2)
        20001.45
    """
    if spouse_wages_usd and filer.status == "single":
        raise refusal("spouse_wages_usd", spouse_wages_usd, "0 while status is 'single'")
    if state_rate and state != "elsewhere":
        raise refusal("state_rate", state_rate, f"0 in {state}, whose own tax is computed")
    pays = (wages_usd, spouse_wages_usd)
    income, city = wages_usd + spouse_wages_usd, 0.0
    if state == "elsewhere":
        due = state_rate * income
        federal = income_tax_usd(wages_usd=income, state_tax_usd=due, filer=filer)
    else:
        rule = _rule(state, filer.year)
        federal, due = min((_settled(rule, pays, filer, one) for one in (False, True)), key=sum)
        if state == "New York City":
            city = _city_tax(income, _pair(rule, "deduction", filer.status), filer)
            federal = income_tax_usd(wages_usd=income, state_tax_usd=due + city, filer=filer)
    alone = sum(payroll_tax_usd(wages_usd=pay, filer=filer) for pay in pays)
    extra = _payroll_extra_usd(pays, filer)
    paid = sum(
        sum(state_contributions_usd(wages_usd=pay, state=state, year=filer.year).values())
        for pay in pays
    )
    return dict(zip(PARTS, (federal, alone + extra, due, city, paid), strict=True))


def _payroll_extra_usd(pays: tuple[float, ...], filer: Filer) -> float:
    """Give the Medicare tax on what wages exceed the threshold by together and not each alone."""
    start = federal_rules(filer)["medicare_extra_from"]
    above = max(0.0, sum(pays) - start) - sum(max(0.0, pay - start) for pay in pays)
    return float(0.009 * above)


@checked
def states_answer(
    *,
    wages_usd: YearlyPayUsd = 300_000,
    state: State = "California",
    state_rate: Fraction = 0.0,
    filer: Filing = FILER,
) -> Answer:
    """
    Show what a year's wages leave in one state, and in the others.

    Args:
        wages_usd: base, bonus and shares that vest.
        state: where you live and work.
        state_rate: share of all wages that state and city take, if that is elsewhere.
        filer: who files; together means that one of the two earns.

    Returns:
        What is left, with what is provisional, as a sentence; each place as a row; what each
        takes as bars.

    Source:
        `taken_usd`.
    """
    place: dict[str, Any] = {"wages_usd": wages_usd, "filer": filer}
    chosen = taken_usd(state=state, state_rate=state_rate, **place)
    left = wages_usd - sum(chosen.values())
    own = sum(chosen[part] for part in PARTS[2:])
    where = f"In {state}" if state != "elsewhere" else "Elsewhere"
    headline = (
        f"{where}, {left:,.0f} of {wages_usd:,.0f} dollars are left, {left / wages_usd:.0%};"
        f" state and city take {own:,.0f} of it"
    )
    warned = provisional(state=state, year=filer.year)
    headline += f" (provisional: {warned})." if warned else "."
    found = {name: taken_usd(state=name, **place) for name in NAMED} | {state: chosen}
    kept = sorted(
        ((wages_usd - sum(one.values()), name, one) for name, one in found.items()),
        key=lambda row: -row[0],
    )
    heads = ("federal", "payroll", "state", "city", "contributions", "left")
    names = tuple(name for _, name, _ in kept)
    return Answer(
        headline=headline,
        table=Table(
            columns=(Column(name="place"), *(Column(name=head, unit="USD") for head in heads)),
            rows=tuple((name, *(one[part] for part in PARTS), rest) for rest, name, one in kept),
        ),
        chart=Chart(
            kind="bar",
            title=f"What {wages_usd:,.0f} dollars leave, by place",
            summary=headline,
            x_label="place",
            y_label="thousand USD left",
            series=(Series(name="left", x=names, y=tuple(rest / 1000 for rest, *_ in kept)),),
        ),
    )
