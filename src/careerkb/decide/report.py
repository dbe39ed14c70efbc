"""One report for two offers, as text for the terminal and as a page of HTML.

The answers are those of the pages, put together; nothing is computed here.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any

from annotated_types import Len

from careerkb.answers.answer import Answer
from careerkb.answers.html import answer_html, charts_css
from careerkb.inputs import Rate, record
from careerkb.pay.break_even import break_even_answer
from careerkb.pay.comparison import Band, comparison_answer
from careerkb.pay.definitions import offers_answer
from careerkb.pay.leaving import leaving_answer
from careerkb.pay.offers import Offer
from careerkb.pay.sensitivity import sensitivity_answer
from careerkb.pay.worth import Horizon

__all__ = ["QUESTIONS", "Report"]

Names = Annotated[Sequence[Annotated[str, Len(1, 300)]], Len(2, 2)]
Offers = Annotated[Sequence[Offer], Len(2, 2)]

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
    A report on two offers: the answers of the pages, in the order of the guide.

    Args:
        names: what the reader calls the two.
        offers: the two.
        years: how long you would stay at either.
        discount_rate: what a dollar a year later is worth less.
        band_fraction: part of the larger worth that is too close to call.

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
            f"<h1>{title}</h1><p>Computed by careerkb from your two files. Before tax, in today's"
            " dollars. What the letters do not say is your own assumption. This is no advice.</p>"
            f"{body}<section><h2>Ask the recruiter</h2><ul>{asked}</ul></section>"
            "</main></body></html>\n"
        )


@lru_cache(maxsize=4)
def _sections(report: Report) -> tuple[tuple[str, Answer], ...]:
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
        (f"{one}, every definition", offers_answer(offer=first, discount_rate=rate)),
        (f"{other}, every definition", offers_answer(offer=second, discount_rate=rate)),
    )
