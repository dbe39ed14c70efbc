"""What a host and a browser need besides the pages: the policy, and the site without a network.

At the end of a build this writes `_headers`, which static hosts read and `tools/serve.py` sends,
`sw.js`, the service worker that keeps the pages for a reader whose network is gone, and `404.html`,
which a host sends for an address that is none.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

__all__ = ["INLINE_SCRIPTS", "foreign_code", "headers", "policy", "service_worker", "setup"]

HERE = Path(__file__).parent
ON_FIRST_USE = "_static/live/pyodide/"
"""Files that the service worker keeps only once Python has been asked for."""
NOT_KEPT = (".inv", ".map", ".buildinfo", ".txt")
FOR_OTHERS = ("_static/cards/",)
"""Pictures that no page shows: they are for whoever is sent a link."""
INLINE_SCRIPTS = {
    # furo 2025.12.19, base.html: the reader's choice of light or dark; mended by `landmarks`
    "sha256-R29xmWuRd9SqUGAApWnJ3JzY2ZKuuRleLpLVQVyCdcc=",
}
"""The inline scripts that may run, by hash. The list is kept by hand and a test compares it with
the installed theme: what a page brings is never added."""

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script", flags=re.DOTALL | re.IGNORECASE)
OWN_FILE = re.compile(
    r"""(?:\sdata-packed="yes")?\s(?:defer="defer"\s)?src="(?:\.\./)*(?:_static/(?:[\w-]+/)*[\w.-]+|searchindex\.js)(?:\?v=\w+)?"$"""
)
DANGEROUS = re.compile(
    r"""<(?:iframe|object|embed|base|frame|portal)\b"""
    r"""|<[a-z][^<>]*\s(?:on[a-z]+\s*=|(?:href|src|action|formaction)\s*=\s*["']?\s*javascript:)""",
    flags=re.IGNORECASE,
)


def _hash(piece: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(piece.encode()).digest()).decode()}"


def _hashes(pattern: str, pages: Iterable[str]) -> list[str]:
    """Give the policy's hashes of all inline pieces that a pattern finds, sorted."""
    found = {piece for page in pages for piece in re.findall(pattern, page, flags=re.DOTALL)}
    return sorted(f"'{_hash(piece)}'" for piece in found if piece)


def foreign_code(page: str) -> Iterator[str]:
    """
    Find code in a built page that is neither the theme's nor ours.

    Args:
        page: its HTML.

    Returns:
        What was found and how to mend it: an inline script that is not in `INLINE_SCRIPTS`, a
        script from elsewhere than the site's own files, an event handler, a frame.
    """
    for attributes, body in SCRIPT.findall(page):
        inline = not attributes and _hash(body) in INLINE_SCRIPTS
        if not inline and not (OWN_FILE.match(attributes) and not body.strip()):
            shown = _short(f"<script{attributes}>{body}")
            yield (
                f"an unknown script {shown}; take it out of the page: HTML is not allowed in pages."
                " If a new version of the theme brought it, read it, then add"
                f" {_hash(body)!r} to INLINE_SCRIPTS in careerkb/site/offline.py"
            )
    if SCRIPT.sub("", page).lower().count("<script"):
        yield "a script that does not end; take it out of the page"
    for found in DANGEROUS.findall(SCRIPT.sub("", page)):
        yield f"{_short(found)}, which can run code; take it out of the page"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return repr(words if len(words) <= 60 else words[:57] + "...")


def policy(pages: Iterable[str]) -> str:
    """
    Give the Content-Security-Policy under which these pages run, and nothing else does.

    Args:
        pages: the HTML of every page.

    Returns:
        One line. Scripts and styles come from the site; the theme's inline script is named by the
        hash in `INLINE_SCRIPTS`, whatever the pages hold, and inline styles by theirs; Python may
        compile its own code but nobody may `eval`.
    """
    pages = list(pages)
    scripts = [f"'{known}'" for known in sorted(INLINE_SCRIPTS)]
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
        if (
            name.startswith((ON_FIRST_USE, *FOR_OTHERS))
            or name.endswith(NOT_KEPT)
            or "/pack" in name
        ):
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
    pages = {page: page.read_text("utf-8") for page in sorted(site.rglob("*.html"))}
    for page, text in pages.items():
        for found in foreign_code(text):
            raise ExtensionError(f"{page.relative_to(site).as_posix()} holds {found}")
    (site / "_headers").write_text(headers(pages.values()), "utf-8")
    (site / "sw.js").write_text(service_worker(site), "utf-8")
    # Written last, so that the service worker does not keep it: a host sends it, a file never does.
    if not app.config.careerkb_packed:
        shutil.copy(HERE / "404.html", site)
