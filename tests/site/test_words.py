"""The words of the search: each leads to a page that is there, and to one only."""

import re

import pytest
from test_house import ROOT

from careerkb.site.words import WORDS, checked

PAGES = {
    page.relative_to(ROOT / "docs").with_suffix("").as_posix()
    for page in (ROOT / "docs").rglob("*.md")
    if "_build" not in page.parts
}
GOOD = '[[find]]\ntyped = ["RSU", "grant"]\npage = "pay/vesting"\n'


def test_the_words_of_the_site_are_sound() -> None:
    """Every entry, and what readers were seen to type in vain is among them."""
    typed = {word for entry in checked(WORDS.read_text("utf-8"), PAGES) for word in entry["typed"]}
    wanted = {"AMT", "NSO", "RSU", "FICA", "W-2", "401k", "PTO", "health insurance", "QSBS", "PPU"}
    assert wanted | {"double trigger", "H-1B", "tender offer"} <= typed


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("= 1", "it must be TOML with"),
        ("x = 1", "it must be TOML with"),
        (GOOD.replace("vesting", "nothing"), "'RSU' leads to 'pay/nothing', which is no page"),
        (GOOD.replace("typed", "words"), "entry 1 must have typed"),
        (GOOD.replace('["RSU", "grant"]', '"RSU"'), "entry 1 must have typed"),
        (GOOD + "also = 1\n", "entry 1 must have typed"),
        (
            GOOD + GOOD.replace("RSU", "r.s.u").replace("vesting", "tax"),
            "'r.s.u' leads to 'pay/vesting' and to 'pay/tax'; keep one",
        ),
    ],
)
def test_what_leads_nowhere_is_refused(text: str, says: str) -> None:
    """One sentence says which entry and what is wrong."""
    with pytest.raises(ValueError, match=re.escape(says)):
        checked(text, {"pay/vesting", "pay/tax"})


def test_an_entry_is_given_as_it_stands() -> None:
    """With what is missing, where something is."""
    text = GOOD + 'missing = "grants"\n'
    [entry] = checked(text, {"pay/vesting"})
    assert entry == {"typed": ["RSU", "grant"], "page": "pay/vesting", "missing": "grants"}
