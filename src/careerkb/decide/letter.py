"""An offer letter as a small TOML file: written once, read by the page and the command line.

The keys are the terms of `careerkb.pay.offers.Offer`; amounts are US dollars.
"""

from __future__ import annotations

import difflib
import inspect
import re
import tomllib
from dataclasses import fields
from typing import Annotated, Any

from annotated_types import Len

from careerkb.answer import Answer, Column, Table
from careerkb.inputs import check, checked, refusal, specs_of
from careerkb.pay.offers import EXAMPLE, Offer
from careerkb.pay.vesting import EVEN, Schedule, schedule, schedule_names

__all__ = ["letter_answer", "letter_faults", "offer_from_toml", "offer_to_toml"]

Document = Annotated[str, Len(0, 20_000)]
KEYS = tuple(field.name for field in fields(Offer))


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
    try:
        terms = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        return (f"the file must be TOML, one `key = value` a line; {fault}",)
    lines = {key: line for line, key in _keys(text)}
    faults: list[tuple[int, str]] = []
    if "base_usd" not in terms:
        faults.append((0, "base_usd must be given: the yearly base pay, such as base_usd = 245000"))
    for key, value in terms.items():
        try:
            _term(key, value)
        except ValueError as fault:
            faults.append((lines.get(key, 0), str(fault)))
    if not faults:
        try:
            _offer(terms)
        except ValueError as fault:
            faults.append((0, str(fault)))
    return tuple(f"line {line}: {text}" if line else text for line, text in sorted(faults))


def _keys(text: str) -> list[tuple[int, str]]:
    """Find the line of each key and table at the top level."""
    matches = (
        (number, re.match(r"\s*\[?\s*[\"']?([A-Za-z0-9_-]+)[\"']?\s*(?:=|\])", line))
        for number, line in enumerate(text.splitlines(), 1)
    )
    found = [(number, match[1]) for number, match in matches if match]
    return list(reversed(found))  # the first of two wins in a dict


def _term(key: str, value: Any) -> Any:
    """Check one key and turn its value into a term of an offer."""
    if key not in KEYS:
        close = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.4)
        cause = f"did you mean {close[0]}?" if close else "the page on offer files lists all keys"
        raise refusal("a key", key, "one of the terms of an offer", cause)
    if key == "schedule":
        return _schedule(value)
    check(key, value, specs_of(Offer)[key])
    return value


def _schedule(value: Any) -> Schedule:
    """Read a preset's name, or a table with the yearly fractions."""
    if isinstance(value, str):
        try:
            return schedule(name=value)
        except ValueError as fault:
            raise ValueError(f"schedule{str(fault).removeprefix('name')}") from None
    if not isinstance(value, dict):
        raise refusal("schedule", value, 'a preset such as "33/33/22/12", or a table')
    known = specs_of(Schedule)
    for key in value:
        if key not in known:
            close = difflib.get_close_matches(key, known, n=1, cutoff=0.4)
            cause = f"did you mean {close[0]}?" if close else ""
            raise refusal("a key of schedule", key, "one of " + ", ".join(known), cause)
    if "yearly_fractions" not in value:
        raise refusal("schedule", value, "a table with yearly_fractions")
    check("yearly_fractions", value["yearly_fractions"], known["yearly_fractions"])
    return Schedule(**{**value, "yearly_fractions": tuple(value["yearly_fractions"])})


def _offer(terms: dict[str, Any]) -> Offer:
    return Offer(**{key: _term(key, value) for key, value in terms.items()})


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
    faults = letter_faults(text=text)
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise ValueError(faults[0] + more)
    return _offer(tomllib.loads(text))


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
    lines, tables = [], []
    for field in fields(Offer):
        value = getattr(offer, field.name)
        if value == field.default:
            continue
        if field.name == "schedule" and (preset := _preset(value)):
            lines.append(f"schedule = {_written(preset)}")
        elif field.name == "schedule":
            tables = ["", "[schedule]", *_schedule_lines(value)]
        else:
            lines.append(f"{field.name} = {_written(value)}")
    return "\n".join([*lines, *tables]) + "\n"


def _preset(value: Schedule) -> str | None:
    """Name the preset that a schedule is, if it is one."""
    return next((name for name in schedule_names() if schedule(name=name) == value), None)


def _schedule_lines(value: Schedule) -> list[str]:
    return [f"{f.name} = {_written(getattr(value, f.name))}" for f in fields(Schedule)]


def _written(value: Any) -> str:
    """Write a value as TOML: numbers without loss, plain words quoted; None is left out."""
    if value is None:
        return "left out"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, int):
        return str(value)
    return repr(int(value)) if float(value).is_integer() else repr(float(value))


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
    words = re.findall(
        r"^    (\w+): (.+?)(?=^    \w+: |^\w|\Z)",
        inspect.cleandoc(Offer.__doc__ or ""),
        flags=re.M | re.DOTALL,
    )
    meanings = {key: " ".join(meaning.split()).removesuffix(".") for key, meaning in words}
    rows = []
    for key, spec in specs_of(Offer).items():
        allowed = (
            'yearly percentages such as "40/30/20/10", a preset, or a table [schedule]'
            if key == "schedule"
            else spec.allowed
        )
        value = getattr(offer, key)
        shown = (
            ("even, cliff after a year" if value == EVEN else "another")
            if (key == "schedule")
            else _written(value)
        )
        rows.append((key, meanings.get(key, ""), allowed, shown))
    return Answer(
        headline=f"An offer file has {len(rows)} keys, of which only base_usd must be given.",
        table=Table(
            columns=tuple(Column(name=n) for n in ("key", "meaning", "accepts", "example")),
            rows=tuple(rows),
        ),
    )
