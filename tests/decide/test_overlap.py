"""Skills in common: from shipped counts as from the advertisements themselves, and bounded."""

from itertools import combinations

import pytest
from test_house import ROOT

from careerkb.decide.overlap import COUNTED, skill_overlap, skills_apart
from careerkb.decide.tracks import tracks_answer

FROM_ADVERTISEMENTS = (0.404, 0.310, 0.385, 0.540, 0.682, 0.610)
"""What `tools/skill_overlap.py` printed, over each advertisement's own skills."""


def test_shipped_counts_give_what_the_advertisements_gave() -> None:
    """All six pairs, inside their intervals, and the same from either side."""
    for (one, other), share in zip(combinations(COUNTED, 2), FROM_ADVERTISEMENTS, strict=True):
        found = skill_overlap(first=one, second=other)
        assert found.share == pytest.approx(share, abs=6e-4)
        assert found.low < found.share < found.high < 0.744
        turned = skill_overlap(first=other, second=one)
        assert turned.share == pytest.approx(found.share)
        assert turned.n_first == found.n_second


def test_the_furthest_apart_by_hand() -> None:
    """62 of 103 platform advertisements ask for Kubernetes, 5 of 34 research engineers'."""
    first = skills_apart(first="ML platform engineer", second="research engineer")[0]
    assert first.skill == "kubernetes"
    assert first.first == pytest.approx(62 / 103)
    assert first.second == pytest.approx(5 / 34)


def test_what_was_not_counted_is_said() -> None:
    """A research scientist has no count; three tracks have three pairs; one track has none."""
    answer = tracks_answer(first="AI engineer", second="ML engineer", third="research scientist")
    said = answer.sections[0].items
    assert len(said) == 3
    assert "0.68 (95% interval 0.62 to 0.71, n 535 and 171" in said[0]
    assert "not counted" in said[1]
    with pytest.raises(ValueError, match="another track than first"):
        skill_overlap(first="ML engineer", second="ML engineer")
    assert "1961e78" in (ROOT / "tools/skill_overlap.py").read_text("utf-8")
