"""`careerkb diff` and `careerkb compare` of several: the answers of the pages, one line a fault."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from careerkb.__main__ import main
from careerkb.decide.changes import SECOND, changes_answer
from careerkb.decide.letter import offer_to_toml
from careerkb.decide.options import OUTLOOK_LAB, OUTLOOK_PRODUCT, STAY
from careerkb.decide.report import Report
from careerkb.pay.comparison import LAB, PRODUCT

Asked = Callable[..., tuple[int, str, str]]
LETTERS = {
    "lab": OUTLOOK_LAB,
    "product": OUTLOOK_PRODUCT,
    "stay": STAY.offer(),
    "one": LAB,
    "two": SECOND,
    "six": replace(LAB, base_usd=1e6),
}


@pytest.fixture
def asked(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Asked:  # fmt: skip
    """Write the letters, and run a command beside them."""
    for name, offer in LETTERS.items():
        (tmp_path / f"{name}.toml").write_text(offer_to_toml(offer=offer), "utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        code = main([f"{word}.toml" if word in LETTERS else word for word in words])
        return code, *capsys.readouterr()

    return run


def test_two_versions_of_a_letter(asked: Asked) -> None:
    """In words and as data: the answer of the page."""
    expected = changes_answer()
    assert asked("diff", "one", "two", "--said", "refresher_usd") == (0, f"{expected}\n", "")
    code, out, _ = asked("diff", "one", "two", "--said", "refresher_usd", "--json")
    assert (code, json.loads(out)["headline"]) == (0, expected.headline)


def test_three_letters_make_one_report(asked: Asked) -> None:
    """The same sections as in Python, as text, as a page and as data."""
    names = ("lab", "product", "stay")
    offers = tuple(LETTERS[name] for name in names)
    report = Report(names=names, offers=offers, correlation=0.5)
    code, out, _ = asked("compare", *names, "--correlation", "0.5")
    assert (code, out) == (0, f"{report.text()}\nThe same with drawings: comparison.html\n")
    assert Path("comparison.html").read_text("utf-8") == report.html()
    code, out, _ = asked("compare", *names, "--correlation", "50 %", "--json")
    data = json.loads(out)
    assert (code, data["names"]) == (0, list(names))
    assert [one["title"] for one in data["sections"]] == [title for title, _ in report.sections()]
    assert data["sections"][0]["table"]["rows"][0][0] == "lab"


def test_two_letters_with_prices_that_move_together(asked: Asked) -> None:
    """The comparison of two stays first; what moves together comes after it."""
    _, out, _ = asked("compare", "lab", "product", "--correlation", "0.5", "--json")
    titles = [one["title"] for one in json.loads(out)["sections"]]
    assert titles[:2] == ["lab (first) or product (second)", "If share prices move together"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("compare", *LETTERS), "the files must be at most 5, got '6 files'"),
        (("compare", "lab", "stay", "lab"), "the file must be named once, got 'lab.toml'"),
        (("diff", "lab", "./lab.toml"), "the file must be named once, got 'lab.toml'"),
        (("diff", "one", "product"), "the terms that moved must be at most 10, got 13"),
        (("diff", "one", "two", "--said", "bonus"), "only_said must be terms of an offer"),
        (("diff", "one", "nowhere.toml"), "nowhere.toml: the file must be readable"),
        (("compare", "lab", "stay", "--correlation", "1"), "correlation must be a number from 0"),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(
    asked: Asked, words: tuple[str, ...], message: str
) -> None:
    """On the stream of errors, with nothing printed."""
    code, out, err = asked(*words)
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert len(err.splitlines()) == 1


def test_names_longer_than_an_option_are_cut_and_told_apart() -> None:
    """Two paths with the same end are numbered."""
    names = tuple(f"/home/{who}/{'letters' * 10}/offer.toml" for who in ("a", "b"))
    report = Report(names=names, offers=(PRODUCT, OUTLOOK_LAB), correlation=0.1)
    rows = dict(report.sections())["If share prices move together"].table.rows
    assert sorted(str(row[0])[:3] for row in rows) == ["1. ", "2. "]
    with pytest.raises(ValueError, match="names must be one for each of the 2 offers"):
        Report(names=("a", "b", "c"), offers=(LAB, PRODUCT))
