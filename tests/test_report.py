"""The command line, as a reader uses it: a report, or one clear line for each fault."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from careerkb.__main__ import main
from careerkb.decide.letter import offer_to_toml
from careerkb.pay.comparison import LAB, PRODUCT, comparison_answer
from careerkb.pay.offers import Offer
from careerkb.report import QUESTIONS, report_answers, report_html


@pytest.fixture
def letters(tmp_path: Path) -> tuple[Path, Path]:
    """Write the two offers of the site as files."""
    paths = tmp_path / "lab.toml", tmp_path / "product.toml"
    for path, offer in zip(paths, (LAB, PRODUCT), strict=True):
        path.write_text(offer_to_toml(offer=offer), "utf-8")
    return paths


def test_the_terminal_and_the_page_say_the_same(
    letters: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The headline of the page's comparison stands in both."""
    report = tmp_path / "out.html"
    assert main(["compare", *map(str, letters), "--html", str(report)]) == 0
    printed = capsys.readouterr().out
    headline = comparison_answer().headline
    assert headline in printed
    assert "lab (first) or product (second)" in printed
    assert headline in report.read_text("utf-8").replace("&#x27;", "'")
    assert all(question in printed for question in QUESTIONS)


def test_it_runs_as_a_command(letters: tuple[Path, Path], tmp_path: Path) -> None:
    """In a process of its own, in another folder, in another locale."""
    done = subprocess.run(
        [sys.executable, "-m", "careerkb", "compare", *map(str, letters), "--years", "2"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "LC_ALL": "C", "TZ": "Asia/Tokyo"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "over 2 years" in done.stdout
    assert (tmp_path / "comparison.html").exists()


class _Tags(HTMLParser):
    """Collect tags and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and what it points to."""
        self.found.append(tag)
        self.addresses += [v or "" for k, v in attrs if k in ("src", "href")]


def test_the_report_is_complete_and_asks_for_nothing() -> None:
    """Three drawings, no script, no address outside."""
    answers = report_answers(
        ("lab", "product"), (LAB, PRODUCT), years=4, discount_rate=0.08, band_fraction=0.02
    )
    tags = _Tags()
    tags.feed(report_html(answers))
    assert tags.found.count("svg") >= 3
    assert "script" not in tags.found
    assert [a for a in tags.addresses if not a.startswith("#")] == []


def test_a_readers_name_never_becomes_markup() -> None:
    """A file called <img> is printed as such."""
    names = ("<img src=x onerror=alert(1)>", "&amp;")
    answers = report_answers(
        names, (Offer(base_usd=1e5), Offer(base_usd=2e5)), years=1, discount_rate=0.0,
        band_fraction=0.0,
    )  # fmt: skip
    tags = _Tags()
    tags.feed(report_html(answers))
    assert "img" not in tags.found


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("base_usd = 310", "lab.toml: line 1: base_usd must be"),
        ("base_usd = 310_000\nbonus = 15", "lab.toml: line 2: a key must be"),
        ("base_usd", "lab.toml: the file must be TOML"),
        (None, "lab.toml: the file must be readable, got No such file"),
        (b"\xff\xfe\x00", "lab.toml: the file must be text in UTF-8"),
        ("#" * 30_000, "lab.toml: text must be"),
    ],
)
def test_a_bad_file_gets_one_line_and_no_traceback(
    letters: tuple[Path, Path],
    change: str | bytes | None,
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The file, the line and the fault, on standard error."""
    lab = letters[0]
    if change is None:
        lab.unlink()
    elif isinstance(change, bytes):
        lab.write_bytes(change)
    else:
        lab.write_text(change, "utf-8")
    assert main(["compare", *map(str, letters)]) == 2
    out = capsys.readouterr()
    assert message in out.err
    assert out.out == ""


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--years", "0", "years must be a whole number from 1 to 30"),
        ("--years", "60", "years must be a whole number from 1 to 30"),
        ("--discount-rate", "8", "discount_rate must be .* write 8 % as 0.08"),
        ("--band", "2", "band_fraction must be"),
        ("--html", "/no/such/folder/x.html", "x.html: not written, No such file"),
    ],
)
def test_a_bad_option_gets_one_line(
    letters: tuple[Path, Path],
    option: str,
    value: str,
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The same message as the function's."""
    assert main(["compare", *map(str, letters), option, value]) == 2
    assert re.search(message, capsys.readouterr().err)


def test_files_of_one_name_are_told_apart(
    letters: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two folders, one name: the report uses the paths."""
    other = tmp_path / "b" / "lab.toml"
    other.parent.mkdir()
    other.write_text(letters[1].read_text("utf-8"), "utf-8")
    report = tmp_path / "r.html"
    assert main(["compare", str(letters[0]), str(other), "--html", str(report)]) == 0
    assert str(other) in capsys.readouterr().out
