"""Rows of tracks: each track has its colour and mark in every chart, whatever its place there."""

import re

from careerkb.answers.answer import Chart, Series
from careerkb.answers.html import answer_html, chart_svg
from careerkb.answers.marks import TRACKS
from careerkb.decide.tracks import tracks_answer
from careerkb.exits.demand import demand_answer
from careerkb.pay.salaries import ratio_answer, salaries_answer


def marks(rows: tuple[str, ...], kind: str = "dot") -> list[str]:
    """Draw a value for each row; give the classes of its marks or bars, in the order of the rows."""
    chart = Chart(
        kind=kind, title="Pay", summary="Pay.", x_label="role", y_label="USD",
        series=(Series(name="pay", x=rows, y=tuple(float(n + 1) for n in range(len(rows)))),),
    )  # fmt: skip
    return re.findall(r'class="ckb-(?:mark|fill) ckb-(\w+)"', chart_svg(chart))


def test_a_track_keeps_its_mark() -> None:
    """Wherever it stands; what is no track is neutral beside tracks, and ordinary alone."""
    assert marks(("AI Engineer", "Research Scientist")) == ["s1", "s0"]
    assert marks(("research scientist", "barber", "AI engineer"), "bar") == ["s0", "other", "s1"]
    assert marks(("Anthropic, research engineer", "Doctolib, AI engineer")) == ["s4", "s1"]
    assert marks(("barber", "baker")) == ["s0", "s0"]
    assert len(set(TRACKS.values())) == 6  # no two tracks share a mark


def test_the_tracks_of_the_handbook_are_known() -> None:
    """In the charts of pay, which spell them in their own ways."""
    for answer in (tracks_answer(), ratio_answer()):
        assert answer.chart is not None
        rows = {str(x).lower() for x in answer.chart.series[0].x}
        assert rows - set(TRACKS) <= {"software engineer", "data scientist", "data engineer"}


def test_a_long_headline_is_bold_to_its_first_clause() -> None:
    """The words stay the same; a first clause of four lines of a phone is cut at a pause."""
    for answer, end in ((salaries_answer(), "dollars;"), (ratio_answer(), "a lower one "),
                        (demand_answer(), "n 71),"), (tracks_answer(), "n 422 and 50),")):  # fmt: skip
        drawn = answer_html(answer)
        bold, rest = re.search(r"<strong>(.*?)</strong>(.*?)</p>", drawn).groups()  # type: ignore[union-attr]
        assert bold + rest == answer.headline
        assert bold.endswith(end)
        assert len(bold) <= 120
