"""The ledger of claims as a file: its records, and the reader that refuses what breaks the rule."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, get_args

from annotated_types import Len

from careerkb.evidence.data import filled
from careerkb.evidence.verdicts import check_verdict
from careerkb.inputs import (
    Refusal,
    Refusals,
    checked,
    located,
    parse_toml,
    read,
    record,
    refusal,
    spec_of,
)
from careerkb.inputs.refusals import Path

__all__ = ["Evidence", "OwnFigure", "Claim", "read_claims"]

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
Ledger = Annotated[str, Len(1, 1_000_000)]


@record
class Evidence:
    """
    What one source says about a claim.

    Args:
        stance: whether it speaks for the claim, against it, or only helps to read it.
        text: what the source says, in our words.
        source: its key in the list of sources.
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
        population: whom the sources that decide are about; none when nothing decides.
        basis: keys of the sources that decide; none under "mixed" and "unverifiable".

    Raises:
        ValueError: a field is missing or not allowed, or the verdict breaks the rule of
            `careerkb.evidence.verdicts.check_verdict`.
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
    population: Annotated[str, Len(0, 120)] = ""
    basis: Sequence[Key] = ()

    def __post_init__(self) -> None:
        """Refuse a name that cannot be an address, and a verdict that breaks the rule."""
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.id):
            raise refusal("id", self.id, "words in lower case joined by hyphens")
        check_verdict(
            verdict=self.verdict, kind=self.kind, basis=self.basis, population=self.population,
            said=[(one.stance, one.source) for one in self.evidence],
            own=self.figure.source if self.figure else "",
        )  # fmt: skip


def _sources(one: Claim, stances: Collection[str] = get_args(Stance)) -> list[str]:
    own = [one.figure.source] if one.figure else []
    return own + [each.source for each in one.evidence if each.stance in stances]


def _unknown_sources(
    chosen: Mapping[int, Claim], kind_of_source: Mapping[str, SourceKind]
) -> Iterator[Refusal]:
    """Name each source that is not in a list, by the number of its claim."""
    for number, one in chosen.items():
        places: dict[Path, str] = {("evidence", i): e.source for i, e in enumerate(one.evidence)}
        places |= {("figure",): one.figure.source} if one.figure else {}
        for place, key in places.items():
            if key not in kind_of_source:
                hint = _nearest(key, kind_of_source)
                path = ("claims", number, *place, "source")
                yield Refusal(path, key, "in the list of sources", hint)


def _nearest(name: str, names: Collection[str]) -> str:
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
    return f"did you mean {close[0]!r}?" if close else ""


@checked
def read_claims(
    *, text: Ledger, kind_of_source: Mapping[str, SourceKind] | None = None
) -> tuple[Claim, ...]:
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
    if rows and not isinstance(rows, list):
        wrong = Refusal(("claims",), rows, "an array of tables, each under [[claims]]")
        raise Refusals(located(text, [wrong]))
    if not rows:
        raise refusal("text", text, "TOML with an array of tables [[claims]]", "it has none")
    return _typed(rows, kind_of_source, text)


def _typed(
    rows: Sequence[Any],
    kind_of_source: Mapping[str, SourceKind] | None,
    text: str = "",
) -> tuple[Claim, ...]:
    made: dict[int, Claim] = {}
    faults: list[Refusal] = []
    for number, row in enumerate(rows):
        one, wrong = read(spec_of(Claim), _filled(row))
        faults += [fault.at("claims", number) for fault in wrong]
        if one is not None and one.id in {other.id for other in made.values()}:
            path = ("claims", number, "id")
            faults.append(Refusal(path, one.id, "the name of no claim before it"))
        if one is not None:
            made[number] = one
    if kind_of_source is not None:
        faults += _unknown_sources(made, kind_of_source)
    if faults:
        found = located(text, faults) if text else faults
        names = [row.get("id") if isinstance(row, Mapping) else None for row in rows]
        raise Refusals(found, said=[_named(names, fault) for fault in found])
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


def _named(names: Sequence[object], fault: Refusal) -> Refusal:
    """Call a fault by the name of its claim, which a reader of the ledger knows."""
    _, number, *path = fault.path
    name = names[int(number)]
    place = f"claim {name!r}" if isinstance(name, str) else f"claim {int(number) + 1}"
    if fault.subject:
        inside = Refusal(tuple(path[:-1]), "", "").name
        path = [f"{fault.subject} of {inside}" if inside else fault.subject]
    words = "".join(f" {one + 1}" if isinstance(one, int) else f", {one}" for one in path)
    return Refusal((place + words,), fault.value, fault.allowed, fault.cause, fault.line)
