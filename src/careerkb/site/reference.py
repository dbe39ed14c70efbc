"""The reference: each documented parameter opens with its unit and range, read from its type."""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

from careerkb.inputs import specs_of

__all__ = ["setup", "with_ranges"]

_PARAMETER = re.compile(r":param (\w+): ")


def setup(app: Sphinx) -> None:
    """Run after napoleon, which turns `Args` into fields at the default priority."""
    app.connect("autodoc-process-docstring", _add_ranges, priority=600)


def _add_ranges(
    app: Sphinx, what: str, name: str, thing: Any, options: object, lines: list[str]
) -> None:
    if what in ("function", "class") and any(_PARAMETER.match(line) for line in lines):
        lines[:] = with_ranges(thing, lines)


def with_ranges(thing: Any, lines: list[str]) -> list[str]:
    """
    Put what each parameter accepts in front of its description.

    Args:
        thing: the documented function or class; left alone when its types are not inputs.
        lines: its docstring after napoleon.

    Returns:
        The lines with ranges.
    """
    try:
        specs = specs_of(thing)
    except (KeyError, NameError, TypeError):
        return lines
    return [
        _PARAMETER.sub(rf":param \1: *{specs[match[1]].allowed}*: ", line)
        if (match := _PARAMETER.match(line)) and match[1] in specs
        else line
        for line in lines
    ]
