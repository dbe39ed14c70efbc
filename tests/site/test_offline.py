"""The policy and the service worker: complete, exact, and new whenever a file is."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from careerkb.site.offline import headers, policy, service_worker


def test_inline_pieces_are_named_by_their_hashes() -> None:
    """The hash is that of the text between the tags, by the standard library."""
    page = (
        '<style>a{}</style><script>go()</script><p style="width: 1%">x</p><script src=x></script>'
    )
    found = policy([page])
    for piece in ("a{}", "go()", "width: 1%"):
        digest = base64.b64encode(hashlib.sha256(piece.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in found
    assert found.count("sha256-") == 3


def test_nothing_inline_is_allowed_besides() -> None:
    """Without inline pieces there is no exception; `eval` is refused in any case."""
    found = policy(["<p>plain</p>"])
    assert "sha256-" not in found
    assert "unsafe-inline" not in found
    assert "unsafe-hashes" not in found
    assert "'unsafe-eval'" not in found
    assert "default-src 'self'" in found


def test_the_order_of_pages_does_not_matter() -> None:
    """Two builds of one site send one policy."""
    pages = ["<script>a</script>", "<script>b</script>"]
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
