"""What to ask for: each sum does it, the questions are in order, the message gives nobody away."""

from dataclasses import replace
from typing import Any

from careerkb.decide.asking import asked_more_usd, message_text, questions_by_worth
from careerkb.decide.desk import EXAMPLE, scenario
from careerkb.decide.information import information
from careerkb.decide.options import Option
from careerkb.decide.report import QUESTIONS
from careerkb.pay.comparison import compare

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


def test_the_questions_are_all_there_in_the_order_of_their_worth() -> None:
    """With the sums of the value of information; where no answer counts, as they stood."""
    options = [
        Option(name=one.name, offer=replace(one.offer, **scenario(name="Calm"))) for one in EXAMPLE
    ]
    close = replace(options[1].offer, base_usd=313_000)
    options[1] = replace(options[1], offer=close)
    asked = questions_by_worth(options=options)
    assert sorted(one.partition(" (")[0] for one in asked) == sorted(QUESTIONS)
    found = [one for one in information(options=options).questions if one.asked and one.usd >= 1]
    first = {}
    for one in found:
        first.setdefault(one.term, one)
    assert len(first) >= 2
    for said, one in zip(asked, first.values(), strict=False):
        assert f"({one.option}: knowing it is worth " in said
    plain = [Option(name=one.name, offer=one.offer) for one in EXAMPLE]
    assert questions_by_worth(options=plain) == QUESTIONS


def test_a_message_holds_the_letter_and_three_questions() -> None:
    """Of its own offer; not who else has written, and no sum that brackets hold."""
    text = message_text(offer=TEAM.offer, needs="9 more", questions=("One? (Lab: x)", *QUESTIONS))
    assert "235,000 dollars base, 75,000 sign-on, 600,000 in the grant" in text
    assert "1. One?\n2. What is the exact vesting schedule" in text
    assert "With 9 more it would be level" in text
    assert "Lab" not in text
    assert "\n4. " not in text
