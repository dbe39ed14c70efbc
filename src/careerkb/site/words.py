"""The words that readers type into the search, as `words.toml` has them, for `search.js`.

Sphinx finds the words that a page holds; a reader types "NSOs" or "401(k)". Each word here leads to
the page that answers it, or, where none does yet, says so and names the nearest.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from careerkb.site.glossary import PAGE, terms

__all__ = ["WORDS", "checked", "explained", "plain", "setup"]

WORDS = Path(__file__).with_name("words.toml")
KEYS = {"typed", "page", "missing"}


def checked(text: str, pages: Collection[str]) -> list[dict[str, Any]]:
    """
    Read the words and see that each leads somewhere, and to one place only.

    Args:
        text: TOML as in `words.toml`.
        pages: the document names of the site.

    Returns:
        The entries: ``typed``, ``page`` and, where no page answers, ``missing``.

    Raises:
        ValueError: with the entry, what is wrong and how to mend it.
    """
    try:
        found = tomllib.loads(text)["find"]
    except (tomllib.TOMLDecodeError, KeyError) as fault:
        raise ValueError(f"it must be TOML with [[find]] entries: {fault}") from None
    places: dict[str, str] = {}
    for number, entry in enumerate(found, 1):
        words, page = entry.get("typed"), entry.get("page")
        if not words or not isinstance(words, list) or set(entry) - KEYS:
            raise ValueError(f"entry {number} must have typed = [words], page and maybe missing")
        if page not in pages:
            raise ValueError(f"{words[0]!r} leads to {page!r}, which is no page of the site")
        for word in words:
            if (place := places.setdefault(plain(word), page)) != page:
                raise ValueError(f"{word!r} leads to {place!r} and to {page!r}; keep one")
    return list(found)


def explained(words: list[dict[str, Any]], file: Path) -> list[dict[str, Any]]:
    """
    Lead to the glossary from each of its terms that leads nowhere else.

    Args:
        words: the entries of `words.toml`.
        file: the glossary, which need not exist.

    Returns:
        One entry, or none.
    """
    known = {plain(word) for entry in words for word in entry["typed"]}
    found = terms(file.read_text("utf-8")) if file.exists() else []
    rest = [word for word in found if plain(word) not in known]
    return [{"typed": rest, "page": PAGE}] if rest else []


def plain(word: str) -> str:
    """Write a word as the search compares it: small letters and digits alone."""
    return "".join(letter for letter in word.lower() if letter.isalnum())


def setup(app: Sphinx) -> None:
    """Write the words beside the search's own scripts."""
    app.connect("env-check-consistency", _check)
    app.connect("build-finished", _write)


def _check(app: Sphinx, env: BuildEnvironment) -> None:
    if app.builder.name != "html" or env.config.project != "careerkb":
        return
    try:
        checked(WORDS.read_text("utf-8"), env.found_docs)
    except ValueError as refused:
        raise ExtensionError(f"{WORDS.name}: {refused}") from None


def _write(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.name != "html":
        return
    words = tomllib.loads(WORDS.read_text("utf-8"))["find"]
    words += explained(words, Path(app.srcdir) / f"{PAGE}.md")
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    (Path(app.outdir) / "_static/words.js").write_text(f"const WORDS = {text};\n", "utf-8")
