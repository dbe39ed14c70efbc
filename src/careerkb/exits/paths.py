"""Ways from one role to another, with what is known of each and what it asks of you.

The edges are data, `paths.toml`. Few were ever counted; the others say whether there is a
programme, a report, or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, get_args

from annotated_types import Interval, Len

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import PositiveCount, Probability, checked, record, refusal
from careerkb.mistakes.routing import share_interval

__all__ = ["Path", "paths", "paths_answer", "share_with_interval"]

Role = Literal[
    "all roles", "doctoral student", "doctorate at a university", "doctorate in industry",
    "research scientist", "research engineer", "applied scientist", "software engineer",
    "ML engineer", "AI engineer", "engineer at a lab",
]  # fmt: skip
How = Literal["counted", "programme", "reported", "nothing"]
Words = Annotated[str, Len(1, 400)]
PersonCount = Annotated[PositiveCount, Interval(ge=1, le=1_000_000)]
LAB = "engineer at "
"""How the edges of single labs begin; the form offers them together."""


@record
class Path:
    """
    One way out of a role.

    Args:
        start: the role that you hold.
        end: where it leads.
        how: counted, a programme, reported, or nothing found.
        count: how many went this way, of *n*.
        n: how many moves were counted from this role.
        share: the part that went this way, where the source prints no numbers.
        when: the year or years that it speaks of.
        known: what is known, in our words.
        asks: what this way asks of you, our judgement.
        kind: the kind of its source.
        source: its key in the list of sources.

    Raises:
        ValueError: a counted way has neither count and *n* nor a share.
    """

    start: Words
    end: Words
    how: How
    count: PersonCount | None = None
    n: PersonCount | None = None
    share: Probability | None = None
    when: Words
    known: Words
    asks: Words
    kind: Words
    source: Words

    def __post_init__(self) -> None:
        """Refuse a count without numbers."""
        numbers = self.share is not None or (self.count is not None and self.n is not None)
        if numbers != (self.how == "counted"):
            raise refusal("how", self.how, "counted if and only if there is a number")
        if self.count is not None and self.n is not None and self.count > self.n:
            raise refusal("count", self.count, f"at most n, {self.n}")

    @classmethod
    def examples(cls) -> tuple[Path, ...]:
        """Give ways that keep the rules, for the property tests."""
        return paths()[:2]


@checked
def paths(*, role: Role = "all roles") -> tuple[Path, ...]:
    """
    List the ways out of a role.

    Args:
        role: the one you hold, or all.

    Returns:
        Edges in the order of the file, those of single labs under "engineer at a lab".

    Raises:
        ValueError: there is no such role.

    Source:
        `paths.toml`.

    Example:
        >>> from careerkb.exits.paths import paths
        >>> [path.end for path in paths(role="doctorate in industry")]
        ['another company', 'university', 'government']
    """
    return tuple(
        path
        for path in (Path(**row) for row in data.rows("paths"))
        if role in ("all roles", _role(path))
    )


def _role(path: Path) -> str:
    return "engineer at a lab" if path.start.startswith(LAB) else path.start


@checked
def share_with_interval(*, path: Path) -> tuple[float, float, float]:
    """
    Give the part that went one way.

    Args:
        path: a way that was counted.

    Returns:
        Share and the ends of its 95 % interval, from 0 to 1; where the source prints no numbers
        both ends are the share itself.

    Raises:
        ValueError: the way was not counted.

    Source:
        Wilson's score interval; moves are taken as independent, which they are not where one
        person moves twice.

    Example:
        >>> from careerkb.exits.paths import paths, share_with_interval
        >>> back = paths(role="doctorate in industry")[1]
        >>> " ".join(f"{part:.1%}" for part in share_with_interval(path=back))
        '10.2% 9.3% 11.2%'
    """
    if path.count is not None and path.n is not None:
        share = path.count / path.n
        return (share, *share_interval(share, path.n))
    if path.share is None:
        raise refusal("path", path.end, "a way that was counted", "for this one nothing was")
    return path.share, path.share, path.share


@checked
def paths_answer(*, role: Role = "doctorate in industry") -> Answer:
    """
    Say where a role leads, and how well that is known.

    Args:
        role: the one you hold, or all.

    Returns:
        How many ways are known and how, as a sentence; the ways as rows; counted shares with
        their intervals as dots, or for all roles the number of ways by evidence as bars.

    Raises:
        ValueError: there is no such role.

    Source:
        `paths` and `share_with_interval`.
    """
    found = paths(role=role)
    counted = [path for path in found if path.how == "counted"]
    missing = sum(path.how == "nothing" for path in found)
    whom = "All roles" if role == "all roles" else role[0].upper() + role[1:]
    said = ""
    if counted and role != "all roles":
        most = max(counted, key=lambda path: share_with_interval(path=path)[0])
        share, low, high = share_with_interval(path=most)
        between = f" ({low:.0%} to {high:.0%}, n {most.n:,})" if most.n else " (n not printed)"
        name = most.start.removeprefix(LAB) + ", " if role == "engineer at a lab" else ""
        said = f" {name}{most.end} {share:.0%}{between};"
    headline = (
        f"{whom}:{said} {len(found)} way{'s' * (len(found) != 1)} looked for, {len(counted)}"
        f" counted, {missing} with nothing found."
    )
    names = ("from", "to", "share", "what is known", "asks of you", "known from")
    return Answer(
        headline=headline,
        table=Table(
            columns=tuple(Column(name=name) for name in names),
            rows=tuple(
                (
                    path.start, path.end, _share(path), path.known, path.asks,
                    f"{path.how}, {path.when} [{path.source}]",
                )
                for path in found
            ),
        ),
        chart=_by_how(found) if role == "all roles" else _shares(role, counted),
    )  # fmt: skip


def _share(path: Path) -> str:
    if path.how != "counted":
        return "not counted"
    share, low, high = share_with_interval(path=path)
    return f"{share:.1%}" + (f" ({low:.1%} to {high:.1%})" if path.n else "")


def _shares(role: str, counted: Sequence[Path]) -> Chart | None:
    if not counted:
        return None
    parts = [[100 * end for end in share_with_interval(path=path)] for path in counted]
    shares, low, high = (tuple(column) for column in zip(*parts, strict=True))
    one = role == "engineer at a lab"
    return Chart(
        kind="dot",
        title="Still there after two years" if one else f"Where people went: {role}",
        summary=f"Shares from {min(shares):.0f} to {max(shares):.0f} percent.",
        x_label="lab" if one else "to",
        y_label="percent",
        series=(
            Series(
                name="share", y=shares, low=low, high=high,
                x=tuple(path.start.removeprefix(LAB) if one else path.end for path in counted),
            ),
        ),
    )  # fmt: skip


def _by_how(found: Sequence[Path]) -> Chart:
    roles = tuple(dict.fromkeys(map(_role, found)))
    return Chart(
        kind="stacked", title="Ways out of each role, by what is known",
        summary="Only moves of doctorates and staying at a lab were ever counted.",
        x_label="role", y_label="ways",
        series=tuple(
            Series(
                name=how, x=roles,
                y=tuple(
                    float(sum(p.how == how and _role(p) == role for p in found))
                    for role in roles
                ),
            )
            for how in get_args(How)
        ),
    )  # fmt: skip
