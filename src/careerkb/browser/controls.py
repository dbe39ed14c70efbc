"""One field of a form as HTML: its label, its control with the unit beside it, its help.

Ranges, steps and choices come from the same annotation that checks the value.
"""

from __future__ import annotations

import json
import math
import re

from careerkb.answers.words import capital, clean
from careerkb.browser.fields import Calculator, Field, every_field, tree
from careerkb.browser.state import LONGEST
from careerkb.inputs import Spec

__all__ = ["field_html", "kept_html"]

PERCENT = "fraction or %"
"""Beside a share: both ways of typing it are understood."""


def field_html(one: Field, id: str, label: str) -> str:  # noqa: A002
    """
    Write a field.

    Args:
        one: the field.
        id: of the calculator, from which the ids of its controls are made.
        label: how it is called.

    Returns:
        One element with label, control, unit, help and an empty place for a message.
    """
    name = f"{id}-in-{re.sub(r'[._]', '-', one.path)}"
    unit = "" if one.spec.unit == "number" else one.spec.unit
    ways = {"items": "Separated by commas.", "mapping": "As name: value, separated by commas."}
    own = getattr(one.spec.record, "typed_as", "Choose a preset or write your own.")
    way = own if one.presets else ways.get(one.spec.kind, "")
    if one.spec.is_share:
        unit = f"{PERCENT}{unit.removeprefix('fraction').removeprefix('probability')}"
    parts = {"unit": unit, "help": f"{capital(one.help)} {way}".strip()}
    described = " ".join(f"{name}-{key}" for key, words in parts.items() if words)
    common = (
        f'id="{name}" name="{clean(one.path)}" data-default="{clean(one.default)}"'
        f' data-blank="{clean(one.blank)}"'
        f' aria-describedby="{f"{described} " if described else ""}{name}-error"'
    )
    control = _control(one, common, name)
    head = f'<label for="{name}">{clean(label)}</label>'
    beside = f'<span class="ckb-unit"><span id="{name}-unit">{clean(unit)}</span>' if unit else ""
    if one.spec.kind in ("number", "integer"):
        beside = beside or '<span class="ckb-unit">'
        beside += ' <span class="ckb-read" aria-hidden="true"></span>'
    beside += "</span>" if beside else ""
    entry = f'<span class="ckb-entry">{control}{beside}</span>'
    if one.spec.kind == "flag" and not one.spec.optional:
        head, entry = f'<span class="ckb-flag">{control}{head}</span>', ""
    says = (
        f'<p class="ckb-help" id="{name}-help">{clean(parts["help"])}</p>' if parts["help"] else ""
    )
    return (
        f'<div class="ckb-field">{head}{entry}{says}'
        f'<p class="ckb-error" id="{name}-error" hidden></p></div>'
    )


def _control(one: Field, common: str, id: str) -> str:  # noqa: A002
    spec = one.spec
    if spec.kind == "flag" and not spec.optional:
        return f'<input type="checkbox" {common}{" checked" if one.default == "true" else ""}>'
    if one.presets:
        options = "".join(f'<option value="{clean(preset)}">' for preset in one.presets)
        return (
            f'<input type="text" maxlength="{LONGEST}" list="{id}-presets" {common}'
            f' value="{clean(one.default)}"><datalist id="{id}-presets">{options}</datalist>'
        )
    if spec.kind in ("choice", "flag"):
        choices = [str(choice) for choice in spec.choices] or ["true", "false"]
        if spec.optional:
            choices.insert(0, "")
        options = "".join(
            f'<option value="{clean(choice)}"{" selected" if choice == one.default else ""}>'
            f"{clean(choice) or 'not given'}</option>"
            for choice in choices
        )
        return f"<select {common}>{options}</select>"
    value = f'value="{clean(one.default)}"'
    if spec.kind in ("number", "integer"):
        mode = "numeric" if spec.kind == "integer" and spec.low >= 0 else "decimal"
        return (
            f'<input type="text" inputmode="{mode}" maxlength="{LONGEST}"{_ends(spec)}'
            f' data-step="{_step(spec, one.default)}" {common} {value}>'
        )
    return f'<input type="text" maxlength="200" {common} {value}>'


def _ends(spec: Spec) -> str:
    ends = {"data-min": spec.low, "data-max": spec.high}
    return "".join(f' {key}="{end:.15g}"' for key, end in ends.items() if math.isfinite(end))


def _step(spec: Spec, default: str) -> str:
    """Give what an arrow key adds: one in the first digit but one, at least 1 of whole numbers."""
    try:
        size = abs(float(default))
    except ValueError:
        size = 0.0
    if size == 0:
        size = min(spec.high, 1e5) if math.isfinite(spec.high) and spec.unit != "USD" else 1e5
    step = 10.0 ** (math.floor(math.log10(size)) - 1)
    return f"{max(1.0, step) if spec.kind == 'integer' else step:.15g}"


def kept_html(function: Calculator) -> str:
    """
    Offer to fill fields of a form from what the reader keeps at other calculators.

    Args:
        function: whose form it is.

    Returns:
        A line for each other calculator, hidden until something is kept there.
    """
    found: dict[tuple[str, str], dict[str, str]] = {}
    for one in every_field(tree(function)):
        if mark := one.spec.kept:
            found.setdefault((mark.calculator, mark.words), {})[one.path] = mark.gives
    return "".join(
        f'<p class="ckb-kept" hidden data-from="{name}" data-fills="{clean(json.dumps(fills))}">'
        f'<button type="button" data-do="fill">{clean(words)}</button> <span></span></p>'
        for (name, words), fills in found.items()
    )
