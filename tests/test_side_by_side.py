"""Groups that run at once: all of them are waited for, and one that fails is seen."""

import sys

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
    """The pages by themselves, and everything but the pages."""
    assert ([PAGES], ["tests/chromium", f"--ignore={PAGES}"]) == GROUPS
