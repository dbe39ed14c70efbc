"""The server of this machine sends what a host should."""

import gzip
import threading
import urllib.request
from pathlib import Path

import pytest
from serve import rules, server


def test_a_headers_file_is_read() -> None:
    """Addresses at the margin, headers below them."""
    text = "/*\n  A: 1; b\n  C: 2\n/sw.js\n  D: 3\n"
    assert rules(text) == [("/*", [("A", "1; b"), ("C", "2")]), ("/sw.js", [("D", "3")])]


def test_headers_and_types_are_sent(tmp_path: Path) -> None:
    """Each file gets the headers of its address, and modules and WebAssembly their types."""
    (tmp_path / "_headers").write_text("/*\n  X-All: yes\n/sw.js\n  X-One: yes\n", "utf-8")
    for name in ("index.html", "sw.js", "a.mjs", "b.wasm"):
        (tmp_path / name).write_text("x", "utf-8")
    with server(tmp_path) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        found = {}
        for name in ("", "sw.js", "a.mjs", "b.wasm"):
            address = f"http://127.0.0.1:{serving.server_port}/{name}"
            with urllib.request.urlopen(address, timeout=20) as answer:
                found[name] = dict(answer.headers)
        serving.shutdown()
    assert all(one["X-All"] == "yes" for one in found.values())
    assert [name for name, one in found.items() if "X-One" in one] == ["sw.js"]
    assert found["a.mjs"]["Content-type"] == "text/javascript"
    assert found["b.wasm"]["Content-type"] == "application/wasm"


def test_text_travels_compressed_when_the_browser_takes_it(tmp_path: Path) -> None:
    """The same bytes after unpacking, a folder as its index; plain for those who do not ask."""
    (tmp_path / "index.html").write_text("word " * 1_000, "utf-8")
    with server(tmp_path) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{serving.server_port}/"
        asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(asked, timeout=20) as answer:
            packed = answer.read()
            assert answer.headers["Content-Encoding"] == "gzip"
        with urllib.request.urlopen(address, timeout=20) as answer:
            plain = answer.read()
        serving.shutdown()
    assert gzip.decompress(packed) == plain == b"word " * 1_000
    assert len(packed) < len(plain) / 10


@pytest.mark.parametrize(("error", "told"), [(BrokenPipeError, False), (KeyError, True)])
def test_a_reader_who_leaves_is_no_news(
    error: type[Exception], told: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A connection that the browser closed prints nothing; a fault of the server does."""
    with server(tmp_path) as serving:
        try:
            raise error
        except error:
            serving.handle_error(None, ("127.0.0.1", 1))
    assert (error.__name__ in capsys.readouterr().err) is told
