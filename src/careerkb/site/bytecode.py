"""Compile Python in a zip to bytecode, so that the reader's browser need not at every start.

Run at build time by Pyodide itself in Node (`bytecode.mjs`), because bytecode fits one Python
only. It is deterministic: the same zip in gives the same zip out.
"""

from __future__ import annotations

import importlib.util
import zipfile
from collections.abc import Collection
from importlib import _bootstrap_external
from pathlib import Path

__all__ = ["compile_zip"]

EPOCH = (1980, 1, 1, 0, 0, 0)


def compile_zip(source: str, target: str, folder: str, without: Collection[str] = ()) -> None:
    """
    Write a zip whose modules are bytecode that is never checked against a source.

    Args:
        source: the zip to read.
        target: the zip to write.
        folder: where the files will stand for the reader; tracebacks name it.
        without: modules and packages at the top to leave out.
    """
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(target, "w") as written:
        for name in sorted(read.namelist()):
            if name.split("/")[0].removesuffix(".py") in without or name.endswith("/"):
                continue
            data = read.read(name)
            if name.endswith(".py"):
                code = compile(data, f"{folder}/{name}", "exec", dont_inherit=True, optimize=0)
                digest = importlib.util.source_hash(data)
                data = bytes(_bootstrap_external._code_to_hash_pyc(code, digest, False))  # type: ignore[attr-defined]
                name += "c"
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            written.writestr(entry, data, compresslevel=9)


def work(folder: Path) -> None:
    """Do what `job.json` in a folder says."""
    import json

    job = json.loads((folder / "job.json").read_text("utf-8"))
    compile_zip(str(folder / "in.zip"), str(folder / "out.zip"), job["folder"], job["without"])
