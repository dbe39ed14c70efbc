"""The rule for a verdict: two sources of different origin about one population."""

from __future__ import annotations

from careerkb.evidence.sources import SIDES, Keys, OptionalText, Said, _origins
from careerkb.inputs import Text, checked, refusal

__all__ = ["check_verdict", "origin"]


@checked
def origin(*, source: Text) -> str:
    """
    Tell whose counting, reporting or advice stands behind a source.

    Args:
        source: its key in the list of sources.

    Returns:
        The name of the origin that it shares with others, or its own key when it shares none.

    Raises:
        ValueError: the key is empty or too long.

    Example:
        >>> from careerkb.evidence.verdicts import origin
        >>> origin(source="mle-vs-rs"), origin(source="hill-stein")
        ('Levels.fyi', 'hill-stein')
    """
    return _origins().get(source, source)


@checked
def check_verdict(
    *,
    verdict: Text,
    kind: Text,
    said: Said,
    own: OptionalText,
    basis: Keys,
    population: OptionalText,
) -> int:
    """
    Refuse a verdict that breaks the rule.

    A story and a forecast are "unverifiable". "Supported" and "not supported" rest on two
    independent sources about one population, each on the side of the verdict and none on both.
    Sources are independent when their origins differ.

    Args:
        verdict: the verdict on a claim.
        kind: the kind of the claim.
        said: stance ("for", "against" or "context") and key of each piece of evidence.
        own: key of the data behind our own figure, or empty; it may stand in the basis.
        basis: keys of the sources that decide; empty when none does.
        population: whom they are about, in words; empty when nothing decides.

    Returns:
        The number of independent sources that decide, at least 2, or 0 where nothing does.

    Raises:
        ValueError: the verdict, the evidence, the basis or the population breaks the rule.

    Example:
        >>> from careerkb.evidence.verdicts import check_verdict
        >>> said = [("for", "kensho"), ("for", "aefg"), ("context", "compa")]
        >>> basis, whom = ["kensho", "aefg"], "engineers in one town"
        >>> check_verdict(
        ...     verdict="supported", kind="causal", said=said, own="", basis=basis, population=whom
        ... )
        2
    """
    if kind in ("anecdote", "prediction") and verdict != "unverifiable":
        raise refusal("verdict", verdict, f"'unverifiable' for a claim of the kind {kind!r}")
    if not said and verdict != "unverifiable":
        raise refusal("evidence", said, f"given for the verdict {verdict!r}")
    if verdict not in SIDES:
        if basis or population:
            raise refusal("basis", basis, f"left out, with population, for {verdict!r}")
        return 0
    says, denies = ({key for stance, key in said if stance == side} for side in SIDES[verdict])
    for key in basis:
        if key not in says | {own} or key in denies:
            raise refusal("basis", key, "a source on the side of the verdict and not on the other")
    if (independent := len({origin(source=key) for key in basis})) < 2:
        shared = "these share one origin" if len(set(basis)) > 1 else ""
        raise refusal("basis", basis, "at least 2 sources of different origin", shared)
    if not population:
        raise refusal("population", population, "whom the sources of the basis are about")
    return independent
