"""Votes against enumeration by quadrature; packets complete, and their words more than adjectives."""

import math
import re
from typing import get_args

import pytest
from scipy import integrate, stats

from careerkb.interviews.committee import (
    DIMENSIONS,
    Name,
    committee_answer,
    packet_answer,
    packets,
    vote_chances,
)


@pytest.mark.parametrize(("yes", "members", "correlation"), [(0.7, 5, 0.4), (0.3, 3, 0.8)])
def test_votes_by_scipy(yes: float, members: int, correlation: float) -> None:
    """The same integral by adaptive quadrature, each count of yes votes weighed."""

    def votes(z: float) -> list[float]:
        bar = (stats.norm.ppf(yes) + math.sqrt(correlation) * z) / math.sqrt(1 - correlation)
        one = stats.norm.cdf(bar)
        return [float(stats.binom.pmf(k, members, one) * stats.norm.pdf(z)) for k in (0, members)]

    none, every = (
        integrate.quad(lambda z, i=i: votes(z)[i], -9, 9, epsabs=1e-12)[0] for i in (0, 1)
    )
    found = vote_chances(yes_probability=yes, members=members, correlation=correlation)
    assert found == pytest.approx((every, none, 1 - every - none), abs=1e-9)


def test_independent_readers_multiply() -> None:
    """Closed form, and readers who nearly are one never split."""
    found = vote_chances(yes_probability=0.7, members=5, correlation=0)
    assert found == pytest.approx((0.7**5, 0.3**5, 1 - 0.7**5 - 0.3**5), abs=1e-15)
    assert vote_chances(yes_probability=0.7, correlation=0.99)[2] < 0.1


def test_three_packets_a_track_each_scored_on_every_dimension() -> None:
    """Every round has a score from 1 to 4; a packet and its decision agree with each other."""
    found = packets()
    assert tuple(one.id for one in found) == get_args(Name)
    assert [one.track for one in found].count("research") == 3
    for one in found:
        assert one.ours.keys() == DIMENSIONS.keys()
        for name, wrote in packet_answer(packet=one.id).table.rows:
            assert re.fullmatch(r".+, [1-4]", str(name))
            assert wrote
        if one.decision == "hire":
            assert min(one.ours.values()) >= 2


def test_the_same_reading_is_full_agreement() -> None:
    """And one that differs names the dimension, the way, and both decisions."""
    for one in packets():
        found = committee_answer(packet=one.id, **one.ours, decision=one.decision)
        assert "4 of 4 dimensions; you would" in found.headline
        assert found.headline.endswith("and so would we.")
    other = committee_answer(
        packet="the architect", depth=3, judgement=4, code=3, account=4, decision="no hire"
    )
    assert other.headline == (
        "You agree with us on 3 of 4 dimensions and are furthest above us on code; you would not"
        " hire, we would hold."
    )
    assert [row[1:] for row in other.table.rows] == [(3, 3), (4, 4), (3, 1), (4, 4)]
    assert "rubric that splits here" in str(other.sections[1])


def test_our_reading_is_not_in_the_packet() -> None:
    """A reader can score before seeing ours."""
    for one in packets():
        shown = str(packet_answer(packet=one.id).table.rows)
        assert one.why not in shown
        assert one.split not in shown


def test_nothing_of_ours_is_shown_before_the_reading_is_complete() -> None:
    """With any one field left open: neither our scores nor our reasons, and the field is named."""
    full: dict[str, object] = {
        "depth": 3, "judgement": 4, "code": 3, "account": 4, "decision": "hold",
        "packet": "the architect",
    }  # fmt: skip
    said = {"decision": "your decision", "packet": "the packet that they are for"}
    for name in full:
        answer = committee_answer(**{**full, name: None})  # type: ignore[arg-type]
        assert answer.headline.endswith(f"still open: {said.get(name, name)}.")
        assert not answer.sections
        assert answer.chart is None
        assert len(answer.table.columns) == 2
    assert committee_answer(**full).chart is not None  # type: ignore[arg-type]
