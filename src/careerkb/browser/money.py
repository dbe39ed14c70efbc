"""What the reader's own letters bring a year, for a page on which money is one thing among others.

The letters are kept in two parts: the first two for the whole site, the further ones by the desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from careerkb.browser.fields import every_field, tree
from careerkb.browser.state import arguments, state_of
from careerkb.decide.desk import desk_answer
from careerkb.decide.several import Option, compare_several
from careerkb.inputs import Refusal
from careerkb.pay.comparison import comparison_answer

__all__ = ["answer"]


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """
    Work the kept letters out, as the desk does.

    Args:
        request: ``offers``, the two that all pages share, text by path; ``desk``, what the desk
            keeps beside them.

    Returns:
        ``names`` of the letters; ``thousands``, the mean worth today of a year at each, in
        thousand dollars; ``words``, what was taken, as a sentence. Or ``error`` alone.

    Example:
        >>> from careerkb.browser.money import answer
        >>> kept = {"offer_a.base_usd": "300k", "offer_a.grant_usd": "0"}
        >>> len(answer({"offers": kept})["thousands"])
        2
    """
    state = _letters(request.get("offers") or {}, request.get("desk") or {})
    reading = arguments(desk_answer, state)
    if reading.errors:
        fault = next(iter(reading.errors.values()))
        return {"error": f"Your letters could not be read; mend them on the desk. {fault}"}
    options = [Option(name=one.name, offer=one.offer) for one in reading.values["options"]]
    try:
        found = compare_several(**{**reading.values, "options": options})
    except Refusal as fault:
        return {"error": f"Your letters could not be worked out; mend them on the desk. {fault}"}
    years = reading.values["years"]
    thousands = [round(worth / years / 1000) for worth in found.expected_usd]
    said = ", ".join(f"{name} {n:,}" for name, n in zip(found.names, thousands, strict=True))
    words = (
        f"Taken from your letters, thousand dollars a year, mean of {years} years at today's"
        f" worth: {said}. Now go through the other levels: they are still those that stood here."
    )
    return {"names": list(found.names), "thousands": thousands, "words": words}


def _letters(offers: Mapping[str, str], desk: Mapping[str, str]) -> dict[str, str]:
    """Put the two shared offers, with the usual texts where nothing was typed, beside the rest."""
    state = dict(desk)
    shared = {**state_of(comparison_answer), **offers}
    known = {one.path for one in every_field(tree(desk_answer))}
    for path, text in shared.items():
        letter, _, term = path.partition(".")
        number = {"offer_a": 0, "offer_b": 1}.get(letter)
        to = f"options.{number}.offer.{term}"
        if number is not None and (path in offers or to in known):
            state[to] = text
    return state
