"""The scheduled job sees what has gone stale, whatever today is."""

import datetime
from pathlib import Path

from stale import stale


def test_a_page_and_a_data_file_are_listed_once_past(tmp_path: Path) -> None:
    """On the day itself nothing is stale; the day after, both are."""
    page, file = tmp_path / "docs/pay/x.md", tmp_path / "src/careerkb/data/x.toml"
    for path in (page, file):
        path.parent.mkdir(parents=True)
    page.write_text("---\nreviewed: 2026-01-01\nstale_after: 2026-06-30\n---\n# X\n", "utf-8")
    file.write_text("reviewed = 2026-01-01\nstale_after = 2026-06-30\n", "utf-8")
    day = datetime.date(2026, 6, 30)
    assert list(stale(tmp_path, day)) == []
    assert list(stale(tmp_path, day + datetime.timedelta(days=1))) == [
        "docs/pay/x.md: stale after 2026-06-30, reviewed 2026-01-01",
        "src/careerkb/data/x.toml: stale after 2026-06-30, reviewed 2026-01-01",
    ]


def test_a_review_in_the_future_is_listed(tmp_path: Path) -> None:
    """Only this job asks the clock; the day itself is not the future."""
    page = tmp_path / "docs/pay/x.md"
    page.parent.mkdir(parents=True)
    page.write_text("---\nreviewed: 2026-12-02\n---\n# X\n", "utf-8")
    assert list(stale(tmp_path, datetime.date(2026, 12, 2))) == []
    assert list(stale(tmp_path, datetime.date(2026, 12, 1))) == [
        "docs/pay/x.md: reviewed 2026-12-02, which has not come yet"
    ]
