"""Calculators as forms: the form from a signature, and the answer to what was typed into it.

The same code writes the form when the site is built and answers in the reader's browser.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from careerkb.answers.html import answer_html
from careerkb.answers.words import capital, clean
from careerkb.browser.controls import field_html, kept_html
from careerkb.browser.fields import Calculator, Field, Group, calculator, every_field, tree
from careerkb.browser.state import Errors, Reading, arguments, said
from careerkb.inputs import Refusal, label_of, labels_of, refusal

__all__ = ["answer", "form_html", "frame_html", "outcome"]

OFFERS = ("offer_a", "offer_b")
"""The two offers, which several calculators of a page ask for."""

SHOWN = 9
"""Fields of a record that are seen at once; when there are more, the others can be opened."""

NOTE = (
    "The first change loads Python into this page, once. What you type stays in this browser and"
    " is sent nowhere."
)
ABOVE = "The two offers are those of the form above, on this page."
RESTORED = (
    "Your inputs of last time are filled in below; the answer above is still the printed one."
)
RESTORED_BELOW = "Your inputs of last time are filled in; the answer is still the printed one."
"""Where the form stands before its answer."""
SUMMARY = "Change the inputs"
BUTTONS = {
    "link": "Copy link",
    "save": "Save as file",
    "open": "Open a file",
    "print": "Print",
    "reset": "Reset",
    "erase": "Erase everything here",
}


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Answer what a reader has typed.

    Args:
        request: ``function``, the name of a calculator; ``state``, text by path; ``id`` for the
            drawing. With ``file``, the text of a TOML file, the state is read from that, into the
            record at the path ``into`` if it is one record alone. With ``save``, a file is made.

    Returns:
        ``html``, ``headline`` and ``errors`` by path; with errors the first two are empty;
        ``read``, what each number that was not typed plainly is understood as; ``files``, when the
        answer has some to take along, and ``gives``, what it has for other forms. After a file also
        ``state``, for a file to save ``toml``. When the request itself is of no use, ``error``
        alone.

    Example:
        >>> from careerkb.browser.forms import answer
        >>> name = "careerkb.exits.equity.equity_answer"
        >>> answer({"function": name, "state": {"share": "0.75"}})["errors"]["share"][-22:]
        'write 0.75 % as 0.0075'
    """
    try:
        function = calculator(str(request.get("function", "")))
        state = request.get("state") or {}
        if not isinstance(state, Mapping):
            raise refusal("state", state, "text by path")
        made: dict[str, Any] = {}
        if "file" in request:
            from careerkb.browser.transfer import from_toml

            into = str(request.get("into") or "")
            state, faults = from_toml(function, str(request["file"]), into, state)
            if faults:
                return {**NOTHING, "errors": {fault.name: str(fault) for fault in faults}}
            made["state"] = state
        reading = arguments(function, state)
        if request.get("save"):
            from careerkb.browser.transfer import to_toml

            made["toml"] = to_toml(function, state)
        name = str(request.get("id") or function.__name__.replace("_", "-"))
        return {**made, **_answered(function, reading, name)}
    except ValueError as refused:
        return {"error": str(refused)}


NOTHING: dict[str, Any] = {"html": "", "headline": "", "read": {}}


def outcome(function: Calculator, reading: Reading) -> tuple[Any, Errors]:
    """
    Work a calculator out.

    Args:
        function: the calculator.
        reading: what its inputs were read as.

    Returns:
        Its answer, or nothing and a sentence by path for each fault.
    """
    if reading.errors:
        return None, reading.errors
    try:
        return function(**reading.values), {}
    except Refusal as fault:
        root = tree(function)
        path = _place(root, fault)
        words = said(root, path, fault) if path or _is_ours(root, fault) else _together(root, fault)
        return None, {path: words}


def _answered(function: Calculator, reading: Reading, name: str) -> dict[str, Any]:
    made, errors = outcome(function, reading)
    if errors:
        return {**NOTHING, "errors": errors, "read": reading.echoes}
    shown = {"html": answer_html(made, name), "headline": made.headline, "errors": {}}
    taken: dict[str, Any] = {"files": [asdict(one) for one in made.files]} if made.files else {}
    if made.gives:
        taken["gives"] = dict(made.gives)
    return {**shown, "read": reading.echoes, **taken}


def _place(root: Group, fault: Refusal) -> str:
    """Find the one field that a refusal of the function names, or nothing."""
    name = str(fault.path[0]) if fault.path else ""
    top = [one.path for one in root.parts if one.name == name]
    found = [one.path for one in every_field(root) if one.name == name]
    return top[0] if top else found[0] if len(found) == 1 else ""


def _records(group: Group) -> set[str]:
    """Name the records in a group, at any depth."""
    inner = [part for part in group.parts if isinstance(part, Group)]
    return {one.name for one in inner}.union(*map(_records, inner))


def _is_ours(root: Group, fault: Refusal) -> bool:
    """Say whether a refusal speaks of an input, and not of what was worked out on the way."""
    return any(one.name == fault.path[0] for one in every_field(root) if fault.path)


def _together(root: Group, fault: Refusal) -> str:
    """Say what the inputs lead to where no field asks for it, or which record does not belong."""
    if fault.path and fault.path[0] in _records(root):
        return fault.called(label_of(str(fault.path[0])))
    return fault.called(f"together these inputs lead to what cannot be worked out: {fault.name}")


def form_html(
    function: Calculator,
    id: str,  # noqa: A002
    above: bool = False,
    summary: str = SUMMARY,
) -> str:
    """
    Write the form of a calculator, hidden until a script shows it.

    Args:
        function: the calculator.
        id: letters, digits, ``-`` and ``_``, unique on the page.
        above: whether another form of the page asks for the two offers, so that this one does not.
        summary: over the fields.

    Returns:
        One form element; all its words are escaped.
    """
    mark = ' data-offers="above"' if above else ""
    parts = [part for part in tree(function).parts if not (above and part.name in OFFERS)]
    inner = f'<p class="ckb-note">{ABOVE if above else NOTE}</p>{_inner(parts, id)}'
    left_out = ("open",) if above else ()
    return frame_html(
        id,
        inner,
        mark=mark,
        left_out=left_out,
        before=kept_html(function),
        summary=clean(summary),
        restored=RESTORED if summary == SUMMARY else RESTORED_BELOW,
    )


def frame_html(
    id: str,  # noqa: A002
    inner: str,
    *,
    mark: str = "",
    left_out: Sequence[str] = (),
    summary: str = SUMMARY,
    opened: bool = False,
    restored: str = RESTORED,
    more: str = "",
    before: str = "",
) -> str:
    """
    Write what stands around the fields of any calculator.

    Args:
        id: of the calculator.
        inner: the fields, as HTML.
        mark: further attributes of the form.
        left_out: names of buttons that it does without.
        summary: over the fields.
        opened: whether they are seen at once.
        restored: what is said when the inputs of last time are filled in.
        more: further buttons, as HTML.
        before: what is seen while the fields are closed, as HTML.

    Returns:
        One form element, hidden until a script shows it.
    """
    buttons = "".join(
        f'<button type="button" data-do="{name}">{words}</button>'
        for name, words in BUTTONS.items()
        if name not in left_out
    )
    return (
        f'<form class="ckb-form" id="{id}-form" novalidate hidden autocomplete="off"{mark}>'
        f'<p class="ckb-restored" hidden>{restored} <button type="button" data-do="update">'
        f"Answer for them</button></p>{before}"
        f'<p class="ckb-said" role="status"></p>'
        f'<details class="ckb-panel"{" open" if opened else ""}><summary>{summary}</summary>'
        f"{inner}"
        f'<div class="ckb-now"><p aria-hidden="true"></p><p class="ckb-alert" role="alert"></p>'
        f'<progress class="ckb-progress" max="1" aria-label="Loading Python" hidden></progress>'
        f'<p class="ckb-status" role="status"></p></div>'
        f'<div class="ckb-buttons">{more}{buttons}</div>'
        f'<p class="ckb-link" hidden><label for="{id}-link">Link to copy</label>'
        f'<input id="{id}-link" type="text" readonly></p>'
        f'<input type="file" accept=".toml,text/plain" hidden aria-label="TOML file">'
        f"</details></form>"
    )


def _blocks(
    parts: Sequence[Field | Group],
    id: str,  # noqa: A002
    labels: Mapping[str, str],
) -> Iterator[str]:
    """Write parts in their order: neighbouring fields in one grid, groups between them."""
    records = sum(isinstance(part, Group) and part.spec.kind == "record" for part in parts)
    for loose, some in itertools.groupby(parts, key=lambda part: isinstance(part, Field)):
        if loose:
            fields = [field_html(one, id, labels[one.name]) for one in some]  # type: ignore[arg-type]
            yield f'<div class="ckb-fields">{"".join(fields)}</div>'
        else:
            for one in some:
                assert isinstance(one, Group)
                opens = records > 1 and not one.spec.optional
                yield _rows(one, id) if one.spec.kind == "items" else _group(one, id, opens)


def _inner(parts: Sequence[Field | Group], id: str) -> str:  # noqa: A002
    labels = labels_of([part.name for part in parts if isinstance(part, Field)])
    shown, more = parts[:SHOWN], parts[SHOWN:]
    names = [label_of(labels.get(part.name, part.name)).lower() for part in more[:3]]
    named = f"{', '.join(names)}{', …' if len(more) > 3 else ''}"
    closed = (
        f'<details class="ckb-more"><summary>{len(more)} more inputs: {clean(named)}</summary>'
        f"{''.join(_blocks(more, id, labels))}</details>"
    )
    return "".join(_blocks(shown, id, labels)) + (closed if more else "")


def _group(group: Group, id: str, opens: bool) -> str:  # noqa: A002
    says = f'<p class="ckb-help">{clean(capital(group.help))}</p>' if group.help else ""
    name = clean(label_of(group.name))
    button = ""
    if opens:
        button = f'<button type="button" data-do="into">Open a file as {name.lower()}</button>'
    return (
        f'<fieldset class="ckb-group" data-path="{group.path}">'
        f"<legend>{name}</legend>{says}{button}{_inner(group.parts, id)}</fieldset>"
    )


def _rows(rows: Group, id: str) -> str:  # noqa: A002
    """Write a fieldset a row; the empty ones are hidden until one is added."""
    made = []
    for number, row in enumerate(rows.parts):
        assert isinstance(row, Group)
        title = f"{label_of(row.spec.record.__name__ if row.spec.record else '')} {number + 1}"
        empty = all(one.default == one.blank for one in every_field(row))
        made.append(
            f'<fieldset class="ckb-row" data-path="{row.path}"{" hidden" if empty else ""}>'
            f"<legend>{clean(title)}</legend>{_inner(row.parts, id)}"
            f'<button type="button" data-do="remove">Remove {clean(title)}</button></fieldset>'
        )
    says = f'<p class="ckb-help">{clean(capital(rows.help))}</p>' if rows.help else ""
    return (
        f'<fieldset class="ckb-group ckb-rows" data-path="{rows.path}">'
        f"<legend>{clean(label_of(rows.name))}</legend>{says}{''.join(made)}"
        f'<button type="button" data-do="add">Add one</button></fieldset>'
    )
