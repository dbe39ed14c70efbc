"""The templates make a noun that passes every rule but the number of words."""

from pathlib import Path

import pytest
from new_page import TEMPLATES, write
from test_docs import noun_page_faults, page_faults

from careerkb.site.gate import findings


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one chapter."""
    (tmp_path / "docs/pay").mkdir(parents=True)
    (tmp_path / "docs/pay/index.md").write_text("# Pay\n", "utf-8")
    return tmp_path


def test_the_three_files_keep_the_rules(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page passes the page rules and the gate, the module imports, its test compiles."""
    page, module, test = write(project, "pay/stock-option", "2026-11-23")
    text = page.read_text("utf-8")
    assert list(page_faults(text)) == []
    faults = list(noun_page_faults(text, "careerkb.pay.stock_option"))
    assert [fault for fault in faults if "words of prose" not in fault] == []
    assert all(finding.anchored for finding in findings(text))
    assert (module.name, test.name) == ("stock_option.py", "test_stock_option.py")
    names: dict[str, object] = {}
    exec(compile(module.read_text("utf-8"), str(module), "exec"), names)
    assert names["doubled"](amount_usd=21) == 42
    compile(test.read_text("utf-8"), str(test), "exec")


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
