"""Calculators that have moved: saved files, links and storage of an earlier release still open.

Each line stays for good. A test opens files of every release in `tests/corpus`.
"""

from __future__ import annotations

__all__ = ["MOVED", "RENAMED", "VERSIONS", "current_name", "former_names"]

MOVED = {
    "careerkb.checklist.plan.checklist_answer": "careerkb.checklist.items.checklist_answer",
    "careerkb.pay.offers.offers_answer": "careerkb.pay.definitions.offers_answer",
    "careerkb.pay.sensitivity.break_even_answer": "careerkb.pay.break_even.break_even_answer",
}
"""What it was called, and what it is called now."""


VERSIONS = {"careerkb.checklist.skills.skills_answer": 1}
"""Calculators whose fields come from data with a version, which stands in the reader's own part."""
RENAMED: dict[str, dict[str, str]] = {}
"""By calculator, what a field was called in earlier versions, and what it is called now."""


def current_name(name: str) -> str:
    """
    Give the name under which a calculator is found today.

    Args:
        name: as a file, a link or a page has it.

    Returns:
        The same name, unless it has moved.

    Example:
        >>> from careerkb.browser.moved import current_name
        >>> current_name("careerkb.pay.offers.offers_answer")
        'careerkb.pay.definitions.offers_answer'
    """
    return MOVED.get(name, name)


def former_names(name: str) -> tuple[str, ...]:
    """
    Give the names under which a calculator was found before.

    Args:
        name: of today.

    Returns:
        Earlier names; what a reader saved under one of them is still theirs.
    """
    return tuple(old for old, new in MOVED.items() if new == name)
