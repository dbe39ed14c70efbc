"""The floors of the house, from the ground up: a room imports from its own floor and those below.

The house test and the package for the reader's browser read the same list.
"""

from __future__ import annotations

__all__ = ["FLOORS", "floor_of", "for_readers"]

CHAPTERS = "chapters"
FLOORS = (
    "inputs", "data", "maths", "answers", CHAPTERS, "browser", "terminal", "figures", "site",
    "__main__",
)  # fmt: skip
"""From the ground up; all chapters stand on one floor."""


def floor_of(module: str) -> int:
    """
    Say on which floor a module stands.

    Args:
        module: its dotted name, such as ``careerkb.pay.tax``.

    Returns:
        The number of the floor, from 0; the package itself stands below the ground, at -1.

    Example:
        >>> from careerkb.site.rooms import floor_of
        >>> floor_of("careerkb.inputs.money"), floor_of("careerkb.pay.tax")
        (0, 4)
    """
    _, *parts = module.split(".")
    if not parts:
        return -1
    return FLOORS.index(parts[0] if parts[0] in FLOORS else CHAPTERS)


def for_readers(room: str) -> bool:
    """
    Say whether the reader's browser needs a room.

    Args:
        room: a folder or file of the package.

    Returns:
        Whether it stands no higher than the browser's own.
    """
    return floor_of(f"careerkb.{room.removesuffix('.py')}") <= FLOORS.index("browser")
