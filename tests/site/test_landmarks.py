"""The mends fit the theme that is installed: each piece of markup they replace is still written."""

from pathlib import Path

import furo
import pytest

from careerkb.site.landmarks import MENDS, mend

THEME = "".join(
    file.read_text("utf-8") for file in sorted(Path(furo.__file__).parent.rglob("*.html"))
)


@pytest.mark.parametrize("written", [w for w in MENDS if w.startswith("<aside")])
def test_the_theme_still_writes_what_is_mended(written: str) -> None:
    """When the theme names its landmarks itself, the mend can go."""
    assert written.split(" no-toc")[0].rstrip('">') in THEME


def test_landmarks_captions_and_code_are_mended() -> None:
    """Two landmarks get a name, a caption a level, wide code a place in the tab order."""
    page = '<aside class="toc-drawer"><p role="heading">x</p><div class="highlight"><pre>y</pre>'
    assert mend(page) == (
        '<aside class="toc-drawer" aria-label="On this page">'
        '<p role="heading" aria-level="2">x</p><div class="highlight"><pre tabindex="0">y</pre>'
    )


@pytest.mark.parametrize("written", list(MENDS))
def test_mending_twice_changes_nothing_more(written: str) -> None:
    """An incremental build mends old pages again."""
    assert mend(written) == MENDS[written]
    assert mend(mend(written)) == mend(written)
