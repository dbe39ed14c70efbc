"""The inputs of a calculator as a tree of fields, read from the annotations of its function.

A field is one line of text with a path such as ``offer.base_usd`` or ``classes.0.share``; a group
holds the fields of a record, rows those of a sequence of records.
"""

from __future__ import annotations

import difflib
import functools
import importlib
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any

import careerkb
from careerkb.browser.moved import current_name
from careerkb.inputs import Spec, descriptions, presets, refusal, specs_of, written

__all__ = ["Calculator", "Field", "Group", "calculator", "every_field", "flattened", "tree"]

Calculator = Callable[..., Any]
SPARE_ROWS, MOST_ROWS = 3, 8


@dataclass(frozen=True, slots=True)
class Field:
    """One input: where it stands, what it accepts, its text by default and in an empty record."""

    path: str
    spec: Spec
    default: str
    help: str = ""
    blank: str = ""
    presets: Mapping[str, object] = field(default_factory=dict, compare=False)

    @property
    def name(self) -> str:
        """The last part of the path, as in the signature."""
        return self.path.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of a record, or the rows of a sequence of records."""

    path: str
    spec: Spec
    parts: tuple[Field | Group, ...]
    help: str = ""
    row: bool = False

    @property
    def name(self) -> str:
        """The last part of the path, as in the signature."""
        return self.path.rpartition(".")[2]

    @property
    def may_miss(self) -> bool:
        """Whether empty fields mean that there is no such record."""
        return self.row or self.spec.optional


def calculator(name: str) -> Calculator:
    """
    Find a calculator: a public function of a chapter that can be called without arguments.

    Args:
        name: its full name, like ``careerkb.pay.definitions.offers_answer``.

    Returns:
        The function.

    Raises:
        ValueError: there is no calculator of this name.

    Example:
        >>> from careerkb.browser.fields import calculator
        >>> calculator("os.system")
        Traceback (most recent call last):
        ValueError: calculator must be the full name of a public function of a chapter ...
    """
    allowed = "the full name of a public function of a chapter that ends in _answer"
    name = current_name(name)
    match = re.fullmatch(r"careerkb\.([a-z]\w*)\.[a-z]\w*\.(\w+_answer)", name, re.ASCII)
    if not match or match[1] not in careerkb.__all__:
        raise refusal("calculator", name, allowed)
    place = name.rpartition(".")[0]
    try:
        module = importlib.import_module(place)
    except ImportError:
        raise refusal("calculator", name, allowed, f"there is no module {place}") from None
    public = getattr(module, "__all__", ())
    if match[2] not in public:
        answers = [one for one in public if one.endswith("_answer")]
        close = difflib.get_close_matches(match[2], answers, n=1, cutoff=0.0)
        cause = f"did you mean {place}.{close[0]}?" if close else f"{place} has none"
        raise refusal("calculator", name, allowed, cause)
    function: Calculator = getattr(module, match[2])
    for needed in inspect.signature(function).parameters.values():
        if needed.default is needed.empty:
            raise refusal("calculator", name, allowed, f"{needed.name} has no default")
    return function


@functools.cache
def tree(function: Calculator) -> Group:
    """
    Read the fields of a calculator from its signature.

    Args:
        function: a checked function whose parameters all have defaults.

    Returns:
        A group with the path "", one part a parameter.
    """
    says = descriptions(function)
    given = inspect.signature(function).parameters
    parts: list[Field | Group] = []
    for name, spec in specs_of(function).items():
        default = given[name].default
        if spec.inline:
            inner = {part.name: part for part in _record_parts("", spec, default)}
            parts += [replace(inner[key], path=outer) for outer, key in spec.inside.items()]
        else:
            parts.append(_part(name, spec, default, says.get(name, "")))
    return Group(path="", spec=Spec(kind="record"), parts=tuple(parts))


def flattened(function: Calculator, values: Mapping[str, Any]) -> dict[str, Any]:
    """
    Put the terms of records that stand inline where a form, a file or an address has them.

    Args:
        function: the calculator.
        values: its arguments.

    Returns:
        Values by the names of the form.
    """
    specs = specs_of(function)
    flat: dict[str, Any] = {}
    for name, value in values.items():
        inside = specs[name].inside
        flat |= (
            {key: getattr(value, own) for key, own in inside.items()} if inside else {name: value}
        )
    return flat


def _part(path: str, spec: Spec, default: Any, says: str, usual: Any = MISSING) -> Field | Group:
    examples = presets(spec.record) if spec.kind == "record" else {}
    if spec.kind == "record" and not examples:
        return Group(path, spec, _record_parts(path, spec, default), says)
    if spec.kind == "items" and spec.item and spec.item.kind == "record":
        rows = () if default is MISSING else tuple(default)
        most = MOST_ROWS if spec.max_length is None else min(MOST_ROWS, spec.max_length)
        left = max(0, most - len(rows))  # never one short of the most that is allowed
        spare = left if left <= SPARE_ROWS + 1 else SPARE_ROWS
        made = tuple(
            Group(f"{path}.{i}", spec.item, _record_parts(f"{path}.{i}", spec.item, one), row=True)
            for i, one in enumerate([*rows, *[None] * spare])
        )
        return Group(path, spec, made, says)
    return Field(path, spec, written(spec, default), says, written(spec, usual), examples)


def _record_parts(path: str, spec: Spec, record: Any) -> tuple[Field | Group, ...]:
    cls: Any = spec.record
    says = descriptions(cls)
    usual = {one.name: one.default for one in fields(cls)}
    own = usual if record in (None, MISSING) else {name: getattr(record, name) for name in usual}
    return tuple(
        _part(f"{path}.{name}".lstrip("."), inner, own[name], says.get(name, ""), usual[name])
        for name, inner in specs_of(cls).items()
    )


def every_field(part: Field | Group) -> Iterator[Field]:
    """
    Walk over the fields of a tree.

    Args:
        part: a field or a group.

    Yields:
        Each field, in the order of the signature.
    """
    if isinstance(part, Field):
        yield part
    else:
        for inner in part.parts:
            yield from every_field(inner)
