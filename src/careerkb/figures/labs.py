"""Advertisements of three AI laboratories: base bands, mix of roles, days open, degrees."""

from __future__ import annotations

import datetime
import math
import statistics
from collections.abc import Sequence
from pathlib import Path

from careerkb.figures.draft import Cell, Draft, bootstrap
from careerkb.figures.raw import number, read
from careerkb.mistakes.routing import share_interval

__all__ = ["asks", "bands", "degree_mentions", "mix", "open_days"]

POSTINGS = "ai_lab_postings/ai_lab_postings_2025-08_2026-04.csv.gz"
ANTHROPIC = "ai_lab_postings/anthropic_postings_2026-01.csv"
OPENAI = "ai_lab_postings/openai_postings_2026-01.csv"
LABS = ("OpenAI", "Anthropic", "DeepMind")
GROUPS = {
    "Research Scientist / Researcher": "Researcher",
    "Research Engineer / Scientist (joint)": "Research Scientist or Engineer",
    "Research Engineer": "Research Engineer",
    "Inference / performance / ML-systems engineer": "Inference and performance",
    "ML / AI Engineer": "ML or AI Engineer",
    "Software / other engineer": "Software Engineer",
    "Applied AI / solutions / deployment engineer": "Applied AI and deployment",
}
RESEARCHERS = ("Researcher", "Research Scientist or Engineer")
RESEARCH = (*RESEARCHERS, "Research Engineer")
TRACKED_FROM = "2025-09-10"
FEWEST = 8
SOURCES = ["lab-postings-2026"]
NOTE = (
    "Roles grouped by title. Base pay only; at these companies equity can exceed it. A posting can"
    " stand for many hires or for none."
)

Band = tuple[str, str, float, float]


def _bands(folder: Path, name: str, rows: Sequence[dict[str, str]]) -> list[Band]:
    """Distinct title and band of each advertisement that prints one."""
    found = []
    for i, row in enumerate(rows):
        group = GROUPS.get(row["role_group"])
        if group and row["base_min_usd"] and row["base_max_usd"]:
            low, high = (number(name, i + 2, c, row[c]) for c in ("base_min_usd", "base_max_usd"))
            found.append((group, row["title"], low, high))
    return list(dict.fromkeys(found))


def bands(folder: Path) -> Draft:
    """Medians of the base bands at two labs, and their ratio to researchers."""
    columns = ("company", "title", "role_group", "base_min_usd", "base_max_usd")
    tracked = read(folder, POSTINGS, columns=columns)
    saved = read(folder, ANTHROPIC, columns=columns[1:])
    openai = [row for row in tracked if row["company"] == "OpenAI"]
    rows: list[list[Cell]] = []
    used = 0
    for lab, own, name in (("OpenAI", openai, POSTINGS), ("Anthropic", saved, ANTHROPIC)):
        found = _bands(folder, name, own)
        used += len(found)
        middles = {
            group: [(low + high) / 2 for g, _, low, high in found if g == group]
            for group in GROUPS.values()
        }
        reference = [middle for group in RESEARCHERS for middle in middles[group]]
        for seed, group in enumerate(GROUPS.values()):
            members = [(low, high) for g, _, low, high in found if g == group]
            low, high = (statistics.median(end) for end in zip(*members, strict=True))
            ratio: Sequence[Cell] = ("too few", "too few", "too few")
            if len(members) >= FEWEST and group not in RESEARCHERS:
                ratio = bootstrap([middles[group], reference], lambda m: m[0] / m[1], seed=seed)
            elif group in RESEARCHERS:
                ratio = (1.0, 1.0, 1.0)
            rows.append([lab, group, len(members), low, statistics.median(middles[group]), high,
                         *ratio])  # fmt: skip
    total = len(tracked) + len(saved)
    return Draft(
        title="Base bands at two AI labs: OpenAI August 2025 to April 2026, Anthropic January 2026",
        sources=SOURCES, as_of="2026-04-08",
        note=NOTE + " Distinct titles and bands. The ratio compares midpoints with those of both"
        " researcher groups together; companies reuse a few bands, so intervals are too narrow.",
        rows_read=total, rows_used=used,
        dropped={"other company, no band, other role, or a repeat": total - used}, keys=2,
        columns=[("lab", "words"), ("role", "words"), ("n", "count"), ("low", "USD a year"),
                 ("middle", "USD a year"), ("high", "USD a year"), ("ratio", "ratio"),
                 ("ratio low", "ratio"), ("ratio high", "ratio")],
        rows=rows,
    )  # fmt: skip


def mix(folder: Path) -> Draft:
    """Postings by role at the three labs together."""
    tracked = read(folder, POSTINGS, columns=("company", "role_group"))
    groups = [GROUPS[row["role_group"]] for row in tracked
              if row["company"] in LABS and row["role_group"] in GROUPS]  # fmt: skip
    return Draft(
        title="Technical postings by role at OpenAI, Anthropic and DeepMind, August 2025 to April"
        " 2026",
        sources=SOURCES, as_of="2026-04-08", note=NOTE,
        rows_read=len(tracked), rows_used=len(groups),
        dropped={"other company or role": len(tracked) - len(groups)}, keys=1,
        columns=[("role", "words"), ("postings", "count"), ("share", "fraction")],
        rows=[[g, groups.count(g), groups.count(g) / len(groups)] for g in GROUPS.values()],
    )  # fmt: skip


def open_days(folder: Path) -> Draft:
    """Median days that a posting stays open, with postings still open counted as such."""
    columns = ("company", "role_group", "published", "first_seen", "last_seen", "status")
    tracked = read(folder, POSTINGS, columns=columns)
    spells: dict[str, list[tuple[int, bool]]] = {group: [] for group in GROUPS.values()}
    for row in tracked:
        group = GROUPS.get(row["role_group"])
        if row["company"] not in LABS or group is None or not row["published"]:
            continue
        published, first, last = (_day(row[c]) for c in columns[2:5])
        fresh = row["first_seen"] > TRACKED_FROM and abs((first - published).days) <= 7
        if fresh:
            spells[group].append(((last - published).days, row["status"] == "closed"))
    rows: list[list[Cell]] = []
    for group, own in spells.items():
        median, low, high = kaplan_meier_median(own)
        ends = ["too few" if day is None else day for day in (median, low, high)]
        rows.append([group, len(own), sum(closed for _, closed in own), *ends])
    used = sum(map(len, spells.values()))
    return Draft(
        title="Median days until a posting closes at three AI labs, September 2025 to April 2026",
        sources=SOURCES, as_of="2026-04-08",
        note=NOTE + " Kaplan-Meier median with a 95 % log-log interval; only postings first seen"
        " within a week of their date. A missing upper end means that too few had closed.",
        rows_read=len(tracked), rows_used=used,
        dropped={"other company or role, or older than the tracking": len(tracked) - used}, keys=1,
        columns=[("role", "words"), ("n", "count"), ("closed", "count"), ("median", "days"),
                 ("low", "days"), ("high", "days")],
        rows=rows,
    )  # fmt: skip


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text[:10])


def kaplan_meier_median(
    spells: Sequence[tuple[int, bool]],
) -> tuple[int | None, int | None, int | None]:
    """
    Estimate the median time to an event when some have not had it yet.

    Args:
        spells: days observed, and whether the event came at their end.

    Returns:
        Median and 95 % interval in days; None where the curve never falls that far.

    Source:
        Kaplan and Meier's product-limit estimator; Brookmeyer and Crowley's interval on the
        log-log scale with Greenwood's variance.
    """
    alive, variance = 1.0, 0.0
    median = low = high = None
    for day in sorted({days for days, closed in spells if closed}):
        at_risk = sum(days >= day for days, _ in spells)
        events = sum(days == day and closed for days, closed in spells)
        alive *= 1 - events / at_risk
        if at_risk > events:
            variance += events / (at_risk * (at_risk - events))
        if median is None and alive <= 0.5:
            median = day
        if 0 < alive < 1:
            spread = 1.959964 * math.sqrt(variance) / abs(math.log(alive))
            if low is None and alive ** math.exp(spread) <= 0.5:
                low = day
            if high is None and alive ** math.exp(-spread) <= 0.5:
                high = day
    return median, low, high


def degree_mentions(folder: Path) -> Draft:
    """How many distinct titles mention a doctorate or publications."""
    columns = ("title", "role_group", "phd_mentioned", "publications_mentioned")
    rows: list[list[Cell]] = []
    total = used = 0
    for lab, name in (("Anthropic", ANTHROPIC), ("OpenAI", OPENAI)):
        read_rows = read(folder, name, columns=columns)
        total += len(read_rows)
        for wanted, group in GROUPS.items():
            own = {r["title"]: r for r in read_rows if r["role_group"] == wanted}
            used += len(own)
            mentions = [sum(r[c] == "True" for r in own.values()) for c in columns[2:]]
            rows.append([lab, group, len(own), *mentions])
    return Draft(
        title="Distinct titles that mention a doctorate or publications, two labs, January 2026",
        sources=SOURCES, as_of="2026-01-31",
        note=NOTE + " A pattern match: not mentioned is not the same as not considered.",
        rows_read=total, rows_used=used, dropped={"other role or a repeat": total - used}, keys=2,
        columns=[("lab", "words"), ("role", "words"), ("titles", "count"), ("doctorate", "count"),
                 ("publications", "count")],
        rows=rows,
    )  # fmt: skip


def asks(folder: Path) -> Draft:
    """How large a share of titles mentions a doctorate or publications, research and other."""
    columns = ("title", "role_group", "phd_mentioned", "publications_mentioned")
    files = {"Anthropic": read(folder, ANTHROPIC, columns=columns),
             "OpenAI": read(folder, OPENAI, columns=columns)}  # fmt: skip
    other = [group for group in GROUPS.values() if group not in RESEARCH]
    rows: list[list[Cell]] = []
    used = 0
    for name, groups in (("research", RESEARCH), ("other engineering", other)):
        own = {
            (lab, row["title"]): row
            for lab, found in files.items()
            for row in found
            if GROUPS.get(row["role_group"]) in groups
        }
        used += len(own)
        for mark, column in (("doctorate", columns[2]), ("publications", columns[3])):
            hits = sum(row[column] == "True" for row in own.values())
            share = hits / len(own)
            rows.append([name, mark, len(own), hits, share, *share_interval(share, len(own))])
    total = sum(map(len, files.values()))
    return Draft(
        title="Share of distinct titles that mention a doctorate or publications, Anthropic and"
        " OpenAI together, January 2026",
        sources=SOURCES, as_of="2026-01-31",
        note="Roles grouped by title; every advertisement of the two boards that was saved is in,"
        " whatever its words. A pattern match: not mentioned is not the same as not considered."
        " Wilson's 95 % interval.",
        rows_read=total, rows_used=used, dropped={"other role or a repeat": total - used}, keys=2,
        columns=[("titles", "words"), ("mentions", "words"), ("n", "count"), ("count", "count"),
                 ("share", "fraction"), ("low", "fraction"), ("high", "fraction")],
        rows=rows,
    )  # fmt: skip
