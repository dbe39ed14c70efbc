"""The claims of the article, each with its verdict and the evidence for and against it.

The ledger is data, `claims.toml`; this module checks and types it, filters it and counts it. A
claim without a verdict, or with a verdict that its evidence does not bear, is refused.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Any, Literal, get_args

from annotated_types import Len

from careerkb import data
from careerkb.answer import Answer, Cell, Chart, Column, Series, Table
from careerkb.evidence.data import filled
from careerkb.inputs import (
    Refusal,
    Text,
    checked,
    located,
    parse_toml,
    read,
    record,
    refusal,
    spec_of,
)

__all__ = [
    "CHAPTERS",
    "VERDICTS",
    "PRIMARY_KINDS",
    "Evidence",
    "OwnFigure",
    "Claim",
    "claims",
    "claim",
    "counts",
    "primary_fraction",
    "read_claims",
    "claims_answer",
]

Chapter = Literal["summary", "work", "pay", "interviews", "exits", "checklist", "mistakes", "faq"]
Verdict = Literal["supported", "mixed", "not supported", "unverifiable"]
Kind = Literal["comparison", "causal", "advice", "prediction", "anecdote", "figure"]
Confidence = Literal["low", "medium", "high"]
Stance = Literal["for", "against", "context"]
SourceKind = Literal[
    "official", "peer-reviewed", "dataset", "company", "preprint", "guide", "press",
    "self-reported", "article",
]  # fmt: skip
Key = Annotated[str, Len(1, 80)]
Sentences = Annotated[str, Len(1, 600)]
Kinds = Mapping[str, SourceKind]
Rows = Sequence[Mapping[str, Any]]
Ledger = Annotated[str, Len(1, 1_000_000)]

CHAPTERS: tuple[Chapter, ...] = get_args(Chapter)
"""The chapters of the article, in its order; "summary" is its opening."""

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""The four verdicts, from most to least borne out."""

PRIMARY_KINDS: tuple[SourceKind, ...] = ("official", "peer-reviewed", "dataset", "company")
"""The kinds of source that count as primary, because they counted, measured or employ."""


@record
class Evidence:
    """
    What one source says about a claim.

    Args:
        stance: whether it speaks for the claim, against it, or only helps to read it.
        text: what the source says, in our words.
        source: its key in the list of sources.

    Raises:
        ValueError: a field is missing or not allowed.
    """

    stance: Stance
    text: Sentences
    source: Key


@record
class OwnFigure:
    """
    A number that we computed ourselves and that bears on a claim.

    Args:
        text: the figure with its unit, sample size and interval.
        source: key of the data that it was computed from.

    Raises:
        ValueError: a field is missing or not allowed.
    """

    text: Sentences
    source: Key


@record
class Claim:
    """
    One claim of the article, in our words, with its verdict.

    Args:
        id: its permanent name, in lower case with hyphens.
        chapter: where the article makes it.
        statement: what is claimed.
        kind: what sort of claim it is; an anecdote is a story that nobody can check.
        verdict: what the evidence makes of it.
        confidence: how sure the verdict is, not the claim.
        reasoning: why this verdict.
        evidence: what was found; may be empty only under the verdict "unverifiable".
        figure: our own figure, or none.

    Raises:
        ValueError: a field is missing or not allowed, or the evidence does not bear the verdict:
            "supported" needs some for the claim and "not supported" some against it.
    """

    id: Key
    chapter: Chapter
    statement: Sentences
    kind: Kind
    verdict: Verdict
    confidence: Confidence
    reasoning: Sentences
    evidence: Sequence[Evidence]
    figure: OwnFigure | None = None

    def __post_init__(self) -> None:
        """Refuse a name that cannot be an address, and a verdict without evidence."""
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.id):
            raise refusal("id", self.id, "words in lower case joined by hyphens")
        if not self.evidence and self.verdict != "unverifiable" and self.kind != "anecdote":
            raise refusal("evidence", self.evidence, f"given for the verdict {self.verdict!r}")
        needed = {"supported": "for", "not supported": "against"}.get(self.verdict)
        if needed and all(one.stance != needed for one in self.evidence):
            found = "all of it is " + " or ".join(sorted({one.stance for one in self.evidence}))
            raise refusal("verdict", self.verdict, f"borne by evidence {needed} the claim", found)


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
        >>> [one.id for one in claims(chapter="faq", verdict="not supported")]
        ['faq-eng-resistant']
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
        {'supported': 4, 'mixed': 2, 'not supported': 1, 'unverifiable': 1}
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

    A source is primary when its kind is in `PRIMARY_KINDS`: statistics of an office, a reviewed
    study, a data set, an employer's own page. A preprint is not, because nobody has checked it; a
    guide, the press and self-reports are not. Evidence that is only context does not count. The
    kind is that of the source even where only an account of it could be read; the list of sources
    says where that was so.

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
        0.41
    """
    chosen = claims(chapter=chapter)
    _check_sources(chosen, kind_of_source)
    primary = [
        any(kind_of_source[key] in PRIMARY_KINDS for key in _sources(one, {"for", "against"}))
        for one in chosen
    ]
    return sum(primary) / len(chosen)


def _sources(one: Claim, stances: Collection[str] = get_args(Stance)) -> list[str]:
    own = [one.figure.source] if one.figure else []
    return own + [each.source for each in one.evidence if each.stance in stances]


def _check_sources(chosen: Sequence[Claim], kind_of_source: Kinds) -> None:
    for one in chosen:
        for key in _sources(one):
            if key not in kind_of_source:
                hint = _nearest(key, kind_of_source)
                raise refusal(f"claim {one.id!r}, source", key, "in the list of sources", hint)


def _nearest(name: str, names: Collection[str]) -> str:
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
    return f"did you mean {close[0]!r}?" if close else ""


@checked
def read_claims(*, text: Ledger, kind_of_source: Kinds | None = None) -> tuple[Claim, ...]:
    """
    Check and type a ledger: what the handbook does with its own file, for a file of yours.

    Args:
        text: TOML with an array of tables `[[claims]]`.
        kind_of_source: key to kind of the sources that may be cited, or nothing to allow any.

    Returns:
        The claims in the order of the text.

    Raises:
        ValueError: the text is not such a ledger, two claims have one name, a source is unknown,
            or a claim has a fault; every fault stands in a sentence of its own, with line, claim
            and field.
    """
    document = parse_toml(text, longest=1_000_000, name="text")
    rows = document.get("claims")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise refusal("text", text, "TOML with an array of tables [[claims]]", "it has none")
    return _typed(rows, kind_of_source, text)


def _typed(rows: Rows, kind_of_source: Kinds | None, text: str = "") -> tuple[Claim, ...]:
    made: dict[str, Claim] = {}
    faults: list[Refusal] = []
    for number, row in enumerate(rows):
        one, wrong = read(spec_of(Claim), _filled(row))
        faults += [fault.at("claims", number) for fault in wrong]
        if one is not None and made.setdefault(one.id, one) is not one:
            path = ("claims", number, "id")
            faults.append(Refusal(path, one.id, "the name of no claim before it"))
    if faults:
        found = located(text, faults) if text else faults
        raise ValueError("; ".join(_said(rows, fault) for fault in found))
    if kind_of_source is not None:
        _check_sources(tuple(made.values()), kind_of_source)
    return tuple(made.values())


def _filled(row: Any) -> Any:
    """Put the values of figures into every text of a claim."""
    if isinstance(row, list):
        return [_filled(one) for one in row]
    if not isinstance(row, Mapping):
        return row
    return {
        key: filled(text=one) if key == "text" and isinstance(one, str) else _filled(one)
        for key, one in row.items()
    }


def _said(rows: Rows, fault: Refusal) -> str:
    """Say a fault by the name of its claim, which a reader of the ledger knows."""
    _, number, *path = fault.path
    assert isinstance(number, int)
    row = rows[number].get("id")
    place = f"claim {row!r}" if isinstance(row, str) else f"claim {number + 1}"
    words = [f" {one + 1}" if isinstance(one, int) else f", {one}" for one in path]
    line = f"line {fault.line}: " if fault.line else ""
    inner = Refusal(tuple(path), fault.value, fault.allowed, fault.cause, subject=fault.subject)
    said = inner.called(f"{place}{''.join(words)}")
    return f"{line}{place}, {said}" if fault.subject else f"{line}{said}"


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
