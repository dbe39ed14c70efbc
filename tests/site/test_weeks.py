"""The drawn weeks say what the page on the tracks says, with its sources."""

import re

from test_house import ROOT

from careerkb.site.weeks import WEEKS, drawing

SAID = {
    "read": "reading", "design": "designing", "code": "writing code",
    "wait": "waiting", "explain": "explain", "data": "data", "try out": "experiments",
    "evaluate": "evaluation", "watch": "monitoring", "incident": "incident",
}  # fmt: skip


def test_every_piece_has_its_words_on_the_page() -> None:
    """Nothing is drawn that no page with sources says."""
    pieces = {word for week in WEEKS.values() for word in week}
    assert pieces == set(SAID)
    text = (ROOT / "docs/decide/tracks.md").read_text("utf-8").lower()
    assert [word for word, said in SAID.items() if said not in text] == []


def test_the_drawing_can_be_read_without_seeing_it() -> None:
    """Each piece once as a word of the drawing and once in its description; no two tracks alike."""
    made = drawing()
    for word in SAID:
        assert len(re.findall(rf"\b{word}\b", made)) >= 2
    assert len(set(re.findall(r"week-piece (ckb-s\d)", made))) == len(WEEKS)
    assert "nobody has published" in made
