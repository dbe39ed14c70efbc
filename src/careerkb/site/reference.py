"""The reference: what the annotation knows of each parameter is printed from the annotation.

Range, unit and default open the line of a parameter; a parameter without a line gets the words of
its type; a function that checks its arguments says that it refuses them. So no docstring repeats
what stands in a signature.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from itertools import pairwise
from typing import Any

from sphinx.application import Sphinx

from careerkb.inputs import Spec, presets, specs_of, written

__all__ = ["REFUSES", "is_checked", "setup", "with_ranges"]

REFUSES = ":raises ValueError: an argument is out of range."
"""What every checked function does, for a docstring that names no other refusal."""

FIELD = re.compile(r":(\w+)(?: ([\w.]+))?:(?: |$)")
PLAIN = re.compile(r"[\w .,/%$+-]{1,60}")


def setup(app: Sphinx) -> None:
    """Run after napoleon, which turns `Args` into fields at the default priority."""
    app.connect("autodoc-process-docstring", _add_ranges, priority=600)


def _add_ranges(
    app: Sphinx, what: str, name: str, thing: Any, options: object, lines: list[str]
) -> None:
    if what in ("function", "class"):
        lines[:] = with_ranges(thing, lines)


def is_checked(thing: Any) -> bool:
    """
    Say whether something takes its arguments in by their annotations.

    Args:
        thing: a function or class.

    Returns:
        Whether it is decorated with `checked` or `record` and has a parameter.
    """
    call = thing.__init__ if inspect.isclass(thing) else thing
    return hasattr(call, "__wrapped__") and bool(_specs(thing))


def with_ranges(thing: Any, lines: list[str]) -> list[str]:
    """
    Put what each parameter accepts in front of its description, and add what is derived.

    Args:
        thing: the documented function or class; left alone when its types are not inputs.
        lines: its docstring after napoleon.

    Returns:
        The lines with ranges and defaults, parameters in the order of the signature.
    """
    specs = _specs(thing)
    if not specs:
        return lines
    head, parts, tail = _parted(lines)
    given = {part[0]: part for part in parts if (part[0].startswith(":param "))}
    params = {FIELD.match(first)[2]: part for first, part in given.items()}  # type: ignore[index]
    rest = [part for part in parts if part[0] not in given]
    defaults = _defaults(thing)
    made: list[list[str]] = []
    for name, spec in specs.items():
        words = params.pop(name, [f":param {name}: {spec.says}"] if spec.says else None)
        if words:
            lead = f":param {name}: *{spec.allowed}{_default(spec, defaults.get(name, MISSING))}*: "
            made.append([lead + FIELD.sub("", words[0], count=1), *words[1:]])
    rest = [*params.values(), *rest]
    if is_checked(thing) and not any(part[0].startswith(":raises ValueError") for part in rest):
        rest.append([REFUSES])
    if not parts:
        head, tail = [*lines, ""], []
    return [*head, *(line for part in (*made, *rest) for line in part), *tail]


def _specs(thing: Any) -> Mapping[str, Spec]:
    try:
        return specs_of(thing)
    except (KeyError, NameError, TypeError, ValueError):
        return {}


def _parted(lines: list[str]) -> tuple[list[str], list[list[str]], list[str]]:
    """Part a docstring into what stands before its fields, each field, and what follows them."""
    at = [number for number, line in enumerate(lines) if FIELD.match(line)]
    if not at:
        return lines, [], []
    end = at[-1] + 1
    while end < len(lines) and (lines[end].startswith(" ") or _goes_on(lines, end)):
        end += 1
    places = [*at, end]
    parts = [lines[a:b] for a, b in pairwise(places)]
    return lines[: at[0]], parts, lines[end:]


def _goes_on(lines: list[str], at: int) -> bool:
    """Say whether a blank line stands inside of a field."""
    later = next((line for line in lines[at:] if line), "")
    return not lines[at] and later.startswith(" ")


def _defaults(thing: Any) -> dict[str, Any]:
    def pairs() -> Iterator[tuple[str, Any]]:
        if is_dataclass(thing):
            yield from ((one.name, one.default) for one in fields(thing))
        else:
            for one in inspect.signature(thing).parameters.values():
                yield one.name, MISSING if one.default is one.empty else one.default

    return dict(pairs())


def _default(spec: Spec, default: Any) -> str:
    """Say a default that is one value; a record is explained by its own entry."""
    if default in (None, MISSING) or (spec.kind == "record" and not presets(spec.record)):
        return ""
    if spec.kind == "items" and spec.item and spec.item.kind == "record":
        return ""
    words = written(spec, default)
    return f"; {words} unless given" if PLAIN.fullmatch(words) else ""
