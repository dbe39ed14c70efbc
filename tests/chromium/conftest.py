"""What the browser checks share: the built site, served as a host should, and Chromium."""

import json
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from serve import server

SITE = Path(os.environ.get("CAREERKB_SITE", Path(__file__).parents[2] / "docs/_build/html"))
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Serve the built site on this machine, with its policy."""
    assert (SITE / "index.html").exists(), f"no site in {SITE}: run nox -s docs first"
    with server(SITE) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    assert CHROMIUM, "Chromium must be installed: on Debian, apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield started
        started.close()


def strict(browser: Browser, width: int, height: int, touch: bool) -> Iterator[BrowserContext]:
    """Open an empty browser in which no error may happen, nor anything against the policy."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, service_workers="block", has_touch=touch
    )
    context.set_default_timeout(60_000)  # the first answer waits for Python
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("console", lambda m: wrong.append(m.text) if "violates" in m.text else None)
    yield context
    context.close()
    assert wrong == []


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """Give a reader with an empty browser, in which no error may happen."""
    yield from strict(browser, 1280, 900, touch=False)


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """Give a reader with a phone, whose browser is empty and makes no error."""
    yield from strict(browser, 390, 844, touch=True)


@pytest.fixture
def blocked(browser: Browser, tmp_path: Path) -> Iterator[BrowserContext]:
    """Start Chromium as a reader who has told it that no site may keep anything."""
    (tmp_path / "Default").mkdir()
    settings = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default/Preferences").write_text(json.dumps(settings), "utf-8")
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=CHROMIUM, args=OPTIONS
    )
    yield context
    context.close()
