"""Which blocks can be run, and that a site without a runtime has no trace of it."""

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import docutils_namespace
from test_house import ROOT

from careerkb.site import assets
from careerkb.site.assets import package_zip
from careerkb.site.examples import hide_marks, is_example
from careerkb.site.runtime import TamperedError, UnavailableError

EXTENSIONS = ["myst_parser", "sphinx.ext.autodoc", "careerkb.site.assets", "careerkb.site.examples"]
HOME = "# Home\n\n```{toctree}\nplain\n```\n\nTwo:\n\n```python\n>>> 1 + 1\n2\n>>> print(3, end='\\n\\n4\\n')\n3\n<BLANKLINE>\n4\n```\n"
HOME += "\n```python\nno = 'prompt'\n```\n\n```text\n>>> no python\n```\n"
HOME += "\n````md\n```python\n>>> 5\n5\n```\n````\n\n```{eval-rst}\n.. automodule:: careerkb.browser.doctests\n   :members: matches\n```\n"
FILES = {"pyodide/pyodide.mjs": b"export {}", "careerkb.zip": b"PK"}


def build(folder: Path) -> tuple[str, str]:
    """Build a small site; give its home page and what the build said."""
    (folder / "index.md").write_text(HOME, "utf-8")
    (folder / "plain.md").write_text("# Plain\n\nNothing runs.\n", "utf-8")
    said, warned = io.StringIO(), io.StringIO()
    settings = {
        "extensions": EXTENSIONS,
        "html_theme": "basic",
        # other tests of this process may have built a site before
        "suppress_warnings": ["app.add_node", "app.add_directive", "app.add_role"],
    }
    with docutils_namespace():
        app = Sphinx(
            folder, None, folder / "out", folder / "trees", "html", confoverrides=settings,
            status=said, warning=warned,
        )  # fmt: skip
        app.build()
    assert warned.getvalue() == ""
    return (folder / "out/index.html").read_text("utf-8"), said.getvalue()


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no runtime."""

    def none(*_: object) -> None:
        raise UnavailableError("npm could not fetch it")

    monkeypatch.setattr(assets, "contents", none)


def texts(page: str) -> list[str]:
    """List the texts of the examples of a page."""
    return [box.pre.get_text() for box in BeautifulSoup(page, "html.parser").select("div.example")]


@pytest.mark.usefixtures("without")
def test_without_a_runtime_the_site_is_static(tmp_path: Path) -> None:
    """No script, no style, no folder, and one line in the log."""
    page, said = build(tmp_path)
    assert "live/" not in page
    assert not (tmp_path / "out/_static/live").exists()
    assert said.count("No live pages: npm could not fetch it. The static site is complete") == 1


def test_with_a_runtime_pages_with_examples_get_the_scripts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And only they; the manifest lists what was copied."""
    monkeypatch.setattr(assets, "contents", lambda *_: FILES)
    page, _ = build(tmp_path)
    assert re.findall(r'src="_static/live/(\w+\.js)', page) == ["python.js", "examples.js"]
    assert "live/" not in (tmp_path / "out/plain.html").read_text("utf-8")
    live = tmp_path / "out/_static/live"
    manifest = json.loads((live / "manifest.json").read_text("utf-8"))
    assert manifest["files"] == {name: len(data) for name, data in FILES.items()}
    assert manifest["download"] > 0


def test_the_version_changes_with_the_contents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And only with them."""
    versions = []
    for data in (b"one", b"one", b"two"):
        monkeypatch.setattr(assets, "contents", lambda *_, data=data: {"careerkb.zip": data})
        build(tmp_path)
        manifest = (tmp_path / "out/_static/live/manifest.json").read_text("utf-8")
        versions.append(json.loads(manifest)["version"])
    assert versions[0] == versions[1] != versions[2]


@pytest.mark.usefixtures("without")
def test_old_pages_change_when_a_runtime_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An incremental build writes them anew, and again when it has gone."""
    none = assets.contents
    for files, scripts in ((none, 0), (lambda *_: FILES, 2), (none, 0)):
        monkeypatch.setattr(assets, "contents", files)
        page, _ = build(tmp_path)
        assert page.count('src="_static/live/') == scripts


def test_a_wrong_file_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the one message."""

    def wrong(*_: object) -> None:
        raise TamperedError("pyodide is not the pinned one")

    monkeypatch.setattr(assets, "contents", wrong)
    with pytest.raises(ExtensionError, match=r"^pyodide is not the pinned one$"):
        build(tmp_path)


@pytest.mark.usefixtures("without")
def test_the_examples_of_page_and_reference_are_marked(tmp_path: Path) -> None:
    """Blocks with prompts, whole; not code without prompts, other languages, or samples."""
    page, _ = build(tmp_path)
    assert texts(page)[0] == ">>> 1 + 1\n2\n>>> print(3, end='\\n\\n4\\n')\n3\n<BLANKLINE>\n4\n"
    assert texts(page)[1].startswith(">>> from careerkb.browser.doctests import matches\n")
    assert len(texts(page)) == 2


@pytest.mark.usefixtures("without")
def test_the_mark_of_a_blank_line_is_not_shown(tmp_path: Path) -> None:
    """It is there to be run, and hidden."""
    page, _ = build(tmp_path)
    assert '<span class="go" hidden="">&lt;BLANKLINE&gt;</span>\n' in page


def test_only_marks_in_results_are_hidden() -> None:
    """A sentence about the mark keeps it; hiding twice changes nothing."""
    sentence = "<code>&lt;BLANKLINE&gt;</code>"
    assert hide_marks(sentence) == sentence
    once = hide_marks('<span class="go">&lt;BLANKLINE&gt;</span>')
    assert hide_marks(once) == once


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [(">>> 1", "python", True), ("x = 1", "python", False), (">>> 1", "text", False), (">>> 1", None, True)],
)  # fmt: skip
def test_an_example_has_prompts_and_is_python(text: str, language: str | None, said: bool) -> None:
    """Nothing else gets buttons."""
    block = nodes.literal_block(text, text, **({"language": language} if language else {}))
    assert is_example(block) is said


def test_the_packed_package_is_whole_and_always_the_same() -> None:
    """Every chapter and every data file, the one library with its licence, and no Sphinx."""
    first, second = package_zip(), package_zip()
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()
    names = set(zipfile.ZipFile(io.BytesIO(first)).namelist())
    source = ROOT / "src"
    data = {str(f.relative_to(source)) for f in (source / "careerkb/data").rglob("*.toml")}
    assert data <= names
    assert {
        "careerkb/pay/offers.py",
        "annotated_types/__init__.py",
        "annotated_types/LICENSE",
    } <= names
    assert not [n for n in names if n.startswith(("careerkb/site/", "careerkb/figures/"))]
