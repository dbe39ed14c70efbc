"""Every page says when it was reviewed, and when to look again."""

import pytest

from careerkb.site.reviewed import line, note


def test_both_dates_are_printed_and_machine_readable() -> None:
    """A page with dated facts names both days."""
    text = line({"reviewed": "2026-11-23", "stale_after": "2027-06-30"})
    assert 'Last reviewed <time datetime="2026-11-23">2026-11-23</time>; its' in text
    assert '<time datetime="2027-06-30">' in text


def test_a_page_without_dated_facts_has_one_date() -> None:
    """Nothing to look at again."""
    assert line({"reviewed": "2026-11-23"}).count("<time") == 1


@pytest.mark.parametrize("matter", [{}, {"reviewed": "<script>"}, {"reviewed": "soon"}])
def test_what_is_no_date_is_not_printed(matter: dict[str, str]) -> None:
    """Nothing from the front matter becomes markup."""
    assert line(matter) == ""
    assert note({"stale_after": matter.get("reviewed", "")}) == ""


def test_the_note_waits_for_the_readers_calendar() -> None:
    """It is hidden, and holds the day for the script; a page without dated facts has none."""
    made = note({"reviewed": "2026-11-23", "stale_after": "2027-06-30"})
    assert 'data-stale-after="2027-06-30" hidden>' in made
    assert '<time datetime="2027-06-30">' in made
    assert note({"reviewed": "2026-11-23"}) == ""
