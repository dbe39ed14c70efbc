"""The package as a programmer meets it: its version, its chapters, one sentence instead of a riddle."""

import subprocess
import sys
import tomllib

import pytest
from test_house import ROOT, chapters

import careerkb


def test_the_version_is_that_of_the_project() -> None:
    """And of the citation file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert careerkb.__version__ == project["version"]
    assert f"\nversion: {project['version']}\n" in (ROOT / "CITATION.cff").read_text("utf-8")


def test_the_package_names_its_chapters() -> None:
    """All of them, each loaded when it is first named."""
    assert set(dir(careerkb)) == {"__version__", *chapters(ROOT)}
    assert careerkb.pay.__name__ == "careerkb.pay"


def test_a_name_that_is_not_there_is_answered_with_those_that_are() -> None:
    """As for every module, an AttributeError."""
    with pytest.raises(AttributeError, match=r"no attribute 'offers'; it has .*checklist, decide"):
        _ = careerkb.offers


def run(script: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a fresh interpreter."""
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )


def test_importing_the_package_loads_no_chapter() -> None:
    """And no metadata either."""
    done = run("import sys, careerkb; print([m for m in sys.modules if m.startswith('careerkb.')])")
    assert done.stdout.strip() == "[]"


def test_the_site_without_its_tools_says_so_in_one_sentence() -> None:
    """As it is for those who installed the wheel."""
    done = run("import sys; sys.modules['sphinx'] = None; import careerkb.site")
    assert done.stderr.splitlines()[-1].startswith(
        "ImportError: careerkb.site builds the handbook and needs Sphinx, which the package does not"
    )
    assert "direct cause" not in done.stderr
