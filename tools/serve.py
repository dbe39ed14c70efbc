"""Serve the built site on this machine with the headers that a host should send.

`nox -s serve`, or `python tools/serve.py docs/_build/html 8000`.
"""

import argparse
import functools
import gzip
import http.server
import io
import re
import sys
from pathlib import Path
from typing import Any, BinaryIO

TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}
COMPRESSED = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".wasm", ".zip"}


@functools.lru_cache(maxsize=512)
def _compressed(file: Path, _changed: float) -> bytes:
    return gzip.compress(file.read_bytes(), 6)


def rules(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Read a `_headers` file: addresses at the margin, their headers indented below."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text.splitlines():
        if line.startswith((" ", "\t")) and found:
            name, _, value = line.strip().partition(": ")
            found[-1][1].append((name, value))
        elif line.strip():
            found.append((line.strip(), []))
    return found


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of a site with the headers of its `_headers`, and not a line for each request."""

    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, **TYPES}  # noqa: RUF012

    def end_headers(self) -> None:
        """Add what the file asks for this address."""
        file = Path(self.directory) / "_headers"
        for pattern, pairs in rules(file.read_text("utf-8")) if file.exists() else ():
            glob = re.escape(pattern).replace(r"\*", ".*")
            if re.fullmatch(glob, self.path.split("?")[0]):
                for name, value in pairs:
                    self.send_header(name, value)
        super().end_headers()

    def send_head(self) -> BinaryIO | io.BytesIO | None:
        """Send a file compressed where that helps and the browser takes it, as hosts do."""
        file = Path(self.translate_path(self.path))
        if file.is_dir():
            file /= "index.html"
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if not takes or file.suffix not in COMPRESSED or not file.is_file():
            return super().send_head()
        changed = file.stat().st_mtime
        date = self.date_time_string(int(changed))
        if self.headers.get("If-Modified-Since") == date:
            self.send_response(http.HTTPStatus.NOT_MODIFIED)
            self.end_headers()
            return None
        data = _compressed(file, changed)
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Last-Modified", date)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """A server to whom a browser that leaves in the middle of a file is no news."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print other errors."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def server(folder: Path, port: int = 0) -> Server:
    """Give a server for a folder, on any free port unless one is named."""
    return Server(("127.0.0.1", port), functools.partial(Handler, directory=str(folder)))


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs/_build/html"))
    parser.add_argument("port", nargs="?", type=int, default=8000)
    options = parser.parse_args()
    if not (options.folder / "index.html").exists():
        parser.error(f"{options.folder} holds no site: run nox -s docs first")
    with server(options.folder, options.port) as serving:
        print(f"http://127.0.0.1:{serving.server_port}/ (Ctrl+C ends it)", flush=True)
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
