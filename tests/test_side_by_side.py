"""Groups that run at once: all of them are waited for, and one that fails is seen."""

import sys
from pathlib import Path

import pytest
from side_by_side import GROUPS, PAGES, side_by_side


def said(code: int, words: str) -> list[str]:
    """A command that says something and ends with a code."""
    return [sys.executable, "-c", f"print({words!r}); raise SystemExit({code})"]


@pytest.mark.parametrize(("codes", "ending"), [((0, 0), 0), ((0, 3), 3), ((2, 0), 2)])
def test_one_failure_is_a_failure(
    codes: tuple[int, int], ending: int, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whichever group it is in; both are printed whole, one after the other."""
    assert side_by_side([said(codes[0], "one"), said(codes[1], "two")]) == ending
    assert capfd.readouterr().out.split() == ["one", "two"]


def test_no_test_is_in_both_groups_or_in_none() -> None:
    """Pages and examples by themselves, and everything but these."""
    left_out = [word.removeprefix("--ignore=") for word in GROUPS[1][1:]]
    assert GROUPS[0] == left_out == PAGES
    assert GROUPS[1][0] == "tests/chromium"
    assert all(Path(file).is_file() for file in PAGES)
