"""Every input of every calculator, moved: the reader's Python answers as CPython does.

Run by `nox -s browser` against the built site, in Node. What is compared is the whole reply: the
headline, each digit of the table and of both drawings, and each message.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from node import replies

from careerkb.browser.fields import Field, calculator, every_field, tree
from careerkb.browser.forms import answer

SITE = Path(os.environ.get("CAREERKB_SITE", Path(__file__).parents[2] / "docs/_build/html"))
NAMES = sorted(
    {
        name
        for page in SITE.rglob("*.html")
        if "_static" not in page.parts
        for name in re.findall(r'data-function="([\w.]+)"', page.read_text("utf-8"))
    }
)


def others(one: Field) -> Iterator[str]:
    """Give texts that a reader may well put where the default stands, and one that is wrong."""
    spec = one.spec
    if spec.kind == "integer" and one.default:
        yield from (str(n) for n in (int(one.default) - 1, int(one.default) + 1))
    elif spec.kind == "number" and one.default:
        usual = float(one.default)
        yield from (repr(place) for place in (usual * 0.7, usual * 1.37 + 0.01))
        yield str(spec.low)
    elif spec.kind == "choice":
        yield from (str(choice) for choice in spec.choices if str(choice) != one.default)
    elif spec.kind == "flag":
        yield "false" if one.default == "true" else "true"
    elif one.presets:
        yield from (name for name in one.presets if name != one.default)
    yield "x" * 7


def requests(name: str) -> list[dict[str, Any]]:
    """Move each field of a calculator alone, then none."""
    fields = every_field(tree(calculator(name)))
    states = [{one.path: text} for one in fields for text in others(one)]
    return [{"function": name, "id": "x", "state": state} for state in [*states, {}]]


@pytest.fixture(scope="module")
def readers() -> dict[str, list[dict[str, Any]]]:
    """Ask the reader's Python everything at once."""
    asked = {name: requests(name) for name in NAMES}
    made = iter(replies(SITE, [("answer", one) for every in asked.values() for one in every]))
    return {name: [next(made) for _ in every] for name, every in asked.items()}


def test_there_are_calculators_to_ask() -> None:
    """At least those that a reader with two letters needs."""
    assert len(NAMES) >= 25
    wanted = (
        "comparison", "definitions", "leaving", "equity", "chain", "tax", "publication", "loops",
        "serving", "routing", "growth",
    )  # fmt: skip
    assert [one for one in wanted if not any(f".{one}." in name for name in NAMES)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_readers_python_answers_as_cpython_does(
    name: str, readers: dict[str, list[dict[str, Any]]]
) -> None:
    """To the last digit, wherever an input is moved; what is refused is refused in the same words."""
    asked = requests(name)
    for request, reply in zip(asked, readers[name], strict=True):
        assert reply == answer(request), request["state"]
    assert readers[name][-1]["html"]
    if len(asked) > 1:
        assert any(reply["html"] and reply != readers[name][-1] for reply in readers[name])
