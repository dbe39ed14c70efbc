"""One sentence that says what is computed, and the default unit: dollars."""

from __future__ import annotations

from careerkb.inputs import Usd, checked

__all__ = ["doubled"]


@checked
def doubled(*, amount_usd: Usd) -> float:
    """
    Say what the function returns, in the imperative.

    Args:
        amount_usd: what it is.

    Returns:
        Dollars, twice *amount_usd*.

    Raises:
        ValueError: the amount is out of range.

    Source:
        Where the formula comes from.

    Example:
        >>> from careerkb.$chapter.$noun import doubled
        >>> doubled(amount_usd=21)
        42.0
    """
    return 2.0 * amount_usd
