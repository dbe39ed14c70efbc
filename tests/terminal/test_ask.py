"""Every calculator asked on the command line: the answer of its page, its file, its refusals."""

import io
import json
import subprocess
import sys
import tomllib
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from test_house import ROOT

from careerkb.__main__ import main
from careerkb.browser.fields import every_field, tree
from careerkb.browser.transfer import to_toml
from careerkb.pay.comparison import LAB, comparison_answer
from careerkb.pay.tax import tax_answer
from careerkb.terminal.catalogue import catalogue, find, says
from careerkb.terminal.options import OWN, options_of

ALL = catalogue()


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Ask once; give the result and what was printed to whom."""
    code = main(["ask", *words])
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.mark.parametrize("name", ALL)
def test_every_calculator_answers_as_its_function(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Plainly, as data, and from the file that its page saves, to the last digit."""
    expected = ALL[name]()
    assert asked(capsys, name) == (0, f"{expected}\n", "")
    file = tmp_path / "saved.toml"
    file.write_text(to_toml(ALL[name], {}), "utf-8")
    code, out, err = asked(capsys, name, "--from", str(file), "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == json.loads(
        json.dumps({"calculator": name, "read": {}, **asdict(expected)})
    )


@pytest.mark.parametrize("name", ALL)
def test_help_lists_every_option_with_range_and_default(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each field of the form, first rows only, in lines that fit a terminal."""
    code, out, err = asked(capsys, name, "--help")
    assert (code, err) == (0, "")
    words = " ".join(out.split())
    assert says(ALL[name]) in words
    options = options_of(ALL[name])
    for one in every_field(tree(ALL[name])):
        if not any(part.isdigit() and part != "0" for part in one.path.split(".")):
            assert any(f" {o} " in words for o, f in options.items() if f is one), one.path
            assert " ".join(one.spec.allowed.split()) in words
            assert not one.default or f" {' '.join(one.default.split())} unless given" in words
    assert max(map(len, out.splitlines())) <= 100


def test_the_list_names_every_calculator_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    """One a line or two, and each name finds its function."""
    code, out, err = asked(capsys)
    assert (code, err) == (0, "")
    assert len(ALL) >= 35
    for name, function in ALL.items():
        assert f"\n  {name} " in out
        assert find(name) == (name, function)
        assert says(function)[:20] in out
        assert says(function).endswith((".", "?"))


def test_every_answer_of_a_chapter_is_listed() -> None:
    """All but those that cannot be asked without arguments."""
    found = set()
    for file in (ROOT / "src/careerkb").glob("*/*.py"):
        module = import_module(f"careerkb.{file.parent.name}.{file.stem}") if file.parent.name in {
            name.partition(".")[0] for name in ALL
        } and file.stem != "__init__" else None  # fmt: skip
        found |= {
            getattr(module, n) for n in getattr(module, "__all__", ()) if n.endswith("_answer")
        }
    assert {one.__name__ for one in found - set(ALL.values())} == {"sources_answer"}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("pay.tax", "pay.tax"),
        ("pay/after_tax", "pay.after-tax"),
        ("Pay.After-Tax", "pay.after-tax"),
        ("careerkb.pay.tax.tax_answer", "pay.tax"),
        ("waterfall", "exits.waterfall"),
        ("pay.sensitivity.break_even", "pay.break-even"),
    ],
)
def test_a_name_may_be_written_in_several_ways(typed: str, name: str) -> None:
    """As the address of the page, as Python, or the noun alone."""
    assert find(typed)[0] == name


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("pay.txa", "; did you mean pay.tax?"),
        ("taxes", "; did you mean pay.tax"),
        ("comparson", "; did you mean pay.comparison"),
        ("exits.tax", "did you mean pay.tax"),
        ("exits", "; name one calculator of it, such as exits.chain\n"),
        ("weather", "got 'weather'\n"),
        ("os.system", "got 'os.system'\n"),
    ],
)
def test_a_wrong_name_gets_the_nearest(
    typed: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence; nothing is guessed where nothing is near."""
    code, out, err = asked(capsys, typed)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("calculator must be a name that `careerkb ask` lists, got ")
    assert hint in err


def test_text_is_read_as_on_the_page_and_echoed(capsys: pytest.CaptureFixture[str]) -> None:
    """245k and 15 %, and the answer is that of the numbers."""
    code, out, _ = asked(capsys, "pay.tax", "--wages-usd", "245k", "--state-rate=5 %")
    assert code == 0
    first, second, blank, rest = out.split("\n", 3)
    assert first == "--wages-usd 245k is read as 245,000 USD a year"
    assert second == "--state-rate 5 % is read as 5 %"
    assert blank == ""
    assert rest == f"{tax_answer(wages_usd=245_000, state_rate=0.05)}\n"
    data = json.loads(asked(capsys, "pay.tax", "--wages-usd", "245k", "--json")[1])
    assert data["read"] == {"wages_usd": "245,000 USD a year"}
    assert data["table"]["rows"][0][1] == tax_answer(wages_usd=245_000).table.rows[0][1]


def test_a_record_is_given_by_dots_and_over_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Options win over the file; a flag alone means yes."""
    file = tmp_path / "mine.toml"
    file.write_text("years = 2\n[offer_a]\nbase_usd = 300_000\n", "utf-8")
    words = ["--from", str(file), "--offer-a.base-usd", "310,000", "--offer-a.layoff-carve-out"]
    _, out, _ = asked(capsys, "pay.comparison", *words)
    offer = type(LAB)(base_usd=310_000, layoff_carve_out=True)
    assert out.endswith(f"{comparison_answer(offer_a=offer, years=2)}\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--wage-usd", "3"], ["an option must be one that --help lists, got '--wage-usd'; did you mean --wages-usd?"]),
        (["--wages-usd"], ["an option must be followed by a value, like --wages-usd 450000, got '--wages-usd'"]),
        (["--wages-usd", "--json"], ["an option must be followed by a value"]),
        (["--from"], ["an option must be followed by a value, like --from FILE"]),
        (["245k"], ["a word must be an option and its value, like --years 4, got '245k'"]),
        (["--wages-usd", "1e5", "--wages-usd", "2e5"], ["an option must be given once"]),
        (["--wages-usd=-1", "--state-rate", "5"], ["--wages-usd: Wages must be a number from 1,000", "--state-rate: State rate must be from 0 % to 100 %, got 5"]),
        (["--from", "nowhere.toml"], ["nowhere.toml: the file must be readable"]),
        (["--wages-usd", "€90k"], ["amounts are US dollars"]),
        (["--year", "1999"], ["--year: Year must be one of 2025, 2026"]),
    ],
)  # fmt: skip
def test_a_refusal_is_a_sentence_and_the_result_is_two(
    words: list[str], said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """On the error stream, all faults at once, nothing on the other."""
    code, out, err = asked(capsys, "pay.tax", *words)
    assert (code, out) == (2, "")
    lines = err.splitlines()
    assert len(lines) == len(said)
    for line, words_of_it in zip(lines, said, strict=True):
        assert words_of_it in line


@pytest.mark.parametrize(
    ("name", "option", "hint"),
    [
        ("pay.comparison", "--base-usd", "did you mean --offer-a.base-usd or --offer-b.base-usd?"),
        ("pay.comparison", "--offer-a.bonus", "did you mean --offer-a.bonus-fraction, the target"),
        ("pay.comparison", "--offer-c.base-usd", "got '--offer-c.base-usd'\n"),
        ("exits.waterfall", "--classes.9.share", "its rows are numbered from 0 to 4\n"),
        ("pay.tax", "--zzz", "there are --wages-usd, --state-rate, --year, --status\n"),
    ],
)
def test_a_wrong_option_gets_what_was_meant(
    name: str, option: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A record that was left out, another name, a row too many; or else all there are."""
    code, out, err = asked(capsys, name, option, "3")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert hint in err


def test_a_fault_of_a_file_has_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And all of them."""
    file = tmp_path / "mine.toml"
    file.write_text("years = 200\n[offer_a]\nbase_usd = [3]\n", "utf-8")
    code, _, err = asked(capsys, "pay.comparison", "--from", str(file))
    assert code == 2
    assert [line.partition(" must")[0] for line in err.splitlines()] == [
        f"{file}: line 1: years",
        f"{file}: line 3: offer_a.base_usd",
    ]


def test_what_the_inputs_lead_to_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    """A refusal of the function itself, not of one field."""
    code, out, err = asked(
        capsys, "pay.comparison", "--offer-a.clawback-months", "12", "--offer-a.sign-on-usd", "1e99"
    )
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_the_files_of_an_answer_are_written_and_nothing_is_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Byte by byte as the answer holds them, all or none."""
    files = ALL["checklist.plan"](done=("stories",)).files
    words = ("checklist.plan", "--done", "stories", "--save", str(tmp_path))
    code, out, err = asked(capsys, *words)
    assert (code, err, len(files)) == (0, "", 3)
    assert out.endswith(f"\nsaved {tmp_path / files[-1].name}\n")
    for one in files:
        assert (tmp_path / one.name).read_bytes().decode() == one.text
    (tmp_path / "plan.ics").unlink()
    code, out, err = asked(capsys, *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("--save must be a folder without a file plan.md, got ")
    assert not (tmp_path / "plan.ics").exists()
    assert asked(capsys, "pay.tax", "--save", str(tmp_path))[2].endswith("no file to take along\n")
    assert "a folder that exists" in asked(capsys, *words[:-1], str(tmp_path / "none"))[2]


def test_no_field_hides_an_option_of_the_command() -> None:
    """No calculator has an input called help, json or from."""
    for function in ALL.values():
        assert not {one.path for one in every_field(tree(function))} & OWN.keys()


def test_the_console_command_is_the_module() -> None:
    """What pip writes calls the same function."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    module, _, name = project["scripts"]["careerkb"].partition(":")
    assert getattr(import_module(module), name) is main
    done = subprocess.run(
        [sys.executable, "-m", "careerkb", "ask", "pay.tax"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{tax_answer()}\n", "")


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for the report."""

    class Full(io.StringIO):
        def write(self, text: str) -> Any:
            raise OSError(28, "No space left on device")

    errors = io.StringIO()
    monkeypatch.setattr("sys.stdout", Full())
    monkeypatch.setattr("sys.stderr", errors)
    monkeypatch.setattr("os.dup2", lambda *_: None)
    monkeypatch.setattr(Full, "fileno", lambda _: 1)
    assert main(["ask", "pay.tax"]) == 2
    assert errors.getvalue() == "the answer: not written, No space left on device\n"
