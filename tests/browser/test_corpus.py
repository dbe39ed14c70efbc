"""What readers saved with an earlier release opens today, and gives the same answer to the last digit.

`tests/corpus` holds saved files and shared links of every calculator as `tools/corpus.py` or the
release wrote them, with the answers that stood when the release was corrected. An answer that
changes on purpose is changed here in the same commit, and stands in the changelog.
"""

import json
from pathlib import Path

import pytest
from corpus import said

from careerkb.browser.fields import calculator
from careerkb.browser.moved import MOVED, current_name, former_names
from careerkb.browser.state import arguments
from careerkb.browser.transfer import from_toml

FOLDER = Path(__file__).parents[1] / "corpus"
ITEMS = [
    item for file in sorted(FOLDER.glob("*.json")) for item in json.loads(file.read_text("utf-8"))
]


def test_the_corpus_covers_many() -> None:
    """At least a hundred and fifty files, of every calculator that a release had."""
    assert len(ITEMS) >= 150
    assert len({current_name(item["calculator"]) for item in ITEMS}) >= 50


@pytest.mark.parametrize("number", range(len(ITEMS)))
def test_a_saved_file_opens_and_answers_as_it_did(number: int) -> None:
    """Without a fault, to the last digit."""
    item = ITEMS[number]
    function = calculator(item["calculator"])
    state, faults = from_toml(function, item["file"])
    assert faults == ()
    reading = arguments(function, state)
    assert reading.errors == {}
    assert said(function(**reading.values)) == item["file_answer"]


@pytest.mark.parametrize("number", range(len(ITEMS)))
def test_a_shared_link_opens_and_answers_as_it_did(number: int) -> None:
    """A link holds what differs from the page's own inputs."""
    item = ITEMS[number]
    function = calculator(item["calculator"])
    reading = arguments(function, item["link"])
    assert reading.errors == {}
    assert said(function(**reading.values)) == item["link_answer"]


def test_what_has_moved_is_found_under_its_new_name() -> None:
    """Each new name exists, none is itself an old one, and both ways agree."""
    for old, new in MOVED.items():
        assert calculator(old) is calculator(new)
        assert current_name(new) == new
        assert old in former_names(new)
