"""The templates make a noun that passes every check as it stands, unedited."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from new_page import TEMPLATES, listed, write
from small_site import warnings_of
from test_house import ROOT

import careerkb.pay
from careerkb.site.lint.check import main

NAME = "pay/hypothetical-noun"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one chapter."""
    (tmp_path / "docs/pay").mkdir(parents=True)
    (tmp_path / "docs/pay/index.md").write_text("# Pay\n", "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the whole project with a new noun in it."""
    root = tmp_path_factory.mktemp("copy")
    for name in ("docs", "src", "tests", "tools"):
        kept = shutil.ignore_patterns("_build", "__pycache__", "chromium", ".*")
        shutil.copytree(ROOT / name, root / name, ignore=kept)
    for name in ("pyproject.toml", "conftest.py", "README.md", "CHANGELOG.md"):
        shutil.copy(ROOT / name, root)
    write(root, NAME, "2026-11-23")
    return root


def run(copy: Path, *command: str) -> None:
    """Run a command in the copy and show what it said when it fails."""
    done = subprocess.run(
        [sys.executable, *command], cwd=copy, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(copy / "src"), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_lint_has_nothing_to_say(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The linter over the copy, the new noun included: its page, its module and its place."""
    assert main([str(copy / "docs")]) == 0, capsys.readouterr().out


def test_format_and_style_have_nothing_to_say(copy: Path) -> None:
    """Ruff with the project's own settings."""
    files = ["src/careerkb/pay/hypothetical_noun.py", "tests/pay/test_hypothetical_noun.py"]
    for command in (["format", "--check"], ["check"]):
        run(copy, "-m", "ruff", *command, *files)


def test_its_own_tests_pass(copy: Path) -> None:
    """The page's examples, the module's example and its test, run as pytest runs them."""
    files = ["docs/pay/hypothetical-noun.md", "src/careerkb/pay/hypothetical_noun.py"]
    run(copy, "-m", "pytest", "-q", "tests/pay/test_hypothetical_noun.py", *files)


def test_the_tests_of_all_nouns_pass(copy: Path) -> None:
    """The law of the house, the rules of pages and the properties, as far as they see this noun."""
    chosen = "hypothetical or three_files or arrows or circle"
    files = ["tests/test_house.py", "tests/test_docs.py", "tests/test_properties.py"]
    run(copy, "-m", "pytest", "-q", *files, "-k", chosen)


def test_the_build_has_nothing_to_say(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its page and its reference in a small site with the settings of the real one."""
    from importlib import invalidate_caches

    monkeypatch.setattr(careerkb.pay, "__path__", [str(copy / "src/careerkb/pay")])
    invalidate_caches()
    page = (copy / f"docs/{NAME}.md").read_text("utf-8")
    assert warnings_of(tmp_path, {NAME: page}) == []


@pytest.mark.parametrize("noun", ["lambda", "class", "import"])
def test_a_word_of_python_is_refused(project: Path, noun: str) -> None:
    """No module can be imported under such a name."""
    with pytest.raises(SystemExit, match=f"'{noun}' is a word of Python, .* choose another"):
        write(project, f"pay/{noun}", "2026-11-23")


def test_the_page_is_added_to_the_list_of_its_chapter() -> None:
    """At the end of the last list, or in a list of its own."""
    essay = "# Pay\n\n:::{toctree}\n:hidden:\n\ntax\n:::\n"
    assert listed(essay, "pension") == essay.replace("tax\n", "tax\npension\n")
    assert listed("# Pay\n", "pension").endswith(":::{toctree}\n:hidden:\n\npension\n:::\n")


@pytest.mark.parametrize("name", ["pension", "nowhere/pension", "pay/Pension", "pay/../x", ""])
def test_a_name_that_is_no_noun_is_refused(project: Path, name: str) -> None:
    """The message shows what a name looks like."""
    with pytest.raises(SystemExit, match="like pay/pension"):
        write(project, name, "2026-11-23")


def test_nothing_is_overwritten(project: Path) -> None:
    """A second start of the same noun is refused."""
    write(project, "pay/pension", "2026-11-23")
    with pytest.raises(SystemExit, match="is there already"):
        write(project, "pay/pension", "2026-11-23")


def test_there_is_a_template_for_each_file() -> None:
    """One noun, three files."""
    assert sorted(t.name for t in TEMPLATES.iterdir()) == ["module.py", "page.md", "test.py"]
