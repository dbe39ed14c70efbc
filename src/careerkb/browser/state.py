"""What a reader has typed, as text by path, and the arguments it stands for.

The state is flat: ``{"offer.base_usd": "250k"}``; a field that is not in it has its default.
Whatever is wrong is attached to its field, in a sentence that calls the field as the form does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from careerkb.browser.fields import Calculator, Field, Group, every_field, flattened, tree
from careerkb.inputs import (
    Refusal,
    Spec,
    label_of,
    labels_of,
    read_arguments,
    refusal,
    unknown,
    written,
)

__all__ = [
    "LONGEST",
    "Reading",
    "arguments",
    "is_empty",
    "label_at",
    "said",
    "state_of",
    "texts_of",
]

MOST_FIELDS, LONGEST = 600, 300
Errors = dict[str, str]
Place = tuple[str | int, ...]


class Reading:
    """
    What a state stands for.

    `values` are the arguments that are right, `errors` a sentence by path for what is wrong,
    `echoes` by path what text was read as: the text, the number in words and plainly.
    """

    def __init__(self, errors: Errors | None = None) -> None:
        """Begin with what is known to be wrong."""
        self.values: dict[str, Any] = {}
        self.errors: Errors = errors or {}
        self.echoes: dict[str, dict[str, str]] = {}


def arguments(function: Calculator, state: Mapping[str, str]) -> Reading:
    """
    Read the arguments of a calculator from text.

    Args:
        function: the calculator.
        state: text by path; what is not there keeps its default.

    Returns:
        The arguments that are right, a message for each path that is wrong, and for each number
        that was not typed plainly what it was understood as.

    Example:
        >>> from careerkb.browser.state import arguments
        >>> from careerkb.pay.vesting import vesting_answer
        >>> made = arguments(vesting_answer, {"grant_usd": "$100k", "until_years": "0"})
        >>> made.values["grant_usd"], made.echoes["grant_usd"]["words"]
        (100000, '100,000 USD')
        >>> made.errors
        {'until_years': 'Until years must be a whole number from 1 to ...
    """
    if len(state) > MOST_FIELDS:
        return Reading(errors={"": str(refusal("inputs", len(state), f"at most {MOST_FIELDS}"))})
    made = Reading()
    root = tree(function)
    known = {one.path: one for one in every_field(root)}
    for path, text in state.items():
        if path not in known:
            made.errors[str(path)[:LONGEST]] = _unknown(str(path), known)
        elif not isinstance(text, str):
            made.errors[path] = said(root, path, Refusal((), text, "text"))
        elif len(text) > LONGEST:
            cause = f"this has {len(text)} characters"
            fault = Refusal((), text, f"at most {LONGEST} characters", cause)
            made.errors[path] = said(root, path, fault)
    given = {path: text for path, text in state.items() if path not in made.errors}
    places: dict[Place, str] = {}
    document = {part.name: _texts(part, given, (part.name,), places) for part in root.parts}
    echoes: dict[Place, tuple[str, str]] = {}
    values, faults = read_arguments(function, document, loose=True, echoes=echoes)
    for fault in faults:
        path = _place(fault.path, places)
        made.errors.setdefault(path, said(root, path, fault))
    wrong = {path.split(".")[0] for path in made.errors}
    made.values = {name: value for name, value in values.items() if name not in wrong}
    for place, (words, number) in echoes.items():
        if at := places.get(place):
            made.echoes[at] = {"text": given.get(at, ""), "words": words, "number": number}
    return made


def _unknown(path: str, known: Mapping[str, Field]) -> str:
    path = path[:LONGEST]
    if row := re.match(r"(.+?)\.(\d{1,4})\.", path):
        rows = re.compile(re.escape(row[1]) + r"\.(\d+)\.")
        numbers = [int(found[1]) for one in known if (found := rows.match(one))]
        if numbers and int(row[2]) > max(numbers):
            name = label_of(row[1].rpartition(".")[2])
            return str(refusal(name, int(row[2]) + 1, f"at most {max(numbers) + 1}"))
    before, _, key = path.rpartition(".")
    inside = f"{before}." if before else ""
    near = [one[len(inside) :] for one in known if one.startswith(inside)]
    plain = [one for one in near if "." not in one]
    return str(refusal("input", path, "one of this calculator", unknown(key, plain)))


def _place(path: Place, places: Mapping[Place, str]) -> str:
    """Give the path in the form for one in the document, or for the nearest place around it."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path, "")


def _texts(
    part: Field | Group, state: Mapping[str, str], path: Place, places: dict[Place, str]
) -> Any:
    """Give what was typed as a document; rows and records with nothing in them are not there."""
    places[path] = part.path
    if isinstance(part, Field):
        return state.get(part.path, part.default)
    if part.spec.kind == "items":
        rows = [row for row in part.parts if isinstance(row, Group) and not is_empty(row, state)]
        return [_texts(row, state, (*path, i), places) for i, row in enumerate(rows)]
    if part.may_miss and is_empty(part, state):
        return None
    return {one.name: _texts(one, state, (*path, one.name), places) for one in part.parts}


def is_empty(group: Group, state: Mapping[str, str]) -> bool:
    """
    Say whether nothing was typed into a record.

    Args:
        group: its fields.
        state: text by path.

    Returns:
        Whether every field is as in an empty record.
    """
    return all(state.get(one.path, one.default).strip() == one.blank for one in every_field(group))


def said(root: Group, path: str, fault: Refusal) -> str:
    """
    Say a refusal as a page does: by the label of the field, shares in percent.

    Args:
        root: the tree of the calculator.
        path: the field or group that it belongs to, or "".
        fault: what was refused.

    Returns:
        One sentence.
    """
    if not path:
        return fault.called(fault.name)
    spec = next((one.spec for one in every_field(root) if one.path == path), None)
    allowed = fault.allowed
    if spec is not None and spec.is_share and allowed == spec.allowed:
        allowed = _in_percent(spec)
    names = {one.name for one in every_field(root) if "_" in one.name}

    def labelled(match: re.Match[str]) -> str:
        return labels_of([match[0]])[match[0]].lower() if match[0] in names else match[0]

    allowed = re.sub(r"\b[a-z]+(_[a-z]+)+\b", labelled, allowed)
    words = Refusal(fault.path, fault.value, allowed, fault.cause, subject=fault.subject)
    return words.called(label_at(root, path))


def _in_percent(spec: Spec) -> str:
    low, high = spec.low * 100, spec.high * 100
    start = f"{'above' if spec.low_open else 'from'} {low:.6g} %"
    return f"{start} {'to below' if spec.high_open else 'to'} {high:.6g} %"


def label_at(root: Group, path: str) -> str:
    """
    Call a field as the form does.

    Args:
        root: the tree of the calculator.
        path: of the field or group.

    Returns:
        Like "First offer, base pay"; a record that is the only one of a form is not named.
    """
    words: list[str] = []
    group: Group | None = root
    while group is not None:
        inside: Group | None = None
        labels = labels_of([one.name for one in group.parts if isinstance(one, Field)])
        records = [one for one in group.parts if isinstance(one, Group)]
        for part in group.parts:
            if path != part.path and not path.startswith(f"{part.path}."):
                continue
            if isinstance(part, Group):
                inside = part if path != part.path else None
                row = part.spec.record.__name__ if part.row and part.spec.record else ""
                title = f"{row} {int(part.name) + 1}" if row else label_of(part.name)
                if len(records) > 1 or path == part.path or row:
                    words.append(title)
            else:
                words.append(labels[part.name])
        group = inside
    first, *rest = words or [path]
    return ", ".join([first, *(one[:1].lower() + one[1:] for one in rest)])


def state_of(function: Calculator, values: Mapping[str, Any] | None = None) -> dict[str, str]:
    """
    Write arguments as the state of the form, every field of it.

    Args:
        function: the calculator.
        values: its arguments; those not given have their defaults.

    Returns:
        Text by path.

    Raises:
        ValueError: a sequence has more items than the form has rows.
    """
    state: dict[str, str] = {}
    flat = flattened(function, values) if values else {}
    for part in tree(function).parts:
        given = flat.get(part.name, ...)
        state.update(texts_of(part, given))
    return state


def texts_of(part: Field | Group, value: Any) -> Iterator[tuple[str, str]]:
    """
    Write one value as the text of its fields.

    Args:
        part: the field or group.
        value: of its kind, or ... for the default.

    Yields:
        Path and text of each field.
    """
    if value is ...:
        yield from ((one.path, one.default) for one in every_field(part))
    elif isinstance(part, Field):
        yield part.path, written(part.spec, value)
    elif part.spec.kind == "items":
        if len(value) > len(part.parts):
            raise refusal(part.name, len(value), f"at most {len(part.parts)} rows")
        for row, one in zip(part.parts, [*value, *[None] * len(part.parts)], strict=False):
            yield from texts_of(row, one)
    else:
        for inner in part.parts:
            if value is None:
                yield from ((one.path, one.blank) for one in every_field(inner))
            else:
                yield from texts_of(inner, getattr(value, inner.name))
