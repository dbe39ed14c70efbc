"""Routes to work in another country by track and degree, with thresholds and dates.

The routes are data, `places.toml`, for people without a right to work there. None of it is legal
advice, and every threshold changes with the year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Literal

from annotated_types import Interval, Len

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Chance, Unit, YearlyPayUsd, checked, record

__all__ = ["Route", "chance_in_draws", "places_answer", "routes"]

Country = Literal[
    "United States", "United Kingdom", "Canada", "Germany", "France", "Switzerland"
]  # fmt: skip
Track = Literal["engineer", "researcher"]
Degree = Literal["no degree", "bachelor's", "master's", "doctorate"]
Words = Annotated[str, Len(1, 400)]
Threshold = Annotated[float, Interval(ge=1, le=1e9), Unit("of the country's currency a year")]
BasePay = Annotated[YearlyPayUsd, Unit("of its own currency a year")]
Odds = Annotated[Sequence[Chance], Len(0, 4)]
DrawCount = Annotated[int, Interval(ge=1, le=10), Unit("draws")]
DEGREES = ("no degree", "bachelor's", "master's", "doctorate")
LEVELS = ("I", "II", "III", "IV")
CURRENCIES: Mapping[str, str] = MappingProxyType(
    {
        "United States": "USD", "United Kingdom": "GBP", "Canada": "CAD", "Germany": "EUR",
        "France": "EUR", "Switzerland": "CHF",
    }
)  # fmt: skip


@record
class Route:
    """
    One way to be allowed to work.

    Args:
        country: where.
        route: its name.
        track: whom it is made for; both where it does not matter.
        degree: the least degree that it asks for.
        threshold_local: the least base pay, or nothing where it names none.
        odds: chances in one draw by wage level, or none.
        since: the day or year since when this holds.
        holds: what else it asks for or gives.
        kind: the kind of its source.
        seen: how much of the source was read.
        source: its key in the list of sources.
    """

    country: Country
    route: Words
    track: Literal["both", "researcher", "engineer"]
    degree: Degree
    threshold_local: Threshold | None = None
    odds: Odds = ()
    since: Words
    holds: Words
    kind: Literal["law", "guide", "press"]
    seen: Literal["text", "excerpt", "account", "memory"]
    source: Words


@checked
def routes(
    *, country: Country, track: Track | None = None, degree: Degree = "doctorate"
) -> tuple[Route, ...]:
    """
    List the routes that are open by track and degree.

    Args:
        country: where you would work.
        track: the post that you are offered, or either.
        degree: your highest.

    Returns:
        Routes in the order of the file; a row is no promise, because employer, age, nationality
        and the occupation's own rate decide too.

    Raises:
        ValueError: no such country, track or degree.

    Source:
        `places.toml`.

    Example:
        >>> from careerkb.decide.places import routes
        >>> [each.route for each in routes(country="Germany", degree="no degree")]
        ['EU Blue Card, IT without a degree']
    """
    rank = DEGREES.index(degree)
    found = (Route(**row) for row in data.rows("places") if row["country"] == country)
    return tuple(
        each
        for each in found
        if DEGREES.index(each.degree) <= rank and (track is None or each.track in ("both", track))
    )


@checked
def chance_in_draws(*, chance: Chance, draws: DrawCount) -> float:
    """
    Give the chance to be drawn at least once.

    Args:
        chance: in one draw.
        draws: how many you can take part in, one a year.

    Returns:
        A probability from 0 to 1.

    Source:
        ``1 - (1 - p)**n``, draws taken as independent and alike.

    Example:
        >>> from careerkb.decide.places import chance_in_draws
        >>> round(chance_in_draws(chance=0.3058, draws=3), 2)
        0.67
    """
    return 1 - (1 - chance) ** draws


@checked
def places_answer(
    *,
    country: Country = "Germany",
    track: Track = "researcher",
    degree: Degree = "doctorate",
    base_local: BasePay | None = None,
) -> Answer:
    """
    Say which routes are open in a country, at which pay and since when.

    Args:
        country: where you would work.
        track: the post that you are offered.
        degree: your highest.
        base_local: yearly base pay in the country's own currency, without what varies.

    Returns:
        How many routes there are, and how many of the thresholds your pay reaches, as a sentence;
        the routes as rows; thresholds, or chances in a draw, as bars.

    Raises:
        ValueError: an argument is out of range.

    Source:
        `routes`.
    """
    found = routes(country=country, track=track, degree=degree)
    currency = CURRENCIES[country]
    paid = [each for each in found if each.threshold_local is not None]
    reached = sum(_reached(each, base_local) == "yes" for each in paid)
    headline = (
        f"{country}: {len(found)} route{'s' * (len(found) != 1)} for a {track} ({degree}),"
        f" {len(paid)} with a threshold of pay"
        + (f"; {base_local:,.0f} {currency} reach {reached}" if paid and base_local else "")
        + ". Check each in the week you need it."
    )
    names = ("route", "threshold", "reached", "what it asks for or gives", "since", "known from")
    return Answer(
        headline=headline,
        table=Table(
            columns=tuple(Column(name=name) for name in names),
            rows=tuple(
                (
                    each.route,
                    f"{each.threshold_local:,.10g} {currency}" if each.threshold_local else "none",
                    _reached(each, base_local),
                    each.holds,
                    each.since,
                    f"{each.kind}, {each.seen} [{each.source}]",
                )
                for each in found
            ),
        ),
        chart=_thresholds(paid, currency, base_local) if paid else _draws(found),
    )


def _reached(each: Route, base_local: float | None) -> str:
    if each.threshold_local is None or base_local is None:
        return "not compared"
    return "yes" if base_local >= each.threshold_local else "no"


def _thresholds(paid: Sequence[Route], currency: str, base_local: float | None) -> Chart:
    low, high = (end(each.threshold_local or 0 for each in paid) for end in (min, max))
    return Chart(
        kind="bar", title="Thresholds of yearly base pay",
        summary=f"The thresholds run from {low:,.0f} to {high:,.0f} {currency}.",
        x_label="route", y_label=f"{currency} a year",
        series=(
            Series(
                name="threshold", x=tuple(each.route for each in paid),
                y=tuple(each.threshold_local or 0 for each in paid),
            ),
        ),
        reference=base_local, reference_label="your base pay" if base_local else "",
    )  # fmt: skip


def _draws(found: Sequence[Route]) -> Chart | None:
    drawn = next((each for each in found if each.odds), None)
    if drawn is None:
        return None
    return Chart(
        kind="bar", title=f"{drawn.route}: chance in one draw, as estimated beforehand",
        summary="Level IV has four entries and so four times the chance of level I.",
        x_label="wage level", y_label="chance (%)",
        series=(
            Series(name="chance", x=LEVELS, y=tuple(100 * odds for odds in drawn.odds)),
        ),
    )  # fmt: skip
