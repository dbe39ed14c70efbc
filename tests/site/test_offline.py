"""The policy and the service worker: complete, exact, and new whenever a file is."""

import base64
import hashlib
import json
import re
from pathlib import Path
from types import SimpleNamespace

import furo
import pytest
from sphinx.errors import ExtensionError

from careerkb.site.landmarks import mend
from careerkb.site.offline import (
    INLINE_SCRIPTS,
    _write,
    foreign_code,
    headers,
    policy,
    service_worker,
)


def digest(piece: str) -> str:
    """Hash a piece as a policy names it, by the standard library."""
    return "sha256-" + base64.b64encode(hashlib.sha256(piece.encode()).digest()).decode()


def test_inline_styles_are_named_by_their_hashes_and_scripts_never() -> None:
    """A script that a page brings is not in the policy, whatever it is; the theme's is."""
    page = '<style>a{}</style><script>go()</script><p style="width: 1%">x</p><script>2</script>'
    found = policy([page])
    assert digest("a{}") in found
    assert digest("width: 1%") in found
    assert digest("go()") not in found
    assert found.count("sha256-") == 2 + len(INLINE_SCRIPTS)
    assert {f"'{one}'" for one in INLINE_SCRIPTS} == {
        word for word in rules(found)["script-src"].split() if "sha256" in word
    }


def rules(text: str) -> dict[str, str]:
    """Part a policy into its rules."""
    return dict(rule.strip().split(" ", 1) for rule in text.split(";"))


def test_the_scripts_of_the_policy_are_those_of_the_installed_theme() -> None:
    """Read from the theme's own template: a new theme has to be looked at, not let through."""
    base = (Path(furo.__file__).parent / "theme/furo/base.html").read_text("utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", mend(base), flags=re.DOTALL)
    assert {digest(script) for script in scripts} == INLINE_SCRIPTS


OWN = '<script defer="defer" src="../_static/live/python.js?v=f0547d81"></script>'


def test_the_sites_own_files_are_no_foreign_code() -> None:
    """What Sphinx, the theme and `careerkb.site` add, as they write it."""
    search = '<script src="searchindex.js"></script><a href="#x" title="on">y</a>'
    packed = OWN.replace("<script", '<script data-packed="yes"')  # of the edition for files
    assert list(foreign_code(OWN + packed + search)) == []


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<script>go()</script>", "an unknown script '<script>go()'; take it out"),
        ("<SCRIPT >go()</SCRIPT >", "an unknown script"),
        ('<script src="https://example.org/x.js"></script>', "an unknown script"),
        ('<script src="_downloads/x.js"></script>', "an unknown script"),
        ('<script src="_static/../_downloads/x.js"></script>', "an unknown script"),
        (OWN.replace("></", ">go()</"), "an unknown script"),
        (OWN.replace(" src", ' onload="go()" src'), "an unknown script"),
        ('<svg><script href="x"/></svg>', "a script that does not end"),
        ('<p onclick="go()">', "'<p onclick=', which can run code"),
        ("<img src=x onerror=go()>", "which can run code"),
        ('<a href=" JavaScript:go()">', "which can run code"),
        ('<iframe src="x">', "'<iframe', which can run code"),
        ('<base href="https://example.org/">', "'<base', which can run code"),
    ],
)
def test_foreign_code_is_named(markup: str, words: str) -> None:
    """Each way in which a page could run something, and what to do."""
    assert words in next(foreign_code(f"<p>{OWN}{markup}</p>"), "nothing")


def test_the_build_stops_and_names_the_page(site: Path) -> None:
    """No site is finished with a script that nobody has read."""
    (site / "pay/tax.html").write_text("<script>steal()</script>", "utf-8")
    app = SimpleNamespace(builder=SimpleNamespace(name="html"), outdir=site)
    with pytest.raises(ExtensionError, match=r"pay/tax\.html holds an unknown script.*take it out"):
        _write(app, None)
    assert (site / "_headers").read_text("utf-8") == "old"


@pytest.mark.parametrize(("packed", "there"), [("", True), ("yes", False)])
def test_an_address_that_is_none_gets_a_page(site: Path, packed: str, there: bool) -> None:
    """It works at any depth, because its one address starts at the root; files need none."""
    config = SimpleNamespace(careerkb_packed=packed)
    _write(SimpleNamespace(builder=SimpleNamespace(name="html"), outdir=site, config=config), None)
    assert (site / "404.html").exists() is there
    assert "404.html" not in (site / "sw.js").read_text("utf-8")
    if there:
        text = (site / "404.html").read_text("utf-8")
        assert set(re.findall(r'(?:href|src)="([^"]*)"', text)) == {"/"}
        assert list(foreign_code(text)) == []


def test_nothing_inline_is_allowed_besides() -> None:
    """Without inline styles there is no exception for them; `eval` is refused in any case."""
    found = policy(["<p>plain</p>"])
    assert "sha256-" not in rules(found)["style-src"]
    assert "unsafe-inline" not in found
    assert "unsafe-hashes" not in found
    assert "'unsafe-eval'" not in found
    assert "default-src 'self'" in found


def test_the_order_of_pages_does_not_matter() -> None:
    """Two builds of one site send one policy."""
    pages = ["<style>a</style>", "<style>b</style>"]
    assert policy(pages) == policy(pages[::-1])


def test_the_headers_cover_every_address() -> None:
    """All of them get the policy, and the worker is asked for anew each time."""
    text = headers(["<p>plain</p>"])
    assert text.startswith("/*\n  Content-Security-Policy: default-src")
    assert "/sw.js\n  Cache-Control: no-cache" in text


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Write a small built site."""
    for name, text in {
        "index.html": "home", "pay/tax.html": "tax", "_static/x.css": "a{}",
        "_static/live/pyodide/pyodide.asm.wasm": "large", "objects.inv": "index",
        "_static/live/manifest.json": json.dumps({"version": "v", "runtime": "abc"}),
        "sw.js": "old", "_headers": "old", ".buildinfo": "x",
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def kept(text: str) -> list[str]:
    """Read the list of files from the worker."""
    found = re.search(r"const FILES = (\[.*?\]);", text, flags=re.DOTALL)
    assert found
    return list(json.loads(found[1]))


def test_the_worker_keeps_every_page_and_not_the_runtime(site: Path) -> None:
    """Pages, styles and the manifest; Python only from its first use."""
    text = service_worker(site)
    assert kept(text) == [
        "_static/live/manifest.json", "_static/x.css", "index.html", "pay/tax.html",
    ]  # fmt: skip
    assert 'PYTHON = "careerkb-python-abc"' in text
    assert "__" not in re.sub(r"//.*", "", text)


def test_the_version_changes_with_any_file(site: Path) -> None:
    """One word on one page, and never without a change."""
    before = service_worker(site)
    assert service_worker(site) == before
    (site / "pay/tax.html").write_text("tax of 2027", "utf-8")
    assert service_worker(site) != before
