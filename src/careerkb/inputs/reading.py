"""One way in: a document of plain values becomes a record, or every fault of it is named.

A document is what a TOML file holds or what a form was given: tables, lists and single values. A
number may be text, as people type it, in a file as well as on a page.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any

from careerkb.inputs.leaves import (
    Echoes,
    Run,
    checked_value,
    read_choice,
    read_flag,
    read_number,
    read_text,
    wrong_kind,
)
from careerkb.inputs.named import named, presets
from careerkb.inputs.refusals import Path, Refusal
from careerkb.inputs.spec import Spec, specs_of
from careerkb.inputs.terms import unknown
from careerkb.inputs.typed import parted

__all__ = ["Echoes", "Faults", "read", "read_arguments"]

Faults = tuple[Refusal, ...]

SHORT_LIST = 8
"""So many keys are listed even when one of them is surely meant."""


def read(
    spec: Spec, document: object, loose: bool = False, echoes: Echoes | None = None
) -> tuple[Any, Faults]:
    """
    Turn a document into what a specification describes.

    Args:
        spec: of a record, a sequence, a single value.
        document: nested plain values.
        loose: whether the leaves are texts from a form; otherwise they are values of TOML.
        echoes: is given what each number typed as text was understood as.

    Returns:
        The value, or nothing when there is a fault; and all faults, each with its path.

    Example:
        >>> from careerkb.inputs import read, spec_of
        >>> from careerkb.pay.offers import Offer
        >>> offer, faults = read(spec_of(Offer), {"base_usd": "310k", "bonus": 0.1})
        >>> offer, faults[0].path
        (None, ('bonus',))
    """
    run = Run(loose)
    value = _read(spec, document, (), run)
    if echoes is not None:
        echoes.update(run.echoes)
    return (None if run.faults else value), tuple(run.faults)


def read_arguments(
    function: Callable[..., Any],
    document: Mapping[str, Any],
    loose: bool = False,
    echoes: Echoes | None = None,
) -> tuple[dict[str, Any], Faults]:
    """
    Turn a document into the arguments of a function.

    Args:
        function: checked, with a default for every parameter.
        document: by the names of its parameters; those that are not there keep their defaults.
        loose: as for `read`.
        echoes: as for `read`.

    Returns:
        The arguments that are right, and all faults.
    """
    run = Run(loose)
    values = _fields(_specs(function), (), document, (), run)
    if echoes is not None:
        echoes.update(run.echoes)
    wrong = {fault.path[0] for fault in run.faults if fault.path}
    good = {k: v for k, v in values.items() if k not in wrong and v is not MISSING}
    return good, tuple(run.faults)


@functools.cache
def _specs(thing: Any) -> Mapping[str, Spec]:
    return specs_of(thing)


@functools.cache
def _needed(cls: Any) -> tuple[str, ...]:
    both = (MISSING, MISSING)
    return tuple(f.name for f in fields(cls) if (f.default, f.default_factory) == both)


def _read(spec: Spec, document: object, path: Path, run: Run) -> Any:
    if spec.optional and document in (None, ""):  # TOML has no null
        return None
    return READERS[spec.kind](spec, document, path, run)


def _record(spec: Spec, document: object, path: Path, run: Run) -> Any:
    cls: Any = spec.record
    if isinstance(document, str) and presets(cls):
        return _preset(spec, document, path, run)
    if not isinstance(document, Mapping):
        allowed = "a preset or a table" if presets(cls) else "a table of its terms"
        return run.refuse(Refusal((), document, allowed, _is_a(document)), path)
    before = len(run.faults)
    values = _fields(_specs(cls), _needed(cls), document, path, run)
    if len(run.faults) > before:
        return MISSING
    try:
        return cls(**values)
    except Refusal as fault:
        return run.refuse(fault, path)


def _is_a(document: object) -> str:
    if isinstance(document, (list, tuple)) and document and isinstance(document[0], Mapping):
        return "this is a list of tables: write it once, in single brackets"
    return ""


def _preset(spec: Spec, text: str, path: Path, run: Run) -> Any:
    """Read the name of a preset, or a record that a form spelt out."""
    text = text.strip()
    try:
        if run.loose and text.startswith("{"):
            made = json.loads(text)
            return _record(spec, made, path, Run(False, run.faults, run.echoes))
        return named(spec.record, text)
    except Refusal as fault:
        return run.refuse(Refusal((), fault.value, fault.allowed, fault.cause), path)
    except (json.JSONDecodeError, RecursionError):
        assert spec.record is not None
        allowed = f"the fields of a {spec.record.__name__}"
        return run.refuse(Refusal((), text, allowed), path)


def _fields(
    specs: Mapping[str, Spec], needed: Sequence[str], document: Mapping[str, Any], path: Path,
    run: Run,
) -> dict[str, Any]:  # fmt: skip
    document = _lifted(specs, document)
    values = {}
    outer = _outer(specs)
    for key, value in document.items():
        if key in outer:
            values[key] = _read(outer[key], value, (*path, key), run)
        else:
            run.faults.append(_stray(str(key), outer, path))
    for name, spec in specs.items():
        own = {inner: values.pop(key) for key, inner in spec.inside.items() if key in values}
        if own:
            values[name] = _inline(spec, own, path, run)
    for key in needed:
        if key not in document:
            run.faults.append(Refusal((*path, key), MISSING, specs[key].allowed))
    return values


def _outer(specs: Mapping[str, Spec]) -> Mapping[str, Spec]:
    """Put the terms of records that stand inline where their record is."""
    if not any(spec.inline for spec in specs.values()):
        return specs
    made: dict[str, Spec] = {}
    for name, spec in specs.items():
        if spec.inline:
            own = _specs(spec.record)
            made |= {key: own[inner] for key, inner in spec.inside.items()}
        else:
            made[name] = spec
    return made


def _inline(spec: Spec, own: Mapping[str, Any], path: Path, run: Run) -> Any:
    """Make a record of terms that were read one by one."""
    if MISSING in own.values():
        return MISSING
    cls: Any = spec.record
    try:
        return cls(**own)
    except Refusal as fault:
        return run.refuse(fault, path)


def _stray(key: str, specs: Mapping[str, Spec], path: Path) -> Refusal:
    """Name a key that nobody knows, and the one that was meant."""
    cause = unknown(key, specs)
    many = cause and len(specs) > SHORT_LIST
    allowed = "one of the terms known here" if many else f"one of {', '.join(specs)}"
    return Refusal((*path, key), key, allowed, cause, subject="a key")


def _lifted(specs: Mapping[str, Spec], document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Put the terms of a record with presets into its own table where the table is left out."""
    stray = document.keys() - specs.keys()
    for name, spec in specs.items() if stray else ():
        if spec.kind == "record" and name not in document and presets(spec.record):
            own = {
                key: document[key] for key in _specs(spec.record) if key in stray & document.keys()
            }
            if own:
                rest = {key: value for key, value in document.items() if key not in own}
                document = {**rest, name: own}
    return document


def _items(spec: Spec, document: object, path: Path, run: Run) -> Any:
    assert spec.item
    if isinstance(document, str) and spec.item.kind not in ("record", "items", "mapping"):
        parts = parted(document)
        if parts is None:
            cause = "put semicolons between numbers with commas in them"
            return run.refuse(Refusal((), document, spec.allowed, cause), path)
        document = parts
    if not isinstance(document, (list, tuple)):
        return run.refuse(wrong_kind(document, spec), path)
    before = len(run.faults)
    made = tuple(_read(spec.item, one, (*path, i), run) for i, one in enumerate(document))
    return MISSING if len(run.faults) > before else checked_value(spec, made, path, run)


def _mapping(spec: Spec, document: object, path: Path, run: Run) -> Any:
    assert spec.item
    if isinstance(document, str):
        pairs = [part.partition(":") for part in document.split(",")] if document.strip() else []
        if not all(colon for _, colon, _ in pairs):
            allowed = "name: value, with commas between several"
            cause = "a colon is missing between a name and its value"
            return run.refuse(Refusal((), document, allowed, cause), path)
        document = {key.strip(): value.strip() for key, _, value in pairs}
    if not isinstance(document, Mapping):
        return run.refuse(wrong_kind(document, spec), path)
    before = len(run.faults)
    made = {key: _read(spec.item, one, (*path, key), run) for key, one in document.items()}
    return MISSING if len(run.faults) > before else checked_value(spec, made, path, run)


READERS: dict[str, Callable[[Spec, object, Path, Run], Any]] = {
    "record": _record,
    "items": _items,
    "mapping": _mapping,
    "number": read_number,
    "integer": read_number,
    "choice": read_choice,
    "flag": read_flag,
    "text": read_text,
}
