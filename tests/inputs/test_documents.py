"""Every kind of document that is read from outside, broken at every place, by path and by line.

Letters, files that calculators save, ledgers, questions, figures and the states of forms: a wrong
shape, something missing, unknown or given twice is named where it stands, all at once.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb import data
from careerkb.browser.fields import Field, every_field, tree
from careerkb.browser.state import arguments
from careerkb.browser.transfer import from_toml, to_toml
from careerkb.decide.letter import letter_read
from careerkb.evidence.data import _day, _Head, read_figure
from careerkb.evidence.ledger import Claim, read_claims
from careerkb.inputs import (
    Refusal,
    Refusals,
    Spec,
    located,
    parse_toml,
    spec_of,
    specs_of,
    write_toml,
)
from careerkb.interviews.questions import Question, read_question
from careerkb.pay.offers import Offer
from careerkb.terminal.catalogue import catalogue

Place = tuple[str | int, ...]
Found = tuple[Refusal, ...]
COUNTS = (("answered",), ("reached",), ("skills_gaps",), ("further_items",))
"""Of practice and the plan: tables whose names the calculator checks."""
STRANGE = {"strange": [["x"]]}
"""What is right nowhere: a table with a list of lists in it."""


@dataclass(frozen=True)
class Kind:
    """A good document, how its text is read, and the record that it becomes, if it is one."""

    document: dict[str, Any]
    read: Callable[[str], Found]
    spec: Spec | None = None


def refused(call: Callable[[], object]) -> Found:
    """Give the faults that a reader raises."""
    try:
        call()
    except Refusals as found:
        return found.faults
    except Refusal as one:
        return (one,)
    return ()


def saved(name: str) -> Kind:
    """What a calculator saves."""
    function = catalogue()[name]
    return Kind(parse_toml(to_toml(function, {})), lambda text: from_toml(function, text)[1])


def question_kind() -> Kind:
    """The first question of the bank."""
    file = min((files("careerkb.data") / "questions").iterdir(), key=lambda one: one.name)
    document = parse_toml(file.read_text("utf-8"))
    return Kind(document, lambda t: refused(lambda: read_question(text=t)), spec_of(Question))


def figure_kind() -> Kind:
    """A figure, with its dates as words."""
    document = {key: _day(one) for key, one in data.figure_document("wages").items()}
    document["rows"] = document["rows"][:3]

    def read(text: str) -> Found:
        found = refused(lambda: parse_toml(text))
        return found or located(text, refused(lambda: read_figure("wages", parse_toml(text))))

    return Kind(document, read, spec_of(_Head))


LETTER = {
    "base_usd": 310_000, "bonus_fraction": "15 %", "grant_usd": "800k", "clawback": "cliff",
    "layoff_carve_out": True, "schedule": {"yearly_fractions": [0.4, 0.3, 0.3], "cliff_months": 12},
}  # fmt: skip
LEDGER = {"claims": [dict(row) for row in data.rows("claims")[:4]]}
KINDS = {
    "letter": Kind(LETTER, lambda text: letter_read(text=text)[1], spec_of(Offer)),
    "ledger": Kind(LEDGER, lambda text: refused(lambda: read_claims(text=text))),
    "question": question_kind(),
    "figure": figure_kind(),
    **{name: one for name in catalogue() if (one := saved(name)).document},
}


def places(document: Any, path: Place = ()) -> Iterator[Place]:
    """List the path of everything in a document."""
    inner = document.items() if isinstance(document, dict) else enumerate(document)
    for key, one in inner:
        yield (*path, key)
        if isinstance(one, (dict, list)):
            yield from places(one, (*path, key))


def put(document: Any, path: Place, value: Any) -> Any:
    """Give a copy with another value in a place."""
    made = copy.deepcopy(document)
    holder = made
    for key in path[:-1]:
        holder = holder[key]
    if value is MISSING:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return made


def at(document: Any, path: Place) -> Any:
    """Look a place up."""
    for key in path:
        document = document[key]
    return document


def check(kind: Kind, text: str) -> Found:
    """Read a text; every fault is one line and stands in a line that exists, beside its key."""
    found = kind.read(text)
    lines = text.splitlines()
    for fault in found:
        assert str(fault).startswith(f"line {fault.line}: "), fault
        assert "\n" not in str(fault)
        assert " must be " in str(fault)
        words = [one for one in fault.path if isinstance(one, str)]
        assert any(one in lines[fault.line - 1] for one in words), (fault, lines[fault.line - 1])
    return found


def among(fault: Refusal, path: Place) -> bool:
    """Say whether a fault stands at a place or inside."""
    return fault.path[: len(path)] == path


def siblings(fault: Refusal, path: Place) -> bool:
    """Say whether a fault is about the record that a place belongs to, at some level of it."""
    return any(fault.path[:-1] == path[:depth] for depth in range(len(path)))


@pytest.mark.parametrize("name", KINDS)
def test_the_good_document_has_no_fault(name: str) -> None:
    """The one that the next tests break, as it is written and read back."""
    assert check(KINDS[name], write_toml(KINDS[name].document)) == ()
    assert len(list(places(KINDS[name].document))) >= 1


@pytest.mark.parametrize("name", KINDS)
def test_a_wrong_shape_is_named_at_every_place(name: str) -> None:
    """A table for a value, a list for a table, a list for a number, at any depth."""
    kind = KINDS[name]
    for path in places(kind.document):
        found = check(kind, write_toml(put(kind.document, path, STRANGE)))
        assert found, path
        assert all(among(fault, path) for fault in found), (path, [f.path for f in found])
        for wrong in ([[1]], "no such thing", -1.5, True, [{"a": 1}]):
            if type(wrong) is type(at(kind.document, path)):
                continue
            found = check(kind, write_toml(put(kind.document, path, wrong)))
            assert all(among(f, path) or siblings(f, path) for f in found), (path, wrong, found)


@pytest.mark.parametrize("name", KINDS)
def test_what_is_unknown_is_named_in_every_table(name: str) -> None:
    """By the path that is in the file, on its own line, and nothing else is complained of."""
    kind = KINDS[name]
    tables = [path for path in ((), *places(kind.document)) if isinstance(at(kind.document, path), dict)]  # fmt: skip
    for path in tables:
        if path in [("dropped",), *COUNTS] or (name == "ledger" and not path):
            continue  # a table of any names; a ledger may say more of itself
        text = write_toml(put(kind.document, (*path, "bonsu"), 1))
        (fault,) = check(kind, text)
        assert fault.path == (*path, "bonsu")
        assert "bonsu = 1" in text.splitlines()[fault.line - 1]


def required(spec: Spec, document: Any, path: Place = ()) -> Iterator[Place]:
    """List the places of a document that its records cannot do without."""
    if spec.kind == "record" and isinstance(document, dict):
        for one in fields(spec.record):  # type: ignore[arg-type]
            if one.name in document:
                if (one.default, one.default_factory) == (MISSING, MISSING):
                    yield (*path, one.name)
                inner = specs_of(spec.record)[one.name]  # type: ignore[arg-type]
                yield from required(inner, document[one.name], (*path, one.name))
    elif spec.kind == "items" and isinstance(document, list) and spec.item:
        for number, one in enumerate(document):
            yield from required(spec.item, one, (*path, number))


def test_what_is_missing_is_named() -> None:
    """Every field without a default, of every record of every kind, in the line of its table."""
    tried = 0
    for kind in KINDS.values():
        needed = list(required(kind.spec, kind.document)) if kind.spec else []
        if kind is KINDS["ledger"]:
            spec = spec_of(Claim)
            needed = [
                ("claims", number, *path)
                for number, row in enumerate(LEDGER["claims"])
                for path in required(spec, row)
            ]
        for path in needed:
            found = kind.read(write_toml(put(kind.document, path, MISSING)))
            assert [fault.path for fault in found] == [path]
            assert " must be given: " in str(found[0])
            assert found[0].line >= (1 if len(path) > 1 else 0)
            tried += 1
    assert tried >= 60


@pytest.mark.parametrize("name", KINDS)
def test_what_stands_twice_is_named_with_both_lines(name: str) -> None:
    """The parser stops there, so it is the only fault; the first line is in its cause."""
    kind = KINDS[name]
    lines = write_toml(kind.document).splitlines()
    for number, line in enumerate(lines):
        if not line or line.startswith("["):
            continue
        text = "\n".join([*lines[: number + 1], line, *lines[number + 1 :]]) + "\n"
        (fault,) = kind.read(text)
        key = line.partition(" = ")[0].strip('"')
        assert (fault.path[-1], fault.line) == (key, number + 2)
        assert f"in line {number + 1} already" in fault.cause


@pytest.mark.parametrize("name", KINDS)
def test_all_faults_of_a_document_are_told_at_once(name: str) -> None:
    """Any number of places broken, each is named."""
    kind = KINDS[name]
    every = [p for p in places(kind.document) if not (name == "figure" and p[0] == "rows" and len(p) > 2)]  # fmt: skip

    @given(st.lists(st.sampled_from(every), min_size=1, max_size=6, unique=True))
    @settings(max_examples=10, deadline=None, derandomize=True, database=None)
    def run(wanted: list[Place]) -> None:
        kept = [one for one in wanted if not any(o != one and one[: len(o)] == o for o in wanted)]
        document = kind.document
        for path in kept:
            document = put(document, path, STRANGE)
        found = check(kind, write_toml(document))
        for path in kept:
            assert any(among(fault, path) for fault in found), path

    run()


def wrong_text(field: Field) -> str:
    """Give what no field of this kind takes, or nothing when every text will do."""
    if field.spec.item and field.spec.item.kind == "text":
        return ""
    if field.spec.kind == "text":
        return "x" * 300 if (field.spec.max_length or 300) < 300 else ""
    return "no such thing; or other: ?"


@pytest.mark.parametrize("name", [n for n in catalogue() if tree(catalogue()[n]).parts])
def test_all_faults_of_a_state_are_told_at_once(name: str) -> None:
    """Every field of a form mistyped: a sentence at each, and at nothing else."""
    function = catalogue()[name]
    state = {one.path: text for one in every_field(tree(function)) if (text := wrong_text(one))}
    errors = arguments(function, state).errors
    assert set(errors) == set(state)
    assert all(" must be " in said and "\n" not in said for said in errors.values())


def test_each_record_that_is_read_from_outside_is_among_them() -> None:
    """Those that `read` is called with, and those that calculators ask for."""

    def records(spec: Spec | None) -> Iterator[str]:
        if spec and spec.kind == "record" and spec.record:
            yield spec.record.__name__
            for inner in specs_of(spec.record).values():
                yield from records(inner)
        elif spec and spec.item:
            yield from records(spec.item)

    found = {name for kind in KINDS.values() for name in records(kind.spec)}
    found |= set(records(spec_of(Claim)))
    for function in catalogue().values():
        found |= {name for spec in specs_of(function).values() for name in records(spec)}
    wanted = {"Offer", "Schedule", "Claim", "Evidence", "OwnFigure", "Question", "Slip", "Answers", "_Head", "_Column", "Preferred"}  # fmt: skip
    assert wanted <= found
    assert isinstance(KINDS["pay.comparison"].document["offer_a"], Mapping)
