"""The reader's one file: written, read back, and taken over from the release before, never guessed."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.browser import dispatch
from careerkb.browser.fields import calculator
from careerkb.browser.mine import Mine, from_file, to_file
from careerkb.browser.state import arguments, state_of

CORPUS = Path(__file__).parents[1] / "corpus/2026_11_0.json"
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
PARTS = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9:_-]{0,8}", fullmatch=True),
    st.dictionaries(TEXTS, TEXTS, max_size=3),
    max_size=3,
)


@settings(max_examples=40, deadline=None)
@given(PARTS)
def test_what_is_written_is_read_back(parts: dict[str, dict[str, str]]) -> None:
    """Whatever the parts are called and hold, those that no release knows yet too."""
    times = {name: dict.fromkeys(part, 1_764_000_000_000) for name, part in parts.items()}
    mine = Mine(parts=parts, times=times)
    assert from_file(to_file(mine)) == mine


def test_every_file_of_the_release_before_is_taken_over() -> None:
    """The fields that it changed, in the parts of today, mean what the file meant."""
    moved = 0
    for item in json.loads(CORPUS.read_text("utf-8")):
        function = calculator(item["calculator"])
        mine = from_file(item["file"])
        state = {path: text for part in mine.parts.values() for path, text in part.items()}
        made = arguments(function, {**state_of(function), **state})
        assert made.errors == {}
        assert function(**made.values).headline == item["file_answer"]["headline"]
        moved += bool(state)
    assert moved > 30


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("format = 3\n[parts]", "a later release of the site: load this page anew"),
        ("format = 2", "the file must be a file that this site has saved"),
        ("format = 2\nparts = 1", "parts must be a table, got 1"),
        (
            "format = 2\n[parts.offers]\nbase = 1",
            "text of at most 300 characters, in quotes, got 1",
        ),
        ("format = 2\n[parts.Offers]\n", "named in small letters"),
        ("format = 2\n[parts.off", "line 2"),
        ("<!doctype html>", "the file must be TOML"),
        ("", "it has no line `format = 2`"),
        ("# Inputs of os.system\nx = 1", "calculator must be the full name"),
        ("x" * 400_001, "at most 400000 characters"),
    ],
)
def test_what_is_none_is_refused_in_one_sentence(text: str, says: str) -> None:
    """A later one, a damaged one, one of another site: the reader is told, nothing is read."""
    reply = json.loads(dispatch("mine", json.dumps({"file": text})))
    assert set(reply) == {"error"}
    assert says in reply["error"]
    assert "\n" not in reply["error"]
