"""What a host and a browser need besides the pages: the policy, and the site without a network.

At the end of a build this writes `_headers`, which static hosts read and `tools/serve.py` sends,
and `sw.js`, the service worker that keeps the pages for a reader whose network is gone.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable
from pathlib import Path

from sphinx.application import Sphinx

__all__ = ["headers", "policy", "service_worker", "setup"]

HERE = Path(__file__).parent
ON_FIRST_USE = "_static/live/pyodide/"
"""Files that the service worker keeps only once Python has been asked for."""
NOT_KEPT = (".inv", ".map", ".buildinfo", ".txt")


def _hashes(pattern: str, pages: Iterable[str]) -> list[str]:
    """Give the policy's hashes of all inline pieces that a pattern finds, sorted."""
    found = {piece for page in pages for piece in re.findall(pattern, page, flags=re.DOTALL)}
    made = (hashlib.sha256(piece.encode()).digest() for piece in found if piece)
    return sorted(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in made)


def policy(pages: Iterable[str]) -> str:
    """
    Give the Content-Security-Policy under which these pages run, and nothing else does.

    Args:
        pages: the HTML of every page.

    Returns:
        One line. Scripts and styles come from the site; the theme's few inline ones are named by
        their hashes; Python may compile its own code but nobody may `eval`.
    """
    pages = list(pages)
    scripts = _hashes(r"<script>(.*?)</script>", pages)
    styles = _hashes(r"<style[^>]*>(.*?)</style>", pages)
    attributes = _hashes(r'\sstyle="([^"]*)"', [html.unescape(page) for page in pages])
    hashed = " 'unsafe-hashes'" if attributes else ""
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self' 'wasm-unsafe-eval'", *scripts]),
        "style-src": " ".join([f"'self'{hashed}", *styles, *attributes]),
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def headers(pages: Iterable[str]) -> str:
    """Write the file `_headers`: which header goes with which address."""
    return (
        "/*\n"
        f"  Content-Security-Policy: {policy(pages)}\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: no-referrer\n"
        "/sw.js\n"
        "  Cache-Control: no-cache\n"
    )


def service_worker(site: Path) -> str:
    """
    Write the service worker of a built site.

    Args:
        site: its folder.

    Returns:
        JavaScript with the names of all files to keep and a version that changes with any of them.
    """
    version, names = hashlib.sha256(), []
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        hidden = any(part.startswith(".") for part in Path(name).parts)
        if not file.is_file() or hidden or name in ("sw.js", "_headers"):
            continue
        if name.startswith(ON_FIRST_USE) or name.endswith(NOT_KEPT) or "/pack" in name:
            continue
        version.update(hashlib.sha256(name.encode() + b"\0" + file.read_bytes()).digest())
        names.append(name)
    manifest = site / "_static/live/manifest.json"
    live = json.loads(manifest.read_text("utf-8"))["runtime"] if manifest.exists() else "none"
    text = (HERE / "sw.js").read_text("utf-8")
    for place, value in (
        ("__VERSION__", version.hexdigest()[:16]), ("__PYTHON__", live),
        ("__FIRST_USE__", ON_FIRST_USE), ('"__FILES__"', json.dumps(names)),
    ):  # fmt: skip
        text = text.replace(place, value)
    return text


def setup(app: Sphinx) -> None:
    """Write both once everything else is written."""
    app.add_js_file("storage.js", priority=50)
    app.add_js_file("offline.js", loading_method="defer")
    app.connect("build-finished", _write, priority=900)


def _write(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.name != "html":
        return
    site = Path(app.outdir)
    pages = [page.read_text("utf-8") for page in sorted(site.rglob("*.html"))]
    (site / "_headers").write_text(headers(pages), "utf-8")
    (site / "sw.js").write_text(service_worker(site), "utf-8")
