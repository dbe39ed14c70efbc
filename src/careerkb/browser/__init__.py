"""Live pages: what the reader's browser asks of Python, as JSON in and JSON out.

It knows no Sphinx and no browser, and is tested in plain Python. The worker of the page
(`worker.mjs`) calls `dispatch` and nothing else.
"""

from __future__ import annotations

import json
from typing import Any

__all__ = ["dispatch"]


def dispatch(operation: str, text: str) -> str:
    """
    Answer one request of the page; never raise, so that the page always has something to show.

    Args:
        operation: "run" and "reset" for the examples, "answer" for the calculators, "mine"
            for the one file of everything, "money" for what the kept letters bring, "check" for
            the exercises.
        text: the request, as JSON.

    Returns:
        The reply, as JSON; `{"error": "one sentence"}` when there is none.

    Example:
        >>> from careerkb.browser import dispatch
        >>> dispatch("fly", "{}")
        '{"error": "There is no operation \\'fly\\'."}'
    """
    try:
        return json.dumps(_reply(operation, json.loads(text)), allow_nan=False)
    except Exception as fault:
        return json.dumps({"error": f"This could not be worked out: {fault or type(fault)}"})


def _reply(operation: str, request: dict[str, Any]) -> dict[str, Any]:
    if operation in ("run", "reset"):
        from careerkb.browser import console

        return getattr(console, operation)(request)  # type: ignore[no-any-return]
    if operation == "answer":
        from careerkb.browser import forms

        return forms.answer(request)
    if operation == "mine":
        from careerkb.browser import mine

        return mine.answer(request)
    if operation == "money":
        from careerkb.browser import money

        return money.answer(request)
    if operation == "check":
        from careerkb.interviews.exercises import check

        verdict = check(name=request["name"], code=request["code"])
        return {"passed": verdict.passed, "said": verdict.said}
    return {"error": f"There is no operation {operation!r}."}
