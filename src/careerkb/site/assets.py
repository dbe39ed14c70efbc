"""What the live pages load, copied into the site: Python, its library and our own package.

`_static/live/pyodide/` holds the runtime, `_static/live/careerkb.zip` the package with its data,
and `_static/live/manifest.json` says what is there: `version`, a hash of all contents, `files`,
each with its size, and `download`, the bytes that travel when the host compresses them.
Without a runtime none of it is made, and pages have no scripts of the live pages either.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import annotated_types
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinx.util import logging

import careerkb
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

__all__ = ["contents", "live", "pack", "package_zip", "script_options", "setup"]

NOT_FOR_READERS = {"site", "figures"}
"""Rooms that the browser has no use for."""
LIBRARY, PACKAGE = "/lib/python314.zip", "/lib/python3.14/site-packages"
FIXED = (1980, 1, 1, 0, 0, 0)
logger = logging.getLogger(__name__)


def package_zip() -> bytes:
    """Pack this package and the one library that it needs, as they are; always the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, file in sorted(_package_files()):
            archive.writestr(zipfile.ZipInfo(name, FIXED), file.read_bytes())
    return packed.getvalue()


def _package_files() -> Iterator[tuple[str, Path]]:
    for module in (careerkb, annotated_types):
        top = Path(str(module.__file__)).parent
        for file in top.rglob("*"):
            inside = file.relative_to(top)
            if file.suffix in {".py", ".toml"} and inside.parts[0] not in NOT_FOR_READERS:
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
    if app.config.careerkb_packed:
        made = {"pack.js": pack(made)}
    for name, data in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    write_manifest(folder)


def write_manifest(folder: Path) -> None:
    """Say what stands in the folder of the live pages."""
    version, files, download = hashlib.sha256(), {}, 0
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name != "manifest.json":
            data = file.read_bytes()
            version.update(hashlib.sha256(name.encode() + b"\0" + data).digest())
            files[name] = len(data)
            download += len(gzip.compress(data, 6)) if name.startswith("pyodide/") else 0
    made = {"version": version.hexdigest()[:16], "download": download, "files": files}
    (folder / "manifest.json").write_text(json.dumps(made, indent=1), "utf-8")
