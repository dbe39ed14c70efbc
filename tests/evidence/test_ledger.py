"""The ledger as a file: what it holds, and every fault named with line, claim and field."""

import pytest

from careerkb.evidence.claims import (
    claim,
)
from careerkb.evidence.ledger import read_claims

GOOD = """
[[claims]]
id = "pay-x"
chapter = "pay"
statement = "What is claimed."
kind = "causal"
verdict = "not supported"
confidence = "low"
reasoning = "Why."
population = "engineers in one town"
basis = ["kensho", "compa"]
figure = { text = "12 %.", source = "compa" }
evidence = [{ stance = "against", text = "What was found.", source = "kensho" }]
"""


EMPTY = 'evidence = [{ stance = "against", text = "What was found.", source = "kensho" }]'


BASIS = 'population = "engineers in one town"\nbasis = ["kensho", "compa"]\n'


GIVEN = {"kensho": "company", "compa": "dataset", "aefg": "dataset", "own-count": "dataset"}


def test_a_good_ledger_is_read() -> None:
    """The text that the next test breaks is sound."""
    (one,) = read_claims(text=GOOD, kind_of_source=GIVEN)
    assert (one.id, one.evidence[0].stance, one.figure.text) == ("pay-x", "against", "12 %.")


def test_an_unverifiable_claim_needs_no_evidence() -> None:
    """Nothing found is a reason for that verdict and for no other."""
    text = GOOD.replace(EMPTY, "evidence = []").replace(BASIS, "")
    with pytest.raises(ValueError, match="evidence must be given"):
        read_claims(text=text.replace('"not supported"', '"mixed"'))
    (one,) = read_claims(text=text.replace('"not supported"', '"unverifiable"'))
    assert one.evidence == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('verdict = "not supported"\n', "", "claim 'pay-x', verdict must be given"),
        ('"not supported"', '"true"', "claim 'pay-x', verdict must be one of 'supported'"),
        ('"not supported"', '"supported"', "basis must be a source on the side of the verdict"),
        (
            'stance = "against"',
            'stance = "for"',
            "basis must be a source on the side of the verdict",
        ),
        ('"not supported"', '"mixed"', "basis must be left out, with population, for 'mixed'"),
        (
            'kind = "causal"',
            'kind = "anecdote"',
            "verdict must be 'unverifiable' for .* 'anecdote'",
        ),
        ('"causal"', '"prediction"', "verdict must be 'unverifiable' for .* 'prediction'"),
        ('basis = ["kensho", "compa"]', "", "basis must be at least 2 sources of different origin"),
        ('["kensho", "compa"]', '["kensho", "kensho"]', "basis must be at least 2 sources"),
        (
            '["kensho", "compa"]',
            '["kensho", "aefg"]',
            "basis must be a source on the side of the verdict",
        ),
        ('population = "engineers in one town"\n', "", "population must be whom the sources"),
        ('"against"', '"agains"', "claim 'pay-x', evidence 1, stance must be .* 'against'?"),
        (
            "kensho",
            "kenshu",
            "claim 'pay-x', evidence 1, source must be in the list .*mean 'kensho'",
        ),
        ('"compa"', '"compo"', "claim 'pay-x', figure, source must be in the list"),
        (EMPTY, "evidence = []", "claim 'pay-x', evidence must be given"),
        (EMPTY, "", "claim 'pay-x', evidence must be given"),
        (EMPTY, "evidence = [3]", "claim 'pay-x', evidence 1 must be a table"),
        (EMPTY, "evidence = 3", "claim 'pay-x', evidence must be a list"),
        (', source = "kensho"', "", "claim 'pay-x', evidence 1, source must be given"),
        (
            'text = "12 %."',
            'words = "12 %."',
            "line 12: claim 'pay-x', a key of figure must be one of text, source, got 'words'",
        ),
        ('"low"', '"fair"', "claim 'pay-x', confidence must be one of"),
        ('kind = "causal"', 'kind = "rumour"', "claim 'pay-x', kind must be one of"),
        ('"pay"', '"pays"', "claim 'pay-x', chapter must be .*did you mean 'pay'"),
        ('"Why."', '""', "claim 'pay-x', reasoning must be text"),
        (
            "reasoning",
            "reason",
            "line 9: claim 'pay-x', a key must be .*'reason'; did you mean reasoning",
        ),
        ('"pay-x"', '"Pay X"', "claim 'Pay X', id must be words in lower case"),
        ('id = "pay-x"', "id = 3", "claim 1, id must be text"),
        ('id = "pay-x"\n', "", "claim 1, id must be given"),
        (GOOD, GOOD + GOOD, "claim 'pay-x', id must be the name of no claim before it"),
        ("[[claims]]", "[[claim]]", "text must be TOML with an array .*it has none"),
        ("[[claims]]", "[[claims", "line 2: text must be TOML"),
        (GOOD, "claims = " + "[" * 5_000, "line 1: text must be at most 40 brackets deep"),
    ],
)
def test_a_fault_is_refused_by_claim_and_field(old: str, new: str, message: str) -> None:
    """Each fault of a ledger is named in one line, with the claim and the field."""
    assert old in GOOD
    with pytest.raises(ValueError, match=message) as refused:
        read_claims(
            text=GOOD.replace(old, new),
            kind_of_source=GIVEN,
        )
    assert "\n" not in str(refused.value)


def test_all_faults_of_a_ledger_are_told_at_once() -> None:
    """Two claims, three faults, each with its line and its claim."""
    other = GOOD.replace("pay-x", "pay-y").replace('"low"', '"fair"')
    text = GOOD.replace('kind = "causal"', 'kind = "rumour"').replace('"Why."', '""') + other
    with pytest.raises(ValueError, match="must be") as refused:
        read_claims(text=text)
    found = str(refused.value).split("; line ")
    assert [one.split(": ")[0].removeprefix("line ") for one in found] == ["6", "9", "21"]
    assert "claim 'pay-y', confidence" in found[2]


def test_a_wrong_name_gets_the_nearest_one() -> None:
    """A slip of the pen is answered with the name that was meant."""
    with pytest.raises(ValueError, match=r"claim_id must be .* did you mean 'exit-postdocs'"):
        claim(claim_id="exit-postdoc")
