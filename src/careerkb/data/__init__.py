"""Facts as data files, each row with its source; no number lives in two places.

A file is TOML and is read once. Its rows stand under the file's own name, and each row names
in `source` a key of `docs/references.bib`.
"""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from careerkb.inputs import Refusal, refusal

__all__ = [
    "country_document",
    "country_names",
    "figure_document",
    "figure_names",
    "names",
    "rows",
    "table",
]


@functools.cache
def names() -> tuple[str, ...]:
    """
    List the data files, without their endings.

    Returns:
        Names for `rows`, in alphabetical order.
    """
    return _stems(files(__name__))


@functools.cache
def figure_names() -> tuple[str, ...]:
    """
    List the figures: the tables made from the public data sets by `careerkb.figures`.

    Returns:
        Names for `figure_document`, in alphabetical order.
    """
    return _stems(files(__name__) / "figures")


@functools.cache
def country_names() -> tuple[str, ...]:
    """
    List the countries whose tax and contributions are held, apart from the United States.

    Returns:
        Names for `country_document`, in alphabetical order.
    """
    return _stems(files(__name__) / "tax")


def _stems(folder: Traversable) -> tuple[str, ...]:
    found = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@functools.cache
def rows(name: str) -> tuple[dict[str, Any], ...]:
    """
    Read one data file.

    Args:
        name: the file's name without its ending, one of `names`.

    Returns:
        The rows in the order of the file; treat them as read-only.

    Raises:
        ValueError: there is no such file.

    Example:
        >>> from careerkb.data import rows
        >>> rows("claims")[0]["chapter"]
        'summary'
    """
    if name not in names():
        raise refusal("name", name, "one of " + ", ".join(names()))
    return tuple(_read(f"{name}.toml")[name])


def table(name: str, key: str) -> dict[str, Any]:
    """
    Give a table that stands in a data file beside its rows.

    Args:
        name: the file's name without its ending, one of `names`.
        key: of the table.

    Returns:
        The table; treat it as read-only.

    Raises:
        ValueError: there is no such file, or no such table in it.

    Example:
        >>> from careerkb.data import table
        >>> table("skills", "levels")["data"][0]
        'mends a pipeline'
    """
    if name not in names():
        raise refusal("name", name, "one of " + ", ".join(names()))
    found = _read(f"{name}.toml").get(key)
    if not isinstance(found, dict):
        raise refusal("key", key, f"a table of {name}.toml")
    return found


def _read(path: str) -> dict[str, Any]:
    """Read a file of ours; a slip in it is named with file and line, not by a page."""
    text = (files(__name__) / path).read_text("utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        from careerkb.inputs import parse_toml

        try:
            return parse_toml(text, longest=len(text))
        except Refusal as fault:
            raise fault.at(f"data/{path}") from None


@functools.cache
def figure_document(name: str) -> dict[str, Any]:
    """
    Read one figure as it stands in its file; `careerkb.evidence.data` checks and types it.

    Args:
        name: the file's name without its ending, one of `figure_names`.

    Returns:
        The document; treat it as read-only.

    Raises:
        ValueError: there is no such figure.
    """
    if name not in figure_names():
        raise refusal("name", name, "one of " + ", ".join(figure_names()))
    return _read(f"figures/{name}.toml")


@functools.cache
def country_document(name: str) -> dict[str, Any]:
    """
    Read the tax and contributions of one country as they stand in its file.

    Args:
        name: the file's name without its ending, one of `country_names`.

    Returns:
        The document, with dated rows under `rule`; treat it as read-only.

    Raises:
        ValueError: there is no such country.
    """
    if name not in country_names():
        raise refusal("name", name, "one of " + ", ".join(country_names()))
    return _read(f"tax/{name}.toml")
