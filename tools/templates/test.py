"""Why we believe it: golden values, a second method, and refusals."""

import pytest

from careerkb.$chapter.$noun import doubled


def test_it_agrees_with_a_second_method() -> None:
    """Adding twice is doubling."""
    assert doubled(amount_usd=21) == 21 + 21


def test_bad_input_is_refused() -> None:
    """The message names the parameter and the likely cause."""
    with pytest.raises(ValueError, match=r"amount_usd must be .* was the sign meant"):
        doubled(amount_usd=-21)
