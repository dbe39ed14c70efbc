"""Wait in a page for what a locator cannot say, and open what a page folds away.

Playwright's own `wait_for_function` evaluates its condition anew at every frame, which the policy
of the site forbids from the second frame on: it passes only where the condition holds at once.
"""

from playwright.sync_api import ConsoleMessage, Page

WAIT_SECONDS = 60
"""Long enough for the first answer of Python on a slow machine."""


def until(page: Page, condition: str) -> None:
    """Wait until a JavaScript condition holds in a page, looked at in every frame.

    Raises `playwright.sync_api.Error`, naming the condition, if it does not within
    `WAIT_SECONDS`.
    """
    page.evaluate(f"""condition => new Promise((resolve, reject) => {{
      const end = performance.now() + {WAIT_SECONDS * 1000};
      (function look() {{
        if ({condition}) resolve();
        else if (performance.now() > end) reject(new Error(`never held: ${{condition}}`));
        else requestAnimationFrame(look);
      }})();
    }})""", condition)  # fmt: skip


def is_fault(message: ConsoleMessage) -> bool:
    """Say whether a line of the console is an error, other than that there is no icon."""
    return message.type == "error" and "/favicon.ico" not in message.location["url"]


def open_code(page: Page) -> None:
    """Open the fold that holds the examples of a page, as a reader does who wants to see them."""
    page.locator("details.code:not([open]) > summary").click()
