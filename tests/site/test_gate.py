"""The number gate: each bad page fails for its own reason, each good page passes, and it is quick."""

import re
import time
from pathlib import Path

import pytest
from test_docs import PAGES, ROOT, page_id

from careerkb.site.gate import findings
from careerkb.site.lint.check import main
from careerkb.site.lint.files import front_matter

PLAYGROUND = Path(__file__).parent / "gate"
BAD = sorted((PLAYGROUND / "bad").glob("*.md"))
GOOD = sorted((PLAYGROUND / "good").glob("*.md"))


def loose(page: Path) -> list[str]:
    """List the numbers of a page that have no anchor, each with its line."""
    found = findings(page.read_text("utf-8"))
    return [f"{finding.line}: {finding.number}" for finding in found if not finding.anchored]


@pytest.mark.parametrize("page", BAD, ids=lambda page: page.stem)
def test_a_bad_page_fails_for_its_own_reason(page: Path) -> None:
    """Exactly one number, at its line."""
    assert loose(page) == [front_matter(page.read_text("utf-8"))["expected"]]


@pytest.mark.parametrize("page", GOOD, ids=lambda page: page.stem)
def test_a_good_page_passes(page: Path) -> None:
    """Every way to anchor a number, and everything that needs no anchor."""
    assert loose(page) == []


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_number_of_the_handbook_is_anchored(page: Path) -> None:
    """The real pages pass."""
    assert loose(page) == []


def test_the_command_names_file_line_number_and_cure(capsys: pytest.CaptureFixture[str]) -> None:
    """A contributor reads where and how to mend it."""
    assert main([str(PLAYGROUND / "bad")]) == 1
    lines = [x for x in capsys.readouterr().out.splitlines() if "plain-number" in x]
    cure = (
        r"plain-number\.md:5: 450,000 has no anchor; print it in an example, use \{fig\}, or cite$"
    )
    assert any(re.search(cure, line) for line in lines)


def test_the_command_fails_when_it_checked_nothing(tmp_path: Path) -> None:
    """An empty folder is a wrong path, not a clean handbook."""
    assert main([str(tmp_path)]) == 1


def test_the_command_passes_and_the_whole_handbook_takes_under_three_seconds() -> None:
    """It is quick enough to run at every save."""
    started = time.process_time()
    assert main([str(ROOT / "docs")]) == 0
    assert time.process_time() - started < 3
