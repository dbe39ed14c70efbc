"""What the page of a noun holds: an example, a refusal, sources, the reference, enough words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careerkb.site.lint.page import Fault, line_of

__all__ = ["WORDS", "noun_page_faults"]

WORDS = (300, 1500)
"""The fewest and the most words of prose on the page of a noun."""


def noun_page_faults(text: str, module: str) -> Iterator[Fault]:
    """
    Say what the page of a noun lacks.

    Args:
        text: the page.
        module: the dotted name of the noun's module.

    Returns:
        A fault for each part that is missing.
    """
    if not re.search(r"^>>> ", text, flags=re.MULTILINE):
        yield Fault(1, "no example", "add a fence ```python whose lines begin with >>>")
    if "Traceback (most recent call last):" not in text or "\nValueError: " not in text:
        remedy = "show what a wrong input gets, as docs/contributing/write-an-example.md does"
        yield Fault(1, "no refusal", remedy)
    sources = re.search(r"^## Sources\n(.*?)(?=^## |\Z)", text, flags=re.M | re.DOTALL)
    if not sources or "{cite" not in sources[1]:
        line = line_of(text, "## Sources")
        yield Fault(
            line, "no section Sources with a citation", "add {cite:t}`key` below ## Sources"
        )
    if f".. automodule:: {module}\n   :members:" not in text:
        remedy = (
            f"end with a fence ```{{eval-rst}} of `.. automodule:: {module}` and `   :members:`"
        )
        yield Fault(line_of(text, "## Reference"), f"no reference of {module}", remedy)
    words = len(re.sub(r"```.*?```|^---.*?^---", "", text, flags=re.M | re.DOTALL).split())
    if not WORDS[0] <= words <= WORDS[1]:
        remedy = "say more" if words < WORDS[0] else "a page this long is two nouns"
        yield Fault(1, f"{words} words of prose, not {WORDS[0]} to {WORDS[1]:,}", remedy)
