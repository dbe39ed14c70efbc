"""What to ask for: each sum does it, the questions are in order, the message gives nobody away."""

import re
from dataclasses import replace
from typing import Any

from careerkb.decide.asking import asked_more_usd, message_text, questions_by_weight
from careerkb.decide.desk import EXAMPLE, scenario
from careerkb.decide.report import QUESTIONS
from careerkb.pay.comparison import compare
from careerkb.pay.worth import expected_value_usd

LAB, TEAM = EXAMPLE


def test_each_sum_to_ask_for_makes_them_level() -> None:
    """With it the other is not behind any more; with two hundred less it is."""
    for outlook in ("As written", "Bust"):
        lab, team = (replace(one.offer, **scenario(name=outlook)) for one in EXAMPLE)
        asked = asked_more_usd(ahead=lab, behind=team)
        assert set(asked) == {"base_usd", "sign_on_usd", "grant_usd"}
        for term, more in asked.items():
            for change, level in ((more, True), (more - 200, False)):
                there: dict[str, Any] = {term: getattr(team, term) + change}
                found = compare(offer_a=lab, offer_b=replace(team, **there))
                assert (found.expected_usd[1] >= found.expected_usd[0] - 1e-6) is level
    assert asked_more_usd(ahead=LAB.offer, behind=LAB.offer) == {}


def test_the_questions_are_all_there_in_the_order_of_their_sums() -> None:
    """A sum is what the answer can move, by moving it; the rest follow as they stood."""
    lab, team = (replace(one.offer, **scenario(name="Calm")) for one in EXAMPLE)
    asked = questions_by_weight(offers=(lab, team), names=("Lab", "Team"))
    assert sorted(one.partition(" (")[0] for one in asked) == sorted(QUESTIONS)
    sums = [int(found[1]) for one in asked if (found := re.search(r"lead by ([0-9]+) thous", one))]
    assert len(sums) >= 3
    assert sums == sorted(sums, reverse=True)
    ends = [expected_value_usd(offer=replace(lab, grant_usd=lab.grant_usd * f)) for f in (0.5, 1.5)]
    assert sums[0] == round((ends[1] - ends[0]) / 1000)
    assert "(Lab: moves" in asked[0]
    assert "enough to turn it" in asked[0]
    assert [one for one in asked if "(" not in one] == [q for q in QUESTIONS if q in asked]


def test_a_message_holds_the_letter_and_three_questions() -> None:
    """Of its own offer; not who else has written, and no sum that brackets hold."""
    text = message_text(offer=TEAM.offer, needs="9 more", questions=("One? (Lab: x)", *QUESTIONS))
    assert "235,000 dollars base, 75,000 sign-on, 600,000 in the grant" in text
    assert "1. One?\n2. What is the exact vesting schedule" in text
    assert "With 9 more it would be level" in text
    assert "Lab" not in text
    assert "\n4. " not in text
