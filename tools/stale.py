"""List the pages and data files whose `stale_after` has passed; a scheduled job, never a test."""

import argparse
import datetime
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent


def stale(root: Path, today: datetime.date) -> Iterator[str]:
    """
    Name what needs another look.

    Args:
        root: the project.
        today: the day to compare with.

    Returns:
        A line a file: when it went stale and when it was last reviewed, or that its review lies in
        the future.
    """
    for page in sorted((root / "docs").rglob("*.md")):
        matter = re.match(r"---\n(.*?)\n---\n", page.read_text("utf-8"), flags=re.DOTALL)
        dates = dict(re.findall(r"^(\w+): (\d{4}-\d\d-\d\d)$", matter[1] if matter else "", re.M))
        yield from _past(page.relative_to(root), dates, today)
    for file in sorted((root / "src/careerkb/data").rglob("*.toml")):
        values = tomllib.loads(file.read_text("utf-8"))
        dates = {key: str(values[key]) for key in ("reviewed", "stale_after") if key in values}
        yield from _past(file.relative_to(root), dates, today)


def _past(file: Path, dates: dict[str, str], today: datetime.date) -> Iterator[str]:
    if dates.get("reviewed", "") > today.isoformat():
        yield f"{file}: reviewed {dates['reviewed']}, which has not come yet"
    if "stale_after" in dates and dates["stale_after"] < today.isoformat():
        yield f"{file}: stale after {dates['stale_after']}, reviewed {dates.get('reviewed', '?')}"


def main() -> int:
    """Print the list; fail when it is not empty, so that the scheduled job is seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--today", type=datetime.date.fromisoformat, default=datetime.datetime.now().date()
    )
    found = list(stale(ROOT, parser.parse_args().today))
    print("\n".join(found) or "nothing is stale")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
