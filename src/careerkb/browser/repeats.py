"""Fields that a form repeats, like those of a second offer, written once in a page.

A fieldset that equals an earlier one but for its name, its numbers and its defaults keeps its
heading and says whose fields it has; `calculator.js` writes them out before anything else.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field

__all__ = ["folded", "unfolded"]

TAG = re.compile(r"<fieldset [^>]*>|</fieldset>")
FIRST = '<div class="ckb-fields">'
CONTROL = re.compile(r'<(?:input|select) [^>]*name="([^"]+)" data-default="([^"]*)"[^>]*>')
STEP = re.compile(r' data-step="([^"]*)"')
Given = dict[str, list[str]]
"""By name of a field its default and, for a number, the step that goes with it."""


@dataclass(slots=True)
class _Set:
    """One fieldset: its opening tag, what stands before its fields, and the rest."""

    opening: str
    parts: list[str | _Set] = field(default_factory=list)

    @property
    def path(self) -> str:
        found = re.search(r'data-path="([^"]*)"', self.opening)
        return found[1] if found else ""

    def inner(self) -> str:
        return "".join(one if isinstance(one, str) else one.text() for one in self.parts)

    def text(self) -> str:
        return f"{self.opening}{self.inner()}</fieldset>"


def folded(form: str) -> str:
    """
    Leave out the fields that an earlier fieldset of the same form has too.

    Args:
        form: HTML of one form.

    Returns:
        HTML from which `unfolded`, and the script of the page, make the same form.
    """
    root = _parsed(form)
    _fold(root, _name(form))
    return root.inner()


def unfolded(form: str) -> str:
    """
    Write out the fields that were left out, as the script of the page does.

    Args:
        form: HTML of one form that was `folded`.

    Returns:
        HTML of the whole form.
    """
    root, name = _parsed(form), _name(form)
    known: dict[str, _Set] = {}

    def walk(node: _Set) -> None:
        known[node.path] = node
        if like := re.search(r' data-like="([^"]+)"(?: data-given="([^"]*)")?', node.opening):
            node.opening = node.opening.replace(like[0], "")
            header = node.inner()
            given = json.loads(html.unescape(like[2] or "{}"))
            rest = _like(known[like[1]], node.path, header, name, given)
            node.parts = [header, *_parsed(rest).parts]
        for one in node.parts:
            if isinstance(one, _Set):
                walk(one)

    walk(root)
    return root.inner()


def _name(form: str) -> str:
    found = re.search(r'<form [^>]*id="([^"]+)-form"', form)
    return found[1] if found else ""


def _parsed(text: str) -> _Set:
    stack, place = [_Set("")], 0
    for tag in TAG.finditer(text):
        stack[-1].parts.append(text[place : tag.start()])
        place = tag.end()
        if tag[0] == "</fieldset>":
            done = stack.pop()
            stack[-1].parts.append(done)
        else:
            stack.append(_Set(tag[0]))
    stack[-1].parts.append(text[place:])
    return stack[0]


def _fold(node: _Set, name: str) -> None:
    inside = [one for one in node.parts if isinstance(one, _Set)]
    for one in inside:
        _fold(one, name)
    for place, one in enumerate(inside):
        header, rest = _halves(one)
        for other in inside[:place]:
            if "data-like" in other.opening or not rest:
                continue
            own = _controls(rest)
            usual = _controls(_like(other, one.path, header, name, {}))
            if own.keys() != usual.keys():
                continue
            given = {n: values for n, values in own.items() if values != usual[n]}
            if _like(other, one.path, header, name, given) == rest:
                words = html.escape(json.dumps(given, separators=(",", ":")))
                mark = f' data-like="{other.path}"' + (f' data-given="{words}"' if given else "")
                one.opening, one.parts = f"{one.opening[:-1]}{mark}>", [header]
                break


def _controls(text: str) -> Given:
    found = {}
    for tag in CONTROL.finditer(text):
        step = STEP.search(tag[0])
        found[tag[1]] = [html.unescape(tag[2]), *([step[1]] if step else [])]
    return found


def _halves(node: _Set) -> tuple[str, str]:
    """Part a fieldset into its heading and its fields."""
    whole = node.inner()
    place = whole.find(FIRST)
    return (whole, "") if place < 0 else (whole[:place], whole[place:])


def _like(source: _Set, path: str, header: str, name: str, given: Given) -> str:
    """Write the fields of one fieldset under another's name, numbers and defaults."""
    own, rest = _halves(source)
    swaps = (
        (f"{source.path}.", f"{path}."),
        (f"{_id(name, source.path)}-", f"{_id(name, path)}-"),
        (_legend(own), _legend(header)),
    )
    for old, new in swaps:
        rest = rest.replace(old, new)
    for control, (default, *step) in given.items():
        rest = _with_default(rest, control, html.escape(default), step)
    return rest


def _id(name: str, path: str) -> str:
    return f"{name}-in-{re.sub(r'[._]', '-', path)}"


def _legend(header: str) -> str:
    found = re.search(r"<legend>(.*?)</legend>", header)
    return found[1] if found else "\0"


def _with_default(rest: str, control: str, default: str, step: list[str]) -> str:
    found = re.search(rf'<(input|select) [^>]*name="{re.escape(control)}"[^>]*>', rest)
    if not found:
        return rest
    tag = re.sub(r'data-default="[^"]*"', lambda _: f'data-default="{default}"', found[0])
    if step:
        tag = STEP.sub(f' data-step="{step[0]}"', tag)
    if found[1] == "input":
        tag = re.sub(r' value="[^"]*"', lambda _: f' value="{default}"', tag)
        return rest[: found.start()] + tag + rest[found.end() :]
    end = rest.index("</select>", found.end())
    options = rest[found.end() : end].replace(" selected>", ">")
    options = options.replace(f'value="{default}">', f'value="{default}" selected>')
    return rest[: found.start()] + tag + options + rest[end:]
