"""An offer letter as a small TOML file: written once, read by the page and the command line.

The keys are the terms of `careerkb.pay.offers.Offer`; amounts are US dollars.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Annotated, Any

from annotated_types import Len

from careerkb.answers.answer import Answer, Column, Table
from careerkb.inputs import (
    Echoes,
    Refusal,
    Spec,
    checked,
    descriptions,
    document_of,
    located,
    parse_toml,
    plain,
    read,
    read_arguments,
    spec_of,
    specs_of,
    write_toml,
)
from careerkb.pay.definitions import EXAMPLE, offers_answer
from careerkb.pay.offers import Offer
from careerkb.pay.schedules import Schedule

__all__ = [
    "letter_answer",
    "letter_faults",
    "letter_read",
    "offer_from_toml",
    "offer_to_toml",
]

Document = Annotated[str, Len(0, 20_000)]
NAMES = tuple(field.name for field in fields(Offer))
AnyText = Annotated[str, Len(0, 10_000_000)]
"""Whatever a reader calls an offer file: its length is a fault like any other."""


@checked
def letter_read(*, text: AnyText) -> tuple[Offer | None, tuple[Refusal, ...], tuple[str, ...]]:
    """
    Read an offer file once: the offer, or every fault, and how amounts were understood.

    Args:
        text: the whole file, a letter or what the page of one offer saved.

    Returns:
        The offer or nothing; the faults in the order of the file, each with its path and line;
        a few words for each number that was given as text.

    Raises:
        ValueError: *text* is no text, or a whole library.
    """
    try:
        document = parse_toml(text)
    except Refusal as fault:
        return None, (fault,), ()
    if tables := _tables(document):
        return None, located(text, tables), ()
    echoes: Echoes = {}
    if isinstance(document.get("offer"), dict):  # saved by a page: the offer in a table
        made, faults = read_arguments(offers_answer, document, echoes=echoes)
        offer = made.get("offer")
    else:
        offer, faults = read(spec_of(Offer), document, echoes=echoes)
    words = tuple(
        f"{Refusal(path, '', '').name} is read as {one}" for path, (one, _) in echoes.items()
    )
    return None if faults else offer, located(text, faults), words


def _tables(document: Mapping[str, Any]) -> list[Refusal]:
    """Refuse tables where one offer is expected: another file of ours, or a line too many."""
    if {"offer_a", "offer_b"} <= document.keys():
        cause = "this file holds two already; compare them with it alone"
        return [Refusal(("the file",), "offer_a and offer_b", "one offer", cause)]
    cause = "delete this line, so that the terms stand alone"
    return [
        Refusal((key,), f"[{key}]", "no table", cause)
        for key, value in document.items()
        if key not in ("offer", *NAMES) and _is_table(value)
    ]


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict) for one in value)
    )


@checked
def letter_faults(*, text: Document) -> tuple[str, ...]:
    """
    Say everything that is wrong with an offer file, each with its line.

    Args:
        text: the whole file.

    Returns:
        One sentence a fault, in the order of the file; nothing when it is a valid offer.

    Raises:
        ValueError: *text* is too long to be an offer.
    """
    return tuple(str(fault) for fault in letter_read(text=text)[1])


@checked
def offer_from_toml(*, text: Document) -> Offer:
    """
    Read an offer from the text of a TOML file.

    Args:
        text: the whole file.

    Returns:
        The offer.

    Raises:
        ValueError: the file is no TOML, lacks base_usd, or has a key or a value that no offer
            has; the message gives the line and says how many more faults there are.

    Example:
        >>> from careerkb.decide.letter import offer_from_toml
        >>> offer_from_toml(text="base_usd = 245_000").base_usd
        245000
    """
    offer, faults, _ = letter_read(text=text)
    if offer is None:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise ValueError(f"{faults[0]}{more}")
    return offer


@checked
def offer_to_toml(*, offer: Offer) -> str:
    """
    Write an offer as the text of a TOML file.

    Args:
        offer: the offer.

    Returns:
        One key a line, terms at their default left out; `offer_from_toml` reads it back.

    Raises:
        ValueError: the offer is no offer.

    Example:
        >>> from careerkb.decide.letter import offer_to_toml
        >>> from careerkb.pay.offers import Offer
        >>> offer_to_toml(offer=Offer(base_usd=245_000, bonus_fraction=0.15))
        'base_usd = 245000\\nbonus_fraction = 0.15\\n'
    """
    return write_toml(document_of(offer))


@checked
def letter_answer(*, offer: Offer = EXAMPLE) -> Answer:
    """
    List the keys of an offer file, what each means and what it accepts.

    Args:
        offer: whose values are shown beside.

    Returns:
        The number of keys as a sentence, one key a row.

    Raises:
        ValueError: the offer is no offer.

    Source:
        The fields of `careerkb.pay.offers.Offer` and its docstring, so that this list cannot
        differ from what the loader accepts.
    """
    meanings = {key: says.removesuffix(".") for key, says in descriptions(Offer).items()}
    rows = []
    for key, spec in specs_of(Offer).items():
        allowed = _allowed(key, spec)
        shown = write_toml({key: plain(spec, getattr(offer, key))}).partition(" = ")[2].strip()
        rows.append((key, meanings[key], allowed, shown))
    return Answer(
        headline=f"An offer file has {len(rows)} keys, of which only base_usd must be given.",
        table=Table(
            columns=tuple(Column(name=n) for n in ("key", "meaning", "accepts", "example")),
            rows=tuple(rows),
        ),
    )


def _allowed(key: str, spec: Spec) -> str:
    """Say what a file may hold for a key: a value, a table or several."""
    if spec.record is Schedule:
        return f'yearly percentages such as "40/30/20/10", a preset, or a table [{key}]'
    if spec.kind == "record":
        return f"a table [{key}] of its terms, or left out"
    if spec.kind == "items":
        return f"tables [[{key}]] of their terms, at most {spec.max_length}"
    return spec.allowed
