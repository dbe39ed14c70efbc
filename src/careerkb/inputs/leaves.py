"""The leaves of a document: numbers as people type them, choices, flags and words."""

from __future__ import annotations

from dataclasses import MISSING
from typing import Any

from careerkb.inputs.checks import check, number_cause
from careerkb.inputs.refusals import Path, Refusal, kind_of
from careerkb.inputs.spec import Spec
from careerkb.inputs.typed import echo, plain_text, understood

__all__ = [
    "Echoes",
    "Run",
    "checked_value",
    "read_choice",
    "read_flag",
    "read_number",
    "read_text",
    "wrong_kind",
]

Echoes = dict[Path, tuple[str, str]]
"""What text was understood as, by path: in words, and as a plain number."""
SHORT_LIST = 8
"""So many keys are listed even when one of them is surely meant."""

WAYS = {"true": True, "yes": True, "false": False, "no": False}


class Run:
    """What one reading has found so far."""

    def __init__(
        self, loose: bool, faults: list[Refusal] | None = None, echoes: Echoes | None = None
    ) -> None:
        """Begin, or go on with the faults of another."""
        self.loose = loose
        self.faults: list[Refusal] = [] if faults is None else faults
        self.echoes: Echoes = {} if echoes is None else echoes

    def refuse(self, fault: Refusal, path: Path) -> Any:
        """Note a fault at its place; give what stands for no value."""
        self.faults.append(fault.at(*path))
        return MISSING


def read_number(spec: Spec, document: object, path: Path, run: Run) -> Any:
    """Read a number, typed as people do or given as one; note what text was understood as."""
    if not isinstance(document, str):
        return _given_number(spec, document, path, run)
    try:
        value = understood(spec, document)
    except Refusal as fault:
        return run.refuse(fault, path)
    if document.strip() != (plain := plain_text(spec, value)):
        run.echoes[path] = (echo(spec, value), plain.lstrip("$"))
    return value


def _given_number(spec: Spec, number: object, path: Path, run: Run) -> Any:
    """Take a number of TOML, which is asked about like one that was typed."""
    plain = isinstance(number, (int, float)) and not isinstance(number, bool)
    asked = [ask for ask in spec.asks if plain and ask.when(number)]  # type: ignore[arg-type]
    if asked:
        fault = Refusal((), number, "beyond doubt", asked[0].say(number))  # type: ignore[arg-type]
        return run.refuse(fault, path)
    value = checked_value(spec, number, path, run)
    if value is MISSING and plain:
        fault = run.faults.pop()
        cause = number_cause(spec, number, typed=True)
        run.faults.append(Refusal(path, number, fault.allowed, cause))
    return value


def read_choice(spec: Spec, document: object, path: Path, run: Run) -> Any:
    """Read one of some words, in capitals or not."""
    if isinstance(document, str):
        text = document.strip().casefold()
        found = [one for one in spec.choices if str(one).casefold() == text]
        document = found[0] if found else document
    return checked_value(spec, document, path, run)


def read_flag(spec: Spec, document: object, path: Path, run: Run) -> Any:
    """Read yes or no; in a file only true and false."""
    if isinstance(document, str):
        meant = WAYS.get(document.strip().lower())
        if run.loose and meant is not None:
            return meant
        if meant is not None:
            cause = f"write {str(meant).lower()}, without quotes"
            return run.refuse(Refusal((), document, spec.allowed, cause), path)
    return checked_value(spec, document, path, run)


def read_text(spec: Spec, document: object, path: Path, run: Run) -> Any:
    """Read words; from a form without spaces around them."""
    if run.loose and isinstance(document, str):
        document = document.strip()
    return checked_value(spec, document, path, run)


def wrong_kind(document: object, spec: Spec) -> Refusal:
    """Say which kind of thing stands where another is wanted."""
    kinds = {dict: "a table", list: "a list", str: "text", bool: "true or false"}
    kind = kinds.get(type(document), kind_of(document))
    return Refusal((), document, spec.allowed, f"this is {kind}")


def checked_value(spec: Spec, value: object, path: Path, run: Run) -> Any:
    """Check a value as the function would; note what is refused."""
    if isinstance(value, (dict, list)) and spec.kind != "mapping":
        return run.refuse(wrong_kind(value, spec), path)
    try:
        return check("", value, spec)
    except Refusal as fault:
        shown = fault.value if spec.item and spec.item.record else value
        return run.refuse(Refusal(fault.path[1:], shown, fault.allowed, fault.cause), path)
