"""One report for two to five offers, as text for the terminal and as a page of HTML.

The answers are those of the pages, put together; nothing is computed here.
"""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import Annotated, Any

from annotated_types import Len

from careerkb.answers.answer import Answer
from careerkb.answers.html import answer_html, charts_css
from careerkb.decide.information import information, information_table
from careerkb.decide.joint import Together
from careerkb.decide.options import CLOSE, LONGEST, Option
from careerkb.decide.several import compare_several, several_table
from careerkb.inputs import Rate, record, refusal
from careerkb.pay.break_even import break_even_answer
from careerkb.pay.comparison import Band, comparison_answer
from careerkb.pay.definitions import offers_answer
from careerkb.pay.leaving import leaving_answer
from careerkb.pay.offers import Offer
from careerkb.pay.sensitivity import sensitivity_answer
from careerkb.pay.worth import Horizon

__all__ = ["QUESTIONS", "Report"]

Names = Annotated[Sequence[Annotated[str, Len(1, 300)]], Len(2, 5)]
Offers = Annotated[Sequence[Offer], Len(2, 5)]

QUESTIONS = (
    "What is the exact vesting schedule: cliff, how often, even or not?",
    "Is the number of shares fixed now, or on the start date, and at which price?",
    "How is the sign-on reclaimed: prorated or whole, gross or net, and after a layoff too?",
    "What share of people at this level received a refresher last year, and how large?",
    "What was the bonus payout in each of the last two years, as a share of target?",
    "How many people at this level were promoted last year, out of how many?",
    "What severance was paid at the last layoff?",
)
"""What to ask before you sign; each is an input of the comparison that no letter states."""
STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
  color: #1a1a1a; background: #fff; color-scheme: light dark }
table { border-collapse: collapse } th, td { padding: .2rem .6rem; text-align: left }
td.number, th.number { text-align: right }
@media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #131416 } }
"""


@record
class Report:
    """
    A report on two to five offers: the answers of the pages, in the order of the guide.

    Args:
        names: what the reader calls them.
        offers: as many as names.
        years: how long you would stay at either.
        discount_rate: what a dollar a year later is worth less.
        band_fraction: part of the larger worth that is too close to call.
        correlation: of what two offers' shares bring; where it is not 0, or offers are more than
            two, they are compared all at once.

    Raises:
        ValueError: there are not as many names as offers.

    Example:
        >>> from careerkb.decide.report import Report
        >>> from careerkb.pay.comparison import LAB, PRODUCT
        >>> report = Report(names=("the lab", "the team"), offers=(LAB, PRODUCT))
        >>> [title for title, _ in report.sections()][2]
        'Which input decides'
    """

    names: Names
    offers: Offers
    years: Horizon = 4
    discount_rate: Rate = 0.08
    band_fraction: Band = 0.02
    correlation: Together = 0.0

    def __post_init__(self) -> None:
        """Refuse a name without an offer."""
        if len(self.names) != len(self.offers):
            raise refusal("names", self.names, f"one for each of the {len(self.offers)} offers")

    def json(self) -> str:
        """Write the report as data: numbers unrounded, units and decimals beside the columns."""
        parts = [{"title": title, **asdict(answer)} for title, answer in self.sections()]
        whole = {"names": list(self.names), "sections": parts, "questions": list(QUESTIONS)}
        return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1)

    def sections(self) -> tuple[tuple[str, Answer], ...]:
        """Give titles and answers, the comparison first."""
        return _sections(self)

    def text(self) -> str:
        """Write the report for the terminal."""
        parts = [f"{title}\n{'=' * len(title)}\n{answer}" for title, answer in self.sections()]
        asked = "\n".join(f"- {question}" for question in QUESTIONS)
        return "\n\n".join([*parts, f"Ask the recruiter\n=================\n{asked}"]) + "\n"

    def html(self) -> str:
        """Write the report as one page that needs no other file; every word is escaped."""
        heads = [html.escape(title) for title, _ in self.sections()]
        drawn = [
            answer_html(answer, id=f"answer-{i}") for i, (_, answer) in enumerate(self.sections())
        ]
        title = heads[0]
        body = "".join(
            f"<section><h2>{head}</h2>\n{answer}</section>"
            for head, answer in zip(heads, drawn, strict=True)
        )
        asked = "".join(f"<li>{html.escape(question)}</li>" for question in QUESTIONS)
        return (
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{title}</title><style>{STYLE}{charts_css()}</style></head><body><main>"
            f"<h1>{title}</h1><p>Computed by careerkb from your files. Before tax, in today's"
            " dollars. What the letters do not say is your own assumption. This is no advice.</p>"
            f"{body}<section><h2>Ask the recruiter</h2><ul>{asked}</ul></section>"
            "</main></body></html>\n"
        )


@lru_cache(maxsize=4)
def _sections(report: Report) -> tuple[tuple[str, Answer], ...]:
    if len(report.names) > 2:
        made: tuple[tuple[str, Answer], ...] = ((" or ".join(report.names), _all_at_once(report)),)
    else:
        made = _of_two(report)
        if report.correlation:
            together = ("If share prices move together", _all_at_once(report))
            made = (made[0], together, *made[1:])
    definitions = [
        (
            f"{name}, every definition",
            offers_answer(offer=offer, discount_rate=report.discount_rate),
        )
        for name, offer in zip(report.names, report.offers, strict=True)
    ]
    return (*made, ("Which answer would be worth most", _questions(report)), *definitions)


def _options(report: Report) -> list[Option]:
    """Give the options by names that fit: the end of a path says which file it is."""
    short = [name if len(name) <= LONGEST else "…" + name[1 - LONGEST :] for name in report.names]
    if len(set(short)) < len(short) or CLOSE in short:
        short = [f"{place}. {name[-LONGEST + 3 :]}" for place, name in enumerate(short, 1)]
    return [Option(name=n, offer=o) for n, o in zip(short, report.offers, strict=True)]


def _all_at_once(report: Report) -> Answer:
    found = compare_several(
        options=_options(report),
        years=report.years,
        discount_rate=report.discount_rate,
        correlation=report.correlation,
        band_fraction=report.band_fraction,
    )
    return several_table(found, report.years)


def _questions(report: Report) -> Answer:
    found = information(
        options=_options(report),
        years=report.years,
        discount_rate=report.discount_rate,
        correlation=report.correlation,
    )
    return information_table(found)


def _of_two(report: Report) -> tuple[tuple[str, Answer], ...]:
    (one, other), (first, second) = report.names, report.offers
    words = (f"{one} (first)", f"{other} (second)")
    title = " or ".join(words if (one, other) != ("first", "second") else report.names)
    rate = report.discount_rate
    both: dict[str, Any] = {"offer_a": first, "offer_b": second, "discount_rate": rate}
    terms = {**both, "years": report.years}
    return (
        (title, comparison_answer(band_fraction=report.band_fraction, **terms)),
        (f"What would make {other} worth the same as {one}", break_even_answer(**terms)),
        ("Which input decides", sensitivity_answer(**terms)),
        ("If you leave early", leaving_answer(months=min(120, 12 * report.years), **both)),
    )
