"""What the live pages load, copied into the site: Python, its library and our own package.

Every address holds a hash of what stands there, so that no cache can mix two releases:
`_static/live/pyodide/<runtime>/` has the runtime, `_static/live/release/<version>/` the worker, the
package with its data and `manifest.json`: `version`, a hash of all contents, `runtime`, that of
Pyodide alone, `files`, each with its size, and `download`, the bytes that travel when the host
compresses them. Each page names its version in the address of `python.js`;
`_static/live/manifest.json`, the same once more, tells an older page which release stands there.
Without a runtime none of it is made, and pages have no scripts of the live pages either.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import Any

import annotated_types
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinx.util import logging

import careerkb
from careerkb.site.rooms import for_readers
from careerkb.site.runtime import (
    HERE,
    Pin,
    TamperedError,
    UnavailableError,
    cache_folder,
    compiled,
    pinned,
    runtime,
)

__all__ = [
    "STATIC",
    "bare",
    "contents",
    "live",
    "pack",
    "package_files",
    "package_zip",
    "script_options",
    "setup",
]

BROWSER = Path(str(files("careerkb.browser")))
STATIC, WORKER = BROWSER / "static", BROWSER / "worker.mjs"
"""Scripts and styles of the live pages, and the worker, which stands with each release."""
LIBRARY, PACKAGE = "/lib/python314.zip", "/lib/python3.14/site-packages"
FIXED = (1980, 1, 1, 0, 0, 0)
logger = logging.getLogger(__name__)


def package_zip() -> bytes:
    """Pack this package and the one library that it needs, as they are; always the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, file in sorted(package_files()):
            archive.writestr(zipfile.ZipInfo(name, FIXED), file.read_bytes())
    return packed.getvalue()


def package_files() -> Iterator[tuple[str, Path]]:
    """List what the package for the reader's browser holds: place and file."""
    for module in (careerkb, annotated_types):
        top = Path(str(module.__file__)).parent
        for file in top.rglob("*"):
            inside = file.relative_to(top)
            if file.suffix in {".py", ".toml"} and for_readers(inside.parts[0]):
                yield f"{top.name}/{inside.as_posix()}", file
    for listed in distribution("annotated-types").files or ():
        if "LICENSE" in listed.name:
            yield "annotated_types/LICENSE", Path(str(listed.locate()))


def contents(pin: Pin, cache: Path) -> dict[str, bytes]:
    """
    Make every file that the live pages load, besides their scripts.

    Args:
        pin: which runtime.
        cache: the folder where runtimes are kept.

    Returns:
        The contents by their place under `_static/live/`.
    """
    python = runtime(pin, cache)
    source = (python / "python_stdlib.zip").read_bytes()
    shared: dict[str, Any] = {"python": python, "cache": cache}
    library = compiled(source, name="library", folder=LIBRARY, without=pin.without, **shared)
    package = compiled(package_zip(), name="careerkb", folder=PACKAGE, without=(), **shared)
    lock = json.loads((python / "pyodide-lock.json").read_bytes())
    made = {
        name: (python / name).read_bytes()
        for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "package.json")
    }
    made["python_stdlib.zip"] = library
    made["pyodide-lock.json"] = json.dumps({**lock, "packages": {}}).encode()
    made["NOTICE.txt"] = (HERE / "pyodide-notice.txt").read_bytes()
    return {**{f"pyodide/{name}": data for name, data in made.items()}, "careerkb.zip": package}


def pack(made: dict[str, bytes]) -> bytes:
    """
    Write the pack: all that the live pages load as one classic script, for pages from files.

    Args:
        made: from `contents`.

    Returns:
        JavaScript that sets `careerkb.pack`: each file compressed, and the worker's own source.
    """
    files = {
        name: base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()
        for name, data in made.items()
    }
    source = base64.b64encode((HERE / "packed.mjs").read_bytes()).decode()
    text = json.dumps({"source": source, "files": files})
    return f"window.careerkb.pack = {text};\n".encode()


def live(app: Sphinx) -> bool:
    """Say whether pages can run Python, so that they get scripts for it."""
    return bool(app.config.careerkb_live)


def script_options(app: Sphinx) -> dict[str, Any]:
    """Say how a page loads the scripts of the live pages: late, and told if there is a pack."""
    packed = {"data-packed": "yes"} if getattr(app.config, "careerkb_packed", "") else {}
    return {"loading_method": "defer", **packed}


def setup(app: Sphinx) -> None:
    """Get the runtime before pages are written, and copy it once they are."""
    app.add_config_value("careerkb_live", "", "html")
    app.add_config_value("careerkb_packed", "", "html", [str])  # the edition that opens from files
    app.connect("config-inited", _prepare)
    app.connect("build-finished", _copy)


def _prepare(app: Sphinx, config: Config) -> None:
    """Set whether there is a runtime; when that changes, every page is written anew."""
    pin = pinned()
    try:
        contents(pin, cache_folder())
    except UnavailableError as fault:
        logger.info("No live pages: %s. The static site is complete without them.", fault)
    except TamperedError as fault:
        raise ExtensionError(str(fault)) from None
    else:
        config.careerkb_live = pin.version


def _copy(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.format != "html" or not live(app):
        return
    folder = Path(app.outdir) / "_static/live"
    made = contents(pinned(), cache_folder())
    manifest = _manifest(made)
    text = json.dumps(manifest, indent=1)
    if app.config.careerkb_packed:
        files = {"pack.js": pack(made)}
    else:
        runtime, release = f"pyodide/{manifest['runtime']}/", f"release/{manifest['version']}/"
        for old in ("pyodide", "release"):
            shutil.rmtree(folder / old, ignore_errors=True)
        files = {_place(name, runtime, release): data for name, data in made.items()}
        worker = WORKER.read_bytes().replace(b"__RUNTIME__", manifest["runtime"].encode())
        files[f"{release}worker.mjs"] = worker
        files[f"{release}manifest.json"] = text.encode()
    for name, data in {**files, "manifest.json": text.encode()}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    _name_release(Path(app.outdir), manifest["version"])
    for script in (STATIC / "live").glob("*.js"):
        (folder / script.name).write_text(bare(script.read_text("utf-8")), "utf-8")


def bare(script: str) -> str:
    """
    Write a script of ours without indents and lines that are all comment, which no reader sees.

    Args:
        script: JavaScript in which no text runs over several lines.

    Returns:
        The same program.

    Example:
        >>> from careerkb.site.assets import bare
        >>> bare("  // Say it.\\n  say(1); // once\\n")
        'say(1); // once\\n'
    """
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def _place(name: str, runtime: str, release: str) -> str:
    """Say where a file of `contents` stands under `_static/live/`."""
    inside = name.removeprefix("pyodide/")
    return runtime + inside if inside != name else release + name


def _manifest(made: dict[str, bytes]) -> dict[str, Any]:
    """Say what belongs together: scripts, worker, package and runtime of one release."""
    python = {name: data for name, data in made.items() if name.startswith("pyodide/")}
    scripts = {file.name: file.read_bytes() for file in (WORKER, *(STATIC / "live").iterdir())}
    return {
        "version": _hash({**made, **scripts}),
        "runtime": _hash(python),
        "download": sum(len(gzip.compress(data, 6)) for data in python.values()),
        "files": {name: len(data) for name, data in sorted(made.items())},
    }


def _hash(files: dict[str, bytes]) -> str:
    found = hashlib.sha256()
    for name, data in sorted(files.items()):
        found.update(hashlib.sha256(name.encode() + b"\0" + data).digest())
    return found.hexdigest()[:16]


def _name_release(site: Path, version: str) -> None:
    """Write the version into the address of the script that starts Python, on every page."""
    for file in site.rglob("*.html"):
        page = file.read_text("utf-8")
        named = re.sub(r'(src="[^"]*live/python\.js)[^"]*"', rf'\1?v={version}"', page)
        if named != page:
            file.write_text(named, "utf-8")
