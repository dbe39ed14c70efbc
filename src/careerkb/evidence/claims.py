"""The claims of the article, each with its verdict and the evidence for and against it.

The ledger is data, `claims.toml`; this module checks and types it, filters it and counts it. A
claim without a verdict, or with one that breaks the rule, is refused.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import get_args

from careerkb import data
from careerkb.answers.answer import Answer, Cell, Chart, Column, Series, Table
from careerkb.evidence.ledger import (
    Chapter,
    Claim,
    Kind,
    SourceKind,
    Verdict,
    _named,
    _nearest,
    _sources,
    _typed,
    _unknown_sources,
)
from careerkb.inputs import (
    Refusals,
    Text,
    checked,
    refusal,
)

__all__ = [
    "CHAPTERS",
    "VERDICTS",
    "PRIMARY_KINDS",
    "claims",
    "claim",
    "counts",
    "primary_fraction",
    "claims_answer",
]


CHAPTERS: tuple[Chapter, ...] = get_args(Chapter)
"""The chapters of the article, in its order; "summary" is its opening."""

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""The four verdicts, from most to least borne out."""

PRIMARY_KINDS: tuple[SourceKind, ...] = ("official", "peer-reviewed", "dataset", "company")
"""The kinds of source that count as primary, because they counted, measured or employ."""


@functools.cache
def _ledger() -> tuple[Claim, ...]:
    return _typed(data.rows("claims"), None)


@checked
def claims(
    *, chapter: Chapter | None = None, verdict: Verdict | None = None, kind: Kind | None = None
) -> tuple[Claim, ...]:
    """
    List the claims of the ledger that pass every filter.

    Args:
        chapter: keep those of one chapter.
        verdict: keep those with one verdict.
        kind: keep those of one kind.

    Returns:
        Claims in the order of the article; none when no claim passes.

    Raises:
        ValueError: a filter is unknown, or the ledger has a fault.

    Example:
        >>> from careerkb.evidence.claims import claims
        >>> [one.id for one in claims(chapter="faq", verdict="unverifiable")]
        ['faq-human-moat']
    """
    return tuple(
        one
        for one in _ledger()
        if chapter in (None, one.chapter)
        and verdict in (None, one.verdict)
        and kind in (None, one.kind)
    )


@checked
def claim(*, claim_id: Text) -> Claim:
    """
    Look up one claim by its name.

    Args:
        claim_id: the name, as in the address of the claim without "claim-".

    Returns:
        The claim.

    Raises:
        ValueError: there is no such claim; the closest name is suggested.

    Example:
        >>> from careerkb.evidence.claims import claim
        >>> claim(claim_id="work-binary-success").verdict
        'not supported'
    """
    named = {one.id: one for one in _ledger()}
    if claim_id not in named:
        raise refusal("claim_id", claim_id, "the name of a claim", _nearest(claim_id, named))
    return named[claim_id]


@checked
def counts(*, chapter: Chapter | None = None) -> dict[str, dict[str, int]]:
    """
    Count the verdicts by chapter.

    Args:
        chapter: count one chapter only.

    Returns:
        Chapter to verdict to number of claims; every verdict is there, zeros included.

    Raises:
        ValueError: the chapter is unknown, or the ledger has a fault.

    Example:
        >>> from careerkb.evidence.claims import counts
        >>> counts(chapter="faq")["faq"]
        {'supported': 3, 'mixed': 4, 'not supported': 0, 'unverifiable': 1}
    """
    return {
        each: {v: len(claims(chapter=each, verdict=v)) for v in VERDICTS}
        for each in ((chapter,) if chapter else CHAPTERS)
    }


@checked
def primary_fraction(
    *, kind_of_source: Mapping[str, SourceKind], chapter: Chapter | None = None
) -> float:
    """
    Give the share of claims that rest on at least one primary source.

    A source is primary when its kind is in `PRIMARY_KINDS`; evidence that is only context does not
    count. The kind is that of the source even where only an account of it could be read.

    Args:
        kind_of_source: key to kind for every source that these claims use.
        chapter: count the claims of one chapter only.

    Returns:
        A fraction from 0 to 1; evidence for or against and our own figure count.

    Raises:
        ValueError: a source of a claim is missing, or a kind or the chapter is unknown.

    Example:
        >>> from careerkb.evidence.claims import claims, primary_fraction
        >>> guides = {e.source: "guide" for c in claims() for e in c.evidence}
        >>> own = {c.figure.source: "dataset" for c in claims() if c.figure}
        >>> round(primary_fraction(kind_of_source=guides | own), 2)
        0.4
    """
    chosen = claims(chapter=chapter)
    if faults := tuple(_unknown_sources(dict(enumerate(chosen)), kind_of_source)):
        raise Refusals(faults, said=[_named([one.id for one in chosen], one) for one in faults])
    primary = [
        any(kind_of_source[key] in PRIMARY_KINDS for key in _sources(one, {"for", "against"}))
        for one in chosen
    ]
    return sum(primary) / len(chosen)


@checked
def claims_answer(*, chapter: Chapter | None = None) -> Answer:
    """
    Answer the reader's question: how much of the article holds?

    Args:
        chapter: look at one chapter only.

    Returns:
        The verdicts in a sentence, with the number held with low confidence; the counts by chapter
        as a table and as stacked bars.

    Raises:
        ValueError: the chapter is unknown, or the ledger has a fault.
    """
    found = counts(chapter=chapter)
    chosen = claims(chapter=chapter)
    total = {v: float(sum(row[v] for row in found.values())) for v in VERDICTS}
    rows: list[tuple[Cell, ...]] = [
        (name, *map(float, row.values()), float(sum(row.values()))) for name, row in found.items()
    ]
    if not chapter:
        rows.append(("all", *total.values(), float(len(chosen))))
    headline = (
        f"Of {len(chosen)} claims, {total['supported']:.0f} are supported,"
        f" {total['mixed']:.0f} mixed, {total['not supported']:.0f} not supported and"
        f" {total['unverifiable']:.0f} unverifiable; {sum(c.confidence == 'low' for c in chosen)}"
        " of these verdicts are held with low confidence."
    )
    columns = tuple(Column(name=name) for name in ("chapter", *VERDICTS, "claims"))
    chart = Chart(
        kind="stacked", title="Verdicts by chapter of the article", summary=headline,
        x_label="chapter", y_label="claims",
        series=tuple(
            Series(name=v, x=tuple(found), y=tuple(float(row[v]) for row in found.values()))
            for v in VERDICTS
        ),
    )  # fmt: skip
    return Answer(headline=headline, table=Table(columns=columns, rows=tuple(rows)), chart=chart)
