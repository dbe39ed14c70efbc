"""Records that have named examples: beside `Schedule`, `schedule_names` and `schedule`."""

from __future__ import annotations

import functools
import importlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from types import MappingProxyType
from typing import Any

from careerkb.inputs.spec import Spec, specs_of
from careerkb.inputs.typed import plain_text

__all__ = ["document_of", "named", "plain", "preset_of", "presets", "written"]


@functools.cache
def presets(cls: Any) -> Mapping[str, object]:
    """
    Find the named examples of a record.

    Args:
        cls: a record.

    Returns:
        Example by name; none for most records.
    """
    module, stem = _home(cls)
    names, find = getattr(module, f"{stem}_names", None), getattr(module, stem, None)
    if not (callable(names) and callable(find)):
        return MappingProxyType({})
    return MappingProxyType({name: find(name=name) for name in names()})


def _home(cls: Any) -> tuple[Any, str]:
    stem = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
    return importlib.import_module(cls.__module__), stem


def named(cls: Any, name: str) -> object:
    """
    Find a record by a name that its module knows, or that spells it out.

    Args:
        cls: a record with named examples.
        name: as the function beside it takes it.

    Returns:
        The record.

    Raises:
        ValueError: there is none of this name.
    """
    found = presets(cls).get(name)
    if found is not None:
        return found
    module, stem = _home(cls)
    return getattr(module, stem)(name=name)


def preset_of(value: Any) -> str | None:
    """Name the example that a record is, if it is one."""
    cls: Any = type(value)
    return next((name for name, one in presets(cls).items() if one == value), None)


def written(spec: Spec, value: Any) -> str:
    """
    Write a value as the text of a form's field.

    Args:
        spec: what the field accepts.
        value: of that kind; nothing becomes the empty text.

    Returns:
        Text that is read back as the same value.

    Example:
        >>> from careerkb.inputs import Usd, spec_of, written
        >>> written(spec_of(Usd), 245_000.0)
        '245000'
    """
    if value is None or value is MISSING:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)) and spec.kind in ("number", "integer"):
        return plain_text(spec, value)
    if spec.kind == "record" and is_dataclass(value):
        made = {one.name: getattr(value, one.name) for one in fields(value)}
        return preset_of(value) or json.dumps(made, separators=(",", ":"))
    if spec.kind == "mapping" and isinstance(value, Mapping) and spec.item:
        return ", ".join(f"{key}: {written(spec.item, one)}" for key, one in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str) and spec.item:
        return ", ".join(written(spec.item, one) for one in value)
    return str(value)


def document_of(value: Any) -> dict[str, Any]:
    """
    Give a record as plain values, terms at their default left out.

    Args:
        value: the record.

    Returns:
        What `read` turns into the same record, and `write_toml` into a file.
    """
    specs = specs_of(type(value))
    return {
        one.name: plain(specs[one.name], own)
        for one in fields(value)
        if (own := getattr(value, one.name)) != one.default
    }


def plain(spec: Spec, value: Any) -> Any:
    """
    Give a value as TOML has it.

    Args:
        spec: what is accepted there.
        value: of that kind.

    Returns:
        A number, or the text of a sum that would be asked about as a number; a preset by name.
    """
    if is_dataclass(value):
        specs = specs_of(type(value))
        whole = {
            one.name: plain(specs[one.name], getattr(value, one.name)) for one in fields(value)
        }
        return preset_of(value) or whole
    if isinstance(value, (tuple, list)) and spec.item:
        return [plain(spec.item, one) for one in value]
    if isinstance(value, Mapping) and spec.item:
        return {key: plain(spec.item, one) for key, one in value.items()}
    if spec.kind in ("number", "integer") and value is not None:
        text = plain_text(spec, value)
        return text if text.startswith("$") else value
    return value
