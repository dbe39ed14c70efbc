"""The command line, as a reader uses it: a report, or one clear line for each fault."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from careerkb.__main__ import main
from careerkb.browser.state import state_of
from careerkb.browser.transfer import to_toml
from careerkb.decide.letter import offer_to_toml
from careerkb.decide.report import QUESTIONS, Report
from careerkb.pay.break_even import break_even_answer
from careerkb.pay.comparison import LAB, PRODUCT, comparison_answer
from careerkb.pay.definitions import offers_answer
from careerkb.pay.offers import Offer


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


def test_the_report_asks_for_the_sums_of_the_page() -> None:
    """The calculator's own sentence and table, under the names of the two files."""
    report = Report(names=("lab", "product"), offers=(LAB, PRODUCT), years=3, discount_rate=0.05)
    made = dict(report.sections())["What would make product worth the same as lab"]
    assert made == break_even_answer(offer_a=LAB, offer_b=PRODUCT, years=3, discount_rate=0.05)


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
    report = Report(names=("lab", "product"), offers=(LAB, PRODUCT))
    tags = _Tags()
    tags.feed(report.html())
    assert tags.found.count("svg") >= 3
    assert "script" not in tags.found
    assert [a for a in tags.addresses if not a.startswith("#")] == []


def test_a_readers_name_never_becomes_markup() -> None:
    """A file called <img> is printed as such."""
    names = ("<img src=x onerror=alert(1)>", "&amp;")
    report = Report(names=names, offers=(Offer(base_usd=1e5), Offer(base_usd=2e5)), years=1)
    tags = _Tags()
    tags.feed(report.html())
    assert "img" not in tags.found


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("base_usd = 310", "lab.toml: line 1: base_usd must be"),
        ("base_usd = 310_000\nbonus = 15", "lab.toml: line 2: a key must be"),
        ("base_usd", "lab.toml: line 1: the file must be TOML"),
        (None, "lab.toml: the file must be readable, got No such file"),
        (b"\xff\xfe\x00", "lab.toml: the file must be text in UTF-8"),
        ("#" * 30_000, "lab.toml: the file must be at most 20000 characters"),
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


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Save what the page's comparison saves: both offers, two of its inputs changed."""
    state = {"offer_a.base_usd": "320000", "years": "2"}
    path = tmp_path / "comparison-answer.toml"
    path.write_text(to_toml(comparison_answer, state), "utf-8")
    return path


def test_the_file_that_a_page_saved_is_read(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One file with both offers gives the page's answer; an option overrides what it says."""
    report = ["--html", str(tmp_path / "r.html")]
    lab = replace(LAB, base_usd=320_000)
    assert main(["compare", str(saved), *report]) == 0
    assert comparison_answer(offer_a=lab, years=2).headline in capsys.readouterr().out
    assert main(["compare", str(saved), "--years", "5", *report]) == 0
    assert comparison_answer(offer_a=lab, years=5).headline in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[offer_b]", "[offer_c]", "comparison-answer.toml: the file must be both offers, as"),
        ("years = 2", "years = 60", "comparison-answer.toml: line 2: years must be a whole number"),
        ("base_usd = 320000", "base_usd = 32", "line 7: offer_a.base_usd must be"),
        (
            "bonus_multiple",
            "bonus_multiples",
            "a key of offer_a must be one of the terms known here, got 'bonus_multiples'; did you mean bonus_multiple?",
        ),
        ("years = 2", "years = ", "comparison-answer.toml: "),
    ],
)
def test_a_bad_file_of_both_offers_gets_lines(
    saved: Path, old: str, new: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong, by its place in the file."""
    saved.write_text(saved.read_text("utf-8").replace(old, new), "utf-8")
    assert main(["compare", str(saved)]) == 2
    out = capsys.readouterr()
    assert message in out.err
    assert out.out == ""


def test_an_offer_that_a_page_saved_is_a_letter(
    letters: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """What the page of one offer saves stands in for a letter, and is refused like one."""
    state = state_of(offers_answer, {"offer": LAB})
    letters[0].write_text(to_toml(offers_answer, state), "utf-8")
    assert main(["compare", *map(str, letters), "--html", str(tmp_path / "r.html")]) == 0
    assert comparison_answer().headline in capsys.readouterr().out
    wrong = to_toml(offers_answer, state | {"offer.base_usd": "31"})
    letters[0].write_text(wrong, "utf-8")
    assert main(["compare", *map(str, letters)]) == 2
    assert "lab.toml: line 5: offer.base_usd must be" in capsys.readouterr().err


def test_one_letter_alone_is_not_compared_with_an_example(
    letters: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody's offer stands in for a file that is missing."""
    assert main(["compare", str(letters[0])]) == 2
    assert "or name a second file after it" in capsys.readouterr().err


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


def test_an_offer_is_never_written_over(
    letters: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Not even when the report is told to go there."""
    before = letters[1].read_text("utf-8")
    assert main(["compare", *map(str, letters), "--html", str(letters[1])]) == 2
    assert "it is one of the offers" in capsys.readouterr().err
    assert letters[1].read_text("utf-8") == before


def test_a_file_of_another_editor_is_read(letters: tuple[Path, Path], tmp_path: Path) -> None:
    """A mark of byte order and the line ends of another system are no faults."""
    text = letters[0].read_text("utf-8").replace("\n", "\r\n")
    letters[0].write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert main(["compare", *map(str, letters), "--html", str(tmp_path / "r.html")]) == 0


@pytest.mark.parametrize("digits", [400, 5_000])
def test_a_number_beyond_all_bounds_is_a_fault(
    letters: tuple[Path, Path], digits: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Too long for a float, and too long to be printed."""
    letters[0].write_text(f"base_usd = 0x{'f' * digits}", "utf-8")
    assert main(["compare", *map(str, letters)]) == 2
    assert "line 1: base_usd must be a number from 1,000" in capsys.readouterr().err


def test_a_reader_that_stops_reading_is_no_fault(
    letters: tuple[Path, Path], tmp_path: Path
) -> None:
    """As with `| head`: the report is written, nothing complains."""
    command = f"{sys.executable} -m careerkb compare {letters[0]} {letters[1]} | head -1"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True)
    assert done.stderr == ""
    assert (tmp_path / "comparison.html").exists()


def test_a_full_disk_is_one_sentence(letters: tuple[Path, Path], tmp_path: Path) -> None:
    """For the page as for the terminal, with a fault as the result."""
    command = [sys.executable, "-m", "careerkb", "compare", *map(str, letters), "--html"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*command, str(tmp_path / "r.html")], stdout=full, stderr=subprocess.PIPE, text=True,
            check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (
        2,
        "the answer: not written, No space left on device\n",
    )
    done = subprocess.run([*command, "/dev/full"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "/dev/full: not written, No space left on device\n"


def test_what_was_read_from_text_is_said(
    letters: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the answer, as it was understood; options are read as on a page."""
    letters[0].write_text('base_usd = "$310k"\nbonus_fraction = "15 %"\n', "utf-8")
    options = ["--discount-rate", "8 %", "--html", str(tmp_path / "r.html")]
    assert main(["compare", *map(str, letters), *options]) == 0
    printed = capsys.readouterr().out
    assert f"{letters[0]}: base_usd is read as 310,000 USD a year\n" in printed
    assert f"{letters[0]}: bonus_fraction is read as 15 %\n" in printed
    offer = Offer(base_usd=310_000, bonus_fraction=0.15)
    assert comparison_answer(offer_a=offer, discount_rate=0.08).headline in printed


def test_all_faults_of_both_files_are_told(
    letters: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each with its file and its line."""
    letters[0].write_text("base_usd = 310\nbonus = 0.15\n", "utf-8")
    letters[1].write_text("base_usd = 310,000\n", "utf-8")
    assert main(["compare", *map(str, letters)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        [str(letters[0]), "line 1"],
        [str(letters[0]), "line 2"],
        [str(letters[1]), "line 1"],
    ]
