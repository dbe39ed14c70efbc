"""One report for two offers, as text for the terminal and as a page of HTML.

The answers are those of the pages, put together; nothing is computed here.
"""

from __future__ import annotations

import html
from importlib.resources import files
from typing import Any

from careerkb.answer import Answer
from careerkb.pay.comparison import comparison_answer
from careerkb.pay.leaving import leaving_answer
from careerkb.pay.offers import Offer, offers_answer
from careerkb.pay.sensitivity import break_even_answer, sensitivity_answer
from careerkb.render import answer_html

__all__ = ["QUESTIONS", "report_answers", "report_html", "report_text"]

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


def report_answers(
    names: tuple[str, str],
    offers: tuple[Offer, Offer],
    *,
    years: int,
    discount_rate: float,
    band_fraction: float,
) -> list[tuple[str, Answer]]:
    """
    Put together what the guide asks for, in its order.

    Args:
        names: what the reader calls the two.
        offers: the two.
        years: how long you would stay at either.
        discount_rate: what a dollar a year later is worth less.
        band_fraction: part of the larger worth that is too close to call.

    Returns:
        Titles and answers.

    Raises:
        ValueError: a number is out of range.
    """
    first, second = offers
    terms: dict[str, Any] = {
        "offer_a": first,
        "offer_b": second,
        "years": years,
        "discount_rate": discount_rate,
    }
    return [
        (
            f"{names[0]} (first) or {names[1]} (second)",
            comparison_answer(band_fraction=band_fraction, **terms),
        ),
        (f"What would make {names[1]} worth the same as {names[0]}", break_even_answer(**terms)),
        ("Which input decides", sensitivity_answer(**terms)),
        (
            "If you leave early",
            leaving_answer(
                offer_a=first,
                offer_b=second,
                months=min(120, 12 * years),
                discount_rate=discount_rate,
            ),
        ),
        (f"{names[0]}, every definition", offers_answer(offer=first, discount_rate=discount_rate)),
        (f"{names[1]}, every definition", offers_answer(offer=second, discount_rate=discount_rate)),
    ]


def report_text(answers: list[tuple[str, Answer]]) -> str:
    """
    Write the report for the terminal.

    Args:
        answers: from `report_answers`.

    Returns:
        Plain text.
    """
    parts = [f"{title}\n{'=' * len(title)}\n{answer}" for title, answer in answers]
    asked = "\n".join(f"- {question}" for question in QUESTIONS)
    return "\n\n".join([*parts, f"Ask the recruiter\n=================\n{asked}"]) + "\n"


def report_html(answers: list[tuple[str, Answer]]) -> str:
    """
    Write the report as one page that needs no other file and loads nothing.

    Args:
        answers: from `report_answers`.

    Returns:
        HTML; every word of the reader's is escaped.
    """
    charts = (files("careerkb") / "site/static/charts.css").read_text("utf-8")
    title = html.escape(answers[0][0])
    body = "".join(
        f"<section><h2>{html.escape(title)}</h2>\n{answer_html(answer, id=f'answer-{i}')}</section>"
        for i, (title, answer) in enumerate(answers)
    )
    asked = "".join(f"<li>{html.escape(question)}</li>" for question in QUESTIONS)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}{charts}</style></head><body><main>"
        f"<h1>{title}</h1><p>Computed by careerkb from your two files. Before tax, in today's"
        " dollars. What the letters do not say is your own assumption. This is no advice.</p>"
        f"{body}<section><h2>Ask the recruiter</h2><ul>{asked}</ul></section>"
        "</main></body></html>\n"
    )
