"""The desk as a form: options as columns, one row a term, and one outlook for all of them.

The fields are those of any calculator, with the same names, so that what is typed is kept, shared,
saved and answered by the same machinery; only where they stand is different.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from careerkb import data
from careerkb.answers.words import clean
from careerkb.browser.controls import field_html
from careerkb.browser.fields import Calculator, Field, Group, every_field, tree
from careerkb.browser.forms import NOTE, frame_html
from careerkb.browser.state import state_of
from careerkb.decide.desk import OUTLOOK, scenario, scenario_names
from careerkb.inputs import echo, label_of, understood
from careerkb.pay.comparison import comparison_answer
from careerkb.pay.schedules import schedule
from careerkb.pay.vesting import vested_in_year_fraction

__all__ = ["columns_html", "pretty", "vesting_by_year"]

FIRST = {
    "base_usd": "Base pay a year, $",
    "bonus_fraction": "Target bonus, %",
    "sign_on_usd": "Sign-on, $",
    "grant_usd": "Stock grant, $",
    "schedule": "Vesting",
}
"""The terms that every letter has; the others can be opened."""
ASSUMED = {
    "layoff_probability": "Layoff, chance a year",
    "severance_months": "Severance, months of base",
    "volatility_fraction": "Share price, swing a year",
    "price_growth_fraction": "Share price, growth a year",
    "refresher_usd": "Refresher each year, $",
    "refresher_probability": "Refresher, chance a year",
    "promotion_probability": "Promotion, chance a year",
}
"""What each term of the outlook is called."""
WRITTEN = 2
"""Columns in the page; the script writes the further ones after the second, to keep pages light."""
OTHERS = {
    "years": "Years you would stay",
    "discount_rate": "Discount, a year",
    "correlation": "Prices move together",
    "due": "Answer due",
}
BUTTONS = (
    '<button type="button" data-copies="yes">Copy the message</button>'
    '<button type="button" data-do="everything">Save all I did on this site</button>'
)
RESTORED = "Your letters of last time are filled in; the answer under them is still the example's."


def vesting_by_year() -> dict[str, list[float]]:
    """
    List what the page itself knows of schedules, for its plain sums.

    Returns:
        By preset, or employer of which one preset was reported, in lower case: the share of the
        grant that vests in each year.
    """
    known: dict[str, list[float]] = {}
    for name in [*_names(), *_employers()]:
        terms = schedule(name=name)
        years = range(1, len(terms.yearly_fractions) + 1)
        known[name.lower()] = [
            round(vested_in_year_fraction(schedule=terms, year=y), 12) for y in years
        ]
    return known


def _names() -> list[str]:
    return [str(row["name"]) for row in data.rows("vesting")]


def _employers() -> list[str]:
    """Name the employers of which one schedule was reported."""
    every = [alias for row in data.rows("vesting") for alias in row["aliases"]]
    return [alias for alias in every if every.count(alias) == 1]


def pretty(one: Field, text: str) -> str:
    """
    Write a number as people read it: percent for shares, thousands parted.

    Args:
        one: the field.
        text: a plain number, or text that is none.

    Returns:
        Text that means the same.
    """
    spec = one.spec
    if spec.kind != "number" or not text:
        return text
    value = understood(spec, text)
    if spec.is_share:
        return echo(spec, value)
    words = f"{value:,.10g}" if float(value).is_integer() else text
    return f"${words}" if text.startswith("$") else words


def columns_html(function: Calculator, id: str, short: bool = False) -> str:  # noqa: A002
    """
    Write the form of a calculator whose first input is a list of options.

    Args:
        function: the calculator.
        id: letters, digits, ``-`` and ``_``, unique on the page.
        short: whether the further terms cannot be opened; what the reader gave them still counts.

    Returns:
        One form element: a column an option, the plain sums under it, then the outlook.
    """
    options, *others = tree(function).parts
    assert isinstance(options, Group)
    rows = [row for row in options.parts if isinstance(row, Group)]
    columns = "".join(_column(row, id, number, short) for number, row in enumerate(rows[:WRITTEN]))
    more = len([one for one in _single(rows[0]) if _term(one) not in (*FIRST, "name", "due")])
    fold = (
        f'<details class="ckb-more ckb-open"><summary>{more} more terms of each letter</summary>'
        f'<p class="ckb-help">They stand in the columns above now. Each starts at what changes'
        f" nothing.</p></details>"
    )
    inner = (
        f'<div class="ckb-columns" data-path="{options.path}" data-most="{len(rows)}">{columns}'
        f'<button type="button" data-do="add">Add another letter</button></div>'
        f'<p class="ckb-plain" role="status"></p>'
        f"{'' if short else fold}"
        f"{_strip([one for one in others if isinstance(one, Field)], rows[0], id)}"
        f'<div class="ckb-slot"></div><p class="ckb-note">{NOTE}</p>'
    )
    mark = f' data-vesting="{clean(json.dumps(vesting_by_year()))}"'
    return frame_html(
        id, inner, mark=mark, summary="Your letters", opened=True, restored=RESTORED,
        more=BUTTONS,
    )  # fmt: skip


def _column(row: Group, id: str, number: int, short: bool) -> str:  # noqa: A002
    every = _single(row)
    first = [one for term in ("name", *FIRST) for one in every if _term(one) == term]
    first += [one for one in every if _term(one) == "due" and not short]
    extra = [one for one in every if one not in first]
    shared = _shared(number)
    cells = "".join(_cell(one, id, shared) for one in first)
    cells += '<p class="ckb-sum"></p>'
    if not short:
        cells += (
            f'<p class="ckb-one" data-path="{row.path}.offer">'
            '<button type="button" data-do="into">Open its file</button></p>'
        )
    if number:  # said once, in the first column
        extra = [replace(one, help="") for one in extra]
    cells += "".join(f'<div class="ckb-extra">{_cell(one, id, shared)}</div>' for one in extra)
    title = f"Letter {number + 1}"
    return (
        f'<div class="ckb-row ckb-column ckb-s{number}" role="group" aria-label="{title}"'
        f' data-path="{row.path}">{cells}<div class="ckb-extra ckb-last"></div></div>'
    )


def _single(row: Group) -> list[Field]:
    """List the fields that a column shows: terms, and no tables within a letter.

    Those come from a file, a link or another page, are carried along and answered.
    """
    return [one for one in every_field(row) if "." not in _term(one)]


def _term(one: Field) -> str:
    """Name a field within its letter: base_usd, or grants.0.grant_usd."""
    return one.path.split(".", 2)[-1].removeprefix("offer.")


def _shared(number: int) -> dict[str, str]:
    """Give what stands in the two offers that other calculators ask for, by their path."""
    if number > 1:
        return {}
    prefix = f"offer_{'ab'[number]}."
    fields = {one.path: one for one in every_field(tree(comparison_answer))}
    return {
        path: pretty(fields[path], text)
        for path, text in state_of(comparison_answer).items()
        if path.startswith(prefix)
    }


def _cell(one: Field, id: str, shared: dict[str, str]) -> str:  # noqa: A002
    term = _term(one)
    label = {**FIRST, **ASSUMED, **OTHERS}.get(term) or label_of(term)
    presets = {**one.presets, **dict.fromkeys(_employers())} if one.presets else one.presets
    shown = replace(
        one,
        default=pretty(one, one.default),
        blank=pretty(one, one.blank),
        help="" if term in (*FIRST, "name") else one.help,
        presets=presets,
    )
    made = field_html(shown, id, label)
    if term == "due":
        made = made.replace('type="text"', 'type="date"', 1)
    if one.presets:
        made = made.replace("Choose a preset or write your own.", "Or 40/30/20/10, or an employer.")
    path = next((key for key in shared if key.partition(".")[2] == term), "")
    marks = f' data-shared="{path[6]}"' if path else ""
    if path and shared[path] != shown.default:
        marks += f' data-usual="{clean(shared[path])}"'
    return made.replace(" data-default=", f"{marks}{_reads(one)} data-default=", 1)


def _reads(one: Field) -> str:
    """Say how the script of the page may read a number, for its plain sums and its marks."""
    if one.spec.kind != "number":
        return ""
    kind = "share" if one.spec.is_share else "usd" if one.spec.unit.startswith("USD") else "plain"
    return f' data-reads="{kind}"'


def _strip(others: Sequence[Field], row: Group, id: str) -> str:  # noqa: A002
    """Write the outlook: what is asked once, and the scenarios that set it."""
    fields = {_term(one): one for one in every_field(row)}
    buttons = "".join(_scenario(name, fields) for name in scenario_names())
    asked = "".join(_asked(fields[term], id) for term in OUTLOOK)
    own = "".join(_cell(replace(one, help=""), id, {}) for one in others)
    return (
        f'<fieldset class="ckb-strip"><legend>Our assumptions about you</legend>'
        f'<p class="ckb-help">The same for every option; nothing that no letter promises counts'
        f" until you say so. Whole outlooks, each number our assumption:</p>"
        f'<p class="ckb-scenarios">{buttons}</p>'
        f'<div class="ckb-fields">{own}{asked}</div></fieldset>'
    )


def _scenario(name: str, fields: dict[str, Field]) -> str:
    row = next(row for row in data.rows("scenarios") if row["name"] == name)
    values = scenario(name=name)
    texts = {
        f"offer.{term}": "" if value is None else pretty(fields[term], f"{value:.10g}")
        for term, value in values.items()
    }
    return (
        f'<button type="button" data-scenario="{clean(json.dumps(texts))}" aria-pressed="false"'
        f' title="{clean(row["says"])}">{clean(name)}</button>'
    )


def _asked(one: Field, id: str) -> str:  # noqa: A002
    """Write a field that sets the same term of every option."""
    name = f"{id}-all-{one.name.replace('_', '-')}"
    usual = clean(pretty(one, one.blank))
    hint = ' data-hint="as the discount rate"' if not one.blank else ""
    return (
        f'<div class="ckb-field"><label for="{name}">{clean(ASSUMED[one.name])}</label>'
        f'<span class="ckb-entry"><input type="text" inputmode="decimal" id="{name}"{hint}'
        f' data-all="offer.{one.name}"{_reads(one)} value="{usual}"></span></div>'
    )
