"""Facts as data files, each row with its source; no number lives in two places.

A file is TOML and is read once. Its rows stand under the file's own name, and each row names
in `source` a key of `docs/references.bib`.
"""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files
from typing import Any

from careerkb.inputs import refusal

__all__ = ["names", "rows"]


def names() -> tuple[str, ...]:
    """
    List the data files, without their endings.

    Returns:
        Names for `rows`, in alphabetical order.
    """
    found = (entry.name for entry in files(__name__).iterdir())
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
        >>> rows("acceptance")[0]["venue"]
        'NeurIPS'
    """
    if name not in names():
        raise refusal("name", name, "one of " + ", ".join(names()))
    document = tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
    return tuple(document[name])
