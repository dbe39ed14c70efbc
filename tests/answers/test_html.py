"""Drawings are data again: parsed back, their marks stand where the numbers say."""

import itertools
import math
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.answers.html import NARROW, WIDE, answer_html, chart_svg, table_html
from careerkb.answers.scale import ticks

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("x")</script>&\'" onload=x'


def chart(kind: str = "dot", **changes: object) -> Chart:
    """Make a small chart."""
    series = Series(name="pay", x=("a", "b", "c"), y=(100.0, 200.0, 150.0))
    if kind == "line":
        series = Series(name="rate", x=(2017, 2021, 2025), y=(0.2, 0.25, 0.27))
    fields = {
        "kind": kind, "title": "Title", "summary": "Summary.", "series": (series,),
        "x_label": "year" if kind == "line" else "role",
        "y_label": "fraction" if kind == "line" else "USD a year",
    }  # fmt: skip
    return Chart(**(fields | changes))


def parsed(drawing: str) -> ElementTree.Element:
    """Read a drawing strictly."""
    return ElementTree.fromstring(
        drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def numbers(root: ElementTree.Element, tag: str, attribute: str) -> list[float]:
    """Collect one attribute of all marks of a kind."""
    return [float(node.get(attribute)) for node in root.iter(SVG + tag)]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_dots_stand_where_their_values_say(width: int) -> None:
    """Positions are a straight line of the values, found from two and checked on the third."""
    x = numbers(parsed(chart_svg(chart(), width)), "circle", "cx")
    assert x[2] == pytest.approx((x[0] + x[1]) / 2, abs=0.2)
    assert x[0] < x[2] < x[1]


def test_bars_start_at_zero() -> None:
    """A bar twice as long is twice as much."""
    widths = numbers(parsed(chart_svg(chart("bar"))), "rect", "width")
    assert widths[1] / widths[0] == pytest.approx(2, abs=0.01)


def test_stacked_bars_follow_each_other() -> None:
    """Each part begins where the one before it ends."""
    series = tuple(Series(name=n, x=("a",), y=(v,)) for n, v in (("one", 3.0), ("two", 5.0)))
    root = parsed(chart_svg(chart("stacked", series=series)))
    bars = [node for node in root.iter(SVG + "rect") if float(node.get("height")) > 12]
    ends = [(float(b.get("x")), float(b.get("x")) + float(b.get("width"))) for b in bars]
    assert ends[0][1] == pytest.approx(ends[1][0], abs=0.2)
    assert (ends[1][1] - ends[1][0]) / (ends[0][1] - ends[0][0]) == pytest.approx(5 / 3, rel=0.01)


def test_a_line_goes_up_where_values_rise() -> None:
    """Up is a smaller y; the years are evenly spaced."""
    (line,) = parsed(chart_svg(chart("line"))).iter(SVG + "polyline")
    points = [tuple(map(float, pair.split(","))) for pair in line.get("points").split()]
    assert points[0][1] > points[1][1] > points[2][1]
    assert points[1][0] - points[0][0] == pytest.approx(points[2][0] - points[1][0], abs=0.2)


def test_years_are_printed_as_years() -> None:
    """2,017 would be a sum of money."""
    words = [node.text for node in parsed(chart_svg(chart("line"))).iter(SVG + "text")]
    assert "2017" in words
    assert not any("," in word for word in words if word)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 1, (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        (0.79, 1.1, (0.7, 0.8, 0.9, 1.0, 1.1)),
        (0, 0, (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        (121_000, 237_000, (100_000.0, 150_000.0, 200_000.0, 250_000.0)),
    ],
)
def test_ticks_are_round(low: float, high: float, expected: tuple[float, ...]) -> None:
    """Steps of 1, 2 or 5, and the whole range inside."""
    assert ticks(low, high) == pytest.approx(expected)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.floats(-1e9, 1e9), st.floats(1e-3, 1e9), st.integers(3, 9))
def test_ticks_span_any_range(low: float, spread: float, most: int) -> None:
    """First at or below, last at or above, even steps, not many."""
    found = ticks(low, low + spread, most)
    assert found[0] <= low + 1e-6 * spread
    assert found[-1] >= low + spread - 1e-6 * spread
    assert 2 <= len(found) <= 2 * most + 2
    steps = [b - a for a, b in itertools.pairwise(found)]
    assert max(steps) - min(steps) <= 1e-6 * spread + 1e-9 * abs(low)


values = st.floats(-1e7, 1e7).filter(lambda v: v == 0 or abs(v) > 1e-3)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Draw any chart: all kinds, up to twenty categories, up to five series."""
    kind = draw(st.sampled_from(["line", "bar", "dot", "stacked"]))
    size = draw(st.integers(1, 20))
    names = [draw(st.text(min_size=1, max_size=60)) for _ in range(size)]
    x = tuple(range(size)) if kind == "line" else tuple(names)
    number = values.map(abs) if kind == "stacked" else values
    series = tuple(
        Series(name=draw(st.text(min_size=1, max_size=40)), x=x, y=tuple(draw(number) for _ in x))
        for _ in range(draw(st.integers(1, 5)))
    )
    return chart(kind, series=series, title=draw(st.text(min_size=1, max_size=80)))


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(charts(), st.sampled_from([WIDE, NARROW]))
def test_nothing_leaves_the_drawing(drawn: Chart, width: int) -> None:
    """Every coordinate is a number within the view, whatever the values and names."""
    text = chart_svg(drawn, width)
    assert "nan" not in re.sub(r">[^<]*<", "><", text)
    root = ElementTree.fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text))
    _, _, w, h = map(float, root.get("viewBox").split())
    for node in root.iter():
        for attribute in ("x", "x1", "x2", "cx"):
            if attribute in node.attrib:
                assert -0.5 <= float(node.get(attribute)) <= w + 0.5
        for attribute in ("y", "y1", "y2", "cy"):
            if attribute in node.attrib:
                assert -0.5 <= float(node.get(attribute)) <= h + 0.5


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(st.floats(0, 100), min_size=2, max_size=5))
def test_labels_at_line_ends_do_not_cover_each_other(ends: list[float]) -> None:
    """At least a line of text apart, even if the lines end together."""
    series = tuple(Series(name=f"s{i}", x=(0, 1), y=(50.0, end)) for i, end in enumerate(ends))
    root = parsed(chart_svg(chart("line", series=series)))
    ys = sorted(
        float(node.get("y")) for node in root.iter(SVG + "text") if "ckb-label" in node.get("class")
    )
    assert all(b - a >= 15.8 for a, b in itertools.pairwise(ys))


def test_hostile_text_stays_text() -> None:
    """Titles, names, labels, headline, headings and cells are escaped."""
    series = Series(name=HOSTILE, x=(HOSTILE, "b"), y=(1.0, 2.0))
    hostile = chart("bar", title=HOSTILE, summary=HOSTILE, x_label=HOSTILE, y_label=HOSTILE,
                    series=(series, series))  # fmt: skip
    table = Table(columns=(Column(name=HOSTILE, unit=HOSTILE),), rows=((HOSTILE,),))
    markup = answer_html(Answer(headline=HOSTILE, table=table, chart=hostile))
    assert "<script" not in markup
    assert " onload=x" not in re.sub(r">[^<]*<", "><", markup).replace("&quot; onload=x", "")


def test_a_drawing_has_no_style_of_its_own() -> None:
    """A policy without inline styles holds; colours come from classes."""
    for kind in ("line", "bar", "dot", "stacked"):
        text = chart_svg(chart(kind))
        assert "style" not in text
        assert "#" not in text


def test_a_drawing_speaks() -> None:
    """It is an image with a title and a description that it points at."""
    root = parsed(chart_svg(chart(), id="pay"))
    ids = root.get("aria-labelledby").split()
    texts = {node.get("id"): node.text for node in root if node.get("id")}
    assert root.get("role") == "img"
    assert [texts[i] for i in ids] == ["Title", "Summary."]


def test_an_answer_holds_both_drawings_and_the_table() -> None:
    """Wide and narrow with names of their own, and the numbers to open."""
    table = Table(columns=(Column(name="role"), Column(name="pay")), rows=(("a", 1234.0),))
    markup = answer_html(Answer(headline="H.", table=table, chart=chart()), id="x")
    assert markup.count("<svg") == 2
    assert len(set(re.findall(r' id="([^"]+)"', markup))) == len(
        re.findall(r' id="([^"]+)"', markup)
    )
    assert '<th scope="row">a</th>' in markup
    assert '<td class="ckb-number">1,234</td>' in markup
    assert table_html(table) in markup


def test_an_answer_without_a_chart_is_its_table() -> None:
    """Nothing to open, nothing drawn."""
    table = Table(columns=(Column(name="role"),), rows=(("a",),))
    markup = answer_html(Answer(headline="H.", table=table))
    assert "<svg" not in markup
    assert "<details" not in markup


def test_drawing_is_deterministic_and_rounded() -> None:
    """The same bytes each time, at most one decimal."""
    first = chart_svg(chart())
    assert first == chart_svg(chart())
    assert not re.search(r'="\d+\.\d\d', first)
    assert math.isfinite(len(first))


@pytest.mark.parametrize("id", ["", "1st", HOSTILE, 'x"y'])
def test_a_name_that_could_break_out_is_refused(id: str) -> None:  # noqa: A002
    """Names of the drawing are letters, digits and dashes."""
    with pytest.raises(ValueError, match="id must be"):
        chart_svg(chart(), id=id)


def test_a_zero_inside_of_the_drawing_is_marked() -> None:
    """Where an odds curve goes from one side to the other; a drawing that begins there has none."""

    def upright(first: float) -> int:
        chart = Chart(
            kind="line", title="Odds", summary="Odds.", x_label="USD", y_label="of 100",
            series=(Series(name="at least", x=(first, 100.0), y=(90.0, 10.0)),),
        )  # fmt: skip
        drawn = re.findall(
            r'<line class="ckb-base" x1="([\d.]+)" [^>]*x2="([\d.]+)"', chart_svg(chart)
        )
        return sum(x1 == x2 for x1, x2 in drawn)

    assert (upright(-100.0), upright(0.0)) == (1, 0)
